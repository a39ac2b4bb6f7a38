//! Files whose form is broken end as their `.expected.json` says and change nothing.

use std::path::Path;

use serde_json::Value;
use store::both;

use crate::installation::{Installation, example};

const FORM_IS_BROKEN: [&str; 9] = [
    "obrezan.xlsx",
    "razmer-million.xlsx",
    "odna-stroka.csv",
    "pustoy.csv",
    "kavychki.csv",
    "smena-kodirovki.csv",
    "cp1251-pod-vidom-utf8.csv",
    "scheta-yacheyki.xlsx",
    "scheta-bez-kolonki.xlsx",
];

fn expected(name: &str) -> Value {
    let stem = Path::new(name).file_stem().unwrap().to_str().unwrap();
    serde_json::from_slice(&std::fs::read(example(&format!("broken/{stem}.expected.json"))).unwrap()).unwrap()
}

/// What a defect is told by: row, column, kind. Long values are quoted by their beginning only.
fn places(defects: &Value) -> Vec<(Option<u64>, Option<String>, String)> {
    let mut places: Vec<_> = defects
        .as_array()
        .unwrap()
        .iter()
        .map(|defect| {
            let column = defect["column"].as_str().map(ToOwned::to_owned);
            (defect["row"].as_u64(), column, defect["kind"].as_str().unwrap().to_owned())
        })
        .collect();
    places.sort();
    places
}

both! {
    async fn each_ends_as_expected_and_changes_nothing(test) {
        let installation = Installation::new(test).with_snt();
        for name in FORM_IS_BROKEN {
            let expected = expected(name);
            let told = installation.import(&example(&format!("broken/{name}")), &["--dry-run"]);
            assert_eq!(places(&told.report["defects"]), places(&expected["defects"]), "{name}");
            if let Some(good) = expected["rows_good"].as_i64().filter(|_| told.code == 0) {
                let sound = told.report["rows"].as_i64().unwrap() - told.report["refused"].as_i64().unwrap();
                assert_eq!(sound, good, "{name}");
            }
            let fatal = told.report["defects"].as_array().unwrap().iter().any(|defect| defect["severity"] == "fatal");
            assert_eq!(told.code, if fatal { 4 } else { 0 }, "{name}");
        }
        for table in ["account", "reading", "import", "import_row"] {
            assert_eq!(installation.count(table).await, 0, "{table}");
        }
    }
}
