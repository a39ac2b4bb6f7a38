//! After three wrong guesses the digits of a picture are asked for; a browser that is known is asked for none.

use axum::http::StatusCode;
use domain::portal::Preset;
use kabinet::flows::captcha::{Guarded, digits};
use store::both;

use crate::client::{Answer, Client};
use crate::harness::{PASSWORD, Place, TestApp};
use crate::html::between;

/// The picture of the page, solved.
fn solved(test: &TestApp, place: &Place, answer: &Answer) -> (String, String) {
    let id = between(answer.text(), "name=\"captcha\" value=\"", "\"").to_owned();
    let digits = digits(&test.app, &place.portal, Guarded::LogIn, id.parse().unwrap()).unwrap();
    (id, digits)
}

async fn log_in(client: &mut Client, password: &str, (id, digits): (&str, &str)) -> Answer {
    client.post("/login", &[("login", "269"), ("password", password), ("captcha", id), ("digits", digits)]).await
}

both! {
    async fn a_picture_stands_before_the_fourth_guess(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.client(place.host());
        for guess in 0..2 {
            let answer = client.try_password("269", "guess").await;
            assert!(!answer.text().contains("/captcha/"), "{guess}");
        }
        let third = client.try_password("269", "guess").await;
        assert!(third.text().contains("/captcha/login/"), "the next one is asked for digits");
        let hashes = test.app.passwords.runs();
        let without = client.try_password("269", PASSWORD).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.text().contains("Введите код с рисунка"));
        assert_eq!(test.app.passwords.runs(), hashes, "no password is looked at");
        let wrong = log_in(&mut client, PASSWORD, (&solved(&test, &place, &without).0, "99999")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (id, digits) = solved(&test, &place, &wrong);
        let right = log_in(&mut client, PASSWORD, (&id, &digits)).await;
        assert_eq!(right.location(), "/my", "{}", right.text());
    }

    async fn an_unknown_login_is_asked_like_a_known_one(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut pages = Vec::new();
        for login in ["269", "nikto"] {
            let mut client = test.client(place.host()).at_address(if login == "269" { "198.51.100.1" } else { "198.51.100.2" });
            let mut answers = Vec::new();
            for _ in 0..4 {
                let answer = client.try_password(login, "guess").await;
                let text = answer.text().replace(login, "");
                let id = if text.contains("/captcha/") { solved(&test, &place, &answer).0 } else { String::new() };
                answers.push((answer.status, if id.is_empty() { text } else { text.replace(&id, "") }));
            }
            pages.push(answers);
        }
        assert_eq!(pages[0], pages[1]);
    }

    async fn a_known_browser_is_asked_for_no_picture(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        client.post("/logout", &[]).await;
        for _ in 0..5 {
            assert!(!client.try_password("269", "typo").await.text().contains("/captcha/"));
        }
        assert_eq!(client.try_password("269", PASSWORD).await.location(), "/my");
    }

    async fn the_digits_come_by_letter_to_the_logins_owner_and_to_nobody_else(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let person = test.person(&place, "269").await;
        test.about_person("UPDATE person SET email = 'own@example.ru', email_key = 'own@example.ru', email_confirmed_at = created_at WHERE id = $1", person).await;
        let mut client = test.client(place.host());
        for _ in 0..3 {
            client.try_password("269", "guess").await;
        }
        let page = client.try_password("269", "guess").await;
        let (id, digits) = solved(&test, &place, &page);
        let mut shown = Vec::new();
        for login in ["269", "nikto"] {
            let answer = client.post("/login", &[("login", login), ("do", "letter"), ("captcha", &id)]).await;
            assert_eq!(answer.status, StatusCode::OK);
            shown.push(answer.text().replace(login, ""));
        }
        assert_eq!(shown[0], shown[1]);
        let letters = test.deliver().await;
        assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["own@example.ru"]);
        assert!(letters[0].text.contains(&digits));
        assert_eq!(log_in(&mut client, PASSWORD, (&id, &digits)).await.location(), "/my");
    }

    async fn recovery_asks_for_a_picture_after_three_questions(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        for question in 0..3 {
            let answer = client.post("/recover", &[("email", &format!("n{question}@example.ru"))]).await;
            assert_eq!(answer.status, StatusCode::OK);
        }
        let fourth = client.post("/recover", &[("email", "n@example.ru")]).await;
        assert_eq!(fourth.status, StatusCode::UNPROCESSABLE_ENTITY);
        let id = between(fourth.text(), "name=\"captcha\" value=\"", "\"").to_owned();
        let right = digits(&test.app, &place.portal, Guarded::Recovery, id.parse().unwrap()).unwrap();
        let answer = client.post("/recover", &[("email", "n@example.ru"), ("captcha", &id), ("digits", &right)]).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text().contains("Проверьте почту"));
    }
}
