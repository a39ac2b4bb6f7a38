//! `/my/payments`: catalogue A6 to the kopeck.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;
use crate::html::{elements, heading, rows, text_of};
use crate::queries::counted;

both! {
    async fn the_figures_of_269_and_270(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(0).await;
        test.ledger(&place).await;
        test.member(&place, "269", &["270", "269"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        client.get("/my/payments").await;
        let (answer, statements) = counted(client.get("/my/payments")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(statements, 5, "the session is cached");
        let page = answer.text();
        assert_eq!(heading(page), "Статус моих оплат от 26 апреля 2022");
        let cards = elements(page, "section");
        let card = |number: &str| text_of(cards.iter().find(|card| card.contains(&format!("№ {number}"))).unwrap());
        for (number, paid, on) in [("269", "18 240,50", "4 апреля 2022"), ("270", "1 212,30", "2 марта 2022")] {
            let card = card(number);
            for told in [
                "Улица 5", "Электрификация Да", "Новый счетчик Да", "Площадь участка 7,2 сот.", "Сумма к оплате 7 200,00",
                "Предоплата/аванс члена 0,00", "Членские взносы 2022 7 200,00 0,00", "оплачено не полностью",
                "доплатить 7 200,00", paid, on,
            ] {
                assert!(card.contains(told), "{number}: {told} is not in {card}");
            }
        }
        let total = rows(page).pop().unwrap();
        assert_eq!(total.join("|"), "Всего|14 400,00|0,00|14 400,00");
    }

    async fn a_list_loaded_twice_changes_nothing_and_undo_takes_it_back(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("ledger").await;
        let as_of = domain::parse_date("01.05.2022").ok();
        let charges = |paid: &str| format!("№ участка;Статья;Начислено;Оплачено\n7;Членские взносы;1000,00;{paid}\n7;Дорога;500;500\n8;Дорога;500;0\n");
        test.import_as_of(&place, "1.csv", charges("0").as_bytes(), as_of).await;
        let payments = "Участок;Дата;Сумма;Назначение;Статья\n7;20.05.2022;300;взнос;ЧЛЕНСКИЕ взносы\n7;20.05.2022;300;взнос;ЧЛЕНСКИЕ взносы\n\
                        7;30.04.2022;100;взнос;Членские взносы\n7;21.05.2022;50;на всякий случай;\n7;21.05.2022;70;за свет;\n";
        test.import(&place, "2.csv", payments.as_bytes()).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let told = text_of(client.get("/my/payments").await.text());
        // 300 twice after the day of the list; the 100 before it stands in the list already.
        for part in ["Членские взносы 1 000,00 600,00", "доплатить 400,00", "Предоплата/аванс члена 50,00", "оплачено всего 70,00"] {
            assert!(told.contains(part), "{part} is not in {told}");
        }
        test.import(&place, "2.csv", payments.as_bytes()).await;
        assert_eq!(text_of(client.get("/my/payments").await.text()), told, "equal payments are told apart by their number");
        test.import_as_of(&place, "3.csv", charges("900").as_bytes(), domain::parse_date("01.06.2022").ok()).await;
        let later = text_of(client.get("/my/payments").await.text());
        assert!(later.contains("Членские взносы 1 000,00 900,00"), "{later}");
        test.undo_latest(&place).await;
        assert_eq!(text_of(client.get("/my/payments").await.text()), told);
    }

    async fn who_has_no_plot_is_told_what_to_do(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("empty").await;
        test.member(&place, "gost", &[]).await;
        let mut client = test.logged_in(place.host(), "gost").await;
        let answer = client.get("/my/payments").await;
        let page = answer.text();
        assert!(page.contains("Участки не указаны"), "{page}");
        test.member(&place, "9", &["9"]).await;
        let mut client = test.logged_in(place.host(), "9").await;
        let answer = client.get("/my/payments").await;
        let page = answer.text();
        assert!(page.contains("По этому участку ничего не начислено."));
    }
}
