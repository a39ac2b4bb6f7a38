//! Texts without plurals, written out as constants by `build.rs`. Fluent takes a microsecond a text, of which the
//! electricity page has two hundred; it is left with the plurals, which need it (docs/PERFORMANCE.md).

use domain::portal::Language;
use fluent_templates::fluent_bundle::FluentValue;

use super::{grouped_number, thousands};

/// A piece of a text.
enum Part {
    /// Words as they stand.
    Words(&'static str),
    /// The value of this name.
    Value(&'static str),
}

/// Texts in the order of their keys.
type PlainTexts = &'static [(&'static str, &'static [Part])];

include!(concat!(env!("OUT_DIR"), "/plain_texts.rs"));

fn all(language: Language) -> PlainTexts {
    match language {
        Language::Ru => RU,
        Language::Kk => KK,
        Language::En => EN,
    }
}

/// The text with its values; `None` where only Fluent can say it.
pub(super) fn text(language: Language, key: &str, values: &[(&'static str, FluentValue<'static>)]) -> Option<String> {
    let texts = all(language);
    let found = texts.binary_search_by_key(&key, |(key, _)| key).ok()?;
    let mut text = String::new();
    for part in texts[found].1 {
        match part {
            Part::Words(words) => text.push_str(words),
            Part::Value(name) => {
                let (_, value) = values.iter().find(|(known, _)| known == name)?;
                push(&mut text, value, language)?;
            }
        }
    }
    Some(text)
}

fn push(text: &mut String, value: &FluentValue<'static>, language: Language) -> Option<()> {
    match value {
        FluentValue::String(words) => text.push_str(words),
        FluentValue::Number(_) => text.push_str(&grouped_number(value, thousands(language))?),
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Part, all, text};
    use crate::i18n::Translator;
    use domain::portal::Language;
    use fluent_templates::fluent_bundle::FluentValue;

    /// Each value in turn as words and as a number.
    fn values(parts: &'static [Part], number: bool) -> [(&'static str, FluentValue<'static>); 4] {
        let mut names = parts.iter().filter_map(|part| match part {
            Part::Words(_) => None,
            Part::Value(name) => Some(*name),
        });
        std::array::from_fn(|index| {
            let value =
                if number { FluentValue::from(12_345 * index) } else { FluentValue::from(format!("«{index}»")) };
            (names.next().unwrap_or("unused"), value)
        })
    }

    #[test]
    fn fluent_says_the_same() {
        for language in Language::ALL {
            let texts = all(*language);
            assert!(texts.len() > 200 && texts.is_sorted_by_key(|(key, _)| *key), "{language}");
            for (key, parts) in texts {
                for number in [false, true] {
                    let values = values(parts, number);
                    let said = text(*language, key, &values);
                    assert_eq!(said, Some(Translator::new(*language).by_fluent(key, values)), "{language} {key}");
                }
            }
        }
    }

    #[test]
    fn plurals_are_left_to_fluent() {
        let count = [("count", FluentValue::from(2)), ("plots", FluentValue::from("1, 2"))];
        assert_eq!(text(Language::Ru, "electricity-plots", &count), None);
    }
}
