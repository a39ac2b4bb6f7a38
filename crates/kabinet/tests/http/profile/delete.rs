//! `/my/delete`: what a person told is gone, name and address are free, the books stay.

use axum::http::StatusCode;
use domain::person::Role;
use store::both;

use super::PASSWORD;
use crate::harness::{PASSWORD as OF_ALL, TestApp};
use crate::html::{heading, text_of};
use crate::register::{community, confirmed, declare};

const PAGE: &str = "/my/delete";

/// What tells of a person, a statement a table.
const TOLD: [&str; 14] = [
    "SELECT COUNT(*) FROM session",
    "SELECT COUNT(*) FROM known_device",
    "SELECT COUNT(*) FROM log_in",
    "SELECT COUNT(*) FROM login_step",
    "SELECT COUNT(*) FROM totp",
    "SELECT COUNT(*) FROM recovery_code",
    "SELECT COUNT(*) FROM passkey",
    "SELECT COUNT(*) FROM email_challenge",
    "SELECT COUNT(*) FROM registration",
    "SELECT COUNT(*) FROM declared_account",
    "SELECT COUNT(*) FROM person_details",
    "SELECT COUNT(*) FROM subscription",
    "SELECT COUNT(*) FROM consent",
    "SELECT COUNT(*) FROM link WHERE until IS NULL",
];

both! {
    async fn without_the_password_nothing_goes(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let page = client.get(PAGE).await;
        assert_eq!(heading(page.text()), "Удалить профиль");
        for words in ["Что исчезнет", "Что останется", "Начисления, оплаты и показания"] {
            assert!(text_of(page.text()).contains(words), "{words}");
        }
        for password in ["", "ne-tot"] {
            let wrong = client.post(PAGE, &[("password", password)]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(text_of(wrong.text()).contains("Проверьте 1 поле") && wrong.text().contains("id=\"password-e\""));
        }
        for _ in 0..8 {
            client.post(PAGE, &[("password", "ne-tot")]).await;
        }
        let right = client.post(PAGE, &[("password", PASSWORD)]).await;
        assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "ten tries are all there are");
        assert_eq!(test.count("SELECT COUNT(*) FROM person WHERE deleted_at IS NULL").await, 1);
        assert_eq!(client.get("/my/registration").await.status, StatusCode::OK);
    }

    async fn all_that_was_told_goes_and_nobody_logs_in(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        declare(&mut client, "7,8").await;
        client.post("/my/subscriptions", &[("bill-email", "yes")]).await;
        test.run("INSERT INTO totp (person_id, seed, created_at) SELECT id, 'x', created_at FROM person").await;
        test.run("INSERT INTO recovery_code (person_id, code_hash) SELECT person_id, token_hash FROM session").await;
        let mut second = test.client(place.host());
        assert_eq!(second.try_password("7", PASSWORD).await.status, StatusCode::SEE_OTHER);
        test.deliver().await;
        let gone = client.post(PAGE, &[("password", PASSWORD)]).await;
        assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/login"));
        assert!(!client.cookies.contains_key("kabinet_session"));
        assert!(text_of(client.get("/login").await.text()).contains("Профиль удалён"));
        test.advance(5);
        for browser in [&mut client, &mut second] {
            assert_eq!(browser.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        }
        for statement in TOLD {
            assert_eq!(test.count(statement).await, 0, "{statement}");
        }
        let traces = test.texts("SELECT login || login_key || full_name || search_name || COALESCE(email, '') FROM person").await;
        assert!(traces.len() == 1 && traces[0].starts_with("deleted-") && !traces[0].contains('@'), "{traces:?}");
        let login = traces[0][..40].to_owned();
        for (login, password) in [("7", PASSWORD), ("sem@example.ru", PASSWORD), (login.as_str(), "-"), (login.as_str(), PASSWORD)] {
            assert_eq!(test.client(place.host()).try_password(login, password).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        }
        let letters = test.deliver().await;
        assert_eq!(letters.len(), 1);
        assert_eq!((letters[0].to.as_str(), letters[0].subject.as_str()), ("sem@example.ru", "Профиль удалён"));
        test.client(place.host()).post("/recover", &[("email", "sem@example.ru")]).await;
        assert!(test.deliver().await.is_empty(), "nothing can be recovered");
    }

    async fn name_and_address_are_free_again(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        client.post(PAGE, &[("password", PASSWORD)]).await;
        test.deliver().await;
        test.advance(60);
        let mut again = confirmed(&test, &place, "7", "sem@example.ru").await;
        let page = text_of(again.get("/my/registration").await.text());
        assert!(page.contains("sem@example.ru Подтверждён"), "{page}");
        assert_eq!(test.texts("SELECT login FROM person WHERE deleted_at IS NULL").await, ["7"]);
        assert_eq!(again.try_password("7", PASSWORD).await.status, StatusCode::SEE_OTHER);
    }

    async fn the_books_stay_and_the_office_sees_nobody(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(1).await;
        test.ledger(&place).await;
        test.member(&place, "269", &["269"]).await;
        test.operator(&place, "pravlenie", Role::Administrator).await;
        let books = [
            "SELECT COUNT(*) FROM reading", "SELECT COUNT(*) FROM charge", "SELECT COUNT(*) FROM payment",
            "SELECT COUNT(*) FROM account", "SELECT COUNT(*) FROM holder",
        ];
        let mut before = Vec::new();
        for book in books {
            before.push(test.count(book).await);
        }
        let audited = test.count("SELECT COUNT(*) FROM audit").await;
        let mut client = test.logged_in(place.host(), "269").await;
        assert_eq!(client.post(PAGE, &[("password", OF_ALL)]).await.location(), "/login");
        for (book, before) in books.into_iter().zip(before) {
            assert_eq!(test.count(book).await, before, "{book}");
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM audit").await, audited + 2, "a link ended, a profile went");
        let mut office = test.logged_in(place.host(), "pravlenie").await;
        assert!(!office.get("/office/members").await.text().contains("deleted-"));
        let list = office.get("/office/audit").await;
        assert!(text_of(list.text()).contains("Участник удалил профиль"), "{}", list.text());
        let person = test.texts("SELECT subject FROM audit WHERE kind = 'profile_deleted'").await.remove(0);
        assert_eq!(office.get(&format!("/office/members/{person}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn an_operator_hands_over_the_role_first(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        test.operator(&place, "buhgalter", Role::Accountant).await;
        let mut client = test.logged_in(place.host(), "buhgalter").await;
        for answer in [client.get(PAGE).await, client.post(PAGE, &[("password", OF_ALL)]).await] {
            assert!(text_of(answer.text()).contains("Сначала передайте свою роль"), "{}", answer.text());
            assert!(!answer.text().contains("id=\"password\""));
        }
        assert_eq!(client.post(PAGE, &[("password", OF_ALL)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(client.get("/office").await.status, StatusCode::OK);
    }
}
