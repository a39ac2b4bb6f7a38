//! Whose plot is it?

use axum::http::StatusCode;
use domain::portal::PortalRules;
use store::both;

use super::{community, confirmed, decision, declare, registered, secret_of};
use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn a_plot_beside_the_confirmed_address_shows_at_once(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "Sem@example.ru").await;
        assert_eq!(declare(&mut client, "8, 7").await.location(), "/my/registration");
        let page = text_of(client.get("/my/registration").await.text());
        assert!(page.contains("Участок 7 Ждёт подтверждения") && page.contains("Сначала подтвердите адрес"), "{page}");
        assert!(page.contains("Семёнов И. И.") && page.contains("89991234567"));
        let (path, _) = secret_of(&test.deliver().await[0]);
        client.post(&path, &[]).await;
        let page = text_of(client.get("/my/registration").await.text());
        assert!(page.contains("Участок 7 Показываем") && page.contains("Участок 8 Ждёт подтверждения"), "{page}");
        assert!(page.contains("Правление проверит"), "{page}");
        assert_eq!(test.texts("SELECT proof FROM link").await, ["register_email"]);
        // Left out, it no longer shows; declared again, it does.
        declare(&mut client, "8").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM link WHERE until IS NULL").await, 0);
        declare(&mut client, "7,8").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM link WHERE until IS NULL").await, 1);
    }

    async fn nobody_sees_a_plot_by_declaring_it(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut stranger = confirmed(&test, &place, "8", "chuzhoy@example.ru").await;
        declare(&mut stranger, "7,8,999").await;
        let page = text_of(stranger.get("/my/registration").await.text());
        assert_eq!(page.matches("Ждёт подтверждения").count(), 3, "{page}");
        assert_eq!(test.count("SELECT COUNT(*) FROM link").await, 0);
    }

    async fn the_board_approves_and_refuses(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        test.operators(&place, "").await;
        let mut member = confirmed(&test, &place, "8", "vosem@example.ru").await;
        declare(&mut member, "7,8").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        let page = text_of(office.get("/office/members").await.text());
        assert!(page.contains("vosem@example.ru") && page.contains("Семёнов"), "{page}");
        let refuse = decision(&mut office, "refuse").await;
        assert_eq!(office.post(&refuse, &[]).await.location(), "/office/members");
        assert_eq!(office.post(&refuse, &[]).await.status, StatusCode::NOT_FOUND, "decided");
        let approve = decision(&mut office, "approve").await;
        office.post(&approve, &[]).await;
        let page = text_of(member.get("/my/registration").await.text());
        assert!(page.contains("Не подтверждён правлением") && page.contains("Показываем"), "{page}");
        assert_eq!(test.texts("SELECT proof FROM link").await, ["operator"]);
    }

    async fn a_portal_may_trust_what_people_declare(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut portal = place.portal.clone();
        portal.rules = PortalRules { trust_declarations: true, ..portal.rules };
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| store::portals::save(tx, &portal, now).await).unwrap();
        test.advance(6);
        let mut member = confirmed(&test, &place, "8", "vosem@example.ru").await;
        declare(&mut member, "8").await;
        assert_eq!(test.texts("SELECT proof FROM link").await, ["trusted"]);
    }

    async fn elsewhere_there_are_no_plots_to_declare(test) {
        let test = TestApp::new(test).await;
        let water = test.portal("voda", domain::portal::Preset::Water).await;
        test.person(&water, "vk2666").await;
        let mut person = test.logged_in(water.host(), "vk2666").await;
        assert_eq!(person.get("/my/registration/edit").await.status, axum::http::StatusCode::NOT_FOUND);
        let answer = person.post("/my/registration/edit", &[("plots", "7")]).await;
        assert_eq!(answer.status, axum::http::StatusCode::NOT_FOUND);
        assert_eq!(test.count("SELECT COUNT(*) FROM declared_account").await, 0);
    }

    async fn faults_are_told_and_nothing_is_lost(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = registered(&test, &place, "7", "sem@example.ru").await;
        declare(&mut client, "7").await;
        for (plots, phone, sentence) in [
            ("семь", "", "Не удалось прочитать номера"),
            ("7", "123", "не номер мобильного телефона"),
            ("7", "84951234567", "не номер мобильного телефона"),
        ] {
            let answer = client.post("/my/registration/edit", &[("plots", plots), ("phone", phone)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(text_of(answer.text()).contains(sentence), "{sentence}");
        }
        assert!(text_of(client.get("/my/registration").await.text()).contains("89991234567"));
        assert!(client.get("/my/registration/edit").await.text().contains("value=\"7\""));
    }
}
