//! Guessing is slow for a stranger and costs the owner nothing.

use axum::http::StatusCode;
use domain::portal::Preset;
use futures::future::join_all;
use kabinet::config::ClientAddress;
use store::both;

use crate::harness::{PASSWORD, TestApp};
use crate::html::text_of;

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const TOO_MANY: StatusCode = StatusCode::TOO_MANY_REQUESTS;
const WELCOME: StatusCode = StatusCode::SEE_OTHER;
/// Fifteen minutes.
const WINDOW: i64 = 15 * 60;

both! {
    async fn ten_guesses_for_a_login_from_wherever_they_come(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        test.person(&place, "270").await;
        let from = |n: usize| test.client(place.host()).at_address(&format!("198.51.100.{n}"));
        for n in 0..10 {
            assert_eq!(from(n).try_password("269", "guess").await.status, WRONG, "guess {n}");
        }
        let refused = from(10).try_password("269", PASSWORD).await;
        assert_eq!(refused.status, TOO_MANY, "even the right password is not looked at");
        assert!(text_of(refused.text()).contains("вход закрыт на 15 минут"));
        assert_eq!(from(11).try_password("270", PASSWORD).await.status, WELCOME, "another login is not touched");
        test.advance(WINDOW - 1);
        assert_eq!(from(12).try_password("269", PASSWORD).await.status, TOO_MANY);
        test.advance(1);
        assert_eq!(from(13).try_password("269", PASSWORD).await.status, WELCOME, "the window has passed");
    }

    async fn an_unknown_login_is_limited_like_a_known_one(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        for _ in 0..10 {
            assert_eq!(client.try_password("nobody", "guess").await.status, WRONG);
        }
        assert_eq!(client.try_password("NOBODY", "guess").await.status, TOO_MANY);
    }

    async fn the_right_password_clears_the_count(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        // Two wrong ones need no picture yet: see captcha.
        for _ in 0..6 {
            for _ in 0..2 {
                assert_eq!(test.client(place.host()).try_password("269", "typo").await.status, WRONG);
            }
            assert_eq!(test.client(place.host()).try_password("269", PASSWORD).await.status, WELCOME);
        }
    }

    async fn a_browser_that_is_known_is_not_locked_out_by_strangers(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        test.person(&place, "666").await;
        let mut owner = test.logged_in(place.host(), "269").await;
        owner.post("/logout", &[]).await;
        let stranger = || test.client(place.host()).at_address("198.51.100.1");
        // A browser known for another login counts as a stranger's.
        let mut villain = stranger();
        villain.log_in("666").await;
        for _ in 0..5 {
            assert_eq!(villain.try_password("269", "guess").await.status, WRONG);
            assert_eq!(stranger().try_password("269", "guess").await.status, WRONG);
        }
        assert_eq!(villain.try_password("269", "guess").await.status, TOO_MANY);
        assert_eq!(stranger().try_password("269", PASSWORD).await.status, TOO_MANY);
        assert_eq!(owner.try_password("269", "typo").await.status, WRONG);
        assert_eq!(owner.try_password("269", PASSWORD).await.status, WELCOME);
        // A stolen browser is limited too.
        for _ in 0..10 {
            assert_eq!(owner.try_password("269", "guess").await.status, WRONG);
        }
        assert_eq!(owner.try_password("269", PASSWORD).await.status, TOO_MANY);
    }

    async fn fifty_guesses_from_an_address_whatever_the_login(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let villain = || test.client(place.host()).at_address("2001:db8:1:2::1");
        for n in 0..50 {
            assert_eq!(villain().try_password(&format!("login{n}"), "guess").await.status, WRONG, "{n}");
        }
        let neighbour = test.client(place.host()).at_address("2001:db8:1:2:ffff::9").try_password("269", PASSWORD).await;
        assert_eq!(neighbour.status, TOO_MANY, "a /64 is one visitor");
        let elsewhere = test.client(place.host()).at_address("2001:db8:1:3::1").try_password("269", PASSWORD).await;
        assert_eq!(elsewhere.status, WELCOME);
        test.advance(WINDOW);
        assert_eq!(villain().try_password("269", PASSWORD).await.status, WELCOME);
    }

    async fn a_forwarded_address_counts_only_behind_a_proxy(test) {
        let test = TestApp::with(test, |config| config.client_address = ClientAddress::RightmostForwardedFor).await;
        let place = test.portal("snt", Preset::Snt).await;
        let told = |n: usize| test.client(place.host()).sending("x-forwarded-for", &format!("10.0.0.{n}, 198.51.100.9"));
        for n in 0..50 {
            assert_eq!(told(n).try_password(&format!("login{n}"), "guess").await.status, WRONG);
        }
        assert_eq!(told(99).try_password("other", "guess").await.status, TOO_MANY, "what the visitor adds is not believed");
        let other = test.client(place.host()).sending("x-forwarded-for", "198.51.100.10").try_password("other", "guess").await;
        assert_eq!(other.status, WRONG);
    }

    async fn parallel_guesses_do_not_slip_through(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let guesses = (0..24).map(|_| {
            let mut client = test.client(place.host());
            async move { client.try_password("269", "guess").await.status }
        });
        let answers = join_all(guesses).await;
        let wrong = answers.iter().filter(|status| **status == WRONG).count();
        assert!(wrong <= 10, "{wrong} guesses were looked at");
        let known = [WRONG, TOO_MANY, StatusCode::SERVICE_UNAVAILABLE];
        assert!(answers.iter().all(|status| known.contains(status)), "{answers:?}");
    }

    async fn portals_count_apart(test) {
        let test = TestApp::new(test).await;
        let (one, two) = (test.portal("snt", Preset::Snt).await, test.portal("voda", Preset::Water).await);
        test.person(&two, "269").await;
        for _ in 0..11 {
            test.client(one.host()).try_password("269", "guess").await;
        }
        assert_eq!(test.client(two.host()).try_password("269", PASSWORD).await.status, WELCOME);
    }
}
