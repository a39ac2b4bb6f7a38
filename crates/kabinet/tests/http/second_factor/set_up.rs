//! Codes are turned on with a code and off with the password.

use axum::http::StatusCode;
use store::both;

use super::{PAGE, PASSWORD, change, code, half_way, is_in, member, recovery_codes, seed, turned_on, wrong_code};
use crate::harness::TestApp;
use crate::html::{heading, text_of};

both! {
    async fn codes_are_turned_on_by_a_code_and_told(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let wrong = client.post("/my/second-factor/change/totp", &[("password", "ne-tot")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(client.get("/my/second-factor/totp").await.location(), PAGE, "nothing waits for a code");
        let seed = seed(&mut client).await;
        assert_eq!(seed.len(), 32);
        let page = client.get("/my/second-factor/totp").await;
        assert!(page.text().contains("<svg xmlns") && page.text().contains("otpauth://totp/"), "{}", page.text());
        let wrong = client.post("/my/second-factor/totp", &[("code", &wrong_code(&test, &seed))]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text_of(client.get(PAGE).await.text()).contains("Выключен"), "a seed without a code asks for nothing");
        let right = client.post("/my/second-factor/totp", &[("code", &code(&test, &seed))]).await;
        assert_eq!(heading(right.text()), "Коды восстановления");
        let codes = recovery_codes(&right);
        assert_eq!(codes.len(), 10);
        assert!(codes.iter().all(|code| code.len() == 11 && code.as_bytes()[5] == b'-'), "{codes:?}");
        let letters = test.deliver().await;
        assert_eq!(letters.len(), 1);
        assert_eq!((letters[0].to.as_str(), letters[0].subject.as_str()), ("sem@example.ru", "Двухэтапный вход включён"));
        let page = text_of(client.get(PAGE).await.text());
        assert!(page.contains("Включён") && page.contains("Осталось 10 кодов"), "{page}");
        assert!(!codes.iter().any(|code| page.contains(code)), "codes are shown once");
        assert_eq!(client.get("/my/second-factor/totp").await.location(), PAGE, "the seed is shown no more");
        let again = client.post("/my/second-factor/totp", &[("code", &code(&test, &seed))]).await;
        assert_eq!(again.location(), PAGE);
        assert!(is_in(&mut client).await, "the browser that set it up stays in");
        half_way(&test, &place).await;
    }

    async fn no_secret_stands_in_the_database(test) {
        let test = TestApp::new(test).await;
        let (_, mut client) = member(&test).await;
        let (seed, codes) = turned_on(&test, &mut client).await;
        let kept = test.texts("SELECT seed FROM totp UNION ALL SELECT code_hash FROM recovery_code").await;
        assert_eq!(kept.len(), 11);
        let bytes = hex::encode(totp_rs::Secret::try_from_base32(&seed).unwrap().as_bytes());
        for text in kept {
            assert!(!text.contains(&bytes) && !text.contains(&seed), "{text}");
            assert!(!codes.iter().any(|code| text.contains(&code.replace('-', ""))), "{text}");
        }
    }

    async fn a_seed_opens_for_its_owner_alone(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, codes) = turned_on(&test, &mut client).await;
        test.person(&place, "8").await;
        // Somebody who can write the table gives everybody a seed that they know.
        test.run("INSERT INTO totp (person_id, seed, created_at, confirmed_at)
                  SELECT p.id, t.seed, t.created_at, t.confirmed_at FROM person p, totp t WHERE p.login = '8'").await;
        let mut thief = test.client(place.host());
        assert_eq!(thief.try_password("8", crate::harness::PASSWORD).await.location(), "/login/code");
        let answer = crate::second_factor::type_code(&mut thief, &code(&test, &seed)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = crate::second_factor::type_code(&mut thief, &codes[0]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "nor are recovery codes everybody's");
    }

    async fn turning_off_asks_for_the_password(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        turned_on(&test, &mut client).await;
        test.deliver().await;
        for password in ["", "ne-tot"] {
            let answer = client.post("/my/second-factor/change/totp-off", &[("password", password)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(text_of(answer.text()).contains("Пароль не подходит"), "{password}");
        }
        half_way(&test, &place).await;
        assert_eq!(change(&mut client, "totp-off").await.location(), PAGE);
        assert_eq!(test.deliver().await[0].subject, "Двухэтапный вход выключен");
        assert_eq!(test.count("SELECT COUNT(*) FROM recovery_code").await, 0);
        assert_eq!(test.count("SELECT COUNT(*) FROM login_step").await, 0);
        let mut other = test.client(place.host());
        assert_eq!(other.try_password("7", PASSWORD).await.location(), "/my");
        let told = "SELECT kind FROM audit WHERE kind LIKE 'second_factor%' ORDER BY kind";
        assert_eq!(test.texts(told).await, ["second_factor_off", "second_factor_on"]);
    }

    async fn a_seed_waits_half_an_hour(test) {
        let test = TestApp::new(test).await;
        let (_, mut client) = member(&test).await;
        let seed = seed(&mut client).await;
        test.advance(30 * 60);
        assert_eq!(client.get("/my/second-factor/totp").await.location(), PAGE);
        let answer = client.post("/my/second-factor/totp", &[("code", &code(&test, &seed))]).await;
        assert_eq!(answer.location(), PAGE);
        assert!(text_of(client.get(PAGE).await.text()).contains("Настройка не закончена"));
    }

    async fn only_known_changes_have_a_page(test) {
        let test = TestApp::new(test).await;
        let (_, mut client) = member(&test).await;
        for known in ["totp", "totp-off", "codes", "passkey", "passkey-off"] {
            assert_eq!(client.get(&format!("{PAGE}/change/{known}")).await.status, StatusCode::OK, "{known}");
        }
        assert_eq!(client.get(&format!("{PAGE}/change/all")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(change(&mut client, "all").await.status, StatusCode::NOT_FOUND);
        // What would mean nothing changes nothing.
        for idle in ["totp-off", "codes", "passkey", "passkey-off"] {
            assert_eq!(change(&mut client, idle).await.location(), PAGE, "{idle}");
        }
        assert!(test.deliver().await.is_empty());
    }
}
