//! Who leaves takes back what they opened to others, and gives up what others opened to them.

use axum::http::StatusCode;
use domain::account::Proof;
use store::both;

use crate::client::Client;
use crate::harness::{PASSWORD, TestApp};
use crate::html::between;
use crate::linking::{by_number, linked, page_of, resident};

async fn share(owner: &mut Client, href: &str, email: &str) {
    let fields = [("email", email), ("role", "viewer"), ("until", "")];
    assert_eq!(owner.post(&format!("{href}/share"), &fields).await.status, StatusCode::SEE_OTHER);
}

async fn accept(client: &mut Client) {
    let list = client.get("/my/accounts").await.text().to_owned();
    let id = between(&list, "/my/offers/", "/accept").to_owned();
    assert_eq!(client.post(&format!("/my/offers/{id}/accept"), &[]).await.status, StatusCode::SEE_OTHER);
}

async fn leave(client: &mut Client) {
    assert_eq!(client.post("/my/delete", &[("password", PASSWORD)]).await.location(), "/login");
}

both! {
    async fn what_the_owner_opened_is_closed(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut son) = resident(&test, &place, "syn").await;
        let (_, mut tenant) = resident(&test, &place, "zhilets").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        share(&mut owner, &href, "syn@example.ru").await;
        accept(&mut son).await;
        share(&mut owner, &href, "zhilets@example.ru").await;
        assert_eq!(son.get(&href).await.status, StatusCode::OK);
        leave(&mut owner).await;
        assert_eq!(son.get(&href).await.status, StatusCode::NOT_FOUND);
        assert!(page_of(&mut son, "101").await.is_none());
        assert!(!tenant.get("/my/accounts").await.text().contains("/my/offers/"), "an open offer is withdrawn");
        assert_eq!(test.texts("SELECT state FROM share_offer ORDER BY 1").await, ["withdrawn", "withdrawn"]);
    }

    async fn what_others_opened_is_given_up_and_theirs_stays(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut owner) = resident(&test, &place, "nina").await;
        let (_, mut son) = resident(&test, &place, "syn").await;
        let href = linked(&test, &place, &mut owner, "101", "2449").await;
        share(&mut owner, &href, "syn@example.ru").await;
        accept(&mut son).await;
        assert!(owner.get(&href).await.text().contains("syn@example.ru"));
        leave(&mut son).await;
        let card = owner.get(&href).await;
        assert_eq!(card.status, StatusCode::OK, "the owner's own link stands");
        assert!(!card.text().contains("syn@example.ru") && !card.text().contains("deleted"));
        assert!(!test.texts("SELECT email FROM share_offer").await.contains(&"syn@example.ru".to_owned()));
    }
}
