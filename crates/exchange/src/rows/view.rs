//! A row seen by its fields, gathering what is wrong with them.

use domain::import::{Problem, ProblemKind, Severity};

use super::Terms;
use super::formula::looks_like_formula;
use crate::recognise::{Columns, Field};
use crate::table::{Cell, RawRow};

/// A row, its columns and its problems so far.
pub(crate) struct RowView<'r> {
    raw: &'r RawRow,
    columns: &'r Columns,
    pub terms: &'r Terms,
    pub problems: Vec<Problem>,
    /// Columns whose text would run as a formula.
    formulas: Vec<usize>,
}

impl<'r> RowView<'r> {
    /// Looks at a row; the faults of its form become problems with names of columns.
    pub fn new(raw: &'r RawRow, columns: &'r Columns, terms: &'r Terms) -> Self {
        let mut view = Self { raw, columns, terms, problems: Vec::new(), formulas: Vec::new() };
        for fault in &raw.faults {
            view.push(fault.column, fault.kind, fault.value.as_deref());
        }
        let is_formula = |cell: &Cell| matches!(cell, Cell::Text(text) if looks_like_formula(text));
        view.formulas = (0..raw.cells.len()).filter(|index| is_formula(&raw.cells[*index])).collect();
        view
    }

    /// Is the row's form so broken that its cells say nothing? Merged cells leave the others readable.
    pub fn is_unreadable(&self) -> bool {
        let broken =
            |problem: &Problem| problem.severity() != Severity::Warning && problem.kind != ProblemKind::MergedCells;
        self.problems.iter().any(broken)
    }

    /// The problems, those of formulas among them, by column.
    pub fn finish(mut self) -> Vec<Problem> {
        for index in std::mem::take(&mut self.formulas) {
            let value = self.raw.cells[index].to_string();
            self.push(Some(index), ProblemKind::FormulaInjection, Some(value.trim()));
        }
        self.problems
    }

    /// Does the file have a column for this?
    pub fn has(&self, field: Field) -> bool {
        self.columns.index_of(field).is_some()
    }

    /// The cell of a field; an empty one if the row or the file lacks it.
    pub fn cell(&self, field: Field) -> &'r Cell {
        self.columns.index_of(field).and_then(|index| self.raw.cells.get(index)).unwrap_or(&Cell::Empty)
    }

    /// The cell's text without spaces around it; `None` if it is empty.
    pub fn text(&self, field: Field) -> Option<String> {
        let cell = self.cell(field);
        (!cell.is_empty()).then(|| cell.to_string().trim().to_owned())
    }

    /// A column that the file has must say something in every row.
    pub fn need(&mut self, field: Field) {
        if self.has(field) && self.text(field).is_none() {
            self.tell(field, ProblemKind::MissingValue);
        }
    }

    /// Would the field's text run as a formula?
    pub fn is_formula(&self, field: Field) -> bool {
        self.columns.index_of(field).is_some_and(|index| self.formulas.contains(&index))
    }

    /// The field's text is what it should be, though it begins like a formula.
    pub fn acquit(&mut self, field: Field) {
        if let Some(column) = self.columns.index_of(field) {
            self.formulas.retain(|index| *index != column);
        }
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&'r crate::recognise::Column> {
        self.columns.columns.get(self.columns.index_of(field)?)
    }

    /// Tells a problem of a field's cell, with its value.
    pub fn tell(&mut self, field: Field, kind: ProblemKind) {
        let value = self.text(field);
        self.push(self.columns.index_of(field), kind, value.as_deref());
    }

    /// Changes the problem told last.
    pub fn last(&mut self, change: impl FnOnce(Problem) -> Problem) {
        if let Some(problem) = self.problems.pop() {
            self.problems.push(change(problem));
        }
    }

    fn push(&mut self, column: Option<usize>, kind: ProblemKind, value: Option<&str>) {
        let mut problem = Problem::new(kind).at_row(self.raw.row);
        if let Some(header) = column.and_then(|index| self.columns.header(index)) {
            problem = problem.in_column(header);
        }
        if let Some(value) = value {
            problem = problem.with_value(value);
        }
        self.problems.push(problem);
    }
}
