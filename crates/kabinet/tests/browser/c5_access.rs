//! C5 and C6: another address, another password. B2: a forgotten user name comes with the letter of recovery.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};
use crate::sign_up::{confirm_by_letter, fill, letter_to};

const PASSWORD: &str = "karaganda-su-26";

/// A person of the water utility, signed up with an account that is nobody else's.
async fn signed_up(browser: &Browser, demo: &RunningDemo, email: &str) {
    browser.go(&demo.page("vodokanal", "/register?as=individual&lang=ru")).await;
    let form =
        [("name", "Ким Сәуле Ивановна"), ("tax_number", "810331480707"), ("number", "31598727"), ("email", email)];
    fill(browser, &[&form[..], &[("password", PASSWORD), ("again", PASSWORD)]].concat()).await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(browser, demo, "vodokanal", email).await;
}

#[tokio::test]
async fn c5_the_new_address_is_confirmed_by_its_letter() {
    let demo = RunningDemo::start();
    let browser = Browser::open(NARROW).await;
    signed_up(&browser, &demo, "saule@pochta.example").await;
    browser.go(&demo.page("vodokanal", "/my/access/email")).await;
    assert_eq!(browser.text("h1").await, "Изменение email");
    assert_eq!(browser.texts("form.form .field > label").await, ["Новый email", "Текущий пароль"]);
    assert_eq!(browser.text("form.form button").await, "Изменить email");
    browser.assert_fits().await;
    browser.assert_accessible().await;
    browser.write("#email", "saule.kim@pochta.example").await;
    browser.write("#email_password", PASSWORD).await;
    browser.press_enter("form.form button").await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(&browser, &demo, "vodokanal", "saule.kim@pochta.example").await;
    assert!(browser.text("main").await.contains("saule.kim@pochta.example"));
    letter_to(&demo, "saule@pochta.example", "адрес").await;
    browser.close().await;
}

#[tokio::test]
async fn c6_the_password_is_changed_with_the_current_one() {
    let demo = RunningDemo::start();
    let browser = Browser::open(WITHOUT_SCRIPT).await;
    browser.go(&demo.page("vodokanal", "/login?lang=ru")).await;
    browser.write("#login", "abonotdel").await;
    browser.write("#password", &demo.person("abonotdel").password).await;
    browser.click("form.form button").await;
    browser.until_address("/login", false).await;
    browser.find("main").await;
    browser.go(&demo.page("vodokanal", "/my/access/password")).await;
    assert_eq!(browser.text("h1").await, "Изменение пароля");
    let labels = browser.texts("form.form .field > label").await;
    assert_eq!(labels, ["Текущий пароль", "Новый пароль", "Повтор нового пароля"]);
    assert_eq!(browser.text("form.form button").await, "Изменить пароль");
    for (current, again) in
        [("ne-tot-parol", "novyj-parol-dlinnyj"), (demo.person("abonotdel").password.as_str(), "drugoj")]
    {
        browser.write("#current", current).await;
        browser.write("#password", "novyj-parol-dlinnyj").await;
        browser.write("#again", again).await;
        browser.click("form.form button").await;
        assert!(browser.text(".summary").await.contains("Проверьте 1 поле"));
        assert_eq!(browser.text("h1").await, "Изменение пароля", "the form comes back where it stood");
    }
    browser.write("#current", &demo.person("abonotdel").password).await;
    browser.write("#password", "novyj-parol-dlinnyj").await;
    browser.write("#again", "novyj-parol-dlinnyj").await;
    browser.click("form.form button").await;
    browser.until_address("/my/registration", true).await;
    browser.close().await;
}

#[tokio::test]
async fn b2_the_letter_of_recovery_tells_the_user_name() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.go(&demo.page("zhkh", "/login?lang=ru")).await;
    browser.click("main a[href='/recover']").await;
    browser.until_address("/recover", true).await;
    browser.write("#email", "dispetcher@zarechye.example").await;
    browser.click("form.form button").await;
    let letter = letter_to(&demo, "dispetcher@zarechye.example", "/recover/").await;
    assert!(letter.contains("dispetcher"), "{letter}");
    let link = &letter[letter.find("/recover/").unwrap()..];
    browser.go(&demo.page("zhkh", link.split_whitespace().next().unwrap())).await;
    browser.write("#password", "zanovo-pridumannyj").await;
    browser.write("#again", "zanovo-pridumannyj").await;
    browser.click("form.form button").await;
    browser.until_address("/login", true).await;
    browser.write("#login", "dispetcher").await;
    browser.write("#password", "zanovo-pridumannyj").await;
    browser.click("form.form button").await;
    browser.until_address("/login", false).await;
    browser.close().await;
}
