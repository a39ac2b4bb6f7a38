//! A spreadsheet's cell as text, number or date.

use calamine::{DataRef, ExcelDateTime};
use domain::Date;

use crate::table::Cell;

/// Excel itself keeps so many digits of a number.
const DIGITS: usize = 15;

/// The cell as the rest of the program knows it. A formula counts as the value that stands beside it.
pub(crate) fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => number_of(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::from_text(text),
        DataRef::SharedString(text) => Cell::from_text(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => date_of(moment),
        DataRef::DateTimeIso(text) => iso_date(text).map_or_else(|| Cell::from_text(text), Cell::Date),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn number_of(number: f64) -> Cell {
    decimal_text(number).map_or_else(|| Cell::Error(number.to_string()), Cell::Number)
}

/// The date of a moment; a length of time and days no calendar has stay numbers.
fn date_of(moment: &ExcelDateTime) -> Cell {
    let in_calendar = moment.is_datetime() && (1.0..2_958_466.0).contains(&moment.as_f64());
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .filter(|_| in_calendar)
        .map_or_else(|| number_of(moment.as_f64()), Cell::Date)
}

fn iso_date(text: &str) -> Option<Date> {
    Date::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

/// The number written out as Excel shows it: 15 significant digits, no exponent, no idle zeros.
/// The only thing ever done with a float here: it is read off, not computed with.
fn decimal_text(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let scientific = format!("{:.*e}", DIGITS - 1, number.abs());
    let (mantissa, exponent) = scientific.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    let digits = mantissa.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let whole = place_point(digits, exponent)?;
    Some(if number < 0.0 { format!("-{whole}") } else { whole })
}

/// Puts the point after the digit of 10⁰.
fn place_point(digits: &str, exponent: i32) -> Option<String> {
    let Ok(exponent) = usize::try_from(exponent) else {
        let zeros = usize::try_from(exponent.unsigned_abs()).ok()? - 1;
        return Some(format!("0.{}{digits}", "0".repeat(zeros)));
    };
    let whole_digits = exponent + 1;
    Some(if digits.len() <= whole_digits {
        format!("{digits}{}", "0".repeat(whole_digits - digits.len()))
    } else {
        let (whole, fraction) = digits.split_at(whole_digits);
        format!("{whole}.{fraction}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::excessive_precision, reason = "what a file may hold")]
    fn numbers_are_read_off_as_excel_shows_them() {
        for (number, text) in [
            (0.0, "0"),
            (1150.42, "1150.42"),
            (259.7, "259.7"),
            (0.1 + 0.2, "0.3"),
            (1_234.559_999_999_999_9, "1234.56"),
            (-272.62, "-272.62"),
            (89_456_502_087.0, "89456502087"),
            (1e15, "1000000000000000"),
            (0.000_001_5, "0.0000015"),
            (21_604_842.0, "21604842"),
            (542_025.72, "542025.72"),
        ] {
            assert_eq!(decimal_text(number).unwrap(), text);
        }
        assert_eq!(decimal_text(f64::NAN), None);
    }
}
