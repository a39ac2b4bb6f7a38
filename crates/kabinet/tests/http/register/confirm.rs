//! The letter: a link, a code, once, for whoever registered.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use super::{community, confirmed, declare, registered, secret_of};
use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn the_link_shows_a_button_and_works_once(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let voda = test.portal("voda", Preset::Water).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let letter = test.deliver().await.remove(0);
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("sem@example.ru", "Подтвердите адрес почты"));
        let (path, code) = secret_of(&letter);
        assert_eq!(code.len(), 6);
        // A mail program looks; nothing happens.
        let mut scanner = test.client(place.host());
        for _ in 0..2 {
            let seen = scanner.get(&path).await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(seen.text().contains("type=\"password\""), "a stranger to the registration is asked for its password");
        }
        assert!(text_of(client.get("/my/registration").await.text()).contains("Не подтверждён"));
        assert!(!client.get(&path).await.text().contains("type=\"password\""));
        assert_eq!(client.post(&path, &[]).await.location(), "/my/registration");
        let page = text_of(client.get("/my/registration").await.text());
        assert!(page.contains("Адрес почты подтверждён") && !page.contains("Не подтверждён"), "{page}");
        assert_eq!(client.post(&path, &[]).await.status, StatusCode::GONE, "used");
        assert_eq!(test.client(voda.host()).get(&path).await.status, StatusCode::GONE);
        assert_eq!(test.client(place.host()).try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
    }

    async fn the_code_is_typed_where_the_link_does_not_open(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let (_, code) = secret_of(&test.deliver().await[0]);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        client.post("/confirm", &[("code", wrong)]).await;
        assert!(text_of(client.get("/my/registration").await.text()).contains("Код не подходит"));
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        client.post("/confirm", &[("code", &spaced)]).await;
        assert!(text_of(client.get("/my/registration").await.text()).contains("Адрес почты подтверждён"));
    }

    async fn five_codes_are_looked_at(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let (_, code) = secret_of(&test.deliver().await[0]);
        for n in 0..5 {
            let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + n + 1) % 1_000_000);
            client.post("/confirm", &[("code", &wrong)]).await;
        }
        client.post("/confirm", &[("code", &code)]).await;
        let page = text_of(client.get("/my/registration").await.text());
        assert!(page.contains("Слишком много попыток") && page.contains("Не подтверждён"), "{page}");
    }

    async fn the_letter_goes_again_with_the_same_secret(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let first = secret_of(&test.deliver().await[0]);
        client.post("/confirm/letter", &[]).await;
        assert!(test.deliver().await.is_empty(), "a moment ago");
        test.advance(60);
        client.post("/confirm/letter", &[]).await;
        assert_eq!(secret_of(&test.deliver().await[0]), first);
        for _ in 0..9 {
            test.advance(60);
            client.post("/confirm/letter", &[]).await;
        }
        assert_eq!(test.deliver().await.len(), 3, "five letters in all");
    }

    /// A stranger registers with a member's address and waits for the member's click.
    async fn a_click_of_the_owner_opens_nothing_to_a_stranger(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut villain = registered(&test, &place, "7", "sem@example.ru").await;
        declare(&mut villain, "7").await;
        let (path, _) = secret_of(&test.deliver().await[0]);
        let mut owner = test.client(place.host());
        for password in ["", "my-own-password"] {
            assert_eq!(owner.post(&path, &[("password", password)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!(text_of(villain.get("/my/registration").await.text()).contains("Не подтверждён"));
        assert_eq!(test.count("SELECT COUNT(*) FROM link").await, 0);
        // Without the letter the stranger can do nothing; with it and the password the owner comes in from another device.
        let mut phone = test.client(place.host());
        let answer = phone.post(&path, &[("password", "sad-2022")]).await;
        assert_eq!(answer.location(), "/my/registration");
        assert_eq!(phone.get("/my/registration").await.status, StatusCode::OK, "and is logged in");
    }

    async fn the_owner_takes_the_login_over_by_the_register(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut squatter = confirmed(&test, &place, "7", "chuzhoy@example.ru").await;
        declare(&mut squatter, "7").await;
        let mut owner = confirmed(&test, &place, "7", "sem@example.ru").await;
        let page = text_of(owner.get("/my/registration").await.text());
        assert!(page.contains("Номер участка (логин) 7"), "{page}");
        assert_eq!(test.client(place.host()).try_password("7", "sad-2022").await.status, StatusCode::SEE_OTHER);
        let letters: Vec<(String, String)> = test.deliver().await.into_iter().map(|l| (l.to, l.subject)).collect();
        assert!(letters.contains(&("chuzhoy@example.ru".into(), "Ваш логин изменён".into())), "{letters:?}");
        assert_eq!(test.client(place.host()).try_password("chuzhoy@example.ru", "sad-2022").await.status, StatusCode::SEE_OTHER);
        // Who can't prove anything logs in by address.
        let mut third = confirmed(&test, &place, "7", "tretiy@example.ru").await;
        assert!(text_of(third.get("/my/registration").await.text()).contains("ваш логин теперь — адрес почты"));
    }

    async fn no_odd_link_opens_or_breaks_anything(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        let (path, _) = secret_of(&test.deliver().await[0]);
        let (head, secret) = path.rsplit_once('/').unwrap();
        let first = if secret.starts_with('0') { '1' } else { '0' };
        let flipped = format!("{first}{}", &secret[1..]);
        for odd in [flipped.as_str(), "", "x", &secret[..30], &format!("{secret}00"), "%00", "'"] {
            let status = client.get(&format!("{head}/{odd}")).await.status;
            assert!(matches!(status, StatusCode::GONE | StatusCode::NOT_FOUND), "{odd}: {status}");
        }
        let recovery = path.replace("/confirm/", "/recover/");
        assert_eq!(client.get(&recovery).await.status, StatusCode::GONE, "a secret opens what it is for");
    }
}
