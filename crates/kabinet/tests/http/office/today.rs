//! `/office`: what a new portal needs and what waits.

use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn a_new_portal_is_told_what_it_needs(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.operators(&place, "").await;
        let mut office = test.logged_in(place.host(), "accountant").await;
        assert_eq!(office.get("/my").await.location(), "/office");
        let page = text_of(office.get("/office").await.text());
        assert!(page.contains("Осталось 7 шагов.") && page.contains("Ничего не ждёт."), "{page}");
        for step in ["Реестр участков", "Тариф на электроэнергию", "Банковские реквизиты", "Показания", "Начисления", "Платежи", "Почтовый сервер"] {
            assert!(page.contains(step), "{step}");
        }
        test.import(&place, "register.csv", crate::snt::SMALL_REGISTER.as_bytes()).await;
        test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        let page = text_of(office.get("/office").await.text());
        assert!(page.contains("Осталось 5 шагов.") && page.contains("3 участка в реестре"), "{page}");
    }

    async fn what_waits_is_counted_and_leads_on(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let person = test.person(&place, "7").await;
        test.about_person("UPDATE person SET email = 'a@example.ru', email_key = 'a@example.ru', email_confirmed_at = created_at WHERE id = $1", person).await;
        test.logged_in(place.host(), "7").await.post("/my/registration/edit", &[("plots", "7")]).await;
        test.client(place.host()).post("/recover", &[("email", "a@example.ru")]).await;
        let mut office = test.logged_in(place.host(), "administrator").await;
        office.upload("/office/imports", "auto", "x.csv", b"x").await;
        let page = text_of(office.get("/office").await.text());
        for words in ["Участки на подтверждение", "Незаконченные загрузки", "почтовый сервер не настроен, поэтому письма ждут"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let mut editor = test.logged_in(place.host(), "editor").await;
        let page = editor.get("/office").await;
        let said = text_of(page.text());
        assert!(!said.contains("Участки на подтверждение") && !said.contains("Реестр участков"), "{said}");
        for closed in ["/office/imports", "/office/members", "/office/tariffs", "/office/operators", "/office/audit"] {
            assert!(!page.text().contains(closed), "{closed} is closed to an editor");
        }
    }
}
