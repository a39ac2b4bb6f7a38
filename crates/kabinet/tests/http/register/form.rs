//! The form: what is refused, what is kept, and that nobody learns who is known.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use super::{community, confirmed, form, registered, secret_of};
use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn a_person_registers_and_sees_what_they_entered(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let page = client.get("/my/registration").await;
        let text = text_of(page.text());
        for shown in ["Вы зарегистрированы", "Регистрационные данные", "sem@example.ru", "Не подтверждён", "Согласие на обработку данных"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        let consent = test.texts("SELECT text_version || ' ' || language || ' ' || address FROM consent").await;
        assert_eq!(consent, ["2026-11 ru 203.0.113.7"]);
        assert!(text_of(client.get("/my/electricity").await.text()).contains("не привязан ни один участок"), "nothing is shown yet");
    }

    async fn faults_stand_beside_their_fields_and_input_is_kept(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = test.client(place.host());
        let fields = [("login", "дача"), ("email", "sem.example.ru"), ("password", "садовод"), ("again", "x")];
        let answer = client.post("/register", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = text_of(answer.text());
        assert!(text.contains("Проверьте 4 поля"), "{text}");
        assert!(answer.text().contains("value=\"дача\"") && answer.text().contains("value=\"sem.example.ru\""));
        assert!(!answer.text().contains("садовод"), "passwords go");
        for (login, email, password, again, sentence) in [
            ("7", "a@b.ru", "sad12", "sad12", "Пароль короче 6 символов"),
            ("7", "a@b.ru", "sad123", "sad124", "Пароли не совпадают"),
            ("", "a@b.ru", "sad123", "sad123", "Введите номер участка"),
            ("a7@b.ru", "a@b.ru", "sad123", "sad123", "не похоже на номер участка"),
        ] {
            let fields = [("login", login), ("email", email), ("password", password), ("again", again), ("consent", "yes")];
            let answer = client.post("/register", &fields).await;
            assert!(text_of(answer.text()).contains(sentence), "{sentence}");
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM person").await, 0);
    }

    async fn known_and_unknown_get_the_same_answer(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        confirmed(&test, &place, "7", "sem@example.ru").await;
        let mut pages = Vec::new();
        for (login, email) in [("7", "sem@example.ru"), ("7", "new@example.ru"), ("8", "sem@example.ru"), ("9", "neu@example.ru")] {
            let mut client = registered(&test, &place, login, email).await;
            let page = client.get("/my/registration").await;
            pages.push(page.text().replace(email, "@").replace(&format!("<dd>{login}</dd>"), "").replace(&format!("hrow\">{login}<"), "").replace(&format!("narrow\">{login}<"), ""));
        }
        assert!(pages.iter().all(|page| *page == pages[0]));
        let letters = test.deliver().await;
        let mut told: Vec<_> = letters.iter().map(|letter| (letter.to.as_str(), letter.subject.as_str())).collect();
        told.sort_unstable();
        let (known, unknown) = ("У вас уже есть кабинет", "Подтвердите адрес почты");
        assert_eq!(told, [
            ("neu@example.ru", unknown), ("new@example.ru", unknown), ("sem@example.ru", known), ("sem@example.ru", known),
        ]);
    }

    async fn an_unconfirmed_registration_is_gone_after_a_day(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let (path, _) = secret_of(&test.deliver().await[0]);
        let mut again = test.client(place.host());
        assert_eq!(again.try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER, "one may log in meanwhile");
        test.advance(24 * 3600);
        assert_eq!(client.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        assert_eq!(client.post(&path, &[("password", "sad-2022")]).await.status, StatusCode::GONE);
        assert_eq!(test.client(place.host()).try_password("7", "sad-2022").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_flood_is_stopped(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = test.client(place.host());
        for _ in 0..10 {
            assert_eq!(client.post("/register", &form("7", "sem@example.ru")).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(client.post("/register", &form("7", "SEM@example.ru")).await.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_portal_may_have_no_such_form(test) {
        let test = TestApp::new(test).await;
        let voda = test.portal("voda", Preset::Water).await;
        let mut portal = voda.portal.clone();
        portal.rules.self_registration = false;
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| store::portals::save(tx, &portal, now).await).unwrap();
        test.advance(6);
        let mut client = test.client(voda.host());
        assert_eq!(client.get("/register").await.status, StatusCode::NOT_FOUND);
        assert_eq!(client.post("/register", &form("7", "sem@example.ru")).await.status, StatusCode::NOT_FOUND);
    }
}
