//! C1 to C3: individual or legal entity, the login that follows from the contract, the letter.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};
use crate::sign_up::{confirm_by_letter, fill};

/// Contract 123 of the register: its БИН and the address that stands there.
const CONTRACT: (&str, &str, &str) = ("123", "130241758926", "buh2@dostyk.karaganda.example");
const PASSWORD: [(&str, &str); 2] = [("password", "karaganda-su-26"), ("again", "karaganda-su-26")];

#[tokio::test]
async fn c1_the_log_in_says_what_the_manual_says() {
    let demo = RunningDemo::start();
    let browser = Browser::open(NARROW).await;
    browser.go(&demo.page("vodokanal", "/login?lang=ru")).await;
    assert_eq!(browser.text("h1").await, "Пожалуйста, авторизуйтесь:");
    assert_eq!(browser.texts("form.form .field > label").await, ["Логин", "Пароль"]);
    let page = browser.text("main").await;
    for text in [
        "Запомнить меня на этом компьютере",
        "Забыли свой пароль?",
        "Зарегистрироваться",
        "Если вы впервые на сайте, заполните, пожалуйста, регистрационную форму.",
    ] {
        assert!(page.contains(text), "{text}");
    }
    browser.assert_fits().await;
    browser.assert_accessible().await;
    browser.close().await;
}

#[tokio::test]
async fn c2_each_kind_of_applicant_has_its_own_fields() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW, WITHOUT_SCRIPT] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("vodokanal", "/register?lang=ru")).await;
        assert_eq!(browser.texts(".seg a").await, ["Физическое лицо", "Юридическое лицо"]);
        assert_eq!(browser.text("label[for=number]").await, "Лицевой счёт");
        browser.click(".seg a:not([aria-current])").await;
        browser.until_address("as=legal_entity", true).await;
        for (id, label) in [
            ("name", "Наименование компании"),
            ("email", "Email"),
            ("password", "Пароль"),
            ("again", "Подтверждение пароля"),
            ("login", "Логин"),
            ("tax_number", "ИИН / БИН"),
            ("number", "Номер договора"),
        ] {
            assert_eq!(browser.text(&format!("label[for={id}]")).await, label);
        }
        assert!(browser.text("#login-h").await.contains("Ваш логин сформируется автоматически"));
        assert!(browser.texts("form.form .check").await.contains(&"Получать счёт-извещение на email".to_owned()));
        assert_eq!(browser.text("form.form button").await, "Регистрация");
        browser.write("#number", "123").await;
        if screen.script {
            let shown = browser.find("#login").await.prop("value").await.unwrap();
            assert_eq!(shown.as_deref(), Some("vk123"), "shown as it is typed");
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.write("#tax_number", "130241758927").await;
        browser.click("form.form button").await;
        assert!(browser.text("#tax_number-e").await.contains("Не сходится контрольная цифра"));
        assert_eq!(
            browser.text(".seg a[aria-current]").await,
            "Юридическое лицо",
            "the form stays that of a legal entity"
        );
        let shown = browser.find("#login").await.prop("value").await.unwrap();
        assert_eq!(shown.as_deref(), Some("vk123"), "without a script the server says it");
        browser.close().await;
    }
}

#[tokio::test]
async fn c3_the_letter_confirms_and_the_contract_with_this_address_is_linked() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.go(&demo.page("vodokanal", "/register?as=legal_entity&lang=ru")).await;
    let (number, tax_number, email) = CONTRACT;
    let form = [("name", "АО «Береке»"), ("tax_number", tax_number), ("number", number), ("email", email)];
    fill(&browser, &[&form[..], &PASSWORD].concat()).await;
    browser.until_address("/my/registration", true).await;
    assert!(browser.text("main").await.contains("Мы отправили вам письмо"), "a request to confirm was sent");
    confirm_by_letter(&browser, &demo, "vodokanal", email).await;
    let page = browser.text("main").await;
    assert!(page.contains("Договор № 123") && page.contains("Показываем"), "{page}");
    browser.go(&demo.page("vodokanal", "/login?lang=ru")).await;
    browser.close().await;
    let again = Browser::open(DESKTOP).await;
    again.go(&demo.page("vodokanal", "/login?lang=ru")).await;
    again.write("#login", "VK123").await;
    again.write("#password", PASSWORD[0].1).await;
    again.click("form.form button").await;
    again.until_address("/my/accounts", true).await;
    assert_eq!(again.text("h1").await, "Лицевые счета");
    again.close().await;
}

#[tokio::test]
async fn c3_another_tax_number_or_address_links_nothing() {
    let demo = RunningDemo::start();
    for (tax_number, email) in [("120640247430", CONTRACT.2), (CONTRACT.1, "chuzhoy@pochta.example")] {
        let browser = Browser::open(DESKTOP).await;
        browser.go(&demo.page("vodokanal", "/register?as=legal_entity&lang=ru")).await;
        let form = [("name", "ТОО «Чужой»"), ("tax_number", tax_number), ("number", "123"), ("email", email)];
        fill(&browser, &[&form[..], &PASSWORD].concat()).await;
        browser.until_address("/my/registration", true).await;
        confirm_by_letter(&browser, &demo, "vodokanal", email).await;
        let page = browser.text("main").await;
        assert!(page.contains("Договор № 123") && !page.contains("Показываем"), "{page}");
        browser.close().await;
    }
}
