//! Who changed what, as an administrator reads it.

use axum::http::StatusCode;
use store::both;

use crate::harness::{PASSWORD, TestApp};
use crate::html::text_of;

both! {
    async fn every_change_stands_in_the_list_and_no_secret_does(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        test.tariff(&place, "01.01.2022", "6.00", "6.82", "2.65").await;
        test.member(&place, "7", &["7"]).await;
        test.operators(&place, "").await;
        let mut member = test.logged_in(place.host(), "7").await;
        member.post("/my/registration/edit", &[("plots", "7"), ("owner", "Ёлкина Анна"), ("phone", "89991234567")]).await;
        let passwords = [("current", PASSWORD), ("password", "novyj-parol-7"), ("again", "novyj-parol-7")];
        assert_eq!(member.post("/my/access/password", &passwords).await.status, StatusCode::SEE_OTHER);
        let mut board = test.logged_in(place.host(), "administrator").await;
        let answer = board.get("/office/audit").await;
        let said = text_of(answer.text());
        for words in [
            "Портал создан", "Файл загружен", "Тариф установлен", "Однотарифный: 5,93 ₽ → 6,00 ₽", "Пользователь создан",
            "Участок показан участнику", "Права выданы", "Роль: Бухгалтер", "Участник изменил свои данные",
            "Владелец: — → Ёлкина Анна", "Телефон: — → +79991234567", "Участник изменил пароль", "203.0.113.7", "командная строка",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!answer.text().contains("novyj-parol") && !answer.text().contains("argon2"));
    }

    async fn the_list_is_filtered_by_person_kind_and_day(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        test.member(&place, "7", &["7"]).await;
        test.advance(3 * 24 * 3600);
        test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        let mut board = test.logged_in(place.host(), "administrator").await;
        let rows = async |client: &mut crate::client::Client, query: &str| {
            let answer = client.get(&format!("/office/audit?{query}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{query}");
            answer.text().matches("scope=\"row\"").count()
        };
        assert_eq!(rows(&mut board, "kind=tariff_set").await, 1);
        assert_eq!(rows(&mut board, "from=2022-06-06&until=2022-06-06").await, 1, "the day of the tariff");
        assert_eq!(rows(&mut board, "from=07.06.2022").await, 0);
        assert_eq!(rows(&mut board, "person=7&kind=link_made").await, 1);
        assert_eq!(rows(&mut board, "person=administrator&kind=link_made").await, 0);
        assert_eq!(board.get("/office/audit?from=yesterday").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(board.get("/office/audit?after=x").await.status, StatusCode::BAD_REQUEST);
        let mut accountant = test.logged_in(place.host(), "accountant").await;
        assert_eq!(accountant.get("/office/audit").await.status, StatusCode::NOT_FOUND);
        assert!(!accountant.get("/office/imports").await.text().contains("/office/audit"), "nor is it in the menu");
    }

    async fn a_long_list_has_pages(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        for _ in 0..60 {
            test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        }
        let mut board = test.logged_in(place.host(), "administrator").await;
        let first = board.get("/office/audit?kind=tariff_set").await;
        let next = crate::html::between(first.text(), "after=", "\"").to_owned();
        assert_eq!(first.text().matches("scope=\"row\"").count(), 50);
        let second = board.get(&format!("/office/audit?kind=tariff_set&after={next}")).await;
        assert_eq!(second.text().matches("scope=\"row\"").count(), 10);
    }
}
