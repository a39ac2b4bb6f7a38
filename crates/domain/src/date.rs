//! Calendar dates as people and programs write them.

/// A calendar date without a time zone.
pub use chrono::NaiveDate as Date;

/// A text that is no date of the years 1900 to 2999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a date")]
pub struct DateError;

/// The years in which a date of this trade can lie; others are slips of the keyboard.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2999;

/// Reads `01.05.2022`, `1.5.2022`, `2022-05-01` and `01 Мая 2022 года` (also Kazakh and English months); a midnight
/// after the date, which spreadsheets and 1C add (`01.05.2022 0:00:00`), is dropped. Two-digit years and slashes are
/// refused: their order is anyone's guess.
///
/// # Errors
/// [`DateError`] for any other text and for days that do not exist (`31.02.2026`).
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let text = without_midnight(text.trim());
    let (year, month, day) = dotted(text).or_else(|| iso(text)).or_else(|| worded(text)).ok_or(DateError)?;
    Date::from_ymd_opt(year, month, day).ok_or(DateError)
}

fn without_midnight(text: &str) -> &str {
    let Some((date, time)) = text.split_once(['T', ' ']) else { return text };
    let midnight = time.contains(':') && time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z'));
    if midnight { date } else { text }
}

fn dotted(text: &str) -> Option<(i32, u32, u32)> {
    let [day, month, year] = exactly(text.split('.'))?;
    Some((year_number(year)?, short_number(month)?, short_number(day)?))
}

fn iso(text: &str) -> Option<(i32, u32, u32)> {
    let [year, month, day] = exactly(text.split('-'))?;
    Some((year_number(year)?, short_number(month)?, short_number(day)?))
}

fn worded(text: &str) -> Option<(i32, u32, u32)> {
    let mut words = text.split_whitespace();
    let [day, month, year] = [words.next()?, words.next()?, words.next()?];
    match words.next() {
        None => {}
        Some(word) if is_year_word(word) && words.next().is_none() => {}
        Some(_) => return None,
    }
    Some((year_number(year)?, month_number(month)?, short_number(day)?))
}

/// «2022 года», «2022 г.», «2022 жыл».
pub(crate) fn is_year_word(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "года" | "год" | "г." | "г" | "жыл" | "ж.")
}

/// Exactly `N` parts, no more.
pub(crate) fn exactly<'t, const N: usize>(mut parts: impl Iterator<Item = &'t str>) -> Option<[&'t str; N]> {
    let mut found = [""; N];
    for slot in &mut found {
        *slot = parts.next()?;
    }
    if parts.next().is_none() { Some(found) } else { None }
}

/// Four digits of a year within [`YEARS`].
pub(crate) fn year_number(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = if digits { text.parse().ok()? } else { return None };
    YEARS.contains(&year).then_some(year)
}

/// One or two digits: a day or a month.
pub(crate) fn short_number(text: &str) -> Option<u32> {
    let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// The beginnings that tell the months apart whatever the case ending, in Russian, Kazakh and English.
const MONTHS: [&[&str]; 12] = [
    &["январ", "қаңтар", "jan"],
    &["феврал", "ақпан", "feb"],
    &["март", "наурыз", "mar"],
    &["апрел", "сәуір", "apr"],
    &["май", "мая", "мамыр", "may"],
    &["июн", "маусым", "jun"],
    &["июл", "шілде", "jul"],
    &["август", "тамыз", "aug"],
    &["сентябр", "қыркүйек", "sep"],
    &["октябр", "қазан", "oct"],
    &["ноябр", "қараша", "nov"],
    &["декабр", "желтоқсан", "dec"],
];

/// «Мая», «май», «мамыр», «May» → 5.
pub(crate) fn month_number(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    (1..)
        .zip(MONTHS)
        .find(|(_, beginnings)| beginnings.iter().any(|beginning| word.starts_with(beginning)))
        .map(|(number, _)| number)
}
