//! Words, dates and figures in the person's language. `build.rs` sees to it that no text is missing.

mod figure;
mod plain;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Utc};
use domain::portal::{Language, TimeZone};
use domain::{Currency, Date, DateSpan, Money, Period, Quantity, Rate};
use fluent_templates::fluent_bundle::{FluentResource, FluentValue};
use fluent_templates::{FluentBundle, LanguageIdentifier, Loader as _, langid};

pub use figure::Figure;
use figure::Marks;
pub use words::Words;

fluent_templates::static_loader! {
    // A closure, because the macro takes no path.
    static TEXTS = {
        locales: "./translations",
        fallback_language: "ru",
        customise: |bundle| {
            customise(bundle);
        },
    };
}

/// No invisible marks around values, and thousands set apart in numbers.
fn customise(bundle: &mut FluentBundle<&'static FluentResource>) {
    bundle.set_use_isolating(false);
    let english = bundle.locales.first() == Some(&EN);
    bundle.set_formatter(Some(if english {
        |value, _| grouped_number(value, THOUSANDS_EN)
    } else {
        |value, _| grouped_number(value, NO_BREAK)
    }));
}

fn grouped_number(value: &FluentValue<'_>, separator: char) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            let plain = number.as_string();
            let (whole, rest) = plain.split_once('.').map_or((plain.as_ref(), ""), |(whole, rest)| (whole, rest));
            (rest.is_empty()).then(|| grouped(whole, separator))
        }
        _ => None,
    }
}

fn grouped(digits: &str, separator: char) -> String {
    let mut text = String::with_capacity(digits.len() * 2);
    push_grouped(&mut text, digits, separator);
    text
}

fn push_grouped(text: &mut String, digits: &str, separator: char) {
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
}

static RU: LanguageIdentifier = langid!("ru");
static KK: LanguageIdentifier = langid!("kk");
static EN: LanguageIdentifier = langid!("en");
/// Between thousands and before units: figures never break.
const NO_BREAK: char = '\u{a0}';
const THOUSANDS_EN: char = ',';
const MINUS: char = '\u{2212}';

/// Speaks one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Translator {
    language: Language,
}

/// What can stand in a text: words, or a number by which a plural is chosen.
pub trait TextArg {
    /// As Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl TextArg for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl<T: TextArg + ?Sized> TextArg for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

macro_rules! word_args {
    ($($words:ty),+) => { $(impl TextArg for $words {
        fn value(&self) -> FluentValue<'_> {
            (**self).value()
        }
    })+ };
}
word_args!(String, Words, Figure);

macro_rules! number_args {
    ($($number:ty),+) => { $(impl TextArg for $number {
        fn value(&self) -> FluentValue<'_> {
            FluentValue::from(*self)
        }
    })+ };
}
number_args!(u16, u32, u64, usize, i64);

impl Translator {
    /// For this language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Which language it speaks.
    pub const fn language(self) -> Language {
        self.language
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self.language {
            Language::Ru => &RU,
            Language::Kk => &KK,
            Language::En => &EN,
        }
    }

    /// A text.
    pub fn s(&self, key: impl AsRef<str>) -> Words {
        let key = key.as_ref();
        plain::words(self.language, key).unwrap_or_else(|| Words::said(&self.by_fluent(key, [])))
    }

    /// A text with one value.
    pub fn s1(&self, key: impl AsRef<str>, name: &'static str, value: impl TextArg) -> String {
        self.args(key.as_ref(), [(name, value.value())])
    }

    /// A text with two values.
    pub fn s2(
        &self,
        key: impl AsRef<str>,
        name: &'static str,
        value: impl TextArg,
        name2: &'static str,
        value2: impl TextArg,
    ) -> String {
        self.args(key.as_ref(), [(name, value.value()), (name2, value2.value())])
    }

    /// A text with three values.
    #[allow(clippy::too_many_arguments, reason = "three names with their values")]
    pub fn s3(
        &self,
        key: impl AsRef<str>,
        name: &'static str,
        value: impl TextArg,
        name2: &'static str,
        value2: impl TextArg,
        name3: &'static str,
        value3: impl TextArg,
    ) -> String {
        self.args(key.as_ref(), [(name, value.value()), (name2, value2.value()), (name3, value3.value())])
    }

    /// A text with any number of values.
    pub fn args<const N: usize>(&self, key: &str, values: [(&'static str, FluentValue<'_>); N]) -> String {
        plain::text(self.language, key, &values).unwrap_or_else(|| self.by_fluent(key, values))
    }

