//! Texts made comparable, and the words that stand around a table.

use std::sync::LazyLock;

use domain::area::AreaUnit;
use domain::meter::{MeterService, MeterState};
use serde::Deserialize;

/// Lower case, ё as е, «№» as a word, everything but letters and digits as one space.
pub(crate) fn normalise(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c == '№' {
            push_word(&mut words, "номер");
            gap = true;
        } else if c.is_alphanumeric() {
            if gap && !words.is_empty() {
                words.push(' ');
            }
            gap = false;
            words.extend(c.to_lowercase().map(|c| if c == 'ё' { 'е' } else { c }));
        } else {
            gap = true;
        }
    }
    words
}

fn push_word(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}

/// One or more words in a row; the last letters of each may be free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern(Vec<WordPattern>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct WordPattern {
    text: String,
    open: bool,
}

impl Pattern {
    /// «показан*», «к оплате», «один тариф*».
    pub fn new(text: &str) -> Self {
        let word = |word: &str| {
            let open = word.ends_with('*');
            // «№» becomes a word of its own, hence several words of one.
            normalise(word)
                .split(' ')
                .filter(|text| !text.is_empty())
                .map(|text| WordPattern { text: text.to_owned(), open })
                .collect::<Vec<_>>()
        };
        Self(text.split_whitespace().flat_map(word).collect())
    }

    /// Do the words stand somewhere among these?
    pub fn is_within(&self, words: &[&str]) -> bool {
        !self.0.is_empty() && words.windows(self.0.len()).any(|window| self.fits(window))
    }

    /// Do these begin with the words?
    pub fn begins(&self, words: &[&str]) -> bool {
        !self.0.is_empty() && words.get(..self.0.len()).is_some_and(|start| self.fits(start))
    }

    fn fits(&self, words: &[&str]) -> bool {
        self.0.iter().zip(words).all(|(pattern, word)| {
            if pattern.open { word.starts_with(pattern.text.as_str()) } else { *word == pattern.text }
        })
    }
}

/// The words around a table, as data.
pub(crate) struct Words {
    pub totals: Vec<Pattern>,
    pub signatures: Vec<Pattern>,
    none: Vec<String>,
    electricity: Vec<Pattern>,
    yes: Vec<String>,
    no: Vec<String>,
    units: Vec<(Option<AreaUnit>, Vec<String>)>,
    services: Vec<(MeterService, Vec<Pattern>)>,
    removed: Vec<Pattern>,
    installed: Vec<Pattern>,
}

