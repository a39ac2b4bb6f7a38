//! `/contacts` and `/office/requests`: written, delivered, answered.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;
use crate::html::{attributes, between, text_of};

const FORM: [(&str, &str); 5] = [
    ("name", "Анна Петрова"),
    ("contact", "anna@example.ru"),
    ("plot", "7"),
    ("message", "Нет данных\nпо <b>участку</b>"),
    ("consent", "yes"),
];

both! {
    async fn what_is_written_is_kept_and_delivered(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        test.run("UPDATE portal SET email = 'pravlenie@example.ru'").await;
        test.advance(10);
        let mut writer = test.client(place.host()).sending("accept-language", "ru");
        let sent = writer.post("/contacts", &FORM).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let arrived = writer.get(sent.location()).await;
        assert!(text_of(arrived.text()).contains("Номер обращения: 1"));
        assert!(!arrived.text().contains("Анна"), "the page tells the number alone");
        let letters = test.deliver().await;
        assert_eq!(letters.len(), 1);
        let letter = &letters[0];
        assert_eq!((letter.to.as_str(), letter.reply_to.as_deref()), ("pravlenie@example.ru", Some("anna@example.ru")));
        assert!(letter.subject.contains('1') && letter.subject.contains("Анна Петрова"), "{}", letter.subject);
        assert!(letter.text.contains("Нет данных\nпо <b>участку</b>") && letter.html.contains("&#60;b&#62;участку"), "{}", letter.html);
        let mut office = test.logged_in(place.host(), "accountant").await.sending("accept-language", "ru");
        let list = office.get("/office/requests").await;
        assert!(list.text().contains("Анна Петрова") && text_of(list.text()).contains("Ждут ответа: 1"));
        let href = attributes(list.text(), "href").into_iter().find(|href| href.starts_with("/office/requests/")).unwrap().to_owned();
        assert!(letter.text.contains(&href), "the letter leads there");
        let page = office.get(&href).await;
        assert!(page.text().contains("mailto:anna@example.ru") && page.text().contains("&#60;b&#62;участку"));
        let marked = office.post(&format!("{href}/answered"), &[("note", "Позвонили")]).await;
        assert_eq!(marked.location(), "/office/requests");
        let page = office.get(&href).await;
        assert!(page.text().contains("Позвонили") && page.text().contains("accountant"), "who and what is noted");
        assert_eq!(office.post(&format!("{href}/answered"), &[]).await.status, StatusCode::NOT_FOUND, "once");
        assert!(!office.get("/office/requests").await.text().contains("Анна Петрова"));
        assert!(office.get("/office/requests?state=answered").await.text().contains("Анна Петрова"));
    }

    async fn faults_stand_beside_their_fields_and_nothing_is_lost(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let mut writer = test.client(place.host()).sending("accept-language", "ru");
        let empty = writer.post("/contacts", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Проверьте 4 поля"));
        let odd = [("name", "Анна"), ("contact", "где-то"), ("plot", "7, 8 и 9"), ("message", "Вопрос")];
        let page = writer.post("/contacts", &odd).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for id in ["contact-e", "plot-e", "consent-e"] {
            assert!(page.text().contains(&format!("id=\"{id}\"")), "{id}");
        }
        assert!(page.text().contains("value=\"где-то\"") && between(page.text(), "<textarea", "</textarea>").contains("Вопрос"));
        let long = "я".repeat(4001);
        let page = writer.post("/contacts", &[("message", &long)]).await;
        assert!(page.text().contains("длиннее"), "{}", page.status);
        assert_eq!(test.count("SELECT COUNT(*) FROM contact_request").await, 0);
    }

    async fn a_machine_is_stopped_and_a_flood_too(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let mut machine = test.client(place.host());
        let mut filled = FORM.to_vec();
        filled.push(("website", "https://spam.example"));
        let page = machine.post("/contacts", &filled).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!page.text().contains("spam.example"), "the trap is empty again");
        assert_eq!(test.count("SELECT COUNT(*) FROM contact_request").await, 0);
        let mut flood = test.client(place.host()).at_address("198.51.100.9");
        for _ in 0..20 {
            assert_eq!(flood.post("/contacts", &FORM).await.status, StatusCode::SEE_OTHER);
        }
        let page = flood.post("/contacts", &FORM).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.text().contains("Анна Петрова"), "what was typed is kept");
        let mut other = test.client(place.host()).at_address("198.51.100.10");
        assert_eq!(other.post("/contacts", &FORM).await.status, StatusCode::SEE_OTHER);
        assert_eq!(test.count("SELECT COUNT(*) FROM outbox_letter").await, 0, "the portal has no address");
    }

    async fn the_form_knows_who_has_logged_in_and_counts_their_requests(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        let mut member = test.logged_in(place.host(), "7").await;
        member.post("/my/registration/edit", &[("plots", "7"), ("owner", "Соколова Н. И."), ("phone", "89990000007")]).await;
        let page = member.get("/contacts").await;
        for known in ["value=\"Соколова Н. И.\"", "value=\"89990000007\"", "value=\"7\""] {
            assert!(page.text().contains(known), "{known}");
        }
        for n in 0..10 {
            let mut member = member.clone().at_address(&format!("198.51.100.{n}"));
            assert_eq!(member.post("/contacts", &FORM).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(member.post("/contacts", &FORM).await.status, StatusCode::TOO_MANY_REQUESTS);
    }
}
