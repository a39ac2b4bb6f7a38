//! Figures and dates of Russian forms.

use chrono::Datelike as _;
use domain::{Date, Money, money::words::in_russian};

const MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

/// `2 200,00 ₽`, with spaces that don't break.
pub(crate) fn sum(sum: Money) -> String {
    let plain = sum.to_decimal_string(',');
    let (whole, decimals) = plain.split_once(',').unwrap_or((&plain, "00"));
    let mut text = String::new();
    for (index, c) in whole.chars().enumerate() {
        let thousands = index > 0 && (whole.len() - index).is_multiple_of(3);
        if thousands && !text.ends_with('-') {
            text.push('\u{a0}');
        }
        text.push(c);
    }
    format!("{text},{decimals}\u{a0}{}", sum.currency().symbol())
}

/// «Две тысячи двести рублей 00 копеек»; the kopecks stay with their figures.
pub(crate) fn sum_in_words(sum: Money) -> String {
    let words = in_russian(sum);
    let words = words.rsplit_once(' ').map_or(words.clone(), |(rest, unit)| format!("{rest}\u{a0}{unit}"));
    let mut characters = words.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

/// «12 июня 2022 г.», with spaces that don't break.
pub(crate) fn date(date: Date) -> String {
    let month = usize::try_from(date.month0()).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{}\u{a0}{month}\u{a0}{}\u{a0}г.", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::{date, sum, sum_in_words};
    use domain::{Currency, Money, parse_date};

    #[test]
    fn figures_and_dates() {
        let table = [
            (5, "0,05 ₽"),
            (99_999, "999,99 ₽"),
            (220_000, "2 200,00 ₽"),
            (12_345_678_900, "123 456 789,00 ₽"),
            (-100_000, "-1 000,00 ₽"),
            (-10_000, "-100,00 ₽"),
        ];
        for (kopecks, text) in table {
            assert_eq!(sum(Money::new(kopecks, Currency::Rub)).replace('\u{a0}', " "), text);
        }
        assert_eq!(date(parse_date("01.05.2022").unwrap()).replace('\u{a0}', " "), "1 мая 2022 г.");
        assert_eq!(sum_in_words(Money::new(220_000, Currency::Rub)), "Две тысячи двести рублей 00\u{a0}копеек");
    }
}
