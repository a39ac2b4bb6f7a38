//! Signing up in a browser, whatever the scheme.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo};

/// Fills the form in, agrees and sends it.
pub async fn fill(browser: &Browser, fields: &[(&str, &str)]) {
    for (id, text) in fields {
        browser.write(&format!("#{id}"), text).await;
    }
    if !browser.find("#consent").await.is_selected().await.unwrap() {
        browser.click("#consent").await;
    }
    browser.click("form.form button").await;
}

/// The text of a letter to this address that holds these words, from the demo's mailbox.
pub async fn letter_to(demo: &RunningDemo, email: &str, words: &str) -> String {
    let mailbox = Browser::open(DESKTOP).await;
    for _ in 0..100 {
        mailbox.go(&format!("{}mailbox.json", demo.demo.start)).await;
        let letters: serde_json::Value = serde_json::from_str(&mailbox.text("body").await).unwrap();
        let found = letters.as_array().unwrap().iter().find(|letter| {
            letter["to"].as_str() == Some(email) && letter["text"].as_str().is_some_and(|text| text.contains(words))
        });
        if let Some(letter) = found {
            let text = letter["text"].as_str().unwrap().to_owned();
            mailbox.close().await;
            return text;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("no letter to {email} with «{words}»");
}

/// Opens the link of the letter in the browser that registered.
pub async fn confirm_by_letter(browser: &Browser, demo: &RunningDemo, portal: &str, email: &str) {
    let text = letter_to(demo, email, "/confirm/").await;
    let link = &text[text.find("/confirm/").unwrap()..];
    browser.go(&demo.page(portal, link.split_whitespace().next().unwrap())).await;
    browser.click("main form button").await;
    browser.until_address("/my/registration", true).await;
    assert!(browser.text("main").await.contains("Адрес почты подтверждён"));
}

#[tokio::test]
async fn the_ways_in_fit_and_are_accessible_in_three_languages() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        for portal in ["zhkh", "vodokanal", "suppliers"] {
            for path in ["/", "/login", "/register", "/recover", "/consent"] {
                for language in ["kk", "en", "ru"] {
                    browser.go(&demo.page(portal, &format!("{path}?lang={language}"))).await;
                    browser.assert_fits().await;
                    browser.assert_accessible().await;
                }
            }
        }
        for language in ["kk", "en", "ru"] {
            browser.go(&demo.page("vodokanal", &format!("/register?as=legal_entity&lang={language}"))).await;
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.close().await;
    }
}
