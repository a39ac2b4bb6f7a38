//! The list of one's accounts is good for one and for five hundred; its pages cost a few reads, however many there are.

use axum::http::StatusCode;
use domain::account::{Identifier, IdentifierKind};
use kabinet::flows::link_account::link_account;
use store::both;

use super::{by_number, resident};
use crate::harness::TestApp;
use crate::html::text_of;
use crate::queries::counted;

/// So many accounts has an accountant.
const MANY: u32 = 130;

both! {
    async fn an_accountant_finds_one_of_many(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[]).await;
        let rows = (0..MANY).map(|n| format!("ул. Полевая, д. {};{};7{n:04};Жилец\r\n", n / 10 + 1, n % 10 + 1));
        let file = format!("Дом;Квартира;ЛС;ФИО\r\n{}", rows.collect::<String>());
        test.import(&place, "many.csv", file.as_bytes()).await;
        let (person, mut client) = resident(&test, &place, "buhgalter").await;
        for n in 0..MANY {
            let number = Identifier::parse(&format!("7{n:04}")).unwrap();
            let scope = place.scope();
            let linked = link_account(&test.app, &scope, place.portal.id, person, IdentifierKind::AccountNumber, &number);
            assert!(linked.await.unwrap());
        }
        let first = client.get("/my/accounts").await.text().to_owned();
        assert!(text_of(&first).contains("130 счетов"));
        assert_eq!(first.matches("<li><a class=\"golink\"").count(), 50);
        let last = client.get("/my/accounts?q=&page=3").await.text().to_owned();
        assert!(last.contains("70129") && !last.contains("70000"));
        for (query, found) in [("70077", 1), ("ПОЛЕВАЯ, д. 13", 10), ("кв. 10", 13)] {
            let page = client.get(&format!("/my/accounts?q={}", crate::client::percent_encoded(query))).await;
            assert_eq!(page.text().matches("<li><a class=\"golink\"").count(), found, "{query}");
        }
        let nothing = client.get("/my/accounts?q=%25").await;
        assert!(nothing.text().contains("Ничего не нашлось"), "a per cent is no joker");
        for odd in ["page=0", "page=-1", "page=99999999999999999999", "q=%00"] {
            let answer = client.get(&format!("/my/accounts?{odd}")).await;
            assert!(answer.status == StatusCode::OK || answer.status == StatusCode::BAD_REQUEST, "{odd}");
        }
    }

    async fn its_pages_cost_a_few_reads(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[]).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let mut href = String::new();
        for number in ["101", "102", "103", "104"] {
            client.post("/my/accounts/add", &[("number", number)]).await.location().clone_into(&mut href);
        }
        for (path, most) in [("/my/accounts", 3), (href.as_str(), 6), ("/my/accounts/add", 2)] {
            client.get(path).await;
            let (answer, reads) = counted(client.get(path)).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(reads <= most, "{path}: {reads} statements");
        }
    }
}
