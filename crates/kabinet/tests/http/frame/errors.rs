//! Pages of errors: a sentence and what to do, in the visitor's language, whoever refuses.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{Method, StatusCode, header};
use axum::routing::get;
use domain::portal::{Language, Preset};
use kabinet::i18n::Translator;
use store::both;

use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::html::{heading, text_of};

/// A page that explains this status, in this language.
fn assert_explained(page: &str, status: u16, language: Language) {
    let t = Translator::new(language);
    let said = text_of(page);
    for part in ["title", "text", "advice"] {
        let sentence = t.s(format!("error-{status}-{part}"));
        assert!(said.contains(&text_of(&sentence)), "{status} {language}: no «{sentence}» in {said}");
    }
    assert!(page.contains(&format!("<html lang=\"{}\"", language.code())), "{status} {language}");
}

/// Routes that fail in every way, in the frame of a portal's pages.
fn failing(test: &TestApp, place: &Place) -> Client {
    let routes = Router::new()
        .route("/status/{code}", get(async |Path(code): Path<u16>| StatusCode::from_u16(code).unwrap()))
        .route(
            "/text/{code}",
            get(async |Path(code): Path<u16>| (StatusCode::from_u16(code).unwrap(), "internals of the machine")),
        )
        .route("/panic", get(async || -> StatusCode { panic!("a defect") }));
    let pages = kabinet::web::portal_pages(&test.web, routes);
    Client::new(pages.layer(axum::Extension(std::sync::Arc::new(place.portal.clone()))), place.host())
}

both! {
    async fn every_refusal_has_a_sentence_and_advice_in_every_language(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        for language in Language::ALL {
            let mut client = failing(&test, &place).sending("accept-language", language.code());
            for code in [400, 403, 404, 405, 413, 415, 422, 429, 500, 503] {
                for kind in ["status", "text"] {
                    let answer = client.get(&format!("/{kind}/{code}")).await;
                    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (code, "text/html; charset=utf-8"));
                    assert_explained(answer.text(), code, *language);
                    assert!(!answer.text().contains("internals"), "{code}");
                    assert!(answer.text().contains("Портал «snt»") && answer.text().contains("href=\"/\""));
                }
            }
            for (code, like) in [(418, 400), (451, 400), (502, 500), (507, 500)] {
                assert_explained(client.get(&format!("/status/{code}")).await.text(), like, *language);
            }
        }
    }

    async fn a_defect_is_a_page_too_and_tells_nothing_of_itself(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let answer = failing(&test, &place).get("/panic").await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_explained(answer.text(), 500, Language::Ru);
        assert!(!answer.text().contains("a defect"));
    }

    async fn what_the_web_itself_refuses_is_explained(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        for (path, status) in [
            ("/nothing", 404), ("/my/electricity/", 404), ("//", 404), ("/my/electricity?page=x", 400),
            ("/my/electricity?page=-1", 400), ("/my/electricity?page=70000", 400), ("/logout", 405),
        ] {
            let answer = client.get(path).await;
            assert_eq!(answer.status, status, "{path}");
            assert_explained(answer.text(), status, Language::Ru);
        }
        assert_eq!(client.get("/logout").await.header("allow"), "POST");
        let sent = |kind: &'static str, body: Vec<u8>| {
            let request = client.request(Method::POST, "/login").header("sec-fetch-site", "same-origin");
            request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()
        };
        let form = "application/x-www-form-urlencoded";
        let requests = [
            (sent("text/plain", b"x".to_vec()), 415),
            (sent("application/json", b"{}".to_vec()), 415),
            (sent(form, b"login=a&login=b".to_vec()), 422),
            (sent(form, vec![b'x'; 3 << 20]), 413),
        ];
        for (request, status) in requests {
            let answer = client.fresh().send(request).await;
            assert_eq!(answer.status, status);
            assert_explained(answer.text(), status, Language::Ru);
        }
    }

    async fn an_unknown_host_is_explained_in_the_browsers_language(test) {
        let test = TestApp::new(test).await;
        for language in Language::ALL {
            let answer = test.client("nobody.example.ru").sending("accept-language", language.code()).get("/").await;
            assert_explained(answer.text(), 421, *language);
        }
    }

    async fn a_database_that_is_gone_is_no_secret_but_no_chatter(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        assert_eq!(client.get("/").await.status, StatusCode::OK);
        test.app.db.close().await;
        client.cookies.insert("kabinet_session".to_owned(), "a".repeat(64));
        for seconds in [0, 60] {
            test.advance(seconds);
            let answer = client.get("/my/electricity").await;
            assert!(answer.status.is_server_error(), "{}", answer.status);
            assert!(heading(answer.text()).len() > 3);
            assert!(!answer.text().to_lowercase().contains("pool"), "{}", answer.text());
        }
    }

    async fn the_number_of_the_request_is_on_the_page_of_a_defect(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        client.get("/").await;
        client.cookies.insert("kabinet_session".to_owned(), "a".repeat(64));
        test.app.db.close().await;
        let answer = client.get("/my/electricity").await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.text().contains(answer.header("x-request-id")), "{}", answer.text());
    }
}
