//! A11: the public site, the office's side of it, the contact form, help.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};

#[tokio::test]
async fn a11_the_site_has_the_catalogues_headline_menu_and_instruction() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT, NARROW] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("snt", "/?lang=ru")).await;
        let headline = "Официальный сайт СНТ Аникино: новости, объявления, личный кабинет!";
        assert_eq!(browser.text("h1").await, headline);
        let menu = browser.texts(".sitenav > ul > li > a, .sitenav > ul > li > details > summary").await;
        let items = ["Объявления", "Устав", "Правление", "Финансы", "Контакты", "Мои данные", "Помощь"];
        assert_eq!(menu, items);
        assert!(browser.text("main").await.contains("Скачать инструкцию по работе с личным кабинетом"));
        assert!(browser.text(".news li").await.contains("Общее собрание 12 июня"), "the pinned one stands first");
        browser.click(".sitenav summary").await;
        browser.click(".sitenav .pop__panel a[href='/pages/smeta-2022-goda']").await;
        browser.until_address("/pages/smeta-2022-goda", true).await;
        assert_eq!(browser.text("h1").await, "Смета 2022 года");
        assert!(browser.text(".prose").await.contains("2 131 200"));
        browser.close().await;
    }
}

#[tokio::test]
async fn a11_every_page_fits_and_is_accessible_in_three_languages() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("snt", "/announcements?lang=ru")).await;
        browser.click(".news a").await;
        browser.until_address("/announcements/", true).await;
        browser.assert_fits().await;
        browser.assert_accessible().await;
        for path in
            ["/", "/announcements", "/pages/ustav", "/pages/pravlenie", "/pages/smeta-2022-goda", "/contacts", "/help"]
        {
            for language in ["kk", "en", "ru"] {
                browser.go(&demo.page("snt", &format!("{path}?lang={language}"))).await;
                browser.assert_fits().await;
                browser.assert_accessible().await;
            }
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn a11_the_contact_form_tells_faults_and_arrives() {
    let demo = RunningDemo::start();
    for screen in [WITHOUT_SCRIPT, NARROW] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("snt", "/contacts?lang=ru")).await;
        browser.write("#name", "Анна").await;
        browser.click("main form button").await;
        assert!(browser.text(".summary").await.contains("Проверьте 3 поля"));
        assert_eq!(browser.find("#name").await.prop("value").await.unwrap().as_deref(), Some("Анна"));
        if screen.script {
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.write("#contact", "anna@example.com").await;
        browser.write("#message", "Нет данных по участку 269").await;
        browser.click("#consent").await;
        browser.click("main form button").await;
        browser.until_address("/contacts/sent/", true).await;
        assert!(browser.text("main").await.contains("Номер обращения"));
        browser.close().await;
    }
    let board = Browser::open(DESKTOP).await;
    board.log_in(&demo, "pravlenie").await;
    board.go(&demo.page("snt", "/office/requests")).await;
    assert!(board.text("main").await.contains("Ждут ответа: 2"));
    board.assert_accessible().await;
    board.click(".news a").await;
    board.until_address("/office/requests/", true).await;
    board.assert_accessible().await;
    board.write("#note", "Позвонили").await;
    board.click("main form button").await;
    board.find("[role=status]").await;
    assert!(board.text("main").await.contains("Ждут ответа: 1"));
    board.close().await;
}

#[tokio::test]
async fn a11_the_office_writes_previews_publishes_and_deletes() {
    let demo = RunningDemo::start();
    let browser = Browser::open(WITHOUT_SCRIPT).await;
    browser.log_in(&demo, "pravlenie").await;
    browser.go(&demo.page("snt", "/office/announcements/new")).await;
    browser.write("#title", "Свет отключат 5 июня").await;
    browser.write("#body", "С 10:00 до 14:00, **обе линии**.").await;
    browser.click("button[value=preview]").await;
    assert!(browser.text("article.card").await.contains("обе линии"));
    assert_eq!(browser.find("#title").await.prop("value").await.unwrap().as_deref(), Some("Свет отключат 5 июня"));
    browser.click("input[value=published]").await;
    browser.click("button[value=save]").await;
    browser.find(".notice.is-ok").await;
    browser.go(&demo.page("snt", "/announcements")).await;
    assert!(browser.text("main").await.contains("Свет отключат 5 июня"));
    browser.go(&demo.page("snt", "/office/announcements")).await;
    browser.click("tbody th a").await;
    browser.until_address("/office/announcements/", true).await;
    browser.click("a[href$='/delete']").await;
    browser.until_address("/delete", true).await;
    browser.click("main form button").await;
    browser.until_address("/delete", false).await;
    browser.go(&demo.page("snt", "/announcements")).await;
    assert!(!browser.text("main").await.contains("Свет отключат 5 июня"));
    browser.close().await;
}

#[tokio::test]
async fn a11_the_offices_pages_fit_and_are_accessible() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        browser.log_in(&demo, "pravlenie").await;
        for path in [
            "/office/requests",
            "/office/pages",
            "/office/pages/new",
            "/office/announcements",
            "/office/announcements/new",
        ] {
            browser.go(&demo.page("snt", path)).await;
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.write("#body", "## Смета\n\n| Статья | Сумма |\n|---|--:|\n| Дорога | 100 |").await;
        // Not by a click: on a phone the bar of sections may lie over the button.
        browser.press_enter("button[value=preview]").await;
        assert!(browser.text("article.card").await.contains("Дорога"));
        browser.assert_fits().await;
        browser.assert_accessible().await;
        browser.press_enter("button[value=save]").await;
        browser.find(".summary").await;
        browser.assert_fits().await;
        browser.assert_accessible().await;
        browser.close().await;
    }
}
