//! The demo's own host: portals, people and letters, for this machine only.

use axum::http::StatusCode;
use kabinet::demo::{Demo, DemoPerson, DemoPortal};
use kabinet::web::{Web, router};
use serde_json::Value;
use store::both;

use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::snt::readings_file;

const PAGES: [&str; 3] = ["/", "/mailbox", "/mailbox.json"];

/// The same data as seen by a demo that listens on port 8080.
fn demo(test: &TestApp, place: &Place) -> Client {
    let portal = DemoPortal {
        kind: place.portal.preset,
        slug: place.portal.slug.clone(),
        title: place.portal.title.clone(),
        address: format!("http://{}:8080", place.host()),
        ready: true,
    };
    let person = DemoPerson {
        portal: place.portal.slug.clone(),
        login: "kassir".into(),
        password: "secret-of-the-demo".into(),
        role: "operator".into(),
        accounts: vec![],
    };
    let demo = Demo { start: "http://localhost:8080/".into(), portals: vec![portal], people: vec![person] };
    Client::new(router(Web::new(test.app.clone(), Some(demo))), "localhost:8080").at_address("127.0.0.1")
}

both! {
    async fn the_start_page_lists_portals_and_people(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", domain::portal::Preset::Snt).await;
        let answer = demo(&test, &place).get("/").await;
        assert_eq!(answer.status, StatusCode::OK);
        for part in ["Портал «snt»", "http://snt.example.ru:8080/", "kassir", "secret-of-the-demo", "/login?login=kassir"] {
            assert!(answer.text().contains(part), "no {part}");
        }
    }

    async fn another_machine_finds_nothing_there(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", domain::portal::Preset::Snt).await;
        for (address, status) in [
            ("127.0.0.1", 200), ("127.8.8.8", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("203.0.113.7", 404), ("192.168.0.2", 404),
            ("fe80::1", 404), ("::ffff:203.0.113.7", 404),
        ] {
            for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
                let mut client = demo(&test, &place).at_address(address).sending("x-forwarded-for", "127.0.0.1");
                host.clone_into(&mut client.host);
                for path in PAGES {
                    let answer = client.get(path).await;
                    assert_eq!(answer.status, status, "{path} on {host} from {address}");
                    assert!(status == 200 || !answer.text().contains("secret-of-the-demo"));
                }
            }
        }
        // The portals themselves are for everybody.
        let mut client = demo(&test, &place).at_address("203.0.113.7");
        place.host().clone_into(&mut client.host);
        assert_eq!(client.get("/").await.status, StatusCode::OK);
        assert_eq!(client.get("/mailbox").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_mailbox_shows_every_letter(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let person = test.operator(&place, "kassir", domain::person::Role::Accountant).await;
        test.about_person("UPDATE person SET email = 'kassir@pochta.example' WHERE id = $1", person).await;
        let mut client = demo(&test, &place);
        assert_eq!(client.get("/mailbox.json").await.text(), "[]");
        let mut operator = test.logged_in(place.host(), "kassir").await;
        let file = readings_file(&[("7", "01.05.2022", "01.06.2022", [1, 1, 2, 2])]);
        let import = operator.upload("/office/imports", "auto", "<b>may</b>.csv", &file).await;
        test.work().await;
        operator.post(&format!("{}/apply", import.location()), &[]).await;
        test.work().await;
        test.deliver().await;
        let letters: Value = serde_json::from_str(client.get("/mailbox.json").await.text()).unwrap();
        assert_eq!((letters[0]["to"].as_str(), letters.as_array().map(Vec::len)), (Some("kassir@pochta.example"), Some(1)));
        for key in ["subject", "text", "html", "attachments", "time"] {
            assert!(!letters[0][key].is_null(), "no {key}");
        }
        let list = client.get("/mailbox").await;
        let href = crate::html::attributes(list.text(), "href").into_iter().find(|href| href.starts_with("/mailbox/")).unwrap().to_owned();
        let letter = client.get(&href).await;
        assert_eq!(letter.status, StatusCode::OK);
        let html = client.get(&format!("{href}/html")).await;
        assert_eq!((html.status, html.header("x-frame-options")), (StatusCode::OK, "SAMEORIGIN"));
        assert!(html.header("content-security-policy").starts_with("sandbox;"), "{}", html.header("content-security-policy"));
        for answer in [list, letter, html] {
            assert!(!answer.text().contains("<b>may"), "a name of a file is text");
        }
        assert_eq!(client.get("/mailbox/01812826-0000-7000-8000-000000000000").await.status, StatusCode::NOT_FOUND);
        assert_eq!(client.get("/mailbox/x").await.status, StatusCode::BAD_REQUEST);
    }
}
