//! Making problems of one form everywhere.

use domain::import::{Problem, ProblemKind};

/// So many characters of a value are shown.
const SHOWN: usize = 80;

/// A problem of the whole file.
pub(crate) fn fatal(kind: ProblemKind, value: &str) -> Problem {
    problem(None, None, Some(value), kind)
}

/// A problem of the whole file, met at a row.
pub(crate) fn fatal_at(row: u64, kind: ProblemKind, value: &str) -> Problem {
    problem(Some(row), None, Some(value), kind)
}

/// The source itself fails.
pub(crate) fn unreadable(error: &std::io::Error) -> Problem {
    fatal(ProblemKind::UnknownFile, &error.to_string())
}

/// A problem at a place.
pub(crate) fn problem(row: Option<u64>, column: Option<&str>, value: Option<&str>, kind: ProblemKind) -> Problem {
    Problem {
        row,
        column: column.map(str::to_owned),
        value: value.map(|value| value.chars().take(SHOWN).collect()),
        kind,
        expected: None,
        other: None,
    }
}
