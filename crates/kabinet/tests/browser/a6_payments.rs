//! A6: «Статус моих оплат», exact to the kopeck.

use crate::harness::{Browser, DESKTOP, NARROW, PHONE, RunningDemo, WITHOUT_SCRIPT};

#[tokio::test]
async fn a6_each_plot_its_items_and_the_totals() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT] {
        let browser = Browser::open(screen).await;
        browser.log_in(&demo, "269").await;
        browser.go(&demo.page("snt", "/my/payments")).await;
        assert_eq!(browser.text("h1").await, "Статус моих оплат от 26 апреля 2022");
        assert_eq!(browser.texts("section.card h2").await, ["Участок № 269", "Участок № 270"]);
        let facts = browser.texts("section.card:first-of-type .facts dd").await;
        assert_eq!(facts, ["5", "Да", "Да", "7,2 сот.", "7 200,00", "0,00"]);
        let item = browser.texts("section.card:first-of-type tbody tr > *").await;
        assert_eq!(item[..2], ["Членские взносы 2022", "7 200,00"]);
        assert!(item[2].starts_with("0,00") && item[2].ends_with("доплатить 7 200,00"), "{item:?}");
        let electricity = browser.texts("section.card .small").await;
        assert!(electricity[0].contains("18 240,50") && electricity[0].ends_with("4 апреля 2022"), "{electricity:?}");
        assert!(electricity[1].contains("1 212,30") && electricity[1].ends_with("2 марта 2022"), "{electricity:?}");
        assert_eq!(browser.texts("tfoot tr > *").await, ["Всего", "14 400,00", "0,00", "14 400,00"]);
        assert_eq!(browser.text(".slip .amount").await, "14 400,00 ₽");
        browser.close().await;
    }
}

#[tokio::test]
async fn a6_fits_every_screen_light_and_dark() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, PHONE, NARROW] {
        let browser = Browser::open(screen).await;
        browser.log_in(&demo, "269").await;
        for view in ["theme=light", "theme=dark", "size=large", "lang=kk", "lang=en"] {
            browser.go(&demo.page("snt", &format!("/my/payments?{view}"))).await;
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.close().await;
    }
}
