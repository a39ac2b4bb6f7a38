//! What was used, replaced or ended opens nothing a second time.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;
use crate::html::text_of;
use crate::register::{community, confirmed, registered, secret_of};

both! {
    async fn a_used_link_takes_its_code_with_it(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let (path, code) = secret_of(&test.deliver().await[0]);
        client.post("/confirm", &[("code", &code)]).await;
        assert!(text_of(client.get("/my/registration").await.text()).contains("Адрес почты подтверждён"));
        let people = test.count("SELECT COUNT(*) FROM person").await;
        for password in ["", "sad-2022"] {
            let again = client.post(&path, &[("password", password)]).await;
            assert_eq!(again.status, StatusCode::GONE);
            let elsewhere = test.client(place.host()).post(&path, &[("password", password)]).await;
            assert_eq!((elsewhere.status, elsewhere.set_cookies().len()), (StatusCode::GONE, 0));
        }
        client.post("/confirm", &[("code", &code)]).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM person").await, people);
    }

    async fn a_newer_letter_ends_the_older_one(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut paths = Vec::new();
        for email in ["pervy@example.ru", "vtoroy@example.ru"] {
            client.post("/my/access/email", &[("email", email), ("email_password", "sad-2022")]).await;
            paths.push(secret_of(&test.deliver().await[0]).0);
        }
        for _ in 0..2 {
            test.client(place.host()).post("/recover", &[("email", "sem@example.ru")]).await;
            paths.push(secret_of(&test.deliver().await[0]).0);
        }
        for old in [0, 2] {
            assert_eq!(client.get(&paths[old]).await.status, StatusCode::GONE, "{old}");
            assert_eq!(client.post(&paths[old], &[("password", "novy-sad"), ("again", "novy-sad")]).await.status, StatusCode::GONE);
        }
        assert_eq!(client.post(&paths[1], &[]).await.location(), "/my/registration");
        assert_eq!(client.post(&paths[1], &[]).await.status, StatusCode::GONE);
        let set = [("password", "novy-sad"), ("again", "novy-sad")];
        assert_eq!(client.post(&paths[3], &set).await.location(), "/login");
        let evil = [("password", "chuzhoy-sad"), ("again", "chuzhoy-sad")];
        assert_eq!(client.post(&paths[3], &evil).await.status, StatusCode::GONE);
        assert_eq!(test.client(place.host()).try_password("7", "chuzhoy-sad").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_letter_whose_link_is_over_does_not_go(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        client.post("/my/access/email", &[("email", "drugoy@example.ru"), ("email_password", "sad-2022")]).await;
        let mut told: Vec<String> = test.deliver().await.into_iter().map(|letter| letter.to).collect();
        assert_eq!(told, ["drugoy@example.ru"], "the first one was replaced before it went");
        registered(&test, &place, "8", "vosem@example.ru").await;
        test.advance(24 * 3600);
        told = test.deliver().await.into_iter().map(|letter| letter.to).collect();
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(test.texts("SELECT dead_reason FROM outbox_letter WHERE state = 'dead'").await, ["stale", "stale"]);
    }

    async fn a_cookie_of_an_ended_session_opens_nothing(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut thief = client.clone();
        client.post("/logout", &[]).await;
        test.advance(5);
        assert_eq!(thief.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        assert_eq!(thief.post("/my/registration/edit", &[("plots", "7")]).await.location(), "/login");
    }
}
