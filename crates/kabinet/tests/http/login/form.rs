//! Who is let in, what the others are told, and where one goes after.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::client::percent_encoded;
use crate::harness::{PASSWORD, TestApp};
use crate::html::{attributes, between, text_of};

both! {
    async fn a_person_is_let_in_under_any_spelling_of_their_login(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "Петрова Ёлка").await;
        for login in ["Петрова Ёлка", "петрова ёлка", " ПЕТРОВА   ЁЛКА "] {
            let mut client = test.client(place.host());
            client.log_in(login).await;
            assert_eq!(client.get("/my").await.location(), "/my/payments");
            assert!(client.get("/").await.text().contains("Петрова Ёлка"));
        }
    }

    async fn a_wrong_password_and_an_unknown_login_get_the_same_answer(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let blocked = test.person(&place, "270").await;
        test.about_person("UPDATE person SET blocked_at = created_at WHERE id = $1", blocked).await;
        let elsewhere = test.portal("voda", Preset::Water).await;
        test.person(&elsewhere, "vk2666").await;
        let mut answers = Vec::new();
        for (login, password) in [
            ("269", "wrong"), ("271", PASSWORD), ("270", "wrong"), ("vk2666", PASSWORD), ("269", "SADOVOD-2022"),
        ] {
            let mut client = test.client(place.host());
            let answer = client.try_password(login, password).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
            assert!(answer.set_cookies().is_empty() && client.cookies.is_empty());
            let typed = format!("value=\"{login}\"");
            assert!(answer.text().contains(&typed), "what was typed is lost");
            assert!(!answer.text().contains(password), "the page repeats the password");
            answers.push(answer.text().replace(&typed, "value=\"\""));
        }
        assert!(answers.iter().all(|body| *body == answers[0]));
        assert!(text_of(&answers[0]).contains("Логин или пароль не подходят"));
    }

    async fn nothing_typed_is_told_field_by_field(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        for (login, password, wrong) in [("", "", 2), ("269", "", 1), ("  ", "x", 1)] {
            let answer = client.try_password(login, password).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.text().matches("aria-invalid=\"true\"").count(), wrong, "{login:?} {password:?}");
        }
    }

    async fn no_text_breaks_the_form(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let mut client = test.client(place.host());
        let long = "я".repeat(5000);
        for login in ["\"><script>alert(1)</script>", "' OR 1=1 --", "\0", "a\u{1}b", "%_", &long] {
            let answer = client.try_password(login, "x").await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{login:?}");
            assert!(!answer.text().contains("<script>"));
        }
        let prefilled = client.get("/login?login=%22%3E%3Cimg+src=x%3E").await;
        assert!(!prefilled.text().contains("<img"));
    }

    async fn one_comes_back_to_the_page_one_asked_for(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.client(place.host());
        let asked = client.get("/my/electricity?page=1&x=%D0%BB").await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let form = client.get(asked.location()).await;
        assert!(text_of(form.text()).contains("Войдите, чтобы открыть эту страницу"));
        let next = between(form.text(), "name=\"next\" value=\"", "\"").replace("&#38;", "&");
        let answer = client.post("/login", &[("login", "269"), ("password", PASSWORD), ("next", &next)]).await;
        assert_eq!(answer.location(), "/my/electricity?page=1&x=%D0%BB");
    }

    async fn nobody_is_led_to_another_site(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        for next in [
            "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\t/evil.example",
            "evil.example", " //evil.example", "/\n/evil.example", "/\0", "/a\u{1}b", "/a\u{7f}", "//", "",
        ] {
            let mut client = test.client(place.host());
            let form = client.get(&format!("/login?next={}", percent_encoded(next))).await;
            assert_eq!(form.status, StatusCode::OK);
            assert!(!attributes(form.text(), "name").contains(&"next"), "{next:?} stays in the form");
            let answer = client.post("/login", &[("login", "269"), ("password", PASSWORD), ("next", next)]).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"), "{next:?}");
        }
    }
}
