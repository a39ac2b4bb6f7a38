//! One cell made into one value.

use domain::account::{Identifier, IdentifierError};
use domain::import::ProblemKind;
use domain::meter::MeterSerial;
use domain::{Currency, Date, Money, NumberError, Quantity, Rounding, parse_date};

use super::view::RowView;
use crate::recognise::{Field, WORDS};
use crate::table::{Cell, Format};

/// A longer text is no name or address.
const TEXT_CHARS: usize = 500;

impl RowView<'_> {
    /// The account's number; without it there is no row.
    pub fn number(&mut self, field: Field) -> Option<Identifier> {
        let Some(text) = self.text(field) else {
            self.tell(field, ProblemKind::MissingValue);
            return None;
        };
        if !is_number_text(self.cell(field), &text) {
            self.tell(field, ProblemKind::BadNumber);
            return None;
        }
        match Identifier::parse(&text) {
            Ok(number) => Some(number),
            Err(error) => {
                self.tell(field, identifier_problem(error));
                None
            }
        }
    }

    /// The serial number of a meter, if one is given.
    pub fn serial(&mut self, field: Field) -> Option<MeterSerial> {
        let text = self.text(field).filter(|text| !WORDS.says_none(text))?;
        let serial = if is_number_text(self.cell(field), &text) { MeterSerial::parse(&text).ok() } else { None };
        if serial.is_none() {
            self.tell(field, ProblemKind::BadNumber);
        }
        serial
    }

    /// A text of bearable length.
    pub fn bounded_text(&mut self, field: Field) -> Option<String> {
        let text = self.text(field)?;
        if text.chars().count() > TEXT_CHARS {
            self.tell(field, ProblemKind::ValueTooLong);
            self.last(|problem| problem.expecting(TEXT_CHARS.to_string()));
            return None;
        }
        Some(text)
    }

    /// A quantity, if one is given.
    pub fn quantity(&mut self, field: Field) -> Option<Quantity> {
        let text = self.text(field)?;
        match quantity(self.cell(field), &text) {
            Ok(quantity) => Some(quantity),
            Err(error) => {
                self.tell(field, number_problem(error));
                None
            }
        }
    }

    /// A quantity that must be given.
    pub fn required_quantity(&mut self, field: Field) -> Option<Quantity> {
        if self.cell(field).is_empty() {
            self.tell(field, ProblemKind::MissingValue);
            return None;
        }
        self.quantity(field)
    }

    /// A sum of money, if one is given. A sheet keeps more decimals of a computed sum than it shows: they are rounded off.
    pub fn money(&mut self, field: Field) -> Option<Money> {
        let text = self.text(field)?;
        let money = match self.cell(field) {
            Cell::Number(_) => computed_money(&text, self.terms.currency),
            cell => quantity(cell, &text).and_then(|_| exact_money(&text, self.terms.currency)),
        };
        match money {
            Ok(money) => Some(money),
            Err(error) => {
                self.tell(field, number_problem(error));
                None
            }
        }
    }

    /// A date, if one is given.
    pub fn date(&mut self, field: Field) -> Option<Date> {
        match self.cell(field) {
            Cell::Empty => return None,
            Cell::Date(date) => return Some(*date),
            Cell::Text(text) => {
                if let Ok(date) = parse_date(text) {
                    if self.terms.format == Format::Xlsx {
                        self.tell_date_as_text(field, date);
                    }
                    return Some(date);
                }
                if let Some(date) = slashed_date(text.trim()) {
                    self.tell_date_as_text(field, date);
                    return Some(date);
                }
            }
            Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => {}
        }
        self.tell(field, ProblemKind::WrongDate);
        None
    }

    /// The same where files write days out as a rule: a text that has only one reading is no remark.
    pub fn written_date(&mut self, field: Field) -> Option<Date> {
        if let Cell::Text(text) = self.cell(field)
            && let Ok(date) = parse_date(text)
        {
            return Some(date);
        }
        self.date(field)
    }

    /// A date that must be given.
    pub fn required_date(&mut self, field: Field) -> Option<Date> {
        if self.cell(field).is_empty() {
            self.tell(field, ProblemKind::MissingValue);
            return None;
        }
        self.date(field)
    }

    /// Yes or no, if it is said.
    pub fn yes_or_no(&mut self, field: Field) -> Option<bool> {
        if let Cell::Bool(value) = self.cell(field) {
            return Some(*value);
        }
        let text = self.text(field)?;
        let answer = WORDS.yes_or_no(&text);
        if answer.is_none() {
            self.tell(field, ProblemKind::NotYesNo);
        }
        answer
    }

    fn tell_date_as_text(&mut self, field: Field, date: Date) {
        self.tell(field, ProblemKind::DateAsText);
        self.last(|problem| problem.expecting(date.format("%d.%m.%Y").to_string()));
    }
}

