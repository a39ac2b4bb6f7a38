//! «Устройства и входы» on every kind of portal.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};

#[tokio::test]
async fn a_second_browser_is_seen_and_logged_out() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, NARROW, WITHOUT_SCRIPT] {
        let (own, other) = (Browser::open(screen).await, Browser::open(DESKTOP).await);
        own.log_in(&demo, "269").await;
        other.log_in(&demo, "269").await;
        own.go(&demo.page("snt", "/my/devices?lang=ru")).await;
        assert_eq!(own.text("h1").await, "Устройства и входы");
        assert!(own.text("main").await.contains("Это устройство"));
        if screen.script {
            for language in ["kk", "en", "ru"] {
                own.go(&demo.page("snt", &format!("/my/devices?lang={language}"))).await;
                own.assert_fits().await;
                own.assert_accessible().await;
            }
        }
        own.press_enter("form[action='/my/devices/end-others'] button").await;
        own.find("[role=status]").await;
        assert!(own.all("form[action='/my/devices/end-others']").await.is_empty());
        own.close().await;
        other.close().await;
    }
}
