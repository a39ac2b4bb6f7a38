//! What everybody reads: home, announcements, pages.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use super::office::{announce, write_page};
use crate::harness::TestApp;
use crate::html::{between, elements, heading, text_of};
use crate::queries::counted;

both! {
    async fn the_site_shows_what_is_published_on_its_day(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut editor = test.logged_in(place.host(), "editor").await;
        announce(&mut editor, "Летний водопровод", "2022-05-14", "published").await;
        announce(&mut editor, "Черновик собрания", "2022-05-14", "draft").await;
        announce(&mut editor, "Завтрашняя новость", "2022-06-04", "published").await;
        let mut anyone = test.client(place.host());
        for path in ["/", "/announcements"] {
            let page = anyone.get(path).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("Летний водопровод"), "{path}");
            assert!(!page.text().contains("Черновик собрания") && !page.text().contains("Завтрашняя новость"), "{path}");
        }
        test.advance(24 * 3600);
        assert!(anyone.get("/").await.text().contains("Завтрашняя новость"), "its day came");
        let other = test.portal("voda", Preset::Water).await;
        test.advance(10);
        let href = crate::html::attributes(anyone.get("/announcements").await.text(), "href")
            .into_iter().find(|href| href.starts_with("/announcements/")).unwrap().to_owned();
        assert_eq!(anyone.get(&href).await.status, StatusCode::OK);
        assert_eq!(test.client(other.host()).get(&href).await.status, StatusCode::NOT_FOUND);
        assert_eq!(anyone.get("/announcements?page=2").await.status, StatusCode::OK);
        assert_eq!(anyone.get("/announcements?page=0").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_menu_has_the_catalogues_items_and_what_is_written(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        test.member(&place, "7", &["7"]).await;
        let mut anyone = test.client(place.host()).sending("accept-language", "ru");
        let menu = async |client: &mut crate::client::Client| {
            let page = client.get("/contacts").await;
            text_of(between(page.text(), "<nav class=\"sitenav\"", "</nav>"))
        };
        assert!(menu(&mut anyone).await.ends_with("Объявления Контакты Мои данные Помощь"));
        let mut editor = test.logged_in(place.host(), "editor").await;
        for (title, place, state) in [
            ("Устав СНТ", "charter", "published"), ("Состав правления", "board", "published"), ("Смета 2022 года", "finances", "published"),
            ("Взносы", "finances", "published"), ("Тайна", "finances", "draft"),
        ] {
            write_page(&mut editor, title, place, state).await;
        }
        let shown = menu(&mut anyone).await;
        assert!(shown.ends_with("Объявления Устав Правление Финансы Взносы Смета 2022 года Контакты Мои данные Помощь"), "{shown}");
        let page = anyone.get("/pages/smeta-2022-goda").await;
        assert_eq!((page.status, heading(page.text())), (StatusCode::OK, "Смета 2022 года".to_owned()));
        assert_eq!(anyone.get("/pages/tayna").await.status, StatusCode::NOT_FOUND);
        let mut member = test.logged_in(place.host(), "7").await.sending("accept-language", "ru");
        assert!(menu(&mut member).await.contains("Мои данные Статус моих оплат Мое электричество Регистрационные данные"));
    }

    async fn a_public_page_costs_a_few_reads(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut editor = test.logged_in(place.host(), "editor").await;
        for n in 0..25 {
            announce(&mut editor, &format!("Новость {n}"), "2022-05-14", "published").await;
        }
        write_page(&mut editor, "Устав", "charter", "published").await;
        let mut anyone = test.client(place.host());
        anyone.get("/").await;
        for path in ["/", "/announcements", "/announcements?page=2", "/pages/ustav", "/contacts", "/help"] {
            let (page, statements) = counted(anyone.get(path)).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(statements <= 2, "{path}: {statements}");
        }
        let second = anyone.get("/announcements?page=2").await;
        assert_eq!(elements(between(second.text(), "<ul role=\"list\" class=\"lines news\"", "<footer"), "h2").len(), 5);
    }

    async fn the_portals_own_words_stand_in_its_own_language(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.run("UPDATE portal SET headline = 'Официальный сайт СНТ Аникино: новости, объявления, личный кабинет!'").await;
        let mut anyone = test.client(place.host()).sending("accept-language", "ru");
        test.advance(10);
        assert_eq!(heading(anyone.get("/").await.text()), "Официальный сайт СНТ Аникино: новости, объявления, личный кабинет!");
        let mut reader = test.client(place.host()).sending("accept-language", "kk");
        assert!(heading(reader.get("/").await.text()).ends_with("жеке кабинет!"));
    }
}
