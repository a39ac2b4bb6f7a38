//! `/office/pages` and `/office/announcements`: written, looked at, shown, hidden, deleted.

use axum::http::StatusCode;
use store::both;

use crate::client::Client;
use crate::harness::TestApp;
use crate::html::{attributes, between, text_of};

pub async fn announce(editor: &mut Client, title: &str, day: &str, state: &str) {
    let fields = [("title", title), ("body", "Подробности ниже"), ("published_on", day), ("state", state)];
    let answer = editor.post("/office/announcements", &fields).await;
    assert_eq!(answer.location(), "/office/announcements", "{}", answer.text());
}

pub async fn write_page(editor: &mut Client, title: &str, place: &str, state: &str) {
    let fields = [("title", title), ("body", "Текст страницы"), ("place", place), ("state", state)];
    let answer = editor.post("/office/pages", &fields).await;
    assert_eq!(answer.location(), "/office/pages", "{}", answer.text());
}

/// The address of the first text in a list.
async fn first(editor: &mut Client, list: &str) -> String {
    let page = editor.get(list).await;
    let hrefs = attributes(page.text(), "href").into_iter();
    hrefs.filter(|href| href.starts_with(list) && href.len() == list.len() + 37).map(ToOwned::to_owned).next().unwrap()
}

both! {
    async fn a_preview_shows_the_text_and_keeps_what_was_typed(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut editor = test.logged_in(place.host(), "editor").await;
        let body = "## Вода\n\nВот <script>alert(1)</script> **важно**";
        for (list, extra) in [("/office/pages", ("place", "finances")), ("/office/announcements", ("published_on", "2022-06-01"))] {
            let fields = [("title", "Заголовок"), ("body", body), extra, ("state", "published"), ("do", "preview")];
            let page = editor.post(list, &fields).await;
            assert_eq!(page.status, StatusCode::OK);
            let shown = between(page.text(), "<article class=\"card stack\">", "</article>");
            assert!(shown.contains("<h2>Вода</h2>") && shown.contains("<strong>важно</strong>"), "{shown}");
            assert!(shown.contains("&lt;script&gt;") && !page.text().contains("<script>alert"), "{shown}");
            assert!(text_of(between(page.text(), "<textarea", "</textarea>")).contains("alert(1)"), "the text is kept");
            assert!(page.text().contains("value=\"Заголовок\""));
            assert!(!editor.get(list).await.text().contains("Заголовок</a>"), "nothing is saved");
        }
    }

    async fn faults_stand_beside_their_fields_and_the_input_is_kept(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut editor = test.logged_in(place.host(), "editor").await.sending("accept-language", "ru");
        let fields = [("title", ""), ("body", ""), ("slug", "устав"), ("position", "много"), ("place", "attic")];
        let page = editor.post("/office/pages", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for id in ["title-e", "body-e", "slug-e", "position-e", "place-e"] {
            assert!(page.text().contains(&format!("id=\"{id}\"")), "{id}");
        }
        assert!(page.text().contains("value=\"устав\"") && page.text().contains("value=\"много\""));
        write_page(&mut editor, "Устав", "charter", "published").await;
        let twice = [("title", "Устав"), ("body", "Текст"), ("place", "charter")];
        let page = editor.post("/office/pages", &twice).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("Страница с таким адресом уже есть"));
        let page = editor.post("/office/announcements", &[("title", "А"), ("body", "Б"), ("published_on", "31.02.2022")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("id=\"published_on-e\""));
        let long = "я".repeat(60_001);
        let page = editor.post("/office/pages", &[("title", "А"), ("body", &long), ("place", "other")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn of_two_editors_nobody_overwrites_the_other(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut one = test.logged_in(place.host(), "editor").await.sending("accept-language", "ru");
        let mut two = test.logged_in(place.host(), "administrator").await.sending("accept-language", "ru");
        write_page(&mut one, "Устав", "charter", "published").await;
        announce(&mut one, "Собрание", "2022-06-01", "published").await;
        for (list, extra) in [("/office/pages", ("place", "charter")), ("/office/announcements", ("published_on", "2022-06-01"))] {
            let href = first(&mut one, list).await;
            let fields = |body, version| [("title", "Устав"), ("body", body), extra, ("state", "published"), ("version", version)];
            assert_eq!(two.post(&href, &fields("Чужой текст", "1")).await.location(), list);
            let clash = one.post(&href, &fields("Мой текст", "1")).await;
            assert_eq!(clash.status, StatusCode::CONFLICT);
            let text = clash.text();
            assert!(text.contains("Пока вы правили") && text.contains("Чужой текст") && text.contains("Мой текст"), "{text}");
            let version = between(text, "name=\"version\" value=\"", "\"").to_owned();
            assert_eq!(version, "2");
            assert!(one.get(&href).await.text().contains("Чужой текст"), "nothing was changed");
            assert_eq!(one.post(&href, &fields("Мой текст", &version)).await.location(), list);
            assert!(two.get(&href).await.text().contains("Мой текст"));
        }
    }

    async fn texts_are_shown_hidden_and_deleted(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut editor = test.logged_in(place.host(), "editor").await.sending("accept-language", "ru");
        let mut anyone = test.client(place.host());
        write_page(&mut editor, "Устав", "charter", "draft").await;
        announce(&mut editor, "Собрание", "2022-06-01", "draft").await;
        for list in ["/office/pages", "/office/announcements"] {
            let href = first(&mut editor, list).await;
            let public = match list {
                "/office/pages" => "/pages/ustav".to_owned(),
                _ => href.replace("/office", ""),
            };
            assert_eq!(anyone.get(&public).await.status, StatusCode::NOT_FOUND);
            editor.post(&format!("{href}/publish"), &[]).await;
            assert!(editor.get(list).await.text().contains("Опубликовано"));
            assert_eq!(anyone.get(&public).await.status, StatusCode::OK);
            editor.post(&format!("{href}/hide"), &[]).await;
            assert_eq!(anyone.get(&public).await.status, StatusCode::NOT_FOUND);
            let question = editor.get(&format!("{href}/delete")).await;
            assert!(text_of(question.text()).contains("Удалить"), "a question comes first");
            assert_eq!(editor.get(&href).await.status, StatusCode::OK, "looking deletes nothing");
            assert_eq!(editor.post(&format!("{href}/delete"), &[]).await.location(), list);
            assert_eq!(editor.get(&href).await.status, StatusCode::NOT_FOUND);
        }
    }
}
