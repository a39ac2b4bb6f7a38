//! A1: log in with login = plot number and password, button «Войти».

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};

#[tokio::test]
async fn a1_log_in_by_plot_number() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT, NARROW] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("snt", "/login?lang=ru")).await;
        assert_eq!(browser.text("label[for=login]").await, "Логин (номер участка)");
        assert_eq!(browser.text("label[for=password]").await, "Пароль");
        assert_eq!(browser.text("form.form button").await, "Войти");
        if screen.script {
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }

        browser.write("#login", "269").await;
        browser.write("#password", "не тот").await;
        browser.press_enter("#password").await;
        assert!(browser.text(".summary").await.contains("Логин или пароль не подходят"));
        assert!(browser.title().await.starts_with("Ошибка: "));
        assert_eq!(browser.find("#login").await.prop("value").await.unwrap().as_deref(), Some("269"), "input is kept");
        assert_eq!(browser.find("#password").await.prop("value").await.unwrap().as_deref(), Some(""), "passwords go");

        browser.log_in(&demo, "269").await;
        assert!(browser.address().await.ends_with("/my/payments"));
        browser.go(&demo.page("snt", "/")).await;
        assert!(browser.text("main").await.contains("Официальный сайт СНТ Аникино"));
        browser.close().await;
    }
}

#[tokio::test]
async fn a1_log_out_ends_the_session() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.log_in(&demo, "269").await;
    browser.click(".nav form button").await;
    browser.until_address("/login", true).await;
    assert!(browser.text("main").await.contains("Вы вышли из кабинета"));
    browser.go(&demo.page("snt", "/my/electricity")).await;
    assert!(browser.address().await.contains("/login?next=/my/electricity"));
    assert!(browser.text("main").await.contains("Войдите, чтобы открыть эту страницу"));
    browser.write("#login", "269").await;
    browser.write("#password", &demo.person("269").password).await;
    browser.press_enter("#password").await;
    browser.until_address("/login", false).await;
    assert!(browser.address().await.ends_with("/my/electricity"), "one comes back to the page one wanted");
    browser.close().await;
}

#[tokio::test]
async fn a1_fits_and_is_accessible_in_three_languages() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        for language in ["kk", "en", "ru"] {
            browser.go(&demo.page("snt", &format!("/login?lang={language}"))).await;
            browser.assert_fits().await;
            browser.assert_accessible().await;
            browser.write("#login", "269").await;
            browser.write("#password", "wrong").await;
            browser.click("form.form button").await;
            browser.find(".summary, [role=alert]").await;
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.close().await;
    }
}
