//! Faults of rows on the page of an import: each at its row with a sentence, the sound rows can go in without them.

use axum::http::StatusCode;
use serde_json::Value;
use store::both;

use super::imports::{checked, press};
use crate::client::Client;
use crate::harness::TestApp;
use crate::html::{rows, text_of};
use crate::snt::{example, readings_file};

fn faults() -> Value {
    let all: Value = serde_json::from_slice(&example("snt/itogi.json")).unwrap();
    all["pokazaniya-2022-05-oshibki.csv"].clone()
}

/// Plot and sentence of each refused row.
async fn reasons(operator: &mut Client, page: &str) -> Vec<(String, String)> {
    let table = rows(operator.get(&format!("{page}?tab=refused")).await.text());
    table.into_iter().map(|row| (row[1].clone(), row.last().unwrap().clone())).collect()
}

both! {
    async fn fourteen_faults_are_told_and_fourteen_sound_rows_go_in(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(4).await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let page = checked(&test, &mut operator, "may.csv", &example("snt/pokazaniya-2022-05-oshibki.csv")).await;
        let said = text_of(operator.get(&page).await.text());
        for part in ["С ошибками 14", "14 строк не загрузим, пока не исправите", "Загрузить 14 строк"] {
            assert!(said.contains(part), "no «{part}» in {said}");
        }
        let faults = faults();
        let sound = &faults["sound"];
        for total in ["single", "day", "night", "total"] {
            let shown = sound[total].as_str().unwrap().replace('.', ",");
            let (head, tail) = shown.split_at(shown.len() - 6);
            assert!(said.contains(&format!("{head} {tail}")), "no {total} {head} {tail} in {said}");
        }
        let refused = operator.get(&format!("{page}?tab=refused")).await;
        let table = rows(refused.text());
        assert_eq!(table.len(), 14);
        for fault in faults["defects"].as_array().unwrap() {
            let line = fault["line"].as_u64().unwrap().to_string();
            let row = table.iter().find(|row| row[0] == line).unwrap_or_else(|| panic!("no line {line} in {table:?}"));
            assert!(row.last().unwrap().chars().count() > 30, "{row:?}");
            assert!(!row.last().unwrap().contains("Unknown localization"), "{row:?}");
        }
        let before = test.count("SELECT COUNT(*) FROM reading").await;
        press(&test, &mut operator, &page, "apply").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, before + 14);
    }

    async fn refused_rows_are_mended_in_their_own_file(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(4).await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let page = checked(&test, &mut operator, "may.csv", &example("snt/pokazaniya-2022-05-oshibki.csv")).await;
        let before = reasons(&mut operator, &page).await;
        press(&test, &mut operator, &page, "apply").await;
        let file = operator.get(&format!("{page}/refused.csv")).await;
        assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        assert!(file.header("content-disposition").starts_with("attachment"));
        assert_eq!(file.text().lines().count(), 15, "{}", file.text());
        // Brought again as it is, it is refused again for the same reasons: nothing got lost on the way. Only the second
        // row of a plot stands alone now, and says what is in already.
        let again = checked(&test, &mut operator, "refused.csv", &file.body).await;
        let said = text_of(operator.get(&again).await.text());
        assert!(said.contains("С ошибками 13") && said.contains("Без изменений 1"), "{said}");
        let expected: Vec<_> = before.into_iter().filter(|(plot, _)| plot != "Участок 51").collect();
        assert_eq!(reasons(&mut operator, &again).await, expected);
    }

    async fn a_formula_in_a_refused_row_is_harmless(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let file = "№ участка;Период с;Период по;Начало: День, кВт*ч;Начало: Ночь, кВт*ч;Конец: День, кВт*ч;Конец: Ночь, кВт*ч\r\n\
                    7;01.05.2022;01.06.2022;1;1;2;2\r\n\
                    =HYPERLINK(1);01.05.2022;01.06.2022;@x;+1;=2+5;<script>alert(1)</script>\r\n";
        let page = checked(&test, &mut operator, "x.csv", file.as_bytes()).await;
        let shown = operator.get(&format!("{page}?tab=all")).await;
        assert!(!shown.text().contains("<script>alert"));
        let refused = operator.get(&format!("{page}/refused.csv")).await;
        assert_eq!(refused.status, StatusCode::OK);
        for cell in refused.text().split([';', '\n']).map(|cell| cell.trim_matches('"')) {
            assert!(!cell.starts_with(['=', '@', '+']), "{cell} in {}", refused.text());
        }
    }

    async fn a_file_that_would_leave_a_month_between_one_tariff_and_two_is_refused(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        test.operators(&place, "").await;
        test.import(&place, "may.csv", &readings_file(&[("7", "01.05.2022", "01.06.2022", [1, 1, 2, 2])])).await;
        test.import(&place, "june.csv", &readings_file(&[("7", "01.06.2022", "01.07.2022", [2, 2, 3, 3])])).await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let single = "№ участка;Период с;Период по;Показания на начало;Показания на конец\r\n7;01.05.2022;01.06.2022;1;2\r\n";
        let page = checked(&test, &mut operator, "single.csv", single.as_bytes()).await;
        let shown = operator.get(&format!("{page}?tab=refused")).await;
        assert!(text_of(shown.text()).contains("На 01.07.2022 у счетчика другое число тарифов"), "{}", text_of(shown.text()));
        let mut member = test.logged_in(place.host(), "7").await;
        operator.post(&format!("{page}/apply"), &[]).await;
        test.work().await;
        assert_eq!(member.get("/my/electricity").await.status, StatusCode::OK);
    }
}
