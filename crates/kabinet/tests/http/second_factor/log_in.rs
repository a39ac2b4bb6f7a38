//! After the right password: no session without the second step.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use super::{PASSWORD, change, code, half_way, is_in, member, seed, turned_on, type_code, wrong_code};
use crate::harness::TestApp;
use crate::html::{heading, text_of};

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

both! {
    async fn the_code_of_the_clock_lets_in_and_works_once(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        let mut first = half_way(&test, &place).await;
        assert!(!first.cookies.contains_key("kabinet_session") && !is_in(&mut first).await);
        let page = first.get("/login/code").await;
        assert_eq!((page.status, heading(page.text())), (StatusCode::OK, "Подтвердите вход".to_owned()));
        let mut second = half_way(&test, &place).await;
        let right = code(&test, &seed);
        let answer = type_code(&mut first, &format!(" {} {} ", &right[..3], &right[3..])).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"));
        assert!(is_in(&mut first).await && !first.cookies.contains_key("kabinet_step"));
        assert_eq!(type_code(&mut second, &right).await.status, WRONG, "a code works once");
        assert!(!is_in(&mut second).await);
        test.advance(30);
        assert_eq!(type_code(&mut second, &code(&test, &seed)).await.location(), "/my");
        assert!(is_in(&mut second).await);
    }

    async fn an_older_code_is_not_taken_after_a_newer(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        let older = code(&test, &seed);
        test.advance(30);
        let newer = code(&test, &seed);
        let (mut one, mut two) = (half_way(&test, &place).await, half_way(&test, &place).await);
        assert_eq!(type_code(&mut one, &newer).await.location(), "/my");
        assert_eq!(type_code(&mut two, &older).await.status, WRONG);
        test.advance(90);
        assert_eq!(type_code(&mut two, &newer).await.status, WRONG, "nor one from long ago");
    }

    async fn the_cookie_is_short_lived_and_opens_nothing_by_itself(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        let mut browser = test.client(place.host());
        let answer = browser.try_password("7", PASSWORD).await;
        let cookie = answer.set_cookie("kabinet_step").unwrap();
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Max-Age=600"), "{cookie}");
        assert!(answer.set_cookie("kabinet_session").is_none() && answer.set_cookie("kabinet_device").is_none());
        let stolen = browser.cookies["kabinet_step"].clone();
        assert!(!test.texts("SELECT token_hash FROM login_step").await.contains(&stolen));
        let mut thief = test.client(place.host());
        thief.cookies.insert("kabinet_step".to_owned(), stolen.clone());
        thief.cookies.insert("kabinet_session".to_owned(), stolen);
        assert!(!is_in(&mut thief).await);
        assert_eq!(type_code(&mut thief, &wrong_code(&test, &seed)).await.status, WRONG);
        assert!(!is_in(&mut thief).await);
        test.advance(600);
        let late = type_code(&mut browser, &code(&test, &seed)).await;
        assert_eq!(late.location(), "/login");
        assert!(text_of(browser.get("/login").await.text()).contains("Войдите ещё раз"));
        assert!(!browser.cookies.contains_key("kabinet_step"));
    }

    async fn a_step_of_another_portal_is_none(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        let other = test.portal("voda", Preset::Water).await;
        let mut browser = half_way(&test, &place).await;
        other.host().clone_into(&mut browser.host);
        assert_eq!(browser.clone().get("/login/code").await.location(), "/login");
        assert_eq!(type_code(&mut browser.clone(), &code(&test, &seed)).await.location(), "/login");
        place.host().clone_into(&mut browser.host);
        assert_eq!(type_code(&mut browser, &code(&test, &seed)).await.location(), "/my", "it was not used up there");
    }

    async fn five_tries_a_step_and_ten_a_person(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        for round in 0..2 {
            let mut thief = half_way(&test, &place).await;
            let copy = thief.clone();
            for _ in 0..4 {
                assert_eq!(type_code(&mut thief, &wrong_code(&test, &seed)).await.status, WRONG);
            }
            assert_eq!(type_code(&mut thief, &wrong_code(&test, &seed)).await.location(), "/login", "{round}");
            assert_eq!(type_code(&mut copy.clone(), &code(&test, &seed)).await.location(), "/login", "the step is gone");
        }
        let mut thief = half_way(&test, &place).await;
        let refused = type_code(&mut thief, &code(&test, &seed)).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "not even the right code is looked at");
        // The owner's own browser counts apart.
        client.post("/logout", &[]).await;
        assert_eq!(client.try_password("7", PASSWORD).await.location(), "/login/code");
        assert_eq!(type_code(&mut client, &code(&test, &seed)).await.location(), "/my");
        test.advance(15 * 60);
        let mut later = half_way(&test, &place).await;
        assert_eq!(type_code(&mut later, &code(&test, &seed)).await.location(), "/my");
    }

    async fn a_new_password_ends_what_the_old_one_began(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        let mut thief = half_way(&test, &place).await;
        let form = [("current", PASSWORD), ("password", "novy-sad-22"), ("again", "novy-sad-22")];
        assert_eq!(client.post("/my/access/password", &form).await.location(), "/my/registration");
        assert_eq!(type_code(&mut thief, &code(&test, &seed)).await.location(), "/login");
        let mut own = test.client(place.host());
        assert_eq!(own.try_password("7", "novy-sad-22").await.location(), "/login/code", "the second step stays");
    }

    async fn a_blocked_person_does_not_get_in_half_way(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, _) = turned_on(&test, &mut client).await;
        let mut browser = half_way(&test, &place).await;
        test.run("UPDATE person SET blocked_at = created_at WHERE login = '7'").await;
        assert_eq!(type_code(&mut browser, &code(&test, &seed)).await.location(), "/login");
    }

    async fn one_comes_to_the_page_one_asked_for_and_is_remembered_as_one_wished(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("voda", Preset::Water).await;
        test.person(&place, "vk2666").await;
        let mut client = test.logged_in(place.host(), "vk2666").await;
        let password = crate::harness::PASSWORD;
        client.post("/my/second-factor/change/totp", &[("password", password)]).await;
        let page = client.get("/my/second-factor/totp").await;
        let seed = crate::html::between(page.text(), "id=\"seed\" class=\"tnum\">", "<").replace(' ', "");
        client.post("/my/second-factor/totp", &[("code", &code(&test, &seed))]).await;
        for (remember, kept) in [(Some(("remember", "yes")), true), (None, false)] {
            test.advance(30);
            let mut browser = test.client(place.host());
            let mut form = vec![("login", "vk2666"), ("password", password), ("next", "/my/devices?x=1")];
            form.extend(remember);
            let answer = browser.post("/login", &form).await;
            assert_eq!(answer.location(), "/login/code?next=/my/devices%3Fx%3D1");
            let page = browser.get(answer.location()).await;
            assert!(page.text().contains("name=\"next\" value=\"/my/devices?x=1\""), "{}", page.text());
            let evil = [("code", "000000"), ("next", "//evil.example")];
            assert!(!browser.post("/login/code", &evil).await.text().contains("evil"));
            let right = code(&test, &seed);
            let answer = browser.post("/login/code", &[("code", &right), ("next", "/my/devices?x=1")]).await;
            assert_eq!(answer.location(), "/my/devices?x=1");
            assert_eq!(answer.set_cookie("kabinet_session").unwrap().contains("Max-Age"), kept);
        }
    }

    async fn a_seed_that_waits_asks_for_nothing(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        seed(&mut client).await;
        change(&mut client, "totp").await;
        assert_eq!(test.client(place.host()).try_password("7", PASSWORD).await.location(), "/my");
    }
}
