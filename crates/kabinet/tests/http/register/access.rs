//! Another address, another password.

use axum::http::StatusCode;
use store::both;

use super::{community, confirmed, registered, secret_of};
use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn a_new_address_is_confirmed_there_and_told_to_the_old_one(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let wrong = client.post("/my/access/email", &[("email", "novy@example.ru"), ("email_password", "nope")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"novy@example.ru\""));
        client.post("/my/access/email", &[("email", "novy@example.ru"), ("email_password", "sad-2022")]).await;
        let letters = test.deliver().await;
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "novy@example.ru"));
        assert!(text_of(client.get("/my/registration").await.text()).contains("sem@example.ru Подтверждён"));
        let (path, _) = secret_of(&letters[0]);
        client.post(&path, &[]).await;
        assert!(text_of(client.get("/my/registration").await.text()).contains("novy@example.ru Подтверждён"));
        let told = test.deliver().await;
        assert_eq!((told[0].to.as_str(), told[0].subject.as_str()), ("sem@example.ru", "Адрес почты изменён"));
    }

    async fn a_mistyped_address_of_a_registration_is_typed_anew(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "smе@example.ru").await;
        let (old, _) = secret_of(&test.deliver().await[0]);
        client.post("/my/access/email", &[("email", "sem@example.ru"), ("email_password", "sad-2022")]).await;
        let (path, _) = secret_of(&test.deliver().await[0]);
        assert_eq!(client.post(&old, &[]).await.status, StatusCode::GONE);
        assert_eq!(client.post(&path, &[]).await.location(), "/my/registration");
        assert!(text_of(client.get("/my/registration").await.text()).contains("sem@example.ru Подтверждён"));
    }

    async fn a_new_password_ends_other_sessions(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut other = test.client(place.host());
        assert_eq!(other.try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
        let change = |current: &'static str, again: &'static str| [("current", current), ("password", "novy-sad"), ("again", again)];
        for (current, again) in [("nope", "novy-sad"), ("sad-2022", "novy-sat")] {
            assert_eq!(client.post("/my/access/password", &change(current, again)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(client.post("/my/access/password", &change("sad-2022", "novy-sad")).await.location(), "/my/registration");
        test.advance(5);
        assert_eq!(other.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        assert_eq!(client.get("/my/registration").await.status, StatusCode::OK);
        assert_eq!(test.client(place.host()).try_password("7", "novy-sad").await.status, StatusCode::SEE_OTHER);
    }
}
