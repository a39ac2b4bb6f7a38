//! «Забыли пароль?»: the same answer for known and unknown; the link works once, for an hour.

use axum::http::StatusCode;
use store::both;

use super::{community, confirmed, registered, secret_of};
use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn a_forgotten_password_is_set_anew(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut lost = confirmed(&test, &place, "7", "sem@example.ru").await;
        registered(&test, &place, "8", "tolko@example.ru").await;
        test.deliver().await;
        let mut client = test.client(place.host());
        let mut pages = Vec::new();
        for email in ["SEM@example.ru", "nobody@example.ru", "tolko@example.ru"] {
            let answer = client.post("/recover", &[("email", email)]).await;
            assert_eq!(answer.status, StatusCode::OK);
            pages.push(answer.text().to_owned());
        }
        assert!(pages.iter().all(|page| *page == pages[0]));
        let letters = test.deliver().await;
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "sem@example.ru"));
        let (path, _) = secret_of(&letters[0]);
        assert_eq!(client.get(&path).await.status, StatusCode::OK);
        let short = client.post(&path, &[("password", "x"), ("again", "x")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let set = [("password", "novy-sad"), ("again", "novy-sad")];
        assert_eq!(client.post(&path, &set).await.location(), "/login");
        assert!(text_of(client.get("/login").await.text()).contains("Новый пароль сохранён"));
        assert_eq!(client.post(&path, &set).await.status, StatusCode::GONE, "once");
        test.advance(5);
        assert_eq!(lost.get("/my/registration").await.status, StatusCode::SEE_OTHER, "every session is ended");
        assert_eq!(client.try_password("7", "novy-sad").await.status, StatusCode::SEE_OTHER);
    }

    async fn a_link_is_over_after_an_hour(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut client = test.client(place.host());
        client.post("/recover", &[("email", "sem@example.ru")]).await;
        let (path, _) = secret_of(&test.deliver().await[0]);
        test.advance(3600);
        assert_eq!(client.get(&path).await.status, StatusCode::GONE);
        assert_eq!(client.post(&path, &[("password", "novy-sad"), ("again", "novy-sad")]).await.status, StatusCode::GONE);
        let odd = client.post("/recover", &[("email", "sem")]).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
