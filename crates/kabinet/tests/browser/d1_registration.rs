//! D1 and D2: the e-mail address is the login, a letter confirms it.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};
use crate::sign_up::{confirm_by_letter, fill};

#[tokio::test]
async fn d1_the_address_is_the_login_and_d2_a_letter_confirms_it() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW, WITHOUT_SCRIPT] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("suppliers", "/register?lang=ru")).await;
        let labels = browser.texts("form.form .field > label:not(.check)").await;
        assert_eq!(labels, ["Адрес электронной почты", "Пароль", "Подтвердить пароль"], "the rest is filled in later");
        assert!(browser.text("#password-h").await.contains("От 5 до 10 знаков, буквы и цифры"));
        fill(&browser, &[("email", "s@смородина.example"), ("password", "abcde"), ("again", "abcde")]).await;
        assert!(browser.text("#password-e").await.contains("нужны и буквы, и цифры"));
        if screen.script {
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        let email = format!("s{}@смородина.example", screen.width);
        let password = "smorodina-i-kryzhovnik-7";
        fill(&browser, &[("email", &email), ("password", password), ("again", password)]).await;
        if screen.script {
            browser.until_address("/my/registration", true).await;
            confirm_by_letter(&browser, &demo, "suppliers", &email).await;
            assert_eq!(browser.text("h1").await, "Мой профиль");
            browser.close().await;
            let again = Browser::open(screen).await;
            again.go(&demo.page("suppliers", "/login?lang=ru")).await;
            assert_eq!(again.texts("form.form .field > label").await, ["Адрес электронной почты", "Пароль"]);
            again.write("#login", &email.to_uppercase()).await;
            again.write("#password", password).await;
            again.click("form.form button").await;
            again.until_address("/my/accounts", true).await;
            again.close().await;
        } else {
            browser.close().await;
        }
    }
}
