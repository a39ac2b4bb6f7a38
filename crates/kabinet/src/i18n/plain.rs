//! Texts without plurals, written out as constants by `build.rs`. Fluent takes a microsecond a text, of which the
//! electricity page has two hundred; it is left with the plurals, which need it (docs/PERFORMANCE.md).

use std::sync::LazyLock;

use domain::portal::Language;
use fluent_templates::fluent_bundle::FluentValue;

use rustc_hash::FxHashMap;

use super::{Words, grouped_number, thousands};

/// A piece of a text.
enum Part {
    /// Words as they stand.
    Words(&'static str),
    /// The value of this name.
    Value(&'static str),
}

/// Most texts with values are shorter, so they grow once.
const ROOM: usize = 64;

/// Texts with their keys.
type PlainTexts = &'static [(&'static str, &'static [Part])];

include!(concat!(env!("OUT_DIR"), "/plain_texts.rs"));

/// For finding a text by its key. The keys are our own, so a quick hash will do.
type ByKey = FxHashMap<&'static str, &'static [Part]>;

static BY_KEY: LazyLock<[ByKey; 3]> = LazyLock::new(|| [RU, KK, EN].map(|texts| texts.iter().copied().collect()));

fn all(language: Language) -> &'static ByKey {
    let [ru, kk, en] = &*BY_KEY;
    match language {
        Language::Ru => ru,
        Language::Kk => kk,
        Language::En => en,
    }
}

/// A text that has no values; `None` where only Fluent can say it.
pub(super) fn words(language: Language, key: &str) -> Option<Words> {
    match *all(language).get(key)? {
        [Part::Words(words)] => Some(Words::translated(words)),
        _ => None,
    }
}

/// The text with its values; `None` where only Fluent can say it.
pub(super) fn text(language: Language, key: &str, values: &[(&'static str, FluentValue<'_>)]) -> Option<String> {
    let parts = *all(language).get(key)?;
    let mut text = String::with_capacity(ROOM);
    for part in parts {
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

fn push(text: &mut String, value: &FluentValue<'_>, language: Language) -> Option<()> {
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
            assert!(texts.len() > 200, "{language}");
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
