//! Pages around the rows: the demo's own, and portals to come.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo};

#[tokio::test]
async fn the_demo_shows_portals_people_and_letters() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW] {
        let browser = Browser::open(screen).await;
        browser.go(&format!("{}?lang=ru", demo.demo.start)).await;
        assert!(browser.text("main").await.contains("sadovod-269"));
        browser.assert_fits().await;
        browser.assert_accessible().await;
        browser.go(&format!("{}mailbox", demo.demo.start)).await;
        browser.assert_fits().await;
        browser.assert_accessible().await;
        browser.close().await;
    }
}

#[tokio::test]
async fn every_portal_greets() {
    let demo = RunningDemo::start();
    let browser = Browser::open(NARROW).await;
    for portal in &demo.demo.portals {
        for language in ["ru", "kk", "en"] {
            browser.go(&format!("{}/?lang={language}", portal.address)).await;
            assert!(!browser.text("h1").await.is_empty());
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
    }
    browser.close().await;
}
