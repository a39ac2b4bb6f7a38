//! A PIN to the address in the register, or by an operator; an operator's word (catalogue D4).

use axum::http::StatusCode;
use domain::account::Proof;
use domain::person::Role;
use store::both;

use super::{by_number, link, resident};
use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::html::between;

const PROOFS: &[Proof] = &[Proof::Pin, Proof::Approval];

/// A basic link, and its page.
async fn basic(client: &mut Client, number: &str) -> String {
    let answer = link(client, number, &[]).await;
    assert!(answer.location().starts_with("/my/accounts/"), "{}", answer.text());
    answer.location().to_owned()
}

/// The PIN in the letters to this address.
async fn pin_of(test: &TestApp, to: &str) -> String {
    let letters = test.deliver().await;
    let letter = letters.iter().find(|letter| letter.to == to && letter.subject.contains("ПИН-код"));
    let letter = letter.unwrap_or_else(|| panic!("no PIN to {to}: {letters:?}"));
    let digits = letter.text.lines().find(|line| {
        line.len() == 7 && line.as_bytes()[3] == b' ' && line.replace(' ', "").bytes().all(|b| b.is_ascii_digit())
    });
    digits.unwrap().replace(' ', "")
}

async fn office(test: &TestApp, place: &Place) -> Client {
    test.operator(place, "dispatcher", Role::Accountant).await;
    test.logged_in(place.host(), "dispatcher").await
}

both! {
    async fn d4_the_pin_goes_to_the_address_in_the_register(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, PROOFS).await;
        let (_, mut client) = resident(&test, &place, "petrov").await;
        let href = basic(&mut client, "101").await;
        test.deliver().await;
        let asked = client.post(&format!("{href}/request"), &[("proof", "pin")]).await;
        assert_eq!(asked.location(), href);
        let page = client.get(&href).await.text().to_owned();
        assert!(page.contains("n•••@pochta.example"), "the address is not told: {page}");
        assert!(!page.contains("nina@pochta.example"));
        let pin = pin_of(&test, "nina@pochta.example").await;
        let wrong = if pin == "000000" { "000001" } else { "000000" };
        let answer = client.post(&format!("{href}/pin"), &[("pin", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("ПИН-код не подходит"));
        let spaced = format!("{} {}", &pin[..3], &pin[3..]);
        assert_eq!(client.post(&format!("{href}/pin"), &[("pin", &spaced)]).await.location(), href);
        assert!(client.get(&href).await.text().contains("Соколова Нина Петровна"));
        assert_eq!(test.texts("SELECT level || ' ' || proof FROM link").await, ["full pin"]);
        let again = client.post(&format!("{href}/pin"), &[("pin", &pin)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it serves once");
    }

    async fn five_wrong_pins_are_the_last(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, PROOFS).await;
        let (_, mut client) = resident(&test, &place, "petrov").await;
        let href = basic(&mut client, "101").await;
        test.deliver().await;
        client.post(&format!("{href}/request"), &[("proof", "pin")]).await;
        let pin = pin_of(&test, "nina@pochta.example").await;
        for _ in 0..5 {
            client.post(&format!("{href}/pin"), &[("pin", "x")]).await;
        }
        let over = client.post(&format!("{href}/pin"), &[("pin", &pin)]).await;
        assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(test.texts("SELECT level FROM link").await, ["basic"]);
    }

    async fn a_pin_is_over_after_a_week_and_is_one_accounts_and_one_persons(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, PROOFS).await;
        let (_, mut client) = resident(&test, &place, "petrov").await;
        let (_, mut other) = resident(&test, &place, "ivanov").await;
        let href = basic(&mut client, "101").await;
        assert_eq!(basic(&mut other, "101").await, href);
        test.deliver().await;
        client.post(&format!("{href}/request"), &[("proof", "pin")]).await;
        let pin = pin_of(&test, "nina@pochta.example").await;
        let stranger = other.post(&format!("{href}/pin"), &[("pin", &pin)]).await;
        assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
        test.advance(7 * 24 * 3600 + 1);
        let mut client = test.logged_in(place.host(), "petrov").await;
        let late = client.post(&format!("{href}/pin"), &[("pin", &pin)]).await;
        assert!(late.text().contains("уже не действует"), "{}", late.text());
    }

    async fn where_the_register_knows_no_address_an_operator_decides(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, PROOFS).await;
        let (_, mut client) = resident(&test, &place, "yusupov").await;
        let href = basic(&mut client, "105").await;
        client.post(&format!("{href}/request"), &[("proof", "pin"), ("note", "Договор 17")]).await;
        assert!(client.get(&href).await.text().contains("Заявка у оператора"));
        let mut office = office(&test, &place).await;
        let queue = office.get("/office/link-requests").await.text().to_owned();
        for told in ["105", "Юсупов Рашид", "yusupov@example.ru", "Договор 17"] {
            assert!(queue.contains(told), "{told}");
        }
        let id = between(&queue, "/office/link-requests/", "/approve").to_owned();
        let done = office.post(&format!("/office/link-requests/{id}/approve"), &[]).await;
        assert_eq!(done.location(), "/office/link-requests");
        let pin = pin_of(&test, "yusupov@example.ru").await;
        assert_eq!(client.post(&format!("{href}/pin"), &[("pin", &pin)]).await.location(), href);
        assert_eq!(test.texts("SELECT level || ' ' || proof FROM link").await, ["full pin"]);
        let twice = office.post(&format!("/office/link-requests/{id}/approve"), &[]).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
    }

    async fn an_operators_word_opens_the_account_and_a_refusal_is_told(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, PROOFS).await;
        let mut office = office(&test, &place).await;
        let (_, mut client) = resident(&test, &place, "yusupov").await;
        let href = basic(&mut client, "105").await;
        for (decision, level, told) in [("refuse", "basic", "не подтверждён"), ("approve", "full", "открыт")] {
            client.post(&format!("{href}/request"), &[("proof", "approval")]).await;
            let queue = office.get("/office/link-requests").await.text().to_owned();
            let id = between(&queue, "/office/link-requests/", "/approve").to_owned();
            office.post(&format!("/office/link-requests/{id}/{decision}"), &[]).await;
            assert_eq!(test.texts("SELECT level FROM link").await, [level]);
            let letters = test.deliver().await;
            assert!(letters.iter().any(|letter| letter.to == "yusupov@example.ru" && letter.subject.contains(told)), "{letters:?}");
        }
        assert!(office.get("/office/audit").await.status == StatusCode::NOT_FOUND, "an accountant sees no audit");
        let kinds = test.texts("SELECT kind FROM audit WHERE kind LIKE 'proof%' ORDER BY kind").await;
        assert_eq!(kinds, ["proof_approved", "proof_asked", "proof_asked", "proof_refused"]);
    }

    async fn a_letter_goes_again_after_a_minute_and_three_times_at_most(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, PROOFS).await;
        let (_, mut client) = resident(&test, &place, "petrov").await;
        let href = basic(&mut client, "101").await;
        client.post(&format!("{href}/request"), &[("proof", "pin")]).await;
        test.deliver().await;
        let mut sent = Vec::new();
        for _ in 0..4 {
            client.post(&format!("{href}/pin/letter"), &[]).await;
            sent.push(test.deliver().await.len());
            test.advance(61);
        }
        assert_eq!(sent, [0, 1, 1, 0]);
    }
}
