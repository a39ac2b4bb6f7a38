//! Spans of dates, as readings and charges state them: «01 Мая 2022 года - 01 Июня 2022 года».

use crate::{
    date::{self, Date, DateError},
    period::Period,
};
use std::fmt;

/// Why two dates or a text make no span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// One of the two is no date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// It does not end after it begins.
    #[error("the end is not after the beginning")]
    Backwards,
    /// The text does not name two dates.
    #[error("this is not a span of dates")]
    NotASpan,
}

/// A half-open span: from the first date on, up to the second without it. The month of May is 01.05 to 01.06, and meets
/// June without overlapping.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct DateSpan {
    from: Date,
    to: Date,
}

/// How a span is written in JSON.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    from: Date,
    to: Date,
}

impl DateSpan {
    /// From `from` up to `to`, without it.
    ///
    /// # Errors
    /// [`SpanError::Backwards`] unless `from` is before `to`.
    pub fn new(from: Date, to: Date) -> Result<Self, SpanError> {
        if from < to { Ok(Self { from, to }) } else { Err(SpanError::Backwards) }
    }

    /// The whole month.
    pub fn of(period: Period) -> Self {
        let from = period.first_day();
        Self { from, to: from + chrono::Months::new(1) }
    }

    /// Reads two dates set apart by a dash or «по»: `01 Мая 2022 года - 01 Июня 2022 года`, `с 01.05.2022 по
    /// 01.06.2022`.
    ///
    /// # Errors
    /// [`SpanError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, SpanError> {
        let text = text.trim();
        let text = text.strip_prefix("с ").or_else(|| text.strip_prefix("С ")).unwrap_or(text);
        let (from, to) = [" - ", " – ", " — ", " по ", "–", "—"]
            .iter()
            .find_map(|mark| text.split_once(mark))
            .ok_or(SpanError::NotASpan)?;
        Self::new(date::parse_date(from)?, date::parse_date(to)?)
    }

    /// The first day.
    pub const fn from(self) -> Date {
        self.from
    }

    /// The day after the last, on which the closing reading is taken.
    pub const fn to(self) -> Date {
        self.to
    }

    /// The month in which it begins: the period it is billed in.
    ///
    /// # Errors
    /// [`PeriodError`](crate::period::PeriodError) outside the years 1900 to 2999.
    pub fn period(self) -> Result<Period, crate::period::PeriodError> {
        Period::of(self.from)
    }

    /// Whether `day` lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day < self.to
    }

    /// Whether the two share a day; spans that merely meet do not.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The span that most of `spans` state: what a file of rows is about. Of equally frequent ones the earliest; none
    /// for no rows.
    pub fn most_common(spans: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut counts = std::collections::BTreeMap::<Self, u64>::new();
        for span in spans {
            *counts.entry(span).or_default() += 1;
        }
        // `max_by_key` keeps the last of equals, so the earliest is met last.
        counts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(span, _)| span)
    }
}

impl TryFrom<Bounds> for DateSpan {
    type Error = SpanError;
    fn try_from(bounds: Bounds) -> Result<Self, SpanError> {
        Self::new(bounds.from, bounds.to)
    }
}

impl From<DateSpan> for Bounds {
    fn from(span: DateSpan) -> Self {
        Self { from: span.from, to: span.to }
    }
}

/// `01.05.2022–01.06.2022`, for messages.
impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.from.format("%d.%m.%Y"), self.to.format("%d.%m.%Y"))
    }
}

impl fmt::Debug for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
