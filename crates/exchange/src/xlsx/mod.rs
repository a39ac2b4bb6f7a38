//! Spreadsheets: one sheet, row by row.

mod cells;
mod inspect;
mod range;
mod stream;

use std::io::SeekFrom;

use domain::import::{Problem, ProblemKind};

use crate::fault::{at_row, of_file, unreadable};
use crate::table::{AnySource, Cell, CellFault, FileForm, Format, Limits, RawRow, Table};
use inspect::inspect;
use range::CellRange;
use stream::{Book, Placed, SheetCells};

/// A claim is false when it is at least so many cells …
const FALSE_CLAIM_CELLS: u64 = 100_000;
/// … and so many times what is there.
const FALSE_CLAIM_TIMES: u64 = 10;

/// A workbook that has been looked over.
pub(crate) struct Workbook {
    book: Book,
    has_merges: bool,
    limits: Limits,
    /// Sheets that hold a table, once they were looked for.
    with_tables: Vec<String>,
}

impl Workbook {
    /// Looks over and opens; `bytes` is the size of the file.
    pub fn open(mut source: AnySource, bytes: u64, limits: Limits) -> Result<Self, Problem> {
        let has_merges = inspect(&mut source, bytes, &limits)?;
        source.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
        Ok(Self { book: Book::open(source)?, has_merges, limits, with_tables: Vec::new() })
    }

    /// Names of its sheets.
    pub fn sheets(&self) -> Vec<String> {
        self.book.sheets()
    }

    /// Tells which of its sheets hold a table.
    #[must_use]
    pub fn with_tables(self, with_tables: Vec<String>) -> Self {
        Self { with_tables, ..self }
    }

    /// Begins to read a sheet.
    pub fn sheet(mut self, name: &str) -> Result<XlsxTable, Problem> {
        if !self.book.sheets().iter().any(|sheet| sheet == name) {
            return Err(Problem::new(ProblemKind::UnknownFile).with_value(name));
        }
        // They stand after the cells, so knowing them beforehand costs another run over the sheet.
        let merges = if self.has_merges { self.book.merges(name)? } else { Vec::new() };
        Ok(XlsxTable {
            cells: self.book.cells(name)?,
            has_merges: self.has_merges,
            merges,
            sheet: name.to_owned(),
            sheets: self.with_tables,
            limits: self.limits,
            next: None,
            ended: false,
            seen: (0, 0),
            rows: 0,
        })
    }
}

/// A sheet being read.
pub(crate) struct XlsxTable {
    cells: SheetCells,
    has_merges: bool,
    merges: Vec<CellRange>,
    sheet: String,
    /// Sheets that hold a table, where there are several.
    sheets: Vec<String>,
    limits: Limits,
    /// The first cell of the next row.
    next: Option<Placed>,
    ended: bool,
    /// How many rows and columns have cells that are not empty.
    seen: (u32, u32),
    rows: u64,
}

impl XlsxTable {
    /// Gives the workbook back, for another of its sheets.
    pub fn into_workbook(self) -> Workbook {
        Workbook {
            book: self.cells.into_book(),
            has_merges: self.has_merges,
            limits: self.limits,
            with_tables: self.sheets,
        }
    }

    fn take_cell(&mut self) -> Result<Option<Placed>, Problem> {
        if self.next.is_some() || self.ended {
            return Ok(self.next.take());
        }
        let placed = self.cells.next_cell()?;
        // Beyond the last cell the reader would run into what follows the cells.
        self.ended = placed.is_none();
        Ok(placed)
    }

    /// Merged ranges that begin in this row, as faults of their first cells.
    fn merged(&self, row: u32, cells: &[Cell]) -> Vec<CellFault> {
        let here = self.merges.iter().filter(|range| range.start.0 == row);
        here.map(|range| {
            let column = range.start.1 as usize;
            CellFault {
                column: Some(column),
                kind: ProblemKind::MergedCells,
                value: cells.get(column).map(ToString::to_string),
            }
        })
        .collect()
    }
}

impl Table for XlsxTable {
    fn next_row(&mut self) -> Result<Option<RawRow>, Problem> {
        let Some(first) = self.take_cell()? else { return Ok(None) };
        let row = first.row;
        let number = u64::from(row) + 1;
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(at_row(number, ProblemKind::UnknownFile, &format!("> {} rows", self.limits.rows)));
        }
        let mut cells = Vec::new();
        let mut faults = Vec::new();
        let mut next = Some(first);
        while let Some(placed) = next {
            if placed.row != row {
                self.next = Some(placed);
                break;
            }
            self.place(placed, &mut cells, &mut faults);
            next = self.take_cell()?;
        }
        faults.extend(self.merged(row, &cells));
        self.seen.0 = self.seen.0.max(row.saturating_add(1));
        Ok(Some(RawRow { row: number, cells, faults }))
    }

    fn form(&self) -> FileForm {
        FileForm {
            format: Format::Xlsx,
            encoding: None,
            delimiter: None,
            sheet: Some(self.sheet.clone()),
            sheets: self.sheets.clone(),
        }
    }

    fn set_width(&mut self, _width: usize) {}

    fn warnings(&self) -> Vec<Problem> {
        let claimed = self.cells.claimed();
        let there = u64::from(self.seen.0) * u64::from(self.seen.1);
        let is_false = claimed.cells() >= FALSE_CLAIM_CELLS && claimed.cells() / FALSE_CLAIM_TIMES > there;
        is_false.then(|| of_file(ProblemKind::FalseDimension, &claimed.to_string())).into_iter().collect()
    }
}

impl XlsxTable {
    fn place(&mut self, placed: Placed, cells: &mut Vec<Cell>, faults: &mut Vec<CellFault>) {
        let column = placed.column as usize;
        if column >= self.limits.columns {
            let value = Some(placed.cell.to_string());
            faults.push(CellFault { column: None, kind: ProblemKind::ExtraField, value });
            return;
        }
        self.seen.1 = self.seen.1.max(placed.column.saturating_add(1));
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = placed.cell;
    }
}
