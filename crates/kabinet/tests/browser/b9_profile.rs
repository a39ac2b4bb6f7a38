//! B9 and C7: «Редактирование подписки», «Скачать мои данные», «Удалить профиль».

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};
use crate::sign_up::{confirm_by_letter, fill, letter_to};

const PASSWORD: &str = "vosem-znakov";

/// A resident of the housing manager's portal.
async fn signed_up(browser: &Browser, demo: &RunningDemo, name: &str) -> String {
    let email = format!("{name}@pochta.example");
    browser.go(&demo.page("zhkh", "/register?lang=ru")).await;
    fill(browser, &[("login", name), ("email", &email), ("password", PASSWORD), ("again", PASSWORD)]).await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(browser, demo, "zhkh", &email).await;
    email
}

async fn assert_good_in_three_languages(browser: &Browser, demo: &RunningDemo, path: &str) {
    for language in ["kk", "en", "ru"] {
        browser.go(&demo.page("zhkh", &format!("{path}?lang={language}"))).await;
        browser.assert_fits().await;
        browser.assert_accessible().await;
    }
}

#[tokio::test]
async fn b9_subscriptions_are_chosen_and_kept() {
    let demo = RunningDemo::start();
    for (screen, name) in [(DESKTOP, "podpischik"), (NARROW, "podpischitsa")] {
        let browser = Browser::open(screen).await;
        signed_up(&browser, &demo, name).await;
        assert_good_in_three_languages(&browser, &demo, "/my/subscriptions").await;
        assert_eq!(browser.text("h1").await, "Редактирование подписки");
        browser.click("#bill-email").await;
        browser.click("#news-email").await;
        browser.press_enter("form[action='/my/subscriptions'] button").await;
        assert!(browser.text("[role=status]").await.contains("Подписка сохранена"));
        for (id, chosen) in [("bill-email", true), ("news-email", true), ("debt-email", false)] {
            let ticked = browser.find(&format!("#{id}")).await.is_selected().await.unwrap();
            assert_eq!(ticked, chosen, "{id}");
        }
        assert!(!browser.find("#bill-sms").await.is_enabled().await.unwrap(), "there is no phone");
        browser.close().await;
    }
}

#[tokio::test]
async fn b9_a_copy_of_ones_data_is_an_archive() {
    let demo = RunningDemo::start();
    let browser = Browser::open(NARROW).await;
    signed_up(&browser, &demo, "kopiya").await;
    browser.go(&demo.page("zhkh", "/my/registration?lang=ru")).await;
    browser.assert_fits().await;
    browser.assert_accessible().await;
    let links = browser.texts("section[aria-labelledby=profile] a").await;
    let wanted = [
        "Редактирование подписки",
        "Изменение email",
        "Изменение пароля",
        "Устройства и входы",
        "Скачать мои данные",
        "Удалить профиль",
    ];
    assert_eq!(links, wanted);
    let bytes = browser.fetch("main a[href='/my/data.zip']").await;
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    browser.close().await;
}

#[tokio::test]
async fn b9_a_profile_is_deleted_with_the_password() {
    let demo = RunningDemo::start();
    for (screen, name) in [(NARROW, "uhodyashchij"), (WITHOUT_SCRIPT, "uhodyashchaya")] {
        let browser = Browser::open(screen).await;
        let email = if screen.script {
            signed_up(&browser, &demo, name).await
        } else {
            browser.go(&demo.page("zhkh", "/register?lang=ru")).await;
            let email = format!("{name}@pochta.example");
            fill(&browser, &[("login", name), ("email", &email), ("password", PASSWORD), ("again", PASSWORD)]).await;
            browser.until_address("/my/registration", true).await;
            email
        };
        browser.go(&demo.page("zhkh", "/my/delete?lang=ru")).await;
        assert_eq!(browser.text("h1").await, "Удалить профиль");
        if screen.script {
            assert_good_in_three_languages(&browser, &demo, "/my/delete").await;
        }
        browser.write("#password", "ne-tot-parol").await;
        browser.press_enter("form[action='/my/delete'] button").await;
        assert!(!browser.text("#password-e").await.is_empty());
        browser.write("#password", PASSWORD).await;
        browser.press_enter("form[action='/my/delete'] button").await;
        browser.until_address("/login", true).await;
        assert!(browser.text("main").await.contains("Профиль удалён"));
        browser.write("#login", name).await;
        browser.write("#password", PASSWORD).await;
        browser.press_enter("form.form button").await;
        browser.find("[role=alert]").await;
        assert!(browser.address().await.contains("/login"));
        if screen.script {
            letter_to(&demo, &email, "профиль").await;
        }
        browser.close().await;
    }
}
