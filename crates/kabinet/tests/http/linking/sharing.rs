//! An owner opens an account by e-mail with a role and an end, and takes it back.

use axum::http::StatusCode;
use domain::account::Proof;
use store::both;

use super::{by_number, linked, page_of, resident};
use crate::client::Client;
use crate::harness::TestApp;
use crate::html::between;

async fn offer(owner: &mut Client, href: &str, email: &str, role: &str, until: &str) -> StatusCode {
    let fields = [("email", email), ("role", role), ("until", until)];
    owner.post(&format!("{href}/share"), &fields).await.status
}

async fn accept(client: &mut Client) -> StatusCode {
    let list = client.get("/my/accounts").await.text().to_owned();
    let id = between(&list, "/my/offers/", "/accept").to_owned();
    client.post(&format!("/my/offers/{id}/accept"), &[]).await.status
}

both! {
    async fn a_relative_takes_it_up_sees_the_card_and_loses_it_again(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut son) = resident(&test, &place, "syn").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        test.deliver().await;
        assert_eq!(offer(&mut owner, &href, "Syn@example.ru", "viewer", "").await, StatusCode::SEE_OTHER);
        assert!(test.deliver().await.iter().any(|letter| letter.to.eq_ignore_ascii_case("syn@example.ru")));
        assert_eq!(son.get(&href).await.status, StatusCode::NOT_FOUND, "an offer shows nothing yet");
        assert_eq!(accept(&mut son).await, StatusCode::SEE_OTHER);
        assert!(son.get(&href).await.text().contains("Соколова Нина Петровна"));
        assert!(!son.get(&href).await.text().contains("Открыть доступ"), "a viewer opens nothing on");
        assert_eq!(offer(&mut son, &href, "chuzhoi@example.ru", "viewer", "").await, StatusCode::NOT_FOUND);
        let card = owner.get(&href).await.text().to_owned();
        let end = between(&card, &format!("{href}/share/"), "\"").to_owned();
        assert_eq!(owner.post(&format!("{href}/share/{end}"), &[]).await.location(), href);
        assert_eq!(son.get(&href).await.status, StatusCode::NOT_FOUND);
        assert!(page_of(&mut son, "101").await.is_none());
    }

    async fn the_last_day_is_the_last(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut tenant) = resident(&test, &place, "zhilets").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        assert_eq!(offer(&mut owner, &href, "zhilets@example.ru", "payer", "02.06.2022").await, StatusCode::UNPROCESSABLE_ENTITY, "yesterday");
        assert_eq!(offer(&mut owner, &href, "zhilets", "payer", "").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(offer(&mut owner, &href, "zhilets@example.ru", "payer", "05.06.2022").await, StatusCode::SEE_OTHER);
        accept(&mut tenant).await;
        let list = tenant.get("/my/accounts").await.text().replace('\u{a0}', " ");
        assert!(list.contains("до 5 июня 2022"), "{list}");
        // 3 June 2022, 9:00 in Moscow is when every test begins.
        test.advance(2 * 24 * 3600 + 14 * 3600);
        let mut tenant = test.logged_in(place.host(), "zhilets").await;
        assert_eq!(tenant.get(&href).await.status, StatusCode::OK, "23:00 of the last day");
        test.advance(2 * 3600);
        assert_eq!(tenant.get(&href).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_offer_is_its_addressees_alone(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut son) = resident(&test, &place, "syn").await;
        let (_, mut stranger) = resident(&test, &place, "chuzhoi").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        offer(&mut owner, &href, "syn@example.ru", "viewer", "").await;
        let id = between(son.get("/my/accounts").await.text(), "/my/offers/", "/accept").to_owned();
        assert_eq!(stranger.post(&format!("/my/offers/{id}/accept"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(son.post(&format!("/my/offers/{id}/refuse"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(son.post(&format!("/my/offers/{id}/accept"), &[]).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_the_owner_loses_everybody_loses(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut son) = resident(&test, &place, "syn").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        offer(&mut owner, &href, "syn@example.ru", "viewer", "").await;
        accept(&mut son).await;
        owner.post(&format!("{href}/unlink"), &[]).await;
        assert_eq!(son.get(&href).await.status, StatusCode::NOT_FOUND);
    }

    async fn whoever_was_shown_it_proves_nothing_by_what_they_saw(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter, Proof::Approval]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut son) = resident(&test, &place, "syn").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        offer(&mut owner, &href, "syn@example.ru", "viewer", "").await;
        accept(&mut son).await;
        son.post(&format!("{href}/unlink"), &[]).await;
        let answer = son.post("/my/accounts/add", &[("number", "101"), ("meter", "2449")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("Этим способом данный счет не подтвердить"), "an operator's word remains");
    }

    async fn what_the_office_ends_ends_for_those_it_was_opened_to(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (person, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut second) = resident(&test, &place, "vtoroy").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        offer(&mut owner, &href, "vtoroy@example.ru", "payer", "31.12.2022").await;
        accept(&mut second).await;
        test.operator(&place, "dispatcher", domain::person::Role::Administrator).await;
        let mut office = test.logged_in(place.host(), "dispatcher").await;
        let account = href.rsplit('/').next().unwrap();
        office.post(&format!("/office/members/{person}/links/{account}/end"), &[]).await;
        for client in [&mut owner, &mut second] {
            assert_eq!(client.get(&href).await.status, StatusCode::NOT_FOUND);
        }
    }
}
