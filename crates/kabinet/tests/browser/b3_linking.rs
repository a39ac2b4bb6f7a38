//! B3: «Добавить лицевой счет», by four lists and a picture; B9: taken away again.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};
use crate::sign_up::{confirm_by_letter, fill, letter_to};

/// A resident with a confirmed address.
pub async fn resident(browser: &Browser, demo: &RunningDemo, name: &str) -> String {
    let email = format!("{name}@pochta.example");
    browser.go(&demo.page("zhkh", "/register?lang=ru")).await;
    let form = [("login", name), ("email", &email), ("password", "zarechye-dom-12"), ("again", "zarechye-dom-12")];
    fill(browser, &form).await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(browser, demo, "zhkh", &email).await;
    email
}

/// Chooses an option by its words, and waits until the next list is open.
async fn choose(browser: &Browser, id: &str, words: &str, next: Option<&str>) {
    for option in browser.all(&format!("#{id} option")).await {
        if option.text().await.unwrap().contains(words) {
            option.click().await.unwrap();
            if let Some(next) = next {
                browser.find(&format!("#{next}:not([disabled])")).await;
            }
            return;
        }
    }
    panic!("«{words}» is not in the list {id}: {:?}", browser.texts(&format!("#{id} option")).await);
}

/// The digits of the picture, from the letter for those who can't see it.
async fn digits_by_letter(browser: &Browser, demo: &RunningDemo, email: &str) -> String {
    browser.click("button[value=letter]").await;
    let letter = letter_to(demo, email, "Введите в форме код").await;
    let (_, rest) = letter.split_once("Введите в форме код ").unwrap();
    rest[..5].to_owned()
}

#[tokio::test]
async fn b3_the_account_is_found_by_four_lists_and_linked() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        let email = resident(&browser, &demo, &format!("sokolova{}", screen.width)).await;
        browser.go(&demo.page("zhkh", "/my/accounts?lang=ru")).await;
        browser.click("a.btn[href='/my/accounts/add']").await;
        browser.until_address("/my/accounts/add", true).await;
        assert_eq!(browser.text("h1").await, "Добавление лицевого счета");
        let labels = browser.texts("select.input").await.len();
        assert_eq!(labels, 4);
        let lists = browser.texts(".field:has(select) > label").await;
        assert_eq!(lists, ["Отделение *", "Дом *", "Квартира *", "Лицевой счет *"]);
        let text = browser.text("main").await;
        for words in [
            "* - поля, обязательные для заполнения",
            "Введите код с рисунка",
            "Загрузить новый код",
            "Сохранить",
            "Очистить",
        ] {
            assert!(text.contains(words), "{words}");
        }
        browser.assert_fits().await;
        browser.assert_accessible().await;
        choose(&browser, "department", "Заречное", Some("building")).await;
        choose(&browser, "building", "Садовая, д. 12", Some("flat")).await;
        choose(&browser, "flat", "кв. 45", Some("account")).await;
        choose(&browser, "account", "1204538", None).await;
        browser.write("#meter", "0000").await;
        browser.write("#digits", "11111").await;
        browser.click("button[value=save]").await;
        assert!(browser.text(".summary").await.contains("Код не совпал"));
        assert_eq!(
            browser.find("#meter").await.prop("value").await.unwrap().as_deref(),
            Some("0000"),
            "what was typed stays"
        );
        browser.assert_accessible().await;
        let digits = digits_by_letter(&browser, &demo, &email).await;
        browser.write("#digits", &digits).await;
        browser.write("#meter", "").await;
        browser.click("input[name=later]").await;
        browser.click("button[value=save]").await;
        browser.find("dl.kv").await;
        assert_eq!(browser.text("h1").await, "Лицевой счет 1204538");
        let card = browser.text("main").await;
        assert!(card.contains("Базовая версия") && card.contains("Подключите полную версию"), "{card}");
        browser.assert_fits().await;
        browser.assert_accessible().await;
        browser.click("#unlink summary").await;
        browser.click("form[action$='/unlink'] button").await;
        browser.until_address("/my/accounts/", false).await;
        assert!(browser.text("main").await.contains("Счет убран"));
        browser.close().await;
    }
}

#[tokio::test]
async fn b3_the_lists_open_step_by_step_without_a_script() {
    let demo = RunningDemo::start();
    let with_script = Browser::open(DESKTOP).await;
    resident(&with_script, &demo, "bezskripta").await;
    with_script.close().await;
    let browser = Browser::open(WITHOUT_SCRIPT).await;
    browser.go(&demo.page("zhkh", "/login?lang=ru")).await;
    browser.write("#login", "bezskripta").await;
    browser.write("#password", "zarechye-dom-12").await;
    browser.click("form.form button").await;
    browser.until_address("/my/accounts", true).await;
    browser.go(&demo.page("zhkh", "/my/accounts/add")).await;
    for (id, words, next) in
        [("department", "Заречное", "building"), ("building", "Садовая, д. 12", "flat"), ("flat", "кв. 45", "account")]
    {
        choose(&browser, id, words, None).await;
        browser.click("button[value=step]").await;
        browser.find(&format!("#{next}:not([disabled])")).await;
    }
    assert!(browser.texts("#account option").await.contains(&"1204538".to_owned()));
    browser.close().await;
}
