//! What proves an account, what does not, and how often it may be tried.

use axum::http::StatusCode;
use domain::account::Proof;
use store::both;

use super::{by_number, link, page_of, resident, with_linking};
use crate::harness::TestApp;

async fn levels(test: &TestApp) -> Vec<String> {
    test.texts("SELECT a.number || ' ' || l.level || ' ' || l.proof FROM link l JOIN account a ON a.id = l.account_id ORDER BY 1").await
}

both! {
    async fn the_total_of_a_receipt_proves_where_it_tells_something(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Receipt]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        assert!(link(&mut client, "103", &[("receipt", "5 636,11")]).await.location().starts_with("/my/accounts/"));
        for (number, sum, said) in [
            ("101", "100,00", "Этим способом данный счет не подтвердить"),
            ("104", "0,00", "Этим способом данный счет не подтвердить"),
            ("105", "77,71", "Не сходится с нашими данными"),
            ("105", "много", "Проверьте, как записано"),
            ("105", "", "Введите хотя бы одно"),
        ] {
            let answer = link(&mut client, number, &[("receipt", sum)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {sum}");
            assert!(answer.text().contains(said), "{number} {sum}");
        }
        test.advance(100 * 24 * 3600);
        let mut later = test.logged_in(place.host(), "nina").await;
        let old = link(&mut later, "105", &[("receipt", "77,70")]).await;
        assert!(old.text().contains("Этим способом данный счет не подтвердить"), "a receipt of last season");
        assert_eq!(levels(&test).await, ["103 full receipt"]);
    }

    async fn four_digits_of_a_meter_prove(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        assert!(link(&mut client, "101", &[("meter", "24 49")]).await.location().starts_with("/my/accounts/"));
        let short = link(&mut client, "103", &[("meter", "0012")]).await;
        assert!(short.text().contains("Этим способом данный счет не подтвердить"));
        let wrong = link(&mut client, "102", &[("meter", "2449")]).await;
        assert!(wrong.text().contains("Не сходится"));
        assert_eq!(levels(&test).await, ["101 full meter"]);
    }

    async fn the_code_of_a_receipt_proves_and_its_qr_opens_the_page_filled_in(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Code]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let codes = kabinet::flows::receipt_codes::of_numbers(&test.app, &place.scope(), &place.portal, &["101"]).await.unwrap();
        let (code, href) = (&codes[0].code, &codes[0].path);
        let page = client.get(href).await;
        assert!(page.text().contains("value=\"101\"") && page.text().contains(&format!("value=\"{code}\"")), "{}", page.text());
        assert_eq!(test.count("SELECT COUNT(*) FROM link").await, 0, "looking links nothing");
        let wrong = client.post("/my/accounts/code", &[("number", "102"), ("code", code)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = client.post("/my/accounts/code", &[("number", "101"), ("code", code)]).await;
        assert!(right.location().starts_with("/my/accounts/"), "{}", right.text());
        assert_eq!(levels(&test).await, ["101 full code"]);
        let mut out = test.client(place.host());
        assert!(out.get(href).await.location().starts_with("/login?next=/my/accounts/code"), "log in first, then the page filled in");
    }

    async fn a_tax_number_is_asked_besides_and_alone_proves_nothing(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let place = with_linking(&test, &place, |linking| linking.tax_number = true).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        for more in [
            &[("tax_number", "500100732259")][..],
            &[("tax_number", "7707083893"), ("meter", "2449")],
            &[("tax_number", "123"), ("meter", "2449")],
            &[("meter", "2449")],
        ] {
            assert_eq!(link(&mut client, "101", more).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{more:?}");
        }
        let both = link(&mut client, "101", &[("tax_number", "500100732259"), ("meter", "2449")]).await;
        assert!(both.location().starts_with("/my/accounts/"), "{}", both.text());
    }

    async fn without_a_proof_the_link_is_basic_and_tells_no_name_no_debt_no_address(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter, Proof::Approval]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let answer = link(&mut client, "105", &[("later", "yes")]).await;
        let href = answer.location().to_owned();
        let card = client.get(&href).await.text().to_owned();
        assert!(card.contains("Базовая версия") && card.contains("105"));
        for hidden in ["Юсупов", "Тихий", "77,70"] {
            assert!(!card.contains(hidden), "{hidden}");
            assert!(!client.get("/my/accounts").await.text().contains(hidden), "{hidden}");
            assert!(!client.get("/my/payments").await.text().contains(hidden), "{hidden}");
        }
        let wrong = client.post(&format!("{href}/prove"), &[("meter", "9999")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = client.post(&format!("{href}/prove"), &[("meter", "1234")]).await;
        assert_eq!(right.location(), href);
        assert!(client.get(&href).await.text().contains("Юсупов"));
    }

    async fn wrong_guesses_are_limited_by_person_and_by_account(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut guesser) = resident(&test, &place, "guesser").await;
        for guess in 0..10 {
            let answer = link(&mut guesser, "101", &[("meter", &format!("{guess:04}"))]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{guess}");
        }
        let over = link(&mut guesser, "101", &[("meter", "2449")]).await;
        assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS, "even the right one");
        let other = link(&mut guesser, "105", &[("meter", "1234")]).await;
        assert_eq!(other.status, StatusCode::TOO_MANY_REQUESTS, "and at any other account");
        let (_, mut second) = resident(&test, &place, "second").await;
        let shut = link(&mut second.clone().at_address("198.51.100.9"), "101", &[("meter", "0001")]).await;
        assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS, "the account is shut to guesses");
        assert!(page_of(&mut second, "101").await.is_none());
        test.advance(24 * 3600 + 1);
        let mut holder = test.logged_in(place.host(), "second").await;
        assert!(link(&mut holder, "101", &[("meter", "2449")]).await.location().starts_with("/my/accounts/"));
    }

    async fn right_answers_are_not_guesses(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        for _ in 0..15 {
            let answer = link(&mut client, "101", &[("meter", "2449")]).await;
            let href = answer.location().to_owned();
            assert!(href.starts_with("/my/accounts/"), "{}", answer.text());
            client.post(&format!("{href}/unlink"), &[]).await;
        }
    }

    async fn with_no_proof_at_all_whoever_finds_an_account_has_it_as_in_manual_b(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        assert!(link(&mut client, "101", &[]).await.location().starts_with("/my/accounts/"));
        assert_eq!(levels(&test).await, ["101 full trusted"]);
    }

    async fn what_anybody_sees_proves_nothing(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Receipt, Proof::Approval]).await;
        test.run("UPDATE organisation SET basic_shows = 'debt'").await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let href = link(&mut client, "103", &[("later", "yes")]).await.location().to_owned();
        assert!(client.get(&href).await.text().contains("636,11"), "the organisation shows what is owed");
        let answer = client.post(&format!("{href}/prove"), &[("receipt", "5 636,11")]).await;
        assert_eq!(answer.status, StatusCode::OK, "there is no such form");
        assert_eq!(levels(&test).await, ["103 basic none"]);
    }

    async fn later_is_offered_where_something_later_is_taken(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let answer = link(&mut client, "101", &[("later", "yes")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(levels(&test).await.is_empty());
    }

    async fn whoever_is_over_a_limit_fills_up_nobody_elses(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut guesser) = resident(&test, &place, "guesser").await;
        for guess in 0..10 {
            link(&mut guesser, "101", &[("meter", &format!("{guess:04}"))]).await;
        }
        for _ in 0..12 {
            link(&mut guesser, "105", &[("meter", "0000")]).await;
        }
        let (_, mut holder) = resident(&test, &place, "holder").await;
        let answer = link(&mut holder.clone().at_address("198.51.100.9"), "105", &[("meter", "1234")]).await;
        assert!(answer.location().starts_with("/my/accounts/"), "{}", answer.text());
        assert!(page_of(&mut holder, "105").await.is_some());
    }
}
