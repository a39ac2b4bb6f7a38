//! Passkeys: added with the password, good for a log-in without login and password, refused when anything about them is odd.

use axum::http::StatusCode;
use domain::portal::Preset;
use serde_json::{Value, json};
use store::both;

use super::authenticator::Authenticator;
use super::{PAGE, PASSWORD, change, half_way, is_in, member, recovery_codes, type_code};
use crate::client::{Answer, Client};
use crate::harness::TestApp;
use crate::html::{attributes, text_of};
use crate::register::confirmed;

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The question for a new key.
async fn ask_for_new(client: &mut Client) -> Value {
    let answer = client.send_json("/my/second-factor/passkeys/begin", &json!({ "password": PASSWORD })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

async fn add(client: &mut Client, key: &mut Authenticator, name: &str) -> Answer {
    let asked = ask_for_new(client).await;
    let made = json!({ "id": asked["id"], "name": name, "credential": key.create(&asked["options"]) });
    client.send_json("/my/second-factor/passkeys/finish", &made).await
}

async fn ask_to_log_in(client: &mut Client) -> Value {
    client.send_json("/login/passkey/begin", &json!({})).await.json()
}

async fn log_in(client: &mut Client, key: &mut Authenticator) -> Answer {
    let asked = ask_to_log_in(client).await;
    let answer = json!({ "id": asked["id"], "credential": key.get(&asked["options"]), "next": "/my/devices" });
    client.send_json("/login/passkey/finish", &answer).await
}

both! {
    async fn a_key_opens_the_cabinet_by_itself(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut key = Authenticator::new(1, place.host());
        let asked = ask_for_new(&mut own).await;
        let options = &asked["options"]["publicKey"];
        assert_eq!(options["rp"]["id"], place.host());
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let added = add(&mut own, &mut key, " Телефон ").await;
        assert_eq!((added.status, added.json()["next"].as_str()), (StatusCode::OK, Some(PAGE)), "{}", added.text());
        let page = text_of(own.get(PAGE).await.text());
        assert!(page.contains("Ключ доступа добавлен") && page.contains("Телефон Добавлен 3 июня"), "{page}");
        assert_eq!(test.deliver().await[0].subject, "Добавлен ключ доступа");
        let mut browser = test.client(place.host());
        let answer = log_in(&mut browser, &mut key).await;
        assert_eq!((answer.status, answer.json()["next"].as_str()), (StatusCode::OK, Some("/my/devices")), "{}", answer.text());
        assert!(answer.set_cookie("kabinet_device").is_some() && is_in(&mut browser).await);
        assert!(text_of(browser.get(PAGE).await.text()).contains("последний вход"));
        assert_eq!(test.deliver().await[0].subject, "Вход с нового устройства");
        // The password opens it as before: nobody asked for more.
        assert_eq!(test.client(place.host()).try_password("7", PASSWORD).await.location(), "/my");
    }

    async fn adding_asks_for_the_password(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        for password in ["", "ne-tot"] {
            let answer = own.send_json("/my/second-factor/passkeys/begin", &json!({ "password": password })).await;
            assert_eq!(answer.status, REFUSED);
            assert!(answer.json()["error"].as_str().unwrap().contains("Пароль не подходит"), "{}", answer.text());
        }
        // A question to one person is not answered by another.
        let asked = ask_for_new(&mut own).await;
        let mut other = confirmed(&test, &place, "8", "vosem@example.ru").await;
        let mut key = Authenticator::new(1, place.host());
        let made = json!({ "id": asked["id"], "credential": key.create(&asked["options"]) });
        assert_eq!(other.send_json("/my/second-factor/passkeys/finish", &made).await.status, REFUSED);
        assert_eq!(own.send_json("/my/second-factor/passkeys/finish", &made).await.status, REFUSED, "and is gone after that");
        assert_eq!(test.count("SELECT COUNT(*) FROM passkey").await, 0);
        let mut out = test.client(place.host());
        assert_eq!(out.send_json("/my/second-factor/passkeys/finish", &made).await.location(), "/login");
    }

    async fn a_question_is_answered_once_and_in_time(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut key = Authenticator::new(1, place.host());
        add(&mut own, &mut key, "").await;
        let mut browser = test.client(place.host());
        let asked = ask_to_log_in(&mut browser).await;
        let answer = json!({ "id": asked["id"], "credential": key.get(&asked["options"]) });
        assert_eq!(browser.send_json("/login/passkey/finish", &answer).await.status, StatusCode::OK);
        let mut thief = test.client(place.host());
        assert_eq!(thief.send_json("/login/passkey/finish", &answer).await.status, REFUSED);
        let another = ask_to_log_in(&mut thief).await;
        let answer = json!({ "id": another["id"], "credential": answer["credential"] });
        assert_eq!(thief.send_json("/login/passkey/finish", &answer).await.status, REFUSED, "an answer to another question");
        let late = ask_to_log_in(&mut thief).await;
        let answer = json!({ "id": late["id"], "credential": key.get(&late["options"]) });
        test.advance(5 * 60);
        assert_eq!(thief.send_json("/login/passkey/finish", &answer).await.status, REFUSED);
        assert!(thief.cookies.is_empty());
    }

    async fn a_copy_is_told_by_its_counter(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut key = Authenticator::new(1, place.host());
        add(&mut own, &mut key, "").await;
        let mut copy = key.clone();
        for _ in 0..2 {
            assert_eq!(log_in(&mut test.client(place.host()), &mut key).await.status, StatusCode::OK);
        }
        for _ in 0..2 {
            let refused = log_in(&mut test.client(place.host()), &mut copy).await;
            assert_eq!(refused.status, REFUSED, "{}", refused.text());
            assert!(refused.set_cookies().is_empty());
        }
        assert_eq!(log_in(&mut test.client(place.host()), &mut key).await.status, StatusCode::OK, "the owner's goes on");
    }

    async fn nothing_odd_opens_it(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut key = Authenticator::new(1, place.host());
        add(&mut own, &mut key, "").await;
        let (mut phished, mut unverified) = (key.clone(), key.clone());
        "http://snt.example.ru.evil.example".clone_into(&mut phished.origin);
        unverified.flags = 0x01;
        let unknown = Authenticator::new(2, place.host());
        for (what, mut odd) in [("phished", phished), ("unverified", unverified), ("unknown", unknown)] {
            let mut browser = test.client(place.host());
            assert_eq!(log_in(&mut browser, &mut odd).await.status, REFUSED, "{what}");
            assert!(browser.cookies.is_empty(), "{what}");
        }
        for body in [json!({}), json!({ "id": "x" }), json!([]), json!({ "id": "00000000-0000-7000-8000-000000000001", "credential": {} })] {
            let answer = test.client(place.host()).send_json("/login/passkey/finish", &body).await;
            assert!(answer.status.is_client_error(), "{body}: {}", answer.status);
        }
        // The key is known on one portal only.
        let other = test.portal("voda", Preset::Water).await;
        // The table of hosts is read anew after some seconds.
        test.advance(6);
        test.person(&other, "vk2666").await;
        let mut elsewhere = key.clone();
        elsewhere.origin = format!("http://{}", other.host());
        assert_eq!(log_in(&mut test.client(other.host()), &mut elsewhere).await.status, REFUSED);
        let mut browser = test.client(place.host());
        let asked = ask_to_log_in(&mut browser).await;
        let answer = json!({ "id": asked["id"], "credential": key.get(&asked["options"]) });
        other.host().clone_into(&mut browser.host);
        assert_eq!(browser.send_json("/login/passkey/finish", &answer).await.status, REFUSED, "a question of another portal");
        test.run("UPDATE person SET blocked_at = created_at WHERE login = '7'").await;
        assert_eq!(log_in(&mut test.client(place.host()), &mut key).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_key_is_one_persons(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut key = Authenticator::new(1, place.host());
        assert_eq!(add(&mut own, &mut key, "").await.status, StatusCode::OK);
        assert_eq!(add(&mut own, &mut key.clone(), "").await.status, REFUSED, "once");
        test.deliver().await;
        let mut other = confirmed(&test, &place, "8", "vosem@example.ru").await;
        assert_eq!(add(&mut other, &mut key.clone(), "").await.status, REFUSED);
        let page = own.get(PAGE).await;
        let link = attributes(page.text(), "href").into_iter().find(|href| href.ends_with("/remove")).unwrap().to_owned();
        assert_eq!(other.get(&link).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.post(&link, &[("password", PASSWORD)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(own.get(&link).await.status, StatusCode::OK);
        assert_eq!(own.post(&link, &[("password", "ne-tot")]).await.status, REFUSED);
        assert_eq!(own.post(&link, &[("password", PASSWORD)]).await.location(), PAGE);
        assert_eq!(log_in(&mut test.client(place.host()), &mut key).await.status, REFUSED);
        let told = "SELECT kind FROM audit WHERE kind LIKE 'passkey%' ORDER BY kind";
        assert_eq!(test.texts(told).await, ["passkey_added", "passkey_removed"]);
    }

    async fn a_key_may_be_asked_for_after_the_password(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut key = Authenticator::new(1, place.host());
        add(&mut own, &mut key, "Ключ").await;
        let codes = recovery_codes(&change(&mut own, "passkey").await);
        assert_eq!(codes.len(), 10);
        let mut browser = half_way(&test, &place).await;
        let page = browser.get("/login/code").await;
        assert!(page.text().contains("data-passkey=\"log-in\"") && text_of(page.text()).contains("ключом доступа"));
        assert_eq!(type_code(&mut browser, "123456").await.status, REFUSED, "no application was set up");
        assert_eq!(log_in(&mut browser, &mut key).await.status, StatusCode::OK);
        assert!(is_in(&mut browser).await && !browser.cookies.contains_key("kabinet_step"));
        assert_eq!(test.count("SELECT COUNT(*) FROM login_step").await, 0);
        let mut lost = half_way(&test, &place).await;
        assert_eq!(type_code(&mut lost, &codes[0]).await.location(), "/my");
        // The last key goes, and the second step with it.
        let page = own.get(PAGE).await;
        let link = attributes(page.text(), "href").into_iter().find(|href| href.ends_with("/remove")).unwrap().to_owned();
        assert_eq!(own.post(&link, &[("password", PASSWORD)]).await.location(), PAGE);
        assert_eq!(test.client(place.host()).try_password("7", PASSWORD).await.location(), "/my");
        let subjects: Vec<String> = test.deliver().await.into_iter().map(|letter| letter.subject).collect();
        assert!(subjects.iter().any(|subject| subject == "Двухэтапный вход выключен"), "{subjects:?}");
        assert_eq!(test.count("SELECT COUNT(*) FROM recovery_code").await, 0);
    }

    async fn a_portal_without_a_name_has_no_passkeys(test) {
        let test = TestApp::new(test).await;
        let (place, mut own) = member(&test).await;
        let mut portal = place.portal.clone();
        portal.host = domain::portal::HostName::parse("127.0.0.1").unwrap();
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| store::portals::save(tx, &portal, now).await).unwrap();
        test.advance(6);
        "127.0.0.1".clone_into(&mut own.host);
        assert_eq!(own.get("/my/second-factor/passkeys").await.status, StatusCode::NOT_FOUND);
        assert!(!own.get(PAGE).await.text().contains("/my/second-factor/passkeys"));
        assert!(!test.client("127.0.0.1").get("/login").await.text().contains("data-passkey"));
        assert_eq!(test.client("127.0.0.1").send_json("/login/passkey/begin", &json!({})).await.status, REFUSED);
    }
}
