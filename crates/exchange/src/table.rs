//! What any table looks like once its bytes are read, be it CSV or a spreadsheet.

use std::fmt;
use std::io::{Read, Seek};

use domain::Date;
use domain::import::{Problem, ProblemKind};
use serde::Serialize;

/// Bytes that can be read twice: an opened file or an upload held in memory.
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

/// A source whose kind no longer matters.
pub(crate) type AnySource = Box<dyn Source>;

/// One cell as the file holds it, before anybody knows what its column means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing, or nothing but white space.
    Empty,
    /// Text, as it stands.
    Text(String),
    /// A spreadsheet's number as decimal text of at most 15 significant digits, `.` before the fraction.
    Number(String),
    /// A spreadsheet's date; the time of day, if any, is left out.
    Date(Date),
    /// A spreadsheet's TRUE or FALSE.
    Bool(bool),
    /// A spreadsheet's error, as `#N/A`.
    Error(String),
}

impl Cell {
    /// A text cell, or an empty one if there is only white space.
    pub(crate) fn from_text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Is there nothing to read?
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

impl fmt::Display for Cell {
    /// The value as a person would read it in the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Number(text) | Self::Error(text) => f.write_str(text),
            Self::Date(date) => write!(f, "{}", date.format("%d.%m.%Y")),
            Self::Bool(value) => write!(f, "{value}"),
        }
    }
}

/// A fault found while the row was taken apart, before its columns have names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// Index of the column, the first is 0; `None` when the whole row is meant.
    pub column: Option<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The value as it stands in the file.
    pub value: Option<String>,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Line of the file or row of the sheet; the first is 1. A record over several lines bears its first.
    pub row: u64,
    /// Cells from the first column on.
    pub cells: Vec<Cell>,
    /// What is wrong with the row's form.
    pub faults: Vec<CellFault>,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with delimiters.
    Csv,
    /// Office Open XML spreadsheet.
    Xlsx,
}

/// In which encoding a CSV file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// UTF-8 without a mark (a file of plain ASCII is that, too).
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 with the mark EF BB BF.
    #[serde(rename = "utf-8-bom")]
    Utf8Bom,
    /// windows-1251.
    #[serde(rename = "windows-1251")]
    Windows1251,
}

/// The form of a file, for showing to the person who uploads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileForm {
    /// CSV or spreadsheet.
    pub format: Format,
    /// Encoding of a CSV file.
    pub encoding: Option<Encoding>,
    /// Delimiter of a CSV file.
    pub delimiter: Option<char>,
    /// Sheet of a spreadsheet.
    pub sheet: Option<String>,
    /// Sheets of the spreadsheet that hold a table, this one among them; none where there is one sheet only.
    pub sheets: Vec<String>,
}

/// How much a file may ask of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one line of CSV.
    pub line_bytes: usize,
    /// Bytes of one text inside a spreadsheet's XML.
    pub text_bytes: u64,
    /// Bytes of all parts of a spreadsheet, unpacked.
    pub unpacked_bytes: u64,
    /// Bytes of the parts of a spreadsheet that must stand in memory (texts, styles), unpacked.
    pub resident_bytes: u64,
    /// Columns of a row.
    pub columns: usize,
    /// Rows of a file, its header included.
    pub rows: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            line_bytes: 64 * 1024,
            text_bytes: 1024 * 1024,
            unpacked_bytes: 2 * 1024 * 1024 * 1024,
            resident_bytes: 256 * 1024 * 1024,
            columns: 512,
            rows: 5_000_000,
        }
    }
}

/// An opened table: a stream of rows that holds no more than a few of them.
pub(crate) trait Table {
    /// The next row that is not blank.
    ///
    /// # Errors
    /// The problem that ends the reading of the file.
    fn next_row(&mut self) -> Result<Option<RawRow>, Problem>;

    /// What the file looks like, as far as it has been read.
    fn form(&self) -> FileForm;

    /// How many fields a record has, once the header is known.
    fn set_width(&mut self, width: usize);

    /// Warnings about the whole file, complete when its last row has been read.
    fn warnings(&self) -> Vec<Problem>;
}

impl Format {
    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

impl Encoding {
    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Windows1251 => "windows-1251",
        }
    }
}
