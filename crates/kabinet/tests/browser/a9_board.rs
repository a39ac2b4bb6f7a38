//! A9: the readings are loaded to the site at the start of each month: an operator uploads a file.

use std::path::{Path, PathBuf};

use crate::harness::{Browser, DESKTOP, NARROW, RunningDemo, WITHOUT_SCRIPT};

const HEAD: &str = "№ участка;Период с;Период по;Начало: День;Начало: Ночь;Конец: День;Конец: Ночь\n";

/// June of two plots and one row that can't be.
fn june(folder: &Path) -> PathBuf {
    let file = folder.join("pokazaniya-2022-06.csv");
    let rows = "269;01.06.2022;01.07.2022;9532;3118;9632;3138\n270;01.06.2022;01.07.2022;346;244;350;250\n\
                271;01.06.2022;01.07.2022;99999;1;5;5\n";
    std::fs::write(&file, format!("{HEAD}{rows}")).unwrap();
    file
}

#[tokio::test]
async fn a9_the_board_loads_a_month_and_the_member_sees_it() {
    let demo = RunningDemo::start();
    let file = june(demo.folder());
    for (round, screen) in [DESKTOP, WITHOUT_SCRIPT].into_iter().enumerate() {
        let board = Browser::open(screen).await;
        board.log_in(&demo, "pravlenie").await;
        assert!(board.address().await.ends_with("/office"), "the board lands in its office");
        board.go(&demo.page("snt", "/office/imports")).await;
        board.choose("#file", &file).await;
        board.click("main form[enctype] button").await;
        board.until("form[action$='/apply']").await;

        let check = board.text("main").await;
        assert!(check.contains("271"), "the faulty row is shown: {check}");
        if screen.script {
            board.assert_fits().await;
            board.assert_accessible().await;
        }
        assert!(member_periods(&demo).await[0].starts_with("01 Мая"), "the check changes nothing");

        board.click("form[action$='/apply'] button").await;
        board.until("form[action$='/undo']").await;
        assert!(member_periods(&demo).await[0].starts_with("01 Июня 2022 года - 01 Июля 2022 года"));

        board.click("form[action$='/undo'] button").await;
        board.until("main a.btn[href='/office/imports']").await;
        assert!(member_periods(&demo).await[0].starts_with("01 Мая"), "round {round}: undone");
        board.close().await;
    }
}

async fn member_periods(demo: &RunningDemo) -> Vec<String> {
    let member = Browser::open(DESKTOP).await;
    member.log_in(demo, "269").await;
    member.go(&demo.page("snt", "/my/electricity")).await;
    let periods = member.texts(".period h3").await;
    member.close().await;
    periods
}

#[tokio::test]
async fn a9_the_office_fits_a_phone_and_speaks_three_languages() {
    let demo = RunningDemo::start();
    let board = Browser::open(NARROW).await;
    board.log_in(&demo, "pravlenie").await;
    for language in ["ru", "kk", "en"] {
        board.go(&demo.page("snt", &format!("/office/imports?lang={language}"))).await;
        board.assert_fits().await;
        board.assert_accessible().await;
    }
    let first = board.find("main tbody a").await.prop("href").await.unwrap().unwrap();
    board.go(&first).await;
    board.assert_fits().await;
    board.assert_accessible().await;
    board.close().await;
}

#[tokio::test]
async fn a9_a_member_has_no_office() {
    let demo = RunningDemo::start();
    let member = Browser::open(DESKTOP).await;
    member.log_in(&demo, "269").await;
    member.go(&demo.page("snt", "/office/imports")).await;
    assert_eq!(member.text("h1").await, "Такой страницы нет");
    member.assert_accessible().await;
    member.close().await;
}
