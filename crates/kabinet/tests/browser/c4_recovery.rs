//! C4: «Забыли пароль?» by login or e-mail, a letter with a link and a control string, «Смена пароля» with what identifies.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo};
use crate::sign_up::{confirm_by_letter, fill, letter_to};

const EMAIL: &str = "saule@pochta.example";

#[tokio::test]
async fn c4_a_control_string_and_what_identifies_set_a_new_password() {
    let demo = RunningDemo::start();
    let browser = Browser::open(NARROW).await;
    browser.go(&demo.page("vodokanal", "/register?as=individual&lang=ru")).await;
    let password = [("password", "karaganda-su-26"), ("again", "karaganda-su-26")];
    let form =
        [("name", "Ким Сәуле Ивановна"), ("tax_number", "810331480707"), ("number", "31598727"), ("email", EMAIL)];
    fill(&browser, &[&form[..], &password].concat()).await;
    browser.until_address("/my/registration", true).await;
    confirm_by_letter(&browser, &demo, "vodokanal", EMAIL).await;
    browser.close().await;

    let browser = Browser::open(DESKTOP).await;
    browser.go(&demo.page("vodokanal", "/recover?lang=ru")).await;
    let text = browser.text("main").await;
    for words in [
        "Выберите, какую информацию использовать для изменения пароля:",
        "Логин или email:",
        "Контрольная строка для смены пароля, а также ваши регистрационные данные, будут высланы вам по email.",
        "Авторизация",
    ] {
        assert!(text.contains(words), "{words}");
    }
    browser.assert_accessible().await;
    browser.write("#email", "31598727").await;
    browser.click("form.form button.btn--primary").await;
    let letter = letter_to(&demo, EMAIL, "Вы запросили ваши регистрационные данные.").await;
    assert!(!letter.contains("31598727"), "the login stays out of the letter: {letter}");
    let control =
        letter.lines().rev().find(|line| line.len() == 14 && line.replace(' ', "").bytes().all(|b| b.is_ascii_digit()));
    let control = control.unwrap_or_else(|| panic!("no control string: {letter}"));
    let link = &letter[letter.find("/recover/").unwrap()..];
    browser.go(&demo.page("vodokanal", link.split_whitespace().next().unwrap())).await;
    assert_eq!(browser.text("h1").await, "Смена пароля");
    let labels = browser.texts("form.form .field > label").await;
    assert_eq!(
        labels,
        [
            "ИИН / БИН",
            "Личный счёт или номер договора",
            "Логин",
            "Контрольная строка",
            "Новый пароль",
            "Подтверждение пароля"
        ]
    );
    assert_eq!(browser.text("form.form button").await, "Изменить пароль");
    browser.assert_fits().await;
    browser.assert_accessible().await;
    // Those whose link doesn't open type the control string.
    browser.go(&demo.page("vodokanal", "/recover/change")).await;
    for (tax_number, goes) in [("870430301264", false), ("810331480707", true)] {
        for (id, text) in [
            ("tax_number", tax_number),
            ("account", "31598727"),
            ("login", "31598727"),
            ("control", control),
            ("password", "zhana-qupiya-77"),
            ("again", "zhana-qupiya-77"),
        ] {
            browser.write(&format!("#{id}"), text).await;
        }
        browser.click("form.form button").await;
        if goes {
            browser.until_address("/login", true).await;
        } else {
            assert!(browser.text(".summary").await.contains("Что-то не сходится"));
        }
    }
    browser.write("#login", "31598727").await;
    browser.write("#password", "zhana-qupiya-77").await;
    browser.click("form.form button").await;
    browser.until_address("/login", false).await;
    browser.close().await;
}
