//! D3, D4 and D6: the supplier and the number, the basic version, a PIN by letter; further accounts of any supplier.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo};
use crate::sign_up::{confirm_by_letter, fill, letter_to};

async fn subscriber(browser: &Browser, demo: &RunningDemo, email: &str) {
    browser.go(&demo.page("suppliers", "/register?lang=ru")).await;
    fill(browser, &[("email", email), ("password", "yagoda-7-7"), ("again", "yagoda-7-7")]).await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(browser, demo, "suppliers", email).await;
}

async fn link(browser: &Browser, demo: &RunningDemo, supplier: &str, number: &str) {
    browser.go(&demo.page("suppliers", "/my/accounts/add?lang=ru")).await;
    for option in browser.all("#supplier option").await {
        if option.text().await.unwrap().contains(supplier) {
            option.click().await.unwrap();
        }
    }
    browser.write("#number", number).await;
    browser.click("button[value=save]").await;
    browser.find("dl.kv").await;
}

#[tokio::test]
async fn d3_a_number_of_the_receipt_links_the_basic_version_and_d4_a_pin_opens_the_full_one() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        subscriber(&browser, &demo, &format!("novikov{}@pochta.example", screen.width)).await;
        browser.go(&demo.page("suppliers", "/my/accounts/add?lang=ru")).await;
        assert_eq!(browser.text("h1").await, "Подключение ЛС");
        assert_eq!(browser.texts("details.tip summary").await, ["?"]);
        browser.click("details.tip summary").await;
        assert!(
            browser
                .text("details.tip .pop__panel")
                .await
                .contains("Номер лицевого счёта стоит слева под названием квитанции")
        );
        browser.assert_fits().await;
        browser.assert_accessible().await;
        browser.go(&demo.page("suppliers", "/my/accounts/add")).await;
        browser.write("#number", "123").await;
        browser.click("button[value=save]").await;
        assert!(browser.text(".summary").await.contains("Выберите поставщика"));
        link(&browser, &demo, "Прикамье Газ", "1100597609").await;
        let card = browser.text("main").await;
        assert!(card.contains("Базовая версия") && card.contains("346,52"), "the supplier opens its debt: {card}");
        assert!(!card.contains("Новиков"), "and no name: {card}");
        browser.click("form:has(input[value=pin]) button").await;
        browser.find("#pin").await;
        assert!(browser.text("#pin").await.contains("n•••@pochta.example"), "the address in the register is not told");
        browser.assert_fits().await;
        browser.assert_accessible().await;
        let letter = letter_to(&demo, "novikov.ilya75@pochta.example", "ПИН-код").await;
        let pin = letter
            .lines()
            .rev()
            .find(|line| line.len() == 7 && line.as_bytes()[3] == b' ' && line.as_bytes()[0].is_ascii_digit());
        browser.write("input[name=pin]", pin.unwrap()).await;
        browser.click("form[action$='/pin'] button").await;
        browser.find(".badge.is-ok").await;
        let card = browser.text("main").await;
        assert!(card.contains("Полная версия") && card.contains("Новиков Илья Антонович"), "{card}");
        browser.close().await;
    }
}

#[tokio::test]
async fn d6_further_accounts_of_any_supplier_and_equal_numbers_of_two_are_two() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    subscriber(&browser, &demo, "mnogo@pochta.example").await;
    link(&browser, &demo, "Прикамье Газ", "0040692183").await;
    link(&browser, &demo, "Прикамье Газ", "0056707688").await;
    browser.go(&demo.page("suppliers", "/my/accounts")).await;
    assert_eq!(browser.texts("ul.lines > li b").await, ["Лицевой счет 0040692183", "Лицевой счет 0056707688"]);
    browser.assert_accessible().await;
    for language in ["kk", "en"] {
        for path in ["/my/accounts", "/my/accounts/add"] {
            browser.go(&demo.page("suppliers", &format!("{path}?lang={language}"))).await;
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
    }
    browser.close().await;
}
