//! Figures written digit by digit into room of their own: a page shows hundreds of them, and a `String` each would be
//! allocated, escaped and dropped (docs/PERFORMANCE.md).

use std::fmt;
use std::ops::Deref;

use arrayvec::ArrayString;
use askama::filters::HtmlSafe;

use super::MINUS;

/// Room for any figure: twenty digits, six separators of two bytes, a minus of three and a point.
const ROOM: usize = 40;

/// A figure as a person reads it: digits, separators and a minus, which HTML shows as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Figure(ArrayString<ROOM>);

/// How a language writes figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marks {
    /// Between thousands.
    pub thousands: char,
    /// Before the fraction.
    pub point: char,
}

impl Figure {
    /// «—»: what stands where no figure can.
    pub fn none() -> Self {
        let mut text = ArrayString::new();
        text.push('—');
        Self(text)
    }

    /// `value` / 10^`decimals` with its thousands set apart, at least `least` decimals and no zero beyond them.
    pub(super) fn new(value: i64, decimals: u32, least: usize, marks: Marks) -> Self {
        let scale = 10_u64.pow(decimals);
        let (whole, fraction) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
        let mut text = ArrayString::new();
        if value < 0 {
            text.push(MINUS);
        }
        let mut room = [0; 20];
        let (first, threes) = by_thousands(digits(whole, 1, &mut room));
        text.push_str(first);
        for three in threes {
            text.push(marks.thousands);
            text.push_str(three);
        }
        let fraction = digits(fraction, decimals as usize, &mut room);
        let shown = fraction.trim_end_matches('0').len().max(least);
        if decimals > 0 && shown > 0 {
            text.push(marks.point);
            text.push_str(&fraction[..shown.min(fraction.len())]);
        }
        Self(text)
    }
}

/// «1», «234», «567» of «1234567».
fn by_thousands(digits: &str) -> (&str, impl Iterator<Item = &str>) {
    let (first, rest) = digits.split_at((digits.len() - 1) % 3 + 1);
    (first, (0..rest.len()).step_by(3).map(move |from| &rest[from..from + 3]))
}

/// The digits of a number, with zeros before them up to `width`.
fn digits(mut number: u64, width: usize, room: &mut [u8; 20]) -> &str {
    let mut from = room.len();
    while number > 0 || room.len() - from < width {
        from -= 1;
        room[from] = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
    std::str::from_utf8(&room[from..]).unwrap_or_default()
}

impl Deref for Figure {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self)
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, to)
    }
}

impl PartialEq<&str> for Figure {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl From<Figure> for String {
    fn from(figure: Figure) -> Self {
        figure.as_ref().to_owned()
    }
}

impl AsRef<str> for Figure {
    fn as_ref(&self) -> &str {
        self
    }
}

impl HtmlSafe for Figure {}

impl askama::FastWritable for Figure {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Marks};
    use domain::{Currency, Money, Quantity};

    const PLAIN: Marks = Marks { thousands: ' ', point: '.' };
    const WIDE: Marks = Marks { thousands: '\u{a0}', point: ',' };

    /// As the domain writes it, but for the minus.
    fn plain(value: i64, decimals: u32, least: usize) -> String {
        Figure::new(value, decimals, least, PLAIN).replace(' ', "").replace('\u{2212}', "-")
    }

    #[test]
    fn figures_are_those_of_the_domain() {
        let edges = [0, 1, 9, 10, 99, 100, 999_999, 1_000_000, 1_000_001, 123_456_789, 5_214_000, i64::MAX];
        for value in edges.into_iter().flat_map(|value| [value, -value]).chain([i64::MIN]) {
            assert_eq!(plain(value, 6, 0), Quantity::from_micro(value).to_string());
            assert_eq!(plain(value, 2, 2), Money::new(value, Currency::Rub).to_string());
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(Figure::new(123_456_789, 2, 2, PLAIN), "1 234 567.89");
        assert_eq!(Figure::new(-100_000, 2, 2, WIDE), "\u{2212}1\u{a0}000,00");
        assert_eq!(Figure::new(145_554_000, 6, 0, PLAIN), "145.554");
    }

    #[test]
    fn the_longest_figure_has_room() {
        assert_eq!(Figure::new(i64::MIN, 0, 0, WIDE).chars().count(), 26);
        assert_eq!(Figure::new(i64::MIN, 2, 2, WIDE).chars().filter(char::is_ascii_digit).count(), 19);
    }
}
