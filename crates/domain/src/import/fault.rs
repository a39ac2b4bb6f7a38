//! What a rule finds wrong with a row, before it is known where the row stands.

use super::{
    problem::{Problem, ProblemKind, shortened},
    readings::ReadingField,
};
use std::fmt::Display;

/// What is wrong, and in which column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The column.
    pub field: ReadingField,
    /// What is wrong.
    pub kind: ProblemKind,
    /// What stands there.
    pub value: Option<String>,
    /// What should stand there.
    pub expected: Option<String>,
    /// What else the sentence names: the reading or the date it was compared with.
    pub other: Option<String>,
}

impl Fault {
    pub(super) fn new(field: ReadingField, kind: ProblemKind) -> Self {
        Self { field, kind, value: None, expected: None, other: None }
    }

    pub(super) fn value(mut self, value: impl Display) -> Self {
        self.value = Some(value.to_string());
        self
    }

    pub(super) fn expected(mut self, expected: impl Display) -> Self {
        self.expected = Some(expected.to_string());
        self
    }

    pub(super) fn other(mut self, other: impl Display) -> Self {
        self.other = Some(other.to_string());
        self
    }

    /// The fault as a problem of this row, in the column that the file calls so.
    pub fn into_problem(self, row: u64, column: Option<&str>) -> Problem {
        let mut problem = Problem::new(self.kind).at_row(row);
        problem.column = column.map(shortened);
        problem.value = self.value.as_deref().map(shortened);
        problem.expected = self.expected;
        problem.other = self.other;
        problem
    }
}
