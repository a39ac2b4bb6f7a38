//! Which portal a host opens; what pretends to be one.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::portal::Preset;
use kabinet::config::Scheme;
use store::both;

use crate::harness::TestApp;
use crate::html::heading;

both! {
    async fn a_portal_answers_on_its_host_in_any_spelling(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        test.portal("voda", Preset::Water).await;
        for host in ["snt.example.ru", "SNT.Example.RU", "snt.example.ru:8080", "snt.example.ru:80", "snt.example.ru."] {
            let answer = test.client(host).get("/login").await;
            assert_eq!(answer.status, StatusCode::OK, "{host}");
            assert!(answer.text().contains("Портал «snt»") && !answer.text().contains("voda"), "{host}");
        }
        let other = test.client("voda.example.ru").get("/").await;
        assert!(other.text().contains("Портал «voda»") && !other.text().contains("«snt»"));
    }

    async fn national_letters_are_one_host_with_their_xn_form(test) {
        let test = TestApp::new(test).await;
        let mut place = test.portal("snt", Preset::Snt).await;
        place.portal.host = "смородина.онлайн".parse().unwrap();
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| store::portals::save(tx, &place.portal, now).await).unwrap();
        assert_eq!(test.client(place.portal.host.as_str()).get("/").await.status, StatusCode::OK);
        assert!(place.portal.host.as_str().starts_with("xn--"));
        assert_eq!(test.client("snt.example.ru").get("/").await.status, StatusCode::MISDIRECTED_REQUEST);
    }

    async fn an_alias_leads_to_the_canonical_host_with_path_and_query(test) {
        let test = TestApp::with(test, |config| {
            config.public_scheme = Scheme::Https;
            config.public_port = Some(8443);
        }).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.alias(&place, "www.snt.example.ru").await;
        let mut client = test.client("WWW.snt.example.ru:8443");
        for path in ["/", "/my/electricity?page=2&lang=kk", "//evil.example/%2e%2e?x=%0d%0a"] {
            let answer = client.get(path).await;
            assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{path}");
            assert_eq!(answer.location(), format!("https://snt.example.ru:8443{path}"));
            assert!(answer.set_cookies().is_empty());
        }
        let posted = client.post("/login", &[("login", "269")]).await;
        assert_eq!(posted.status, StatusCode::PERMANENT_REDIRECT);
        // «OPTIONS *» has no path: it must not become a part of the host's name.
        let star = client.request(Method::OPTIONS, "*").body(Body::empty()).unwrap();
        assert_eq!(client.send(star).await.location(), "https://snt.example.ru:8443/");
    }

    async fn an_unknown_host_is_misdirected(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        let long = "a".repeat(300);
        for host in [
            "", "nobody.example.ru", "localhost", "127.0.0.1:8080", "[::1]:8080", "snt.example.ru.evil.example",
            "evil.example#snt.example.ru", "snt.example.ru@evil.example", "snt.example.ru:80:80", "snt.example.ru/x",
            "snt..example.ru", "xn--.example.ru", "snt.example.ru:x", " ", &long,
        ] {
            let answer = test.client(host).get("/").await;
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
            assert_eq!(heading(answer.text()), "Здесь нет портала", "{host}");
            assert!(host.len() < 3 || !answer.text().contains(host), "the page repeats {host}");
        }
    }

    async fn what_a_proxy_might_forward_changes_no_host(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        test.portal("voda", Preset::Water).await;
        let tricks = [("x-forwarded-host", "voda.example.ru"), ("forwarded", "host=voda.example.ru"), ("x-host", "voda.example.ru")];
        for (name, value) in tricks {
            let answer = test.client("snt.example.ru").sending(name, value).get("/").await;
            assert!(answer.text().contains("Портал «snt»") && !answer.text().contains("voda"), "{name}");
        }
        // A second Host header is not looked for, and the address of the request goes before the header (RFC 9112).
        let mut client = test.client("snt.example.ru");
        let twice = client.request(Method::GET, "/").header(header::HOST, "voda.example.ru").body(Body::empty()).unwrap();
        assert!(client.send(twice).await.text().contains("Портал «snt»"));
        let whole = client.request(Method::GET, "http://voda.example.ru/").body(Body::empty()).unwrap();
        assert!(client.send(whole).await.text().contains("Портал «voda»"));
    }

    async fn a_new_portal_and_a_changed_host_are_seen_within_five_seconds(test) {
        let test = TestApp::new(test).await;
        assert_eq!(test.client("snt.example.ru").get("/").await.status, StatusCode::MISDIRECTED_REQUEST);
        test.portal("snt", Preset::Snt).await;
        test.advance(5);
        assert_eq!(test.client("snt.example.ru").get("/").await.status, StatusCode::OK);
    }

    async fn the_demos_pages_exist_in_the_demo_only(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        for host in ["localhost", "127.0.0.1", "[::1]:8080"] {
            for path in ["/", "/mailbox", "/mailbox.json"] {
                let answer = test.client(host).at_address("127.0.0.1").get(path).await;
                assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}{path}");
            }
        }
        assert_eq!(test.client("snt.example.ru").get("/mailbox.json").await.status, StatusCode::NOT_FOUND);
    }
}