    fn by_fluent<const N: usize>(self, key: &str, values: [(&'static str, FluentValue<'_>); N]) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
            values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        TEXTS.lookup_with_args(self.id(), key, &values)
    }

    /// A whole number with its thousands set apart.
    pub fn n(&self, number: impl std::borrow::Borrow<u64>) -> String {
        self.grouped(&number.borrow().to_string())
    }

    /// «5 июня 2022».
    pub fn date(&self, date: Date) -> String {
        let month = self.s(format!("month-date-{}", date.month()));
        self.s3("date-long", "day", date.day().to_string(), "month", month, "year", date.year().to_string())
            .replace(' ', &NO_BREAK.to_string())
    }

    /// «05.06.2022».
    pub fn short_date(&self, date: Date) -> String {
        date.format("%d.%m.%Y").to_string()
    }

    /// «1 июня 2022 в 9:14».
    pub fn moment(&self, at: DateTime<Utc>, zone: TimeZone) -> String {
        let local = at.with_timezone(&zone.tz());
        let time = local.format("%-H:%M").to_string();
        self.s2("date-time", "date", self.date(local.date_naive()), "time", time)
    }

    /// «май 2022».
    pub fn month(&self, period: Period) -> String {
        let first = period.first_day();
        self.s2("date-month", "month", self.month_name(first), "year", first.year().to_string())
    }

    /// «май».
    pub fn month_name(&self, date: Date) -> Words {
        self.s(format!("month-name-{}", date.month()))
    }

    /// «май», short enough for a chart.
    pub fn month_short(&self, date: Date) -> Words {
        self.s(format!("month-short-{}", date.month()))
    }

    /// «01 Мая 2022 года - 01 Июня 2022 года» (catalogue A8).
    pub fn span(&self, span: DateSpan) -> String {
        let end = |date: Date| {
            let month = self.s(format!("month-genitive-{}", date.month()));
            let day = format!("{:02}", date.day());
            self.s3("date-period-end", "day", day, "month", month, "year", date.year().to_string())
        };
        format!("{} - {}", end(span.from()), end(span.to()))
    }

    /// «4 121,45».
    pub fn sum(&self, money: Money) -> Figure {
        Figure::new(money.minor(), Currency::DECIMALS, 2, self.marks())
    }

    /// «4 121,45 ₽».
    pub fn money(&self, money: Money) -> String {
        format!("{}{NO_BREAK}{}", self.sum(money), money.currency().symbol())
    }

    /// «5,93 ₽»: as many decimals as the rate has, two at least.
    pub fn rate(&self, rate: Rate, currency: Currency) -> String {
        let figure = Figure::new(rate.micro(), Rate::DECIMALS, 2, self.marks());
        format!("{figure}{NO_BREAK}{}", currency.symbol())
    }

    /// «12 650», «5,214»: as many decimals as the quantity has.
    pub fn quantity(&self, quantity: Quantity) -> Figure {
        Figure::new(quantity.micro(), Quantity::DECIMALS, 0, self.marks())
    }

    fn marks(self) -> Marks {
        let point = if self.language == Language::En { '.' } else { ',' };
        Marks { thousands: thousands(self.language), point }
    }

    fn grouped(self, digits: &str) -> String {
        grouped(digits, thousands(self.language))
    }
}

/// What sets thousands apart.
fn thousands(language: Language) -> char {
    match language {
        Language::En => THOUSANDS_EN,
        Language::Ru | Language::Kk => NO_BREAK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RU: Translator = Translator::new(Language::Ru);

    #[test]
    fn a8_shows_periods_as_the_catalogue_does() {
        let date = |text| domain::parse_date(text).unwrap();
        let span = DateSpan::new(date("01.05.2022"), date("01.06.2022")).unwrap();
        assert_eq!(RU.span(span), "01 Мая 2022 года - 01 Июня 2022 года");
        assert_eq!(RU.date(date("05.06.2022")), "5\u{a0}июня\u{a0}2022");
    }

    #[test]
    fn figures_are_grouped_and_keep_their_decimals() {
        let rub = |minor| Money::new(minor, Currency::Rub);
        assert_eq!(RU.money(rub(412_145)), "4\u{a0}121,45\u{a0}₽");
        assert_eq!(RU.sum(rub(-5)), "\u{2212}0,05");
        assert_eq!(RU.sum(rub(0)), "0,00");
        assert_eq!(Translator::new(Language::En).sum(rub(123_456_789)), "1,234,567.89");
        assert_eq!(RU.quantity(Quantity::from_micro(12_650_500_000)), "12\u{a0}650,5");
        assert_eq!(RU.rate(Rate::from_micro(5_930_000), Currency::Rub), "5,93\u{a0}₽");
        assert_eq!(RU.rate(Rate::from_micro(6_500_000), Currency::Rub), "6,50\u{a0}₽");
    }

    #[test]
    fn every_problem_has_a_sentence_in_every_language() {
        for language in Language::ALL {
            for kind in domain::import::ProblemKind::ALL {
                let problem = domain::import::Problem::new(*kind);
                let text = crate::problem_text::sentence(Translator::new(*language), &problem);
                assert!(!text.starts_with("Unknown localization"), "{language} {kind}");
            }
        }
    }
}
