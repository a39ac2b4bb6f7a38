//! A7: where less is paid than charged, the paid sum is red and a link; it opens a filled-in receipt for the difference.

use domain::payment_qr::{PaymentQr, QrField};
use domain::{Currency, Money};

use crate::harness::{Browser, DESKTOP, NARROW, PHONE, RunningDemo, WITHOUT_SCRIPT};
use crate::paper;

#[tokio::test]
async fn a7_the_underpaid_sum_opens_a_receipt_that_is_filled_in() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT] {
        let browser = Browser::open(screen).await;
        browser.log_in(&demo, "269").await;
        browser.go(&demo.page("snt", "/my/payments")).await;
        let link = ".owed--link[href*='plot=270']";
        let colour = browser.find(link).await.css_value("color").await.unwrap();
        let danger = browser.find(".badge.is-danger").await.css_value("color").await.unwrap();
        assert_eq!(colour, danger, "not red");
        assert!(browser.find(link).await.css_value("text-decoration").await.unwrap().contains("underline"));
        let told = browser.texts(link).await.remove(0);
        assert!(told.contains("оплачено не полностью") && told.contains("квитанцию на 7 200,00"), "{told}");
        browser.click(link).await;
        browser.until_address("/my/payments/receipt", true).await;
        assert_eq!(browser.text("h1").await, "Квитанция на 7 200,00 ₽");
        let fields = browser.texts("article.pd4 > .pd4__part:first-child dd").await;
        let expected = [
            "СНТ «Аникино», ИНН 7702045051, КПП 770201001",
            "40703810138250123016",
            "044525225",
            "ПАО Банк",
            "30101810400000000225",
        ];
        assert_eq!(fields[..5], expected);
        assert!(fields[5].starts_with("Членские взносы 2022, участок № 270"), "{}", fields[5]);
        assert_eq!(fields[7..10], ["270", "7 200,00 ₽", "Семь тысяч двести рублей 00 копеек"]);
        browser.close().await;
    }
}

#[tokio::test]
async fn a7_the_pdf_is_read_by_a_bank_and_by_people() {
    let demo = RunningDemo::start();
    let browser = Browser::open(DESKTOP).await;
    browser.log_in(&demo, "269").await;
    browser.go(&demo.page("snt", "/my/payments")).await;
    browser.click(".owed--link[href*='plot=270']").await;
    browser.until_address("/my/payments/receipt", true).await;
    let pdf = browser.fetch("[href^='/my/payments/receipt.pdf']").await;
    let text = paper::text(&pdf);
    for part in ["Извещение", "Квитанция", "СНТ «Аникино»", "7 200,00 ₽", "Семь тысяч двести рублей 00 копеек"]
    {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let payment = PaymentQr::read(&paper::code(&pdf)).unwrap();
    assert_eq!(payment.sum(), Some(Money::new(720_000, Currency::Rub)));
    assert_eq!(payment.get(QrField::PersonalAcc), Some("40703810138250123016"));
    assert_eq!(payment.get(QrField::PersAcc), Some("270"));
    assert!(payment.get(QrField::Purpose).unwrap().starts_with("Членские взносы 2022, участок № 270"));
    browser.close().await;
}

#[tokio::test]
async fn a7_fits_every_screen_light_and_dark() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, PHONE, NARROW] {
        let browser = Browser::open(screen).await;
        browser.log_in(&demo, "269").await;
        for view in ["theme=light", "theme=dark", "size=large", "lang=kk", "lang=en"] {
            browser.go(&demo.page("snt", &format!("/my/payments/receipt?{view}"))).await;
            assert_eq!(browser.all("article.pd4").await.len(), 2);
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.close().await;
    }
}
