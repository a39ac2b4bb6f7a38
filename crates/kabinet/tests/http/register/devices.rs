//! «Устройства и входы»: where one is logged in, the letter about a new browser, the end of a session.

use axum::http::StatusCode;
use store::both;

use super::{community, confirmed};
use crate::client::Client;
use crate::harness::TestApp;
use crate::html::{attributes, text_of};

const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";
const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";

/// The addresses that end one session each.
async fn ends(client: &mut Client) -> Vec<String> {
    let page = client.get("/my/devices").await;
    let actions = attributes(page.text(), "action").into_iter().map(ToOwned::to_owned);
    actions.filter(|action: &String| action.starts_with("/my/devices/") && action.ends_with("/end")).collect()
}

both! {
    async fn a_new_browser_is_told_and_can_be_logged_out(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut own = confirmed(&test, &place, "7", "sem@example.ru").await.sending("user-agent", FIREFOX);
        assert_eq!(own.try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
        assert!(test.deliver().await.is_empty(), "the browser that registered is known");
        test.advance(1);
        let mut thief = test.client(place.host()).sending("user-agent", CHROME);
        assert_eq!(thief.try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
        let letters = test.deliver().await;
        assert_eq!(letters.len(), 1);
        assert_eq!((letters[0].to.as_str(), letters[0].subject.as_str()), ("sem@example.ru", "Вход с нового устройства"));
        assert!(letters[0].text.contains("Chrome, Android") && letters[0].text.contains("203.0.113.7"), "{}", letters[0].text);
        let page = text_of(own.get("/my/devices").await.text());
        for words in ["Firefox, Windows", "Это устройство", "Chrome, Android", "Новое устройство"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let of_thief = ends(&mut own).await.remove(0);
        let mut stranger = confirmed(&test, &place, "8", "vosem@example.ru").await;
        assert_eq!(stranger.post(&of_thief, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(thief.get("/my/registration").await.status, StatusCode::OK);
        assert_eq!(own.post(&of_thief, &[]).await.location(), "/my/devices");
        test.advance(5);
        assert_eq!(thief.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        assert_eq!(own.get("/my/registration").await.status, StatusCode::OK);
        assert!(text_of(own.get("/my/devices").await.text()).contains("Прежние входы"), "an ended log-in stays told");
        assert_eq!(thief.try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
        assert!(test.deliver().await.is_empty(), "a browser is new once");
    }

    async fn all_others_are_logged_out_at_once(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut own = confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut others = [test.client(place.host()), test.client(place.host())];
        for other in &mut others {
            assert_eq!(other.try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(own.post("/my/devices/end-others", &[]).await.location(), "/my/devices");
        test.advance(5);
        for other in &mut others {
            assert_eq!(other.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        }
        assert!(ends(&mut own).await.is_empty());
        assert_eq!(own.get("/my/devices").await.status, StatusCode::OK);
    }
}
