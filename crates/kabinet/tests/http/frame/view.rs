//! Language, theme and size: plain links that set a cookie and come back.

use axum::http::StatusCode;
use domain::portal::{Language, Preset};
use store::both;

use crate::harness::TestApp;
use crate::html::between;

both! {
    async fn a_link_sets_a_cookie_and_comes_back_without_the_question(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        for (asked, back) in [
            ("/login?lang=kk", "/login"), ("/login?next=/my&lang=kk&x=1", "/login?next=/my&x=1"), ("/?theme=dark&size=large", "/"),
            ("//evil.example/?lang=kk", "/evil.example/"), ("/\\evil.example?lang=kk", "/evil.example"),
            ("///\\/evil.example?theme=light", "/evil.example"), ("/my/electricity?page=2&theme=dark", "/my/electricity?page=2"),
        ] {
            let answer = client.get(asked).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, back), "{asked}");
            for cookie in answer.set_cookies() {
                assert!(cookie.contains("Max-Age=31536000") && cookie.contains("HttpOnly"), "{cookie}");
            }
        }
    }

    async fn the_choice_shows_on_every_page(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        let opening = |page: &str| between(page, "<html ", ">").to_owned();
        assert_eq!(opening(client.get("/").await.text()), "lang=\"ru\"");
        client.get("/?lang=kk&theme=dark&size=large").await;
        for path in ["/", "/login", "/nothing"] {
            assert_eq!(opening(client.get(path).await.text()), "lang=\"kk\" data-theme=\"dark\" data-size=\"large\"", "{path}");
        }
        client.get("/?size=normal&theme=light").await;
        assert_eq!(opening(client.get("/").await.text()), "lang=\"kk\" data-theme=\"light\"");
    }

    async fn nothing_else_gets_into_a_cookie(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        for question in ["lang=de", "lang=", "lang", "theme=%22%3E", "size=huge", "lang=ru%0d%0aSet-Cookie:x=1", "LANG=kk", "xlang=kk"] {
            let answer = client.get(&format!("/login?{question}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{question}");
            assert!(answer.set_cookies().is_empty(), "{question}");
        }
        for (name, value) in [("kabinet_lang", "../../etc"), ("kabinet_theme", "\"><script>"), ("kabinet_size", "x"), ("kabinet_flash", "<i>zlo</i>")] {
            client.cookies.insert(name.to_owned(), value.to_owned());
        }
        let answer = client.get("/login").await;
        assert_eq!(between(answer.text(), "<html ", ">"), "lang=\"ru\"");
        assert!(!answer.text().contains("zlo"));
    }

    async fn the_browsers_language_is_taken_where_the_portal_speaks_it(test) {
        let test = TestApp::new(test).await;
        let mut place = test.portal("snt", Preset::Snt).await;
        let spoken = async |header: &str| {
            let answer = test.client("snt.example.ru").sending("accept-language", header).get("/login").await;
            between(answer.text(), "lang=\"", "\"").to_owned()
        };
        for (header, language) in [
            ("kk-KZ,kk;q=0.9,ru;q=0.8", "kk"), ("en-US,en;q=0.5", "en"), ("de,fr;q=0.9", "ru"), ("de, EN;q=0.7", "en"), ("", "ru"),
            ("x", "ru"), ("*", "ru"), ("ёж", "ru"),
        ] {
            assert_eq!(spoken(header).await, language, "{header}");
        }
        place.portal.languages = vec![Language::Kk, Language::Ru];
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| store::portals::save(tx, &place.portal, now).await).unwrap();
        test.advance(5);
        assert_eq!(spoken("en").await, "kk", "the portal's first");
        let mut client = test.client("snt.example.ru");
        client.get("/?lang=en").await;
        assert_eq!(between(client.get("/").await.text(), "lang=\"", "\""), "kk");
    }

    async fn every_page_speaks_every_language(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        test.operators(&place, "").await;
        for (login, path) in [
            ("7", "/"), ("7", "/login"), ("7", "/my/electricity"), ("7", "/nothing"), ("administrator", "/office/imports"),
        ] {
            let mut client = test.logged_in(place.host(), login).await;
            let mut pages = Vec::new();
            for language in Language::ALL {
                client.get(&format!("/?lang={}", language.code())).await;
                let answer = client.get(path).await;
                assert!(!answer.text().contains("Unknown localization"), "{path} {language}: {}", answer.text());
                let main = answer.text().split_once("<main").map(|(_, main)| main.to_owned()).unwrap();
                pages.push(main.split_once("<footer").map(|(main, _)| main.to_owned()).unwrap());
            }
            assert!(pages[0] != pages[1] && pages[1] != pages[2] && pages[0] != pages[2], "{path}");
        }
    }
}
