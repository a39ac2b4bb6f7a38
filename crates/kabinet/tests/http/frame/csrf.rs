//! Forms are taken from this portal's own pages only.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::portal::Preset;
use store::both;

use crate::client::{Answer, Client};
use crate::harness::{PASSWORD, TestApp};
use crate::html::heading;

async fn posted(client: &mut Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = client.request(Method::POST, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    client.send(request.body(Body::from(format!("login=269&password={PASSWORD}"))).unwrap()).await
}

both! {
    async fn another_sites_form_is_refused_with_a_page_and_does_nothing(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        for headers in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://snt.example.ru")],
            &[("origin", "https://evil.example")],
            &[("origin", "http://snt.example.ru.evil.example")],
            &[("origin", "null")],
        ] {
            for path in ["/login", "/logout", "/office/imports", "/no-such-page"] {
                let answer = posted(&mut client, path, headers).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
                assert_eq!(heading(answer.text()), "Сюда нельзя");
                assert!(answer.set_cookies().is_empty());
            }
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM session").await, 1);
        assert_eq!(client.get("/my/electricity").await.status, StatusCode::OK);
    }

    async fn our_own_form_is_taken(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        for headers in [&[("sec-fetch-site", "same-origin")][..], &[("origin", "http://snt.example.ru")], &[("sec-fetch-site", "none")]] {
            let answer = posted(&mut test.client(place.host()), "/login", headers).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"), "{headers:?}");
        }
    }

    async fn a_link_from_another_site_opens_a_page(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let client = test.logged_in(place.host(), "269").await;
        let answer = client.sending("sec-fetch-site", "cross-site").get("/my/electricity").await;
        assert_eq!(answer.status, StatusCode::OK);
    }

    async fn nothing_is_done_by_looking(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::PATCH] {
            let request = client.request(method.clone(), "/logout").header("sec-fetch-site", "same-origin");
            let answer = client.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM session").await, 1);
    }
}
