//! «Двухэтапный вход»: codes of an application by the clock, recovery codes, a passkey of a virtual device as the only log-in.

use kabinet::clock::Clock;

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, Screen, WITHOUT_SCRIPT};

const PAGE: &str = "/my/second-factor";

/// The code that a phone shows so many seconds from now.
fn code(seed: &str, later: i64) -> String {
    let seconds = u64::try_from(Clock::system().now().timestamp() + later).unwrap();
    let seed = totp_rs::Secret::try_from_base32(seed).unwrap();
    totp_rs::Builder::new().with_secret(seed).build_noncompliant().generate(seconds).to_string()
}

/// The page in three languages.
async fn look(browser: &Browser, demo: &RunningDemo, screen: Screen, path: &str) {
    for language in ["kk", "en", "ru"] {
        browser.go(&demo.page("snt", &format!("{path}?lang={language}"))).await;
        if screen.script {
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
    }
}

/// A new browser with the right password typed.
async fn half_way(demo: &RunningDemo, screen: Screen) -> Browser {
    let browser = Browser::open(screen).await;
    browser.go(&demo.page("snt", "/login?lang=ru")).await;
    browser.write("#login", "269").await;
    browser.write("#password", &demo.person("269").password).await;
    browser.click("form.form button").await;
    browser.until_address("/login/code", true).await;
    browser
}

async fn type_code(browser: &Browser, code: &str) {
    browser.write("#code", code).await;
    browser.press_enter("#code").await;
}

#[tokio::test]
async fn codes_of_an_application_are_set_up_and_asked_for() {
    for screen in [DESKTOP, NARROW, WITHOUT_SCRIPT] {
        let demo = RunningDemo::start();
        let own = Browser::open(screen).await;
        own.log_in(&demo, "269").await;
        look(&own, &demo, screen, PAGE).await;
        assert_eq!(own.text("h1").await, "Двухэтапный вход");
        look(&own, &demo, screen, "/my/second-factor/change/totp").await;
        own.write("#password", "ne-tot").await;
        own.press_enter("#password").await;
        assert!(own.text(".summary").await.contains("Пароль не подходит"));
        own.write("#password", &demo.person("269").password).await;
        own.press_enter("#password").await;
        own.until_address("/change/", false).await;
        look(&own, &demo, screen, "/my/second-factor/totp").await;
        let seed = own.text("#seed").await.replace(' ', "");
        own.write("#code", &code(&seed, 0)).await;
        own.press_enter("#code").await;
        own.find("ul.codes").await;
        if screen.script {
            own.assert_fits().await;
            own.assert_accessible().await;
        }
        let codes = own.texts("ul.codes code").await;
        assert_eq!(codes.len(), 10);
        look(&own, &demo, screen, PAGE).await;
        assert!(own.text("main").await.contains("Осталось 10 кодов"));
        own.close().await;

        let browser = half_way(&demo, screen).await;
        look(&browser, &demo, screen, "/login/code").await;
        type_code(&browser, "00 00 00").await;
        assert!(browser.text(".summary").await.contains("Проверьте 1 поле"));
        // The code of a clock that is half a minute fast: that of this moment was used to set it up.
        type_code(&browser, &code(&seed, 30)).await;
        browser.until_address("/login", false).await;
        browser.close().await;

        let browser = half_way(&demo, screen).await;
        type_code(&browser, &codes[0]).await;
        browser.until_address("/login", false).await;
        browser.go(&demo.page("snt", PAGE)).await;
        assert!(browser.text("main").await.contains("Осталось 9 кодов"));
        browser.close().await;
    }
}

#[tokio::test]
async fn a_passkey_is_the_only_log_in() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.add_authenticator().await;
    browser.log_in(&demo, "269").await;
    look(&browser, &demo, DESKTOP, "/my/second-factor/passkeys").await;
    browser.write("#name", "Телефон").await;
    browser.write("#password", "ne-tot").await;
    browser.press_enter("#password").await;
    let refused = browser.find("[data-said]:not([hidden])").await.text().await.unwrap();
    assert!(refused.contains("Пароль не подходит"), "{refused}");
    browser.write("#password", &demo.person("269").password).await;
    browser.press_enter("#password").await;
    browser.until_address("/passkeys", false).await;
    let page = browser.text("main").await;
    assert!(page.contains("Ключ доступа добавлен") && page.contains("Телефон"), "{page}");
    browser.assert_accessible().await;

    browser.click(".nav form button").await;
    browser.until_address("/login", true).await;
    browser.assert_accessible().await;
    browser.click("[data-passkey] button").await;
    browser.until_address("/my/payments", true).await;
    browser.go(&demo.page("snt", PAGE)).await;
    assert!(browser.text("main").await.contains("последний вход"));

    // The same key after the password, in place of a code.
    browser.go(&demo.page("snt", "/my/second-factor/change/passkey")).await;
    browser.write("#password", &demo.person("269").password).await;
    browser.press_enter("#password").await;
    browser.find("ul.codes").await;
    browser.click(".nav form button").await;
    browser.until_address("/login", true).await;
    browser.write("#login", "269").await;
    browser.write("#password", &demo.person("269").password).await;
    browser.click("form.form button").await;
    browser.until_address("/login/code", true).await;
    browser.assert_fits().await;
    browser.assert_accessible().await;
    browser.click("[data-passkey] button").await;
    browser.until_address("/my/payments", true).await;
    browser.close().await;
}

#[tokio::test]
async fn where_no_script_runs_a_passkey_is_told_to_need_one() {
    let demo = RunningDemo::start();
    let browser = Browser::open(WITHOUT_SCRIPT).await;
    browser.go(&demo.page("snt", "/login?lang=ru")).await;
    assert!(!browser.text("main").await.contains("Войти с ключом доступа"));
    browser.log_in(&demo, "269").await;
    browser.go(&demo.page("snt", "/my/second-factor/passkeys")).await;
    let page = browser.text("main").await;
    assert!(page.contains("нужен JavaScript") && !page.contains("Название ключа"), "{page}");
    browser.close().await;
}

#[tokio::test]
async fn passkeys_fit_a_narrow_screen() {
    let demo = RunningDemo::start();
    let browser = Browser::open(NARROW).await;
    look(&browser, &demo, NARROW, "/login").await;
    browser.log_in(&demo, "269").await;
    look(&browser, &demo, NARROW, "/my/second-factor/passkeys").await;
    assert!(browser.text("main").await.contains("Название ключа"));
    browser.close().await;
}
