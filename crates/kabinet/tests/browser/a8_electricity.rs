//! A8: «Мое электричество», exact to the kopeck.

use crate::harness::{Browser, DESKTOP, NARROW, PHONE, RunningDemo, Screen, WITHOUT_SCRIPT};

/// Plot 269 and plot 270 in May 2022, as the catalogue has them.
const ROW_269: [&str; 13] = [
    "9 012", "2 901", "11 913", "9 532", "3 118", "12 650", "520", "217", "737", "4 370,41", "3 546,40", "575,05",
    "4 121,45",
];
const ROW_270: [&str; 13] =
    ["344", "244", "588", "346", "244", "590", "2", "0", "2", "11,86", "13,64", "0,00", "13,64"];

async fn open(demo: &RunningDemo, screen: Screen) -> Browser {
    let browser = Browser::open(screen).await;
    browser.log_in(demo, "269").await;
    browser.go(&demo.page("snt", "/my/electricity")).await;
    browser
}

#[tokio::test]
async fn a8_the_table_has_its_columns_groups_and_figures() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT] {
        let browser = open(&demo, screen).await;
        assert_eq!(browser.text("h1").await, "Мое электричество");
        assert!(browser.title().await.starts_with("Мое электричество"));
        let heads = browser.texts(".period[open] thead tr:first-child th").await;
        let columns = [
            "№ участка",
            "Показания на начало периода",
            "Показания на конец периода",
            "Расход",
            "К оплате (однотарифный учет), руб.",
            "К оплате (двухтарифный учет), руб.",
        ];
        assert_eq!(heads[..6], columns);
        let zones = browser.texts(".period[open] thead tr:last-child th").await;
        let expected = [
            "День",
            "Ночь",
            "Сумма, кВт*ч",
            "День",
            "Ночь",
            "Сумма, кВт*ч",
            "День",
            "Ночь",
            "Всего",
            "День",
            "Ночь",
            "Всего",
        ];
        assert_eq!(zones[..12], expected);

        let periods = browser.texts(".period h3").await;
        assert_eq!(periods.len(), 5, "newest first");
        assert_eq!(periods[0], "01 Мая 2022 года - 01 Июня 2022 года");
        assert_eq!(periods[1], "01 Апреля 2022 года - 01 Мая 2022 года");
        assert_eq!(periods[4], "01 Января 2022 года - 01 Февраля 2022 года");
        let plots = browser.texts(".period:first-of-type tbody th").await;
        assert!(plots[0].ends_with("269") && plots[1].ends_with("270"), "{plots:?}");
        let cells = browser.texts(".period:first-of-type tbody td").await;
        assert_eq!(cells[..13], ROW_269);
        assert_eq!(cells[13..26], ROW_270);
        let page = browser.text("main").await;
        assert!(!page.contains("Участок 100"), "only the person's own meters");
        browser.close().await;
    }
}

#[tokio::test]
async fn a8_the_slip_and_the_chart_tell_the_month() {
    let demo = RunningDemo::start();
    let browser = open(&demo, DESKTOP).await;
    assert_eq!(browser.text(".slip .amount").await, "4 135,09 ₽");
    assert!(browser.text(".slip").await.contains("Оплатите до 5 июня 2022"));
    let finding = browser.texts(".chart svg title").await;
    assert!(finding[0].contains("май 2022: 739 кВт·ч"), "{finding:?}");
    assert_eq!(browser.all(".chart svg rect").await.len(), 10, "day and night of five months");
    let table = browser.texts(".chart details td").await;
    assert_eq!(table[12..15], ["522", "217", "739"], "the chart as a table");
    assert_eq!(browser.texts(".facts dd").await[..3], ["5,93 ₽ за кВт·ч", "6,82 ₽ за кВт·ч", "2,65 ₽ за кВт·ч"]);
    browser.close().await;
}

#[tokio::test]
async fn a8_periods_fold_and_unfold() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, WITHOUT_SCRIPT] {
        let browser = open(&demo, screen).await;
        assert_eq!(browser.all(".period[open]").await.len(), 2);
        browser.click(".period:first-of-type > summary").await;
        assert_eq!(browser.all(".period[open]").await.len(), 1);
        browser.click(".period:last-of-type > summary").await;
        assert_eq!(browser.all(".period[open]").await.len(), 2);
        browser.close().await;
    }
}

#[tokio::test]
async fn a8_fits_every_screen_light_and_dark() {
    let demo = RunningDemo::start();
    for screen in [DESKTOP, PHONE, NARROW] {
        let browser = open(&demo, screen).await;
        for view in ["theme=light", "theme=dark", "size=large", "size=normal"] {
            browser.go(&demo.page("snt", &format!("/my/electricity?{view}"))).await;
            assert!(!browser.address().await.contains('?'), "the choice is kept in a cookie");
            browser.assert_fits().await;
            browser.assert_accessible().await;
        }
        browser.close().await;
    }
}

#[tokio::test]
async fn a8_in_kazakh_and_english() {
    let demo = RunningDemo::start();
    let browser = open(&demo, NARROW).await;
    for (language, heading, sum) in [("kk", "Менің электр энергиям", "4 121,45"), ("en", "My electricity", "4,121.45")]
    {
        browser.go(&demo.page("snt", &format!("/my/electricity?lang={language}"))).await;
        assert_eq!(browser.find("html").await.attr("lang").await.unwrap().as_deref(), Some(language));
        assert_eq!(browser.text("h1").await, heading);
        assert!(browser.texts(".period td").await.iter().any(|cell| cell == sum));
        browser.assert_fits().await;
        browser.assert_accessible().await;
    }
    browser.close().await;
}

#[tokio::test]
async fn a8_empty_pages_say_what_to_do() {
    let demo = RunningDemo::start();
    for (login, text) in [("26", "Участок не электрифицирован"), ("gost", "не привязан ни один участок")]
    {
        let browser = Browser::open(DESKTOP).await;
        browser.log_in(&demo, login).await;
        browser.go(&demo.page("snt", "/my/electricity")).await;
        assert!(browser.text(".empty").await.contains(text));
        assert!(browser.all(".period").await.is_empty());
        browser.assert_accessible().await;
        browser.close().await;
    }
}
