//! Problems of the form of a file, made the same way everywhere.

use domain::import::{Problem, ProblemKind};

/// A problem of the whole file.
pub(crate) fn of_file(kind: ProblemKind, value: &str) -> Problem {
    Problem::new(kind).with_value(value)
}

/// A problem of the whole file, met at a row.
pub(crate) fn at_row(row: u64, kind: ProblemKind, value: &str) -> Problem {
    Problem::new(kind).at_row(row).with_value(value)
}

/// The source itself fails.
pub(crate) fn unreadable(error: &std::io::Error) -> Problem {
    of_file(ProblemKind::UnknownFile, &error.to_string())
}
