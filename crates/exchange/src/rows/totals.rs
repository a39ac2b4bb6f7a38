//! What a file states as its totals: compared with what its rows come to, never kept.

use domain::Quantity;
use serde::Serialize;

use crate::recognise::{Columns, Field};
use crate::table::{Cell, RawRow};

/// A row of totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedTotal {
    /// Line of the file or row of the sheet; the first is 1.
    pub row: u64,
    /// What it calls itself: «Итого».
    pub label: String,
    /// Its figures under columns that are recognised.
    pub figures: Vec<StatedFigure>,
}

/// One figure of a row of totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StatedFigure {
    /// The column's field.
    pub field: Field,
    /// The figure; money, too, stands here in its major unit.
    pub value: Quantity,
}

/// Takes the figures out of a row of totals.
pub(crate) fn stated_total(row: &RawRow, columns: &Columns) -> StatedTotal {
    let label = row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| cell.to_string().trim().to_owned());
    let figures = columns.columns.iter().zip(&row.cells).filter_map(|(column, cell)| {
        let value = match cell {
            Cell::Text(text) | Cell::Number(text) => Quantity::parse(text).ok()?,
            _ => return None,
        };
        Some(StatedFigure { field: column.field?, value })
    });
    StatedTotal { row: row.row, label: label.unwrap_or_default(), figures: figures.collect() }
}
