//! B1 and B2: a free user name, the letter that activates it, «Запомнить?».

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};
use crate::sign_up::{confirm_by_letter, fill, letter_to};

#[tokio::test]
async fn b1_a_free_user_name_is_registered_and_activated_by_a_letter() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW, WITHOUT_SCRIPT] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("zhkh", "/login?lang=ru")).await;
        assert_eq!(browser.text("h1").await, "Введите имя пользователя и пароль или зарегистрируйтесь");
        browser.click("a[href='/register']").await;
        browser.until_address("/register", true).await;
        assert_eq!(browser.text("h1").await, "Введите регистрационные данные");
        let labels = browser.texts("form.form .field > label:not(.check)").await;
        assert_eq!(labels, ["Имя пользователя", "Адрес электронной почты", "Пароль", "Подтвердить пароль"]);
        browser.click("form.form button").await;
        assert!(browser.text(".summary").await.contains("Проверьте 4 поля"), "every field is required");
        if screen.script {
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        let name = format!("zhilets-{}-{}", screen.width, screen.script);
        let email = format!("{name}@pochta.example");
        fill(&browser, &[("login", &name), ("email", &email), ("password", "vosem-znakov"), ("again", "vosem-znakov")])
            .await;
        if screen.script {
            browser.until_address("/my/registration", true).await;
            assert!(browser.text("main").await.contains("Подтвердите адрес почты"));
            confirm_by_letter(&browser, &demo, "zhkh", &email).await;
            assert!(browser.text("main").await.contains(&name));
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn b1_a_taken_name_is_refused_beside_its_field_and_a_taken_address_tells_its_owner() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.go(&demo.page("zhkh", "/register?lang=ru")).await;
    let password = [("password", "vosem-znakov"), ("again", "vosem-znakov")];
    fill(&browser, &[&[("login", "petrova"), ("email", "petrova@pochta.example")][..], &password].concat()).await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(&browser, &demo, "zhkh", "petrova@pochta.example").await;
    browser.close().await;

    let other = Browser::open(DESKTOP).await;
    other.go(&demo.page("zhkh", "/register?lang=ru")).await;
    fill(&other, &[&[("login", "Petrova"), ("email", "drugaya@pochta.example")][..], &password].concat()).await;
    assert!(other.text("#login-e").await.contains("Такое имя пользователя уже занято"));
    assert_eq!(
        other.find("#login").await.prop("value").await.unwrap().as_deref(),
        Some("Petrova"),
        "the input is kept"
    );
    fill(&other, &[&[("login", "sosedka"), ("email", "petrova@pochta.example")][..], &password].concat()).await;
    other.until_address("/my/registration", true).await;
    let letter = letter_to(&demo, "petrova@pochta.example", "уже есть").await;
    assert!(!letter.contains("/confirm/"), "the owner is told, and nothing can be confirmed: {letter}");
    other.close().await;
}

#[tokio::test]
async fn b2_a_password_that_everybody_tries_first_is_refused() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.go(&demo.page("zhkh", "/register?lang=ru")).await;
    let form = [("login", "ivanov"), ("email", "iv@pochta.example"), ("password", "password1"), ("again", "password1")];
    fill(&browser, &form).await;
    assert!(browser.text("#password-e").await.contains("Такой пароль подбирают первым"));
    browser.close().await;
}

#[tokio::test]
async fn b2_remembered_or_forgotten_with_the_browser() {
    let demo = RunningDemo::start();
    for (remember, kept) in [(false, false), (true, true)] {
        let browser = Browser::open(DESKTOP).await;
        browser.go(&demo.page("zhkh", "/login?lang=ru")).await;
        assert!(browser.texts("form.form .check").await.contains(&"Запомнить?".to_owned()));
        assert!(browser.texts("main a.link").await.contains(&"Забыли имя пользователя или пароль?".to_owned()));
        browser.write("#login", "dispetcher").await;
        browser.write("#password", &demo.person("dispetcher").password).await;
        if remember {
            browser.click("input[name=remember]").await;
        }
        browser.click("form.form button").await;
        browser.until_address("/login", false).await;
        assert_eq!(browser.session_outlives_the_browser().await, kept);
        browser.close().await;
    }
}
