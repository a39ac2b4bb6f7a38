//! Billing periods: calendar months.

use crate::date::{self, Date, YEARS};
use chrono::{Datelike as _, Months};
use std::fmt;

/// A text or a pair of numbers that is no month of the years 1900 to 2999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a month")]
pub struct PeriodError;

/// A calendar month, ordered by time. Kept as its first day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(Date);

impl Period {
    /// The month `month` (1 to 12) of `year` (1900 to 2999).
    ///
    /// # Errors
    /// [`PeriodError`] outside these.
    pub fn new(year: i32, month: u32) -> Result<Self, PeriodError> {
        if !YEARS.contains(&year) {
            return Err(PeriodError);
        }
        Date::from_ymd_opt(year, month, 1).map(Self).ok_or(PeriodError)
    }

    /// The month in which `day` lies.
    ///
    /// # Errors
    /// [`PeriodError`] outside the years 1900 to 2999.
    pub fn of(day: Date) -> Result<Self, PeriodError> {
        Self::new(day.year(), day.month())
    }

    /// Reads `2022-05`, `05.2022`, `5.2022`, `май 2022`, `Мая 2022 года`.
    ///
    /// # Errors
    /// [`PeriodError`] for any other text.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        let (year, month) = iso(text).or_else(|| dotted(text)).or_else(|| worded(text)).ok_or(PeriodError)?;
        Self::new(year, month)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The first day.
    pub const fn first_day(self) -> Date {
        self.0
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        (self.0 + Months::new(1)).pred_opt().unwrap_or(self.0)
    }

    /// The month after. The last of all (2999-12) is followed by itself.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.checked_add_months(Months::new(1)).and_then(|day| Self::of(day).ok()).unwrap_or(self)
    }

    /// The month before. The first of all (1900-01) is preceded by itself.
    #[must_use]
    pub fn prev(self) -> Self {
        self.0.checked_sub_months(Months::new(1)).and_then(|day| Self::of(day).ok()).unwrap_or(self)
    }
}

fn iso(text: &str) -> Option<(i32, u32)> {
    let [year, month] = date::exactly(text.split('-'))?;
    Some((date::year_number(year)?, date::short_number(month)?))
}

fn dotted(text: &str) -> Option<(i32, u32)> {
    let [month, year] = date::exactly(text.split('.'))?;
    Some((date::year_number(year)?, date::short_number(month)?))
}

fn worded(text: &str) -> Option<(i32, u32)> {
    let mut words = text.split_whitespace();
    let [month, year] = [words.next()?, words.next()?];
    let rest_is_year_word = match words.next() {
        None => true,
        Some(word) => date::is_year_word(word) && words.next().is_none(),
    };
    rest_is_year_word.then_some((date::year_number(year)?, date::month_number(month)?))
}

/// `2022-05`, as columns and addresses hold it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

text_form!(Period, PeriodError);
