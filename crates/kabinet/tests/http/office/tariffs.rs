//! Prices by an operator: typed with comma or point, told what they count anew, written down.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;
use crate::html::{attributes, text_of};
use crate::snt::readings_file;

const JULY: [(&str, &str); 4] = [("from", "2022-07-01"), ("single", "6,20"), ("day", "7.13"), ("night", "2,8")];

both! {
    async fn a_new_price_is_set_from_a_day_on(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        assert_eq!(office.post("/office/tariffs", &JULY).await.location(), "/office/tariffs");
        let page = text_of(office.get("/office/tariffs").await.text());
        assert!(page.contains("Тариф сохранён") && page.contains("6,20 ₽") && page.contains("7,13 ₽"), "{page}");
        assert!(page.contains("1 января 2022 Действует"), "the price of today is marked: {page}");
        assert_eq!(test.count("SELECT COUNT(*) FROM audit WHERE kind = 'tariff_set' AND person_id IS NOT NULL").await, 1);
        office.post("/office/tariffs/2022-07-01/remove", &[]).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM electricity_tariff").await, 1);
        assert_eq!(office.post("/office/tariffs/2022-07-01/remove", &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let typed = [("from", "31.02.2022"), ("single", "-1"), ("day", "шесть"), ("night", "2,65")];
        let answer = office.post("/office/tariffs", &typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.text().matches("aria-invalid=\"true\"").count(), 3);
        for value in ["-1", "шесть", "2,65"] {
            assert!(attributes(answer.text(), "value").contains(&value), "{value}");
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM electricity_tariff").await, 0);
    }

    async fn months_that_are_counted_anew_are_said_first(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        for (from, until, t) in [("01.04.2022", "01.05.2022", 10), ("01.05.2022", "01.06.2022", 20)] {
            test.import(&place, &format!("{t}.csv"), &readings_file(&[("7", from, until, [t, t, t + 10, t + 10])])).await;
        }
        let mut office = test.logged_in(place.host(), "accountant").await;
        let may = [("from", "2022-05-01"), JULY[1], JULY[2], JULY[3]];
        let asked = office.post("/office/tariffs", &may).await;
        let said = text_of(asked.text());
        assert!(said.contains("за эти месяцы: май 2022."), "{said}");
        assert_eq!(test.count("SELECT COUNT(*) FROM electricity_tariff").await, 1, "nothing yet");
        let sure = [may[0], may[1], may[2], may[3], ("sure", "yes")];
        assert_eq!(office.post("/office/tariffs", &sure).await.status, StatusCode::SEE_OTHER);
        let asked = text_of(office.post("/office/tariffs/2022-01-01/remove", &[]).await.text());
        assert!(asked.contains("за эти месяцы: апрель 2022."), "May has its own price now: {asked}");
        let filled = office.get("/office/tariffs?from=2022-05-01").await;
        assert!(attributes(filled.text(), "value").contains(&"6,20"), "a row is changed by the same form");
    }
}
