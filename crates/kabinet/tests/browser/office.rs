//! The back office: what waits, members, tariffs, staff, who changed what.

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};

const PAGES: [&str; 5] = ["/office", "/office/members", "/office/tariffs", "/office/operators", "/office/audit"];

#[tokio::test]
async fn office_pages_fit_and_are_accessible_in_three_languages() {
    let demo = RunningDemo::start();
    for (screen, languages) in [(DESKTOP, &["ru"][..]), (NARROW, &["ru", "kk", "en"][..])] {
        let board = Browser::open(screen).await;
        board.log_in(&demo, "pravlenie").await;
        for language in languages {
            for page in PAGES {
                board.go(&demo.page("snt", &format!("{page}?lang={language}"))).await;
                assert!(!board.text("h1").await.is_empty(), "{page}");
                board.assert_fits().await;
                board.assert_accessible().await;
            }
        }
        let first = board.find("main section:last-of-type tbody a").await;
        let href = first.prop("href").await.unwrap().unwrap();
        if href.contains("/office/members/") {
            board.go(&href).await;
        } else {
            board.go(&demo.page("snt", "/office/members?q=269")).await;
            let member = board.find("tbody th a").await.prop("href").await.unwrap().unwrap();
            board.go(&member).await;
        }
        board.assert_fits().await;
        board.assert_accessible().await;
        board.close().await;
    }
}

#[tokio::test]
async fn office_blocks_a_member_and_the_list_of_changes_tells_it_without_a_script() {
    let demo = RunningDemo::start();
    let board = Browser::open(WITHOUT_SCRIPT).await;
    board.log_in(&demo, "pravlenie").await;
    assert!(board.address().await.ends_with("/office"), "the board lands at what waits");
    board.go(&demo.page("snt", "/office/members")).await;
    board.write("#q", "269").await;
    board.press_enter("#q").await;
    board.until_address("q=269", true).await;
    board.click("tbody th a").await;
    board.until_address("/office/members/", true).await;
    board.click("form[action$='/block'] button").await;
    board.find("form[action$='/unblock']").await;
    assert!(board.text("main").await.contains("Вход закрыт с"));

    let member = Browser::open(DESKTOP).await;
    member.go(&demo.page("snt", "/login?lang=ru")).await;
    member.write("#login", "269").await;
    member.write("#password", &demo.person("269").password).await;
    member.click("form.form button").await;
    assert!(member.text("[role=alert]").await.contains("Организация закрыла вход"));
    member.assert_accessible().await;
    member.close().await;

    board.click("form[action$='/unblock'] button").await;
    board.find("form[action$='/block']").await;
    board.go(&demo.page("snt", "/office/audit?person=269")).await;
    let list = board.text("main").await;
    assert!(list.contains("Вход закрыт") && list.contains("Вход открыт") && list.contains("Иванова О. В."), "{list}");
    board.close().await;
}

#[tokio::test]
async fn office_tariff_says_which_months_it_counts_anew() {
    let demo = RunningDemo::start();
    let board = Browser::open(NARROW).await;
    board.log_in(&demo, "pravlenie").await;
    board.go(&demo.page("snt", "/office/tariffs?from=2022-01-01")).await;
    board.write("#day", "7,00").await;
    board.press_enter("#day").await;
    let asks = board.text("form.form [role=status]").await;
    assert!(asks.contains("январь 2022") && asks.contains("май 2022"), "{asks}");
    board.assert_fits().await;
    board.assert_accessible().await;
    board.press_enter("#day").await;
    board.find("main > [role=status]").await;
    assert!(board.text("main table").await.contains("7,00 ₽"));
    board.close().await;
}