/// What an account is called by: text or a whole number, and not one that a spreadsheet has rounded to `2,05634E+09`.
fn is_number_text(cell: &Cell, text: &str) -> bool {
    match cell {
        Cell::Text(_) => !is_rounded(text),
        Cell::Number(number) => number.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_sign = exponent.strip_prefix(['+', '-']).is_some_and(figures);
    has_sign && mantissa.split_once([',', '.']).is_some_and(|(whole, rest)| figures(whole) && figures(rest))
}

fn identifier_problem(error: IdentifierError) -> ProblemKind {
    match error {
        IdentifierError::Empty => ProblemKind::MissingValue,
        IdentifierError::TooLong => ProblemKind::ValueTooLong,
        IdentifierError::Unprintable => ProblemKind::BadNumber,
    }
}

/// A number of the cell; dates, errors and the like are none, whatever they look like.
fn quantity(cell: &Cell, text: &str) -> Result<Quantity, NumberError> {
    match cell {
        Cell::Text(_) | Cell::Number(_) => Quantity::parse(text),
        _ => Err(NumberError::NotANumber),
    }
}

fn exact_money(text: &str, currency: Currency) -> Result<Money, NumberError> {
    Money::parse(text, currency).map_err(|error| match error {
        domain::money::MoneyError::Number(error) => error,
        _ => NumberError::OutOfRange,
    })
}

/// Half up at the second decimal. Decimals past the sixth cannot change that any more: they are cut off.
fn computed_money(text: &str, currency: Currency) -> Result<Money, NumberError> {
    let cut = match text.split_once('.') {
        Some((whole, fraction)) => format!("{whole}.{}", fraction.get(..6).unwrap_or(fraction)),
        None => text.to_owned(),
    };
    let rounded = Quantity::parse(&cut)?.rounded(2, Rounding::HalfUp).map_err(|_| NumberError::OutOfRange)?;
    exact_money(&rounded.to_string(), currency)
}

fn number_problem(error: NumberError) -> ProblemKind {
    match error {
        NumberError::Empty => ProblemKind::MissingValue,
        NumberError::NotANumber => ProblemKind::NotANumber,
        NumberError::TooManyDecimals => ProblemKind::TooManyDecimals,
        NumberError::OutOfRange => ProblemKind::ValueTooLong,
    }
}

/// `7/8/19`: day, month, year of this century. Told each time, for others write the month first.
fn slashed_date(text: &str) -> Option<Date> {
    let mut parts = text.split('/').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4));
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let year = if year < 100 { year + 2000 } else { year };
    let date = Date::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (parts.next().is_none() && (1900..3000).contains(&year)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashed_dates() {
        assert_eq!(slashed_date("7/8/19"), Date::from_ymd_opt(2019, 8, 7));
        assert_eq!(slashed_date("07/08/2019"), Date::from_ymd_opt(2019, 8, 7));
        for text in ["8/13/19", "7/8", "7/8/19/1", "//", "a/b/c", "1/1/0019000"] {
            assert_eq!(slashed_date(text), None, "{text}");
        }
    }

    #[test]
    fn computed_sums_are_rounded_half_up() {
        for (text, minor) in
            [("444.753333333333", 44475), ("0.005", 1), ("0.00499999999999", 0), ("-0.005", -1), ("12", 1200)]
        {
            assert_eq!(computed_money(text, Currency::Rub).unwrap().minor(), minor, "{text}");
        }
    }

    #[test]
    fn rounded_account_numbers_are_seen() {
        assert!(is_rounded("2,05634E+09") && is_rounded("4.5e+7"));
        assert!(!is_rounded("12E") && !is_rounded("1187/2") && !is_rounded("A5E-1"));
    }
}
