//! Headers that every answer bears, good or bad.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::portal::Preset;
use kabinet::config::Scheme;
use store::both;

use crate::client::Answer;
use crate::harness::TestApp;

const EVERYWHERE: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
];

fn assert_hardened(answer: &Answer, what: &str) {
    for (name, value) in EVERYWHERE {
        assert_eq!(answer.header(name), value, "{what}");
    }
    let policy = answer.header("content-security-policy");
    let directives: BTreeSet<&str> = policy.split(';').map(str::trim).collect();
    for directive in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(directives.contains(directive), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{what}: {policy}");
}

both! {
    async fn every_answer_is_hardened_and_numbered(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.alias(&place, "www.snt.example.ru").await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        let mut ids = BTreeSet::new();
        let mut look = |answer: Answer, what: &str, status: u16| {
            assert_eq!(answer.status, status, "{what}");
            assert_hardened(&answer, what);
            let id = answer.header("x-request-id").to_owned();
            assert!(id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{what}: {id:?}");
            assert!(ids.insert(id), "{what}: an id twice");
        };
        for (path, status) in [
            ("/", 200), ("/login", 200), ("/my", 303), ("/my/electricity", 200), ("/my/electricity.csv", 200),
            ("/my/electricity.xlsx", 200), ("/my/electricity?page=x", 400), ("/logout", 405), ("/nothing", 404),
            ("/office/imports", 404), ("/assets/nothing.css", 404), ("/assets/brand-1.css", 200), ("/?lang=kk", 303),
            ("/healthz", 200), ("/readyz", 200),
        ] {
            let answer = client.get(path).await;
            look(answer, path, status);
        }
        for (host, status) in [("www.snt.example.ru", 308), ("nobody.example.ru", 421), ("", 421)] {
            let answer = test.client(host).get("/").await;
            look(answer, host, status);
        }
        let wrong = test.client(place.host()).try_password("269", "x").await;
        look(wrong, "a wrong password", 422);
        let foreign = client.request(Method::POST, "/logout").header("sec-fetch-site", "cross-site");
        let foreign = client.send(foreign.body(Body::empty()).unwrap()).await;
        look(foreign, "a foreign form", 403);
    }

    async fn pages_are_not_kept_by_browsers_and_proxies(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        for path in ["/", "/my/electricity", "/my/electricity.csv", "/nothing", "/healthz"] {
            assert_eq!(client.get(path).await.header("cache-control"), "no-store", "{path}");
        }
    }

    async fn tls_is_demanded_where_there_is_tls(test) {
        let plain = TestApp::new(test).await;
        plain.portal("snt", Preset::Snt).await;
        assert_eq!(plain.client("snt.example.ru").get("/").await.header("strict-transport-security"), "");
        let tls = TestApp::with(store::testing::TestDb::sqlite().await.unwrap(), |c| c.public_scheme = Scheme::Https).await;
        tls.portal("snt", Preset::Snt).await;
        for (host, path) in [("snt.example.ru", "/"), ("snt.example.ru", "/nothing"), ("nobody.example.ru", "/")] {
            let answer = tls.client(host).get(path).await;
            assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{host}{path}");
        }
    }

    async fn no_page_has_code_or_style_of_its_own(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        test.operators(&place, "").await;
        let mut member = test.logged_in(place.host(), "7").await;
        let mut operator = test.logged_in(place.host(), "administrator").await;
        for path in ["/", "/login", "/my/electricity", "/nothing", "/office/imports"] {
            let client = if path.starts_with("/office") { &mut operator } else { &mut member };
            let answer = client.get(path).await;
            let page = answer.text();
            for forbidden in [" style=\"", "<style", "javascript:", " onclick", " onload", " onsubmit", " onchange"] {
                assert!(!page.contains(forbidden), "{path} has {forbidden}");
            }
            assert_eq!(page.matches("<script").count(), 1, "{path}");
            assert!(page.contains("<script src=\"/assets/"), "{path}");
            assert!(!page.contains("http://") && !page.contains("https://"), "{path} leads away");
        }
    }

    async fn answers_are_compressed_for_who_can_read_it(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        let plain = test.client("snt.example.ru").get("/login").await;
        assert_eq!(plain.header("content-encoding"), "");
        for encoding in ["gzip", "br"] {
            let answer = test.client("snt.example.ru").sending("accept-encoding", encoding).get("/login").await;
            assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, encoding));
            assert!(answer.body.len() < plain.body.len());
        }
    }
}
