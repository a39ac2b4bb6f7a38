//! Spreadsheets, written row by row.

use std::io::{Seek, Write};

use chrono::Datelike as _;
use domain::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::{OutCell, Sheet, WriteError};

/// Widths of columns, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 10..=40;

struct Formats {
    header: Format,
    money: Format,
    date: Format,
}

/// Writes a table. Text is text, whatever it begins with.
///
/// # Errors
/// [`WriteError`] when the table does not fit a sheet or the file behind `target` fails.
pub fn write_xlsx<R>(target: impl Write + Seek + Send, sheet: Sheet<R>) -> Result<(), WriteError>
where
    R: IntoIterator<Item = Vec<OutCell>>,
{
    let mut workbook = Workbook::new();
    let formats = Formats {
        header: Format::new().set_bold(),
        money: Format::new().set_num_format("#,##0.00"),
        date: Format::new().set_num_format("dd.mm.yyyy"),
    };
    let page = workbook.add_worksheet_with_constant_memory()?;
    page.set_name(sheet_name(&sheet.title))?;
    for (column, header) in (0_u16..).zip(&sheet.columns) {
        let width = header.chars().count().clamp(*WIDTHS.start(), *WIDTHS.end());
        page.set_column_width(column, u32::try_from(width).unwrap_or(10))?;
        page.write_string_with_format(0, column, header, &formats.header)?;
    }
    for (row, cells) in (1_u32..).zip(sheet.rows) {
        for (column, cell) in (0_u16..).zip(&cells) {
            write_cell(page, (row, column), cell, &formats)?;
        }
    }
    workbook.save_to_writer(target)?;
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &OutCell,
    formats: &Formats,
) -> Result<(), WriteError> {
    match cell {
        OutCell::Empty => {}
        OutCell::Text(text) => {
            page.write_string(row, column, text)?;
        }
        OutCell::Money(money) => {
            page.write_number_with_format(row, column, nearest(&money.to_string()), &formats.money)?;
        }
        OutCell::Quantity(quantity) => {
            page.write_number(row, column, nearest(&quantity.to_string()))?;
        }
        OutCell::Integer(number) => {
            page.write_number(row, column, nearest(&number.to_string()))?;
        }
        OutCell::Date(date) => write_date(page, (row, column), *date, formats)?,
    }
    Ok(())
}

/// A spreadsheet's numbers are floats: the one nearest to the decimal text, which shows as that text again.
fn nearest(decimal: &str) -> f64 {
    decimal.parse().unwrap_or_default()
}

fn write_date(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    date: Date,
    formats: &Formats,
) -> Result<(), WriteError> {
    let parts = (u16::try_from(date.year()), u8::try_from(date.month()), u8::try_from(date.day()));
    let (Ok(year), Ok(month), Ok(day)) = parts else {
        page.write_string(row, column, date.to_string())?;
        return Ok(());
    };
    match ExcelDateTime::from_ymd(year, month, day) {
        Ok(date) => page.write_datetime_with_format(row, column, &date, &formats.date)?,
        // Before 1900 a sheet knows no dates.
        Err(_) => page.write_string(row, column, date.format("%d.%m.%Y").to_string())?,
    };
    Ok(())
}

/// At most 31 characters, without those that a sheet's name may not have.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).take(31).collect();
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "1".to_owned() } else { name.to_owned() }
}
