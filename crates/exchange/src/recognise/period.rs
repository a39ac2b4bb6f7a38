//! The period of a file, from a title like «01 Мая 2022 года - 01 Июня 2022 года» or «за май 2022 г.».

use std::sync::LazyLock;

use chrono::Datelike as _;
use domain::{Date, DateSpan, Period, parse_date};
use serde::Deserialize;

use super::words::Pattern;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthsText {
    months: Vec<Vec<String>>,
    filler: Vec<String>,
}

struct Months {
    months: Vec<Vec<Pattern>>,
    filler: Vec<String>,
}

static MONTHS: LazyLock<Months> = LazyLock::new(|| {
    let text: MonthsText = toml::from_str(include_str!("../synonyms/months.toml")).unwrap_or_default();
    let months = text.months.iter().map(|names| names.iter().map(|name| Pattern::new(name)).collect()).collect();
    Months { months, filler: text.filler }
});

/// The period that the first of these titles names which names one.
pub(crate) fn period_of_titles<'t>(mut titles: impl Iterator<Item = &'t str>) -> Option<DateSpan> {
    titles.find_map(period_of_title)
}

/// Two dates, or a month.
fn period_of_title(title: &str) -> Option<DateSpan> {
    let moments = moments(&tokens(title));
    let mut days = moments.iter().filter_map(|moment| match moment {
        Moment::Day(day) => Some(*day),
        Moment::Month(_) => None,
    });
    if let (Some(from), Some(to)) = (days.next(), days.next()) {
        return span(from, to);
    }
    moments.iter().find_map(|moment| match moment {
        Moment::Month(month) => Some(DateSpan::of(*month)),
        Moment::Day(_) => None,
    })
}

/// The span between two dates as people write them: a last day of a month closes the month, it is not left out.
pub(crate) fn span(from: Date, to: Date) -> Option<DateSpan> {
    let next = to.succ_opt()?;
    let closes_month = from.day() == 1 && next.day() == 1;
    DateSpan::new(from, if closes_month { next } else { to }).ok()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Day(Date),
    Month(Period),
}

/// A part of a title that may belong to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// One or two digits.
    Short(u32),
    /// Four digits.
    Year(i32),
    /// A month's name.
    Month(u32),
    /// A date or month in figures.
    Moment(Moment),
    /// Anything else.
    Other,
}

fn tokens(title: &str) -> Vec<Token> {
    let is_figure = |c: char| c.is_ascii_digit() || c == '.';
    let parts = title.split(|c: char| !(c.is_alphanumeric() || c == '.'));
    parts
        .map(|part| part.trim_matches('.'))
        .filter(|part| !part.is_empty())
        .filter_map(|part| token(part, is_figure))
        .collect()
}

/// `None` for words that say nothing.
fn token(part: &str, is_figure: impl Fn(char) -> bool) -> Option<Token> {
    if !part.chars().all(is_figure) {
        let word = part.to_lowercase();
        let months = &*MONTHS;
        if months.filler.contains(&word) {
            return None;
        }
        let is_month = |names: &&Vec<Pattern>| names.iter().any(|name| name.begins(&[word.as_str()]));
        let month = (1..).zip(&months.months).find(|(_, names)| is_month(names)).map(|(number, _)| number);
        return Some(month.map_or(Token::Other, Token::Month));
    }
    if let Ok(day) = parse_date(part) {
        return Some(Token::Moment(Moment::Day(day)));
    }
    if let Ok(month) = Period::parse(part) {
        return Some(Token::Moment(Moment::Month(month)));
    }
    Some(match part.len() {
        1 | 2 => part.parse().map_or(Token::Other, Token::Short),
        4 => part.parse().map_or(Token::Other, Token::Year),
        _ => Token::Other,
    })
}

fn moments(tokens: &[Token]) -> Vec<Moment> {
    let mut moments = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let (moment, used) = moment(rest);
        moments.extend(moment);
        rest = &rest[used..];
    }
    moments
}

/// The moment that the tokens begin with, and how many of them it takes.
fn moment(tokens: &[Token]) -> (Option<Moment>, usize) {
    let day = |year, month, day| Date::from_ymd_opt(year, month, day).map(Moment::Day);
    let whole = |year, month| Period::new(year, month).ok().map(Moment::Month);
    match *tokens {
        [Token::Moment(moment), ..] => (Some(moment), 1),
        [Token::Short(d), Token::Month(m), Token::Year(y), ..]
        | [Token::Month(m), Token::Short(d), Token::Year(y), ..]
        | [Token::Year(y), Token::Short(d), Token::Month(m), ..]
        | [Token::Year(y), Token::Short(m), Token::Short(d), ..] => (day(y, m, d), 3),
        [Token::Month(m), Token::Year(y), ..] | [Token::Year(y), Token::Month(m), ..] => (whole(y, m), 2),
        _ => (None, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_can_be_read() {
        let text: MonthsText = toml::from_str(include_str!("../synonyms/months.toml")).unwrap();
        assert_eq!(text.months.len(), 12);
    }

    #[test]
    fn titles_in_three_languages() {
        let may = DateSpan::of(Period::new(2022, 5).unwrap());
        for title in [
            "01 Мая 2022 года - 01 Июня 2022 года",
            "01 мая 2022 - 01 июня 2022",
            "Показания с 01.05.2022 по 01.06.2022",
            "01.05.2022-31.05.2022",
            "1 мая 2022 г. – 31 мая 2022 г.",
            "за май 2022 г.",
            "Ведомость за Май 2022",
            "05.2022",
            "2022-05-01 — 2022-06-01",
            "2022 жылғы 01 мамыр – 2022 жылғы 01 маусым",
            "2022 жылғы мамыр айы",
            "1 May 2022 - 1 June 2022",
            "May 1, 2022 to June 1, 2022",
            "Readings, May 2022",
        ] {
            assert_eq!(period_of_title(title), Some(may), "{title}");
        }
    }

    #[test]
    fn other_titles_name_no_period() {
        for title in [
            "СНТ «Аникино»",
            "Тарифы, руб./кВт*ч: однотарифный учет 5,93; день 6,82",
            "Реестр на 01.02.2026",
            "",
            "31.02.2022 - 31.04.2022",
            "май",
        ] {
            assert_eq!(period_of_title(title), None, "{title}");
        }
    }
}
