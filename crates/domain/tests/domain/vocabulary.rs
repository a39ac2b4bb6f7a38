//! The words of imports: codes never change, values are cut short.

use domain::import::{ImportKind, MeterField, Problem, ProblemKind, ReadingField, RegisterField, Severity};
use std::collections::HashSet;

#[test]
fn the_codes_of_the_sample_files_are_known() {
    // `itogi.json` and the `.expected.json` of the broken files.
    let codes = [
        "end_below_start",
        "not_a_number",
        "unknown_plot",
        "not_electrified",
        "duplicate_plot",
        "start_differs",
        "use_differs",
        "cost_differs",
        "missing_value",
        "negative",
        "sum_differs",
        "extra_field",
        "few_fields",
        "wrong_period",
        "wrong_label",
        "stray_quote",
        "unclosed_quote",
        "truncated",
        "line_too_long",
        "empty_file",
        "false_dimension",
        "missing_column",
        "formula_injection",
        "date_as_text",
        "wrong_date",
        "merged_cells",
        "encoding_changes",
        "wrong_encoding",
        "unknown_account",
    ];
    for code in codes {
        assert_eq!(ProblemKind::parse(code).unwrap().code(), code);
    }
}

#[test]
fn codes_are_distinct_and_snake_case() {
    let all = [
        ProblemKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
        ReadingField::ALL.iter().map(|field| field.code()).collect(),
        RegisterField::ALL.iter().map(|field| field.code()).collect(),
        MeterField::ALL.iter().map(|field| field.code()).collect(),
        ImportKind::ALL.iter().map(|kind| kind.code()).collect(),
    ];
    for codes in all {
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
        assert!(
            codes.iter().all(|code| code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))),
            "{codes:?}"
        );
    }
}

#[test]
fn severities_say_what_goes_in() {
    assert_eq!(ProblemKind::EmptyFile.severity(), Severity::Fatal);
    assert_eq!(ProblemKind::EndBelowStart.severity(), Severity::Refused);
    assert_eq!(ProblemKind::WrongLabel.severity(), Severity::Warning);
    assert!(Severity::Warning < Severity::Refused && Severity::Refused < Severity::Fatal);
}

#[test]
fn a_problem_keeps_the_beginning_of_its_value() {
    let problem = Problem::new(ProblemKind::NotANumber)
        .at_row(5)
        .in_column("Конец: День, кВт*ч")
        .with_value("я".repeat(1_000_000));
    assert_eq!(problem.value.as_ref().map(|value| value.chars().count()), Some(Problem::VALUE_CHARS));
    assert_eq!(problem.kind.message_key(), "import-problem-not-a-number");
    let json = serde_json::to_string(&problem).unwrap();
    assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem);
    assert!(json.contains(r#""kind":"not_a_number""#));
}