/// The words of `synonyms/words.toml`.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let text: WordsText = toml::from_str(include_str!("../synonyms/words.toml")).unwrap_or_default();
    let patterns = |texts: &[String]| texts.iter().map(|text| Pattern::new(text)).collect();
    let phrases = |texts: &[String]| texts.iter().map(|text| normalise(text)).collect::<Vec<_>>();
    let plain = |texts: &[String]| texts.iter().map(|text| text.to_lowercase()).collect();
    Words {
        totals: patterns(&text.totals),
        signatures: patterns(&text.signatures),
        none: phrases(&text.none),
        electricity: patterns(&text.electricity),
        yes: plain(&text.yes),
        no: plain(&text.no),
        units: vec![
            (Some(AreaUnit::Ares), phrases(&text.units.ares)),
            (Some(AreaUnit::SquareMetres), phrases(&text.units.square_metres)),
            (None, phrases(&text.units.other)),
        ],
        services: vec![
            (MeterService::Electricity, patterns(&text.services.electricity)),
            (MeterService::ColdWater, patterns(&text.services.cold_water)),
            (MeterService::HotWater, patterns(&text.services.hot_water)),
            (MeterService::Gas, patterns(&text.services.gas)),
            (MeterService::Heat, patterns(&text.services.heat)),
        ],
        removed: patterns(&text.states.removed),
        installed: patterns(&text.states.installed),
    }
});

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsText {
    totals: Vec<String>,
    signatures: Vec<String>,
    none: Vec<String>,
    electricity: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
    units: UnitsText,
    services: ServicesText,
    states: StatesText,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServicesText {
    electricity: Vec<String>,
    cold_water: Vec<String>,
    hot_water: Vec<String>,
    gas: Vec<String>,
    heat: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatesText {
    removed: Vec<String>,
    installed: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitsText {
    ares: Vec<String>,
    square_metres: Vec<String>,
    other: Vec<String>,
}

impl Words {
    /// «Да», «иә» → yes; «Нет», «-» → no; anything else is neither.
    pub fn yes_or_no(&self, text: &str) -> Option<bool> {
        let text = text.trim().trim_end_matches('.').to_lowercase().replace('ё', "е");
        if self.yes.contains(&text) {
            return Some(true);
        }
        self.no.contains(&text).then_some(false)
    }

    /// Does the text say that there is nothing: «нет», «-»?
    pub fn says_none(&self, text: &str) -> bool {
        let text = normalise(text);
        text.is_empty() || self.none.contains(&text)
    }

    /// Is a payment of this purpose for electricity: «эл-во уч 20 за январь»?
    pub fn says_electricity(&self, purpose: &str) -> bool {
        says(&self.electricity, purpose)
    }

    /// What a meter of this type counts: «Хол», «Электроэнергия».
    pub fn meter_service(&self, text: &str) -> Option<MeterService> {
        let found = self.services.iter().find(|(_, patterns)| says(patterns, text));
        found.map(|(service, _)| *service)
    }

    /// Whether a meter in this state works: «в работе», «Снят».
    pub fn meter_state(&self, text: &str) -> Option<MeterState> {
        if says(&self.removed, text) {
            return Some(MeterState::Removed);
        }
        says(&self.installed, text).then_some(MeterState::Installed)
    }

    /// Takes the unit out of a header that has been normalised.
    pub fn without_unit(&self, header: &str) -> (String, Option<AreaUnit>) {
        let mut words: Vec<&str> = header.split(' ').collect();
        let mut area = None;
        for (unit, phrase) in
            self.units.iter().flat_map(|(unit, phrases)| phrases.iter().map(move |phrase| (unit, phrase)))
        {
            let phrase: Vec<_> = phrase.split(' ').collect();
            while let Some(at) = words.windows(phrase.len()).position(|window| window == phrase) {
                area = area.or(*unit);
                words.drain(at..at + phrase.len());
            }
        }
        if words.is_empty() {
            // Nothing but the unit: it is the name, too.
            return (header.to_owned(), area);
        }
        (words.join(" "), area)
    }
}

/// Does one of the patterns stand somewhere in the text?
fn says(patterns: &[Pattern], text: &str) -> bool {
    let text = normalise(text);
    let words: Vec<&str> = text.split(' ').collect();
    patterns.iter().any(|pattern| pattern.is_within(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_can_be_read() {
        assert!(toml::from_str::<WordsText>(include_str!("../synonyms/words.toml")).is_ok());
    }

    #[test]
    fn texts_become_comparable() {
        for (text, wanted) in [
            ("№ участка", "номер участка"),
            ("Заводской №счётчика", "заводской номер счетчика"),
            ("  К оплате\n(однотарифный учет), руб. ", "к оплате однотарифный учет руб"),
            ("День, кВт*ч", "день квт ч"),
            ("E-mail", "e mail"),
            ("", ""),
        ] {
            assert_eq!(normalise(text), wanted);
        }
    }

    #[test]
    fn units_are_taken_out() {
        let unit = |header: &str| WORDS.without_unit(&normalise(header));
        assert_eq!(unit("Площадь участка, соток"), ("площадь участка".into(), Some(AreaUnit::Ares)));
        assert_eq!(unit("Площадь, кв. м"), ("площадь".into(), Some(AreaUnit::SquareMetres)));
        assert_eq!(unit("День, кВт*ч"), ("день".into(), None));
        assert_eq!(unit("Соток"), ("соток".into(), Some(AreaUnit::Ares)));
    }

    #[test]
    fn services_and_states_of_meters() {
        use MeterService::{ColdWater, Electricity, Gas, Heat, HotWater};
        for (text, wanted) in [
            ("Электроэнергия", Some(Electricity)),
            ("Электричество", Some(Electricity)),
            ("Хол", Some(ColdWater)),
            ("Холодная вода", Some(ColdWater)),
            ("Гор.", Some(HotWater)),
            ("Газ", Some(Gas)),
            ("Тепловая энергия", Some(Heat)),
            ("Суық су", Some(ColdWater)),
            ("Вода", None),
            ("", None),
        ] {
            assert_eq!(WORDS.meter_service(text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("в работе", Some(MeterState::Installed)),
            ("Установлен", Some(MeterState::Installed)),
            ("Снят", Some(MeterState::Removed)),
            ("не установлен", Some(MeterState::Removed)),
            ("на поверке", None),
        ] {
            assert_eq!(WORDS.meter_state(text), wanted, "{text}");
        }
    }

    #[test]
    fn yes_and_no_in_three_languages() {
        for (text, wanted) in [
            ("Да ", Some(true)),
            ("да", Some(true)),
            ("Иә", Some(true)),
            ("нет", Some(false)),
            ("-", Some(false)),
            ("может", None),
        ] {
            assert_eq!(WORDS.yes_or_no(text), wanted, "{text}");
        }
    }
}
