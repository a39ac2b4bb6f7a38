//! The workbook and the reader that borrows it, held together; and what may go wrong inside, held in check.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use domain::import::{Problem, ProblemKind};
use self_cell::{MutBorrow, self_cell};

use super::cells::cell_of;
use super::range::CellRange;
use crate::fault::of_file;
use crate::table::{AnySource, Cell};

/// A workbook.
pub(crate) struct Book {
    xlsx: Xlsx<AnySource>,
}

/// One cell and its place, rows and columns counted from 0.
pub(crate) struct Placed {
    pub row: u32,
    pub column: u32,
    pub cell: Cell,
}

type CellReader<'a> = XlsxCellReader<'a, AnySource>;

self_cell! {
    /// The cells of one sheet, in the order of the file.
    pub(crate) struct SheetCells {
        owner: MutBorrow<Book>,

        #[not_covariant]
        dependent: CellReader,
    }
}

impl Book {
    /// Opens a workbook that has been inspected.
    pub fn open(source: AnySource) -> Result<Self, Problem> {
        guarded(|| Xlsx::new(source)).map(|xlsx| Self { xlsx })
    }

    /// Names of the sheets with cells that are not hidden; of all sheets with cells if each is hidden.
    pub fn sheets(&self) -> Vec<String> {
        let sheets = || self.xlsx.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let visible: Vec<_> =
            sheets().filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect();
        if visible.is_empty() { sheets().map(|sheet| sheet.name.clone()).collect() } else { visible }
    }

    /// Merged ranges of a sheet.
    pub fn merges(&mut self, sheet: &str) -> Result<Vec<CellRange>, Problem> {
        let merges = guarded(|| self.xlsx.merge_cells_by_sheet_name(sheet))?;
        Ok(merges.iter().map(|range| CellRange { start: range.start, end: range.end }).collect())
    }

    /// The cells of a sheet.
    pub fn cells(self, sheet: &str) -> Result<SheetCells, Problem> {
        SheetCells::try_new(MutBorrow::new(self), |book| {
            let book = book.borrow_mut();
            guarded(|| book.xlsx.worksheet_cells_reader(sheet))
        })
    }
}

impl SheetCells {
    /// The next cell that is not empty.
    pub fn next_cell(&mut self) -> Result<Option<Placed>, Problem> {
        self.with_dependent_mut(|_, reader| {
            loop {
                let Some(cell) = guarded(|| reader.next_cell())? else { return Ok(None) };
                let (row, column) = cell.get_position();
                let cell = cell_of(cell.get_value());
                if !cell.is_empty() {
                    return Ok(Some(Placed { row, column, cell }));
                }
            }
        })
    }

    /// What the sheet claims to hold.
    pub fn claimed(&self) -> CellRange {
        self.with_dependent(|_, reader| {
            let dimensions = reader.dimensions();
            CellRange { start: dimensions.start, end: dimensions.end }
        })
    }

    /// Gives the workbook back, for another of its sheets.
    pub fn into_book(self) -> Book {
        self.into_owner().into_inner()
    }
}

/// The library checks little of what a damaged file says: a sum that overflows there must not end the program.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Problem> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(of_file(ProblemKind::UnknownFile, &error.to_string())),
        Err(_) => Err(of_file(ProblemKind::UnknownFile, "damaged workbook")),
    }
}
