//! A2 to A5: registration, the letter, one's own data, plots.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};

/// Fills the form in and sends it.
async fn register(browser: &Browser, demo: &RunningDemo, login: &str, email: &str) {
    browser.go(&demo.page("snt", "/register?lang=ru")).await;
    browser.write("#login", login).await;
    browser.write("#email", email).await;
    browser.write("#password", "sadovod").await;
    browser.write("#again", "sadovod").await;
    browser.click("#consent").await;
    browser.click("form.form button").await;
    browser.until_address("/my/registration", true).await;
}

/// The link of the latest letter to this address, from the demo's mailbox.
async fn link_of_letter(demo: &RunningDemo, email: &str) -> String {
    let mailbox = Browser::open(DESKTOP).await;
    mailbox.go(&format!("{}mailbox", demo.demo.start)).await;
    for _ in 0..100 {
        let page = mailbox.text("main").await;
        if page.contains(email) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        mailbox.go(&format!("{}mailbox", demo.demo.start)).await;
    }
    mailbox.click("main a[href*='mailbox/']").await;
    mailbox.until_address("mailbox/", true).await;
    let text = mailbox.texts("main").await.join(" ");
    mailbox.close().await;
    let start = text.find("/confirm/").unwrap_or_else(|| panic!("no link in {text}"));
    text[start..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn a2_the_form_has_the_catalogues_labels_and_tells_faults_beside_fields() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT, NARROW] {
        let browser = Browser::open(screen).await;
        browser.go(&demo.page("snt", "/login?lang=ru")).await;
        browser.click("a[href='/register']").await;
        browser.until_address("/register", true).await;
        for (id, label) in [
            ("login", "Номер участка (логин)"),
            ("email", "Адрес электронной почты"),
            ("password", "Пароль"),
            ("again", "Подтвердить пароль"),
        ] {
            assert_eq!(browser.text(&format!("label[for={id}]")).await, label);
        }
        assert!(browser.text("#login-h").await.contains("например, 123"));
        assert!(!browser.find("#consent").await.is_selected().await.unwrap(), "consent is never ticked beforehand");
        browser.write("#login", "дача").await;
        browser.click("form.form button").await;
        assert!(browser.text(".summary").await.contains("Проверьте 4 поля"));
        assert_eq!(browser.find("#login").await.prop("value").await.unwrap().as_deref(), Some("дача"));
        if screen.script {
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn a3_a_letter_confirms_the_address() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    register(&browser, &demo, "101", "novichok@example.com").await;
    assert!(browser.text("main").await.contains("Подтвердите адрес почты"));
    let link = link_of_letter(&demo, "novichok@example.com").await;
    browser.go(&demo.page("snt", &link)).await;
    browser.assert_accessible().await;
    browser.click("main form button").await;
    browser.until_address("/my/registration", true).await;
    assert!(browser.text("main").await.contains("Адрес почты подтверждён"));
    browser.close().await;
}

#[tokio::test]
async fn a4_the_menu_leads_to_all_that_is_ones_own() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        register(&browser, &demo, "102", "sto2@example.com").await;
        let menu = browser.texts(".nav a, .nav button").await.join("|");
        for item in [
            "Мое электричество",
            "Регистрационные данные",
            "Изменить регистрационные данные",
            "Изменить электронную почту или пароль",
            "Выйти",
        ] {
            assert!(menu.contains(item), "{item}: {menu}");
        }
        let main = browser.text("main").await;
        assert!(main.contains("102") && main.contains("sto2@example.com"), "{main}");
        for path in
            ["/my/registration", "/my/registration/edit", "/my/access", "/confirm", "/register", "/recover", "/consent"]
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
async fn a5_plots_are_declared_and_wait_for_the_board() {
    let demo = RunningDemo::start();
    let browser = Browser::open(WITHOUT_SCRIPT).await;
    register(&browser, &demo, "103", "sto3@example.com").await;
    let link = link_of_letter(&demo, "sto3@example.com").await;
    browser.go(&demo.page("snt", &link)).await;
    browser.click("main form button").await;
    browser.until_address("/confirm/", false).await;
    browser.go(&demo.page("snt", "/my/registration/edit")).await;
    assert_eq!(browser.text("label[for=plots]").await, "Номера ваших участков");
    assert_eq!(browser.text("label[for=phone]").await, "Мобильный телефон");
    assert_eq!(browser.text("main form.form button").await, "Сохранить");
    assert_eq!(browser.text("main form.form a").await, "Отмена");
    browser.write("#plots", "103").await;
    browser.write("#phone", "89991234567").await;
    browser.click("main form.form button").await;
    browser.until_address("/edit", false).await;
    let main = browser.text("main").await;
    assert!(main.contains("89991234567") && main.contains("Ждёт подтверждения"), "{main}");

    let board = Browser::open(DESKTOP).await;
    board.log_in(&demo, "pravlenie").await;
    board.go(&demo.page("snt", "/office/members")).await;
    board.assert_accessible().await;
    board.click("form[action$='/approve'] button").await;
    board.find("[role=status]").await;
    board.close().await;
    browser.go(&demo.page("snt", "/my/registration")).await;
    assert!(browser.text("main").await.contains("Показываем"));
    browser.close().await;
}
