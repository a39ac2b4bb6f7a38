//! Files whose form is broken, brought through the page: explained, and nothing changes.

use axum::http::StatusCode;
use store::both;

use super::imports::checked;
use crate::harness::TestApp;
use crate::html::text_of;
use crate::snt::example;

/// What the page says of each file that can't be taken.
const UNREADABLE: [&str; 5] =
    ["obrezan.xlsx", "odna-stroka.csv", "pustoy.csv", "vypiska-1c-oborvana.txt", "reestr-sber-itog.txt"];
/// Files with a fault of form that still have rows, or lack a column.
const ODD: [&str; 7] = [
    "razmer-million.xlsx",
    "kavychki.csv",
    "smena-kodirovki.csv",
    "cp1251-pod-vidom-utf8.csv",
    "scheta-yacheyki.xlsx",
    "scheta-bez-kolonki.xlsx",
    "pokazaniya-defekty.csv",
];

both! {
    async fn no_broken_file_changes_anything(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let stands = "SELECT (SELECT COUNT(*) FROM account) * 1000000 + (SELECT COUNT(*) FROM reading) * 1000 + (SELECT COUNT(*) FROM meter)";
        let before = test.count(stands).await;
        for name in UNREADABLE.into_iter().chain(ODD) {
            let page = checked(&test, &mut operator, name, &example(&format!("broken/{name}"))).await;
            for tab in ["", "?tab=all", "?tab=refused", "?step=columns"] {
                let answer = operator.get(&format!("{page}{tab}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{name}{tab}");
                let said = text_of(answer.text());
                assert!(!said.contains("Unknown localization"), "{name}{tab}: {said}");
                assert!(answer.body.len() < 300_000, "{name}{tab}: a page of {} bytes", answer.body.len());
            }
            let said = text_of(operator.get(&page).await.text());
            if UNREADABLE.contains(&name) {
                assert!(said.contains("ничего не изменено"), "{name}: {said}");
            }
            assert_eq!(test.count(stands).await, before, "{name}");
        }
    }

    async fn a_missing_column_is_named_and_can_be_chosen(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let file = "Надел;Период с;Период по;Начало: День, кВт*ч;Начало: Ночь, кВт*ч;Конец: День, кВт*ч;Конец: Ночь, кВт*ч\r\n\
                    7;01.05.2022;01.06.2022;1;1;2;2\r\n";
        let page = checked(&test, &mut operator, "x.csv", file.as_bytes()).await;
        let asked = operator.get(&page).await;
        assert!(text_of(asked.text()).contains("Не хватает столбца"), "{}", text_of(asked.text()));
        let select = crate::html::between(asked.text(), "name=\"column-0\"", "</select>");
        let options = crate::html::attributes(select, "value");
        assert!(options.contains(&"number"), "{options:?}");
        let names: Vec<String> = (0..7).map(|column| format!("column-{column}")).collect();
        let fields = ["number", "period_from", "period_to", "start_day", "start_night", "end_day", "end_night"];
        let form: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(fields).collect();
        let answer = operator.post(&format!("{page}/columns"), &form).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.as_str()), "{}", text_of(answer.text()));
        test.work().await;
        assert!(text_of(operator.get(&page).await.text()).contains("Загрузить 1 строку"));
        let twice: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "end_day")).collect();
        let answer = operator.post(&format!("{page}/columns"), &twice).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
