//! Tables to download.

mod csv;
mod xlsx;

use domain::{Date, Money, Quantity};

pub use self::csv::write_csv;
pub use self::xlsx::write_xlsx;

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file behind it fails.
    #[error("the file cannot be written")]
    Io(#[from] std::io::Error),
    /// A record cannot be written.
    #[error("the table cannot be written as CSV")]
    Csv(#[from] ::csv::Error),
    /// The sheet does not hold it: too many rows, too long a text.
    #[error("the table cannot be written as a spreadsheet")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

/// A table: its header and, one after another, its rows.
#[derive(Debug, Clone)]
pub struct Sheet<R> {
    /// The name of the sheet in a spreadsheet.
    pub title: String,
    /// Headers.
    pub columns: Vec<String>,
    /// Rows of as many cells; written one by one and never gathered.
    pub rows: R,
}

/// A cell to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutCell {
    /// Nothing.
    Empty,
    /// Text; never run as a formula, whatever it begins with.
    Text(String),
    /// A sum, with two decimals.
    Money(Money),
    /// A quantity.
    Quantity(Quantity),
    /// A whole number.
    Integer(i64),
    /// A date.
    Date(Date),
}

impl From<&str> for OutCell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl<T: Into<OutCell>> From<Option<T>> for OutCell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

impl From<Money> for OutCell {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Quantity> for OutCell {
    fn from(quantity: Quantity) -> Self {
        Self::Quantity(quantity)
    }
}

impl From<Date> for OutCell {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}
