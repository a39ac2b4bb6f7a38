//! `/my/electricity`: catalogue A8 to the kopeck.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;
use crate::html::{attributes, between, elements, heading, rows, text_of};
use crate::queries::counted;

/// The two rows of May 2022, as the catalogue gives them.
const MAY_269: &str =
    "Участок № 269|9 012|2 901|11 913|9 532|3 118|12 650|520|217|737|4 370,41|3 546,40|575,05|4 121,45";
const MAY_270: &str = "Участок № 270|344|244|588|346|244|590|2|0|2|11,86|13,64|0,00|13,64";

both! {
    async fn the_figures_of_269_and_270(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "269", &["270", "269"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        let (answer, statements) = counted(client.get("/my/electricity")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(statements <= 6, "the first page of a session takes {statements} statements");
        let page = answer.text();
        assert_eq!(heading(page), "Мое электричество");

        let periods = elements(page, "details");
        let periods: Vec<&str> = periods.into_iter().filter(|period| period.contains("period__sum")).collect();
        let titles: Vec<String> = elements(page, "h3").into_iter().map(text_of).collect();
        assert_eq!(titles, [
            "01 Мая 2022 года - 01 Июня 2022 года", "01 Апреля 2022 года - 01 Мая 2022 года",
            "01 Марта 2022 года - 01 Апреля 2022 года", "01 Февраля 2022 года - 01 Марта 2022 года",
            "01 Января 2022 года - 01 Февраля 2022 года",
        ]);
        assert_eq!(periods.len(), 5);
        let table = |index: usize| rows(periods[index]).into_iter().map(|row| row.join("|")).collect::<Vec<_>>();
        assert_eq!(table(0), [MAY_269, MAY_270], "plots in their natural order, whatever the order of links");
        assert_eq!(table(1), [
            "Участок № 269|9 012|2 901|11 913|9 012|2 901|11 913|0|0|0|0,00|0,00|0,00|0,00",
            "Участок № 270|344|244|588|344|244|588|0|0|0|0,00|0,00|0,00|0,00",
        ]);
        assert!(text_of(periods[0]).contains("739 кВт·ч · 4 135,09 руб."), "{}", text_of(periods[0]));

        let headings: Vec<String> = elements(between(page, "<thead", "</thead>"), "th").into_iter().map(text_of).collect();
        assert_eq!(headings[..6], [
            "№ участка", "Показания на начало периода", "Показания на конец периода", "Расход",
            "К оплате (однотарифный учет), руб.", "К оплате (двухтарифный учет), руб.",
        ]);
        assert_eq!(headings[6..], ["День", "Ночь", "Сумма, кВт*ч", "День", "Ночь", "Сумма, кВт*ч", "День", "Ночь", "Всего", "День", "Ночь", "Всего"]);
    }

    async fn the_slip_the_chart_and_the_tariffs(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "269", &["269", "270"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        client.get("/").await;
        let (answer, statements) = counted(client.get("/my/electricity")).await;
        assert!(statements <= 4, "a page of a session that is known takes {statements} statements");
        let page = answer.text();
        let slip = text_of(between(page, "<section class=\"slip\"", "</section>"));
        for part in [
            "май 2022 года", "4 135 ,09 ₽", "Оплатите до 5 июня 2022", "Участок 269 — 737 кВт·ч 4 121,45",
            "Участок 270 — 2 кВт·ч 13,64", "По однотарифному учету было бы 4 382,27 ₽",
        ] {
            assert!(slip.contains(part), "no «{part}» in {slip}");
        }
        let chart = between(page, "<figure class=\"chart\"", "</figure>");
        assert!(text_of(chart).contains("Последний месяц, май 2022: 739 кВт·ч — больше среднего"), "{}", text_of(chart));
        let data = rows(elements(chart, "table")[0]);
        assert_eq!(data.len(), 5);
        assert_eq!(data[4], ["май 2022", "522", "217", "739"]);
        assert_eq!(chart.matches("<rect").count(), 10, "day and night of five months");
        let tariffs = text_of(between(page, "<dl class=\"facts\">", "</dl>"));
        assert_eq!(tariffs, "Однотарифный учет 5,93 ₽ за кВт·ч День, с 7:00 до 23:00 6,82 ₽ за кВт·ч Ночь, с 23:00 до 7:00 2,65 ₽ за кВт·ч");
    }

    async fn the_page_adds_up_in_english_and_kazakh(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "269", &["269", "270"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        client.get("/?lang=en").await;
        let english = text_of(client.get("/my/electricity").await.text());
        assert!(english.contains("4,121.45") && english.contains("12,650"), "{english}");
        client.get("/?lang=kk").await;
        let answer = client.get("/my/electricity").await;
        assert!(answer.text().contains("lang=\"kk\""));
        let kazakh = text_of(answer.text());
        assert!(kazakh.contains("4 121,45") && kazakh.contains("12 650"), "{kazakh}");
    }

    async fn a_new_tariff_holds_from_its_day(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.tariff(&place, "01.05.2022", "10", "20", "1.005").await;
        test.member(&place, "269", &["269"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        let answer = client.get("/my/electricity").await;
        let tables = elements(answer.text(), "table");
        assert_eq!(rows(tables[0])[0][10..], ["7 370,00", "10 400,00", "218,09", "10 618,09"]);
        assert_eq!(rows(tables[2])[0][10..], ["4 388,20", "3 546,40", "583,00", "4 129,40"]);
        assert!(text_of(answer.text()).contains("Тарифы действуют с 1 мая 2022"));
    }

    async fn nobody_sees_the_plots_of_others(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "269", &["269", "270"]).await;
        test.member(&place, "100", &["100"]).await;
        let mut client = test.logged_in(place.host(), "100").await;
        let answer = client.get("/my/electricity").await;
        let plots: Vec<String> =
            elements(answer.text(), "th").into_iter().map(text_of).filter(|text| text.starts_with("Участок №")).collect();
        assert_eq!(plots.len(), 5);
        assert!(plots.iter().all(|plot| plot == "Участок № 100"), "{plots:?}");
        assert!(text_of(answer.text()).contains("923") && text_of(answer.text()).contains("5 585,96"));
        assert!(attributes(answer.text(), "href").iter().all(|href| !href.contains("269")));
    }
}
