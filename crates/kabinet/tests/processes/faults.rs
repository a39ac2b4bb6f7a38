//! The files of the garden community: control totals, and each fault at its row and column with a sentence.

use serde_json::Value;
use store::both;

use crate::installation::{Installation, example};

fn totals_of(name: &str) -> Value {
    let all: Value = serde_json::from_slice(&std::fs::read(example("snt/itogi.json")).unwrap()).unwrap();
    all[name].clone()
}

/// The dry run states the figures of `itogi.json`: numbers there are text or whole numbers, here text.
fn assert_totals(report: &Value, expected: &Value) {
    for (name, value) in expected.as_object().unwrap() {
        let stated = &report["totals"][name];
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        assert_eq!(plain(stated), plain(value), "{name}");
    }
}

const MONTHS: [&str; 4] =
    ["pokazaniya-2022-01.csv", "pokazaniya-2022-02.csv", "pokazaniya-2022-03.csv", "pokazaniya-2022-04.csv"];

fn with_months(installation: &Installation) {
    let register = installation.import(&example("snt/uchastki.xlsx"), &[]);
    assert_eq!(register.code, 0, "{:#}", register.report);
    let totals = &register.report["totals"];
    let counts = [&totals["rows"], &totals["electrified"], &totals["new_meter"]].map(|n| n.as_i64().unwrap());
    assert_eq!(counts, [320, 306, 298]);
    assert_eq!(totals["area_m2"], "252890");
    for month in MONTHS {
        let file = example(&format!("snt/{month}"));
        let dry = installation.import(&file, &["--dry-run"]);
        assert_eq!((dry.code, dry.report["added"].as_i64(), dry.report["refused"].as_i64()), (0, Some(298), Some(0)));
        assert_totals(&dry.report, &totals_of(month));
        assert_eq!(dry.report["encoding"], "windows-1251");
        assert_eq!(installation.import(&file, &[]).report["applied"], 298);
    }
}

both! {
    async fn each_fault_is_told_at_its_row_and_the_sound_rows_go_in(test) {
        let installation = Installation::new(test).with_snt();
        with_months(&installation);
        let file = example("snt/pokazaniya-2022-05-oshibki.csv");
        let before = installation.count("reading").await;

        let refused = installation.import(&file, &[]);
        assert_eq!(refused.code, 3);
        assert_eq!(installation.count("reading").await, before, "nothing goes in unasked");

        let expected = totals_of("pokazaniya-2022-05-oshibki.csv");
        assert_totals(&refused.report, &expected["sound"]);
        let told = refused.report["defects"].as_array().unwrap();
        assert_eq!(told.len(), 14, "{told:#?}");
        for defect in expected["defects"].as_array().unwrap() {
            let found = told.iter().find(|found| found["row"] == defect["line"]).expect("each faulty line is told");
            assert_eq!(found["kind"], defect["kind"], "line {}", defect["line"]);
            let sentence = found["sentence"].as_str().unwrap();
            assert!(sentence.chars().count() > 30 && !sentence.contains("none"), "{sentence}");
            let whole_row = ["extra_field", "few_fields"].contains(&found["kind"].as_str().unwrap());
            assert!(whole_row || found["column"].is_string(), "line {} names its column", defect["line"]);
        }

        let sound = installation.import(&file, &["--skip-refused"]);
        assert_eq!((sound.code, sound.report["applied"].as_i64()), (0, Some(14)));
        assert_eq!(installation.count("reading").await, before + 14);
        installation.must(&["doctor"]);
    }

    async fn the_workbook_brings_what_the_csv_brought(test) {
        let installation = Installation::new(test).with_snt();
        with_months(&installation);
        let csv = installation.import(&example("snt/pokazaniya-2022-05.csv"), &[]);
        assert_totals(&csv.report, &totals_of("pokazaniya-2022-05.csv"));
        let workbook = installation.import(&example("snt/pokazaniya-2022-05.xlsx"), &["--dry-run"]);
        assert_totals(&workbook.report, &totals_of("pokazaniya-2022-05.xlsx"));
        assert_eq!(workbook.report["unchanged"], 298, "{:#}", workbook.report);
        assert_eq!(workbook.report["added"], 0);
        let found = installation.must(&["account", "find", "сОКОЛОва Нина", "--portal", "snt"]);
        assert_eq!(found, "269\tСоколова Нина Петровна\n270\tСоколова Нина Петровна\n");
        assert!(installation.must(&["account", "find", "ЧЕРНЫШЕВА", "--portal", "snt"]).contains("Чернышёва"));
        assert!(!installation.run(&["account", "find", "%", "--portal", "snt"]).status.success());
        let again = installation.import(&example("snt/uchastki.xlsx"), &[]);
        assert_eq!((again.report["unchanged"].as_i64(), again.report["applied"].as_i64()), (Some(320), Some(0)));
    }

    async fn a_corrected_month_changes_only_what_differs(test) {
        let installation = Installation::new(test).with_snt();
        let register = "№ участка;Электрификация;Владелец\n5;Да;Сотникова Л. П.\n7;Да;Рассказова Т. М.\n";
        installation.import(&installation.file("reestr.csv", register), &[]);
        let month = |end| format!("№ участка;Период с;Период по;Начало День;Начало Ночь;Конец День;Конец Ночь\n5;01.05.2022;01.06.2022;100;50;{end};60\n7;01.05.2022;01.06.2022;1;1;2;2\n");
        let first = installation.import(&installation.file("may.csv", &month(120)), &[]);
        assert_eq!((first.code, first.report["added"].as_i64()), (0, Some(2)), "{:#}", first.report);
        let second = installation.import(&installation.file("may2.csv", &month(130)), &[]);
        let counts = ["added", "changed", "unchanged", "applied"].map(|name| second.report[name].as_i64().unwrap());
        assert_eq!(counts, [0, 1, 1, 1]);
        let register = "№ участка;Владелец\n5;Сотникова Лариса Петровна\n7;Рассказова Т. М.\n";
        let third = installation.import(&installation.file("reestr2.csv", register), &["--kind", "register"]);
        let counts = ["added", "changed", "unchanged"].map(|name| third.report[name].as_i64().unwrap());
        assert_eq!(counts, [0, 1, 1], "a column that is absent changes nothing");
    }
}
