//! Rows of a table made into rows of the domain, each fault at its cell.

mod cells;
mod charges;
mod formula;
mod meters;
mod payments;
mod readings;
mod register;
mod totals;
mod view;

use domain::area::AreaUnit;
use domain::import::{
    ChargeRow, ImportKind, MeterRow, PaymentRow, Problem, ProblemKind, ReadingRow, RegisterRow, Severity,
};
use domain::{Currency, DateSpan};
use serde::Serialize;

use crate::recognise::Columns;
use crate::table::{Format, RawRow};
pub(crate) use totals::stated_total;
pub use totals::{StatedFigure, StatedTotal};
use view::RowView;

/// A sound row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedRow {
    /// Of a register.
    Register(Box<RegisterRow>),
    /// Of a file of readings.
    Reading(Box<ReadingRow>),
    /// Of a file of charges.
    Charge(Box<ChargeRow>),
    /// Of a file of payments.
    Payment(Box<PaymentRow>),
    /// Of a file of meters.
    Meter(Box<MeterRow>),
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It can be read; its problems, if any, are warnings.
    Parsed(TypedRow),
    /// It cannot; its problems say why.
    Refused,
}

/// One row of the file with what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// Line of the file or row of the sheet; the first is 1.
    pub row: u64,
    /// The cells as they stand, in the order of [`Columns::columns`]: for showing and giving back refused rows.
    pub raw: Vec<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// What is wrong or odd.
    pub problems: Vec<Problem>,
}

/// What is the same for every row of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub format: Format,
    /// The period of rows that name none.
    pub span: Option<DateSpan>,
    pub currency: Currency,
    /// The unit of areas whose header names none.
    pub area_unit: AreaUnit,
}

/// Makes a row of the domain out of a row of the table.
pub(crate) fn typed(raw: &RawRow, columns: &Columns, terms: &Terms) -> SourceRow {
    let mut view = RowView::new(raw, columns, terms);
    let misshapen = misshapen(raw, columns, terms.format);
    let parsed = match (misshapen, columns.kind) {
        (Some(problem), _) => {
            view.problems.push(problem);
            None
        }
        (None, _) if view.is_unreadable() => None,
        (None, ImportKind::Register) => register::register_row(&mut view).map(|row| TypedRow::Register(Box::new(row))),
        (None, ImportKind::Readings) => readings::reading_row(&mut view).map(|row| TypedRow::Reading(Box::new(row))),
        (None, ImportKind::Charges) => charges::charge_row(&mut view).map(|row| TypedRow::Charge(Box::new(row))),
        (None, ImportKind::Payments) => payments::payment_row(&mut view).map(|row| TypedRow::Payment(Box::new(row))),
        (None, ImportKind::Meters) => meters::meter_row(&mut view).map(|row| TypedRow::Meter(Box::new(row))),
    };
    let problems = view.finish();
    let refused = problems.iter().any(|problem| problem.severity() != Severity::Warning);
    let outcome = parsed.filter(|_| !refused).map_or(Outcome::Refused, Outcome::Parsed);
    SourceRow { row: raw.row, raw: raw.cells.iter().map(ToString::to_string).collect(), outcome, problems }
}

/// The period that a row of readings states itself, if it can be read.
pub(crate) fn span_of(raw: &RawRow, columns: &Columns, terms: &Terms) -> Option<DateSpan> {
    readings::row_span(&mut RowView::new(raw, columns, terms))
}

/// A record of CSV must have as many fields as the header; a sheet leaves empty cells out.
fn misshapen(raw: &RawRow, columns: &Columns, format: Format) -> Option<Problem> {
    // A row whose quote or encoding is broken is told of that alone.
    if format == Format::Xlsx || raw.faults.iter().any(|fault| fault.kind.severity() != Severity::Warning) {
        return None;
    }
    let (fields, wanted) = (raw.cells.len(), columns.columns.len());
    let problem = |kind| Problem::new(kind).at_row(raw.row).expecting(wanted.to_string()).naming(fields.to_string());
    if fields > wanted {
        let extra = raw.cells[wanted..].iter().find(|cell| !cell.is_empty());
        let problem = problem(ProblemKind::ExtraField);
        return Some(match extra {
            Some(cell) => problem.with_value(cell.to_string()),
            None => problem,
        });
    }
    (fields < columns.named_width()).then(|| match columns.header(fields) {
        Some(header) => problem(ProblemKind::FewFields).in_column(header),
        None => problem(ProblemKind::FewFields),
    })
}
