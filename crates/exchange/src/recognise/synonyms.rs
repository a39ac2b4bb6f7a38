//! Which header means which field: rules read from `synonyms/*.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::account::IdentifierKind;
use domain::import::{ChargeField, ImportKind, MeterField, PaymentField, ReadingField, RegisterField};
use serde::Deserialize;

use super::columns::Field;
use super::words::{Pattern, normalise};

/// A header that is one of the phrases of a field, word for word.
const EXACT: usize = 1000;
/// The same without the headers it stands under.
const EXACT_LEAF: usize = 900;

/// The rules of one kind of table.
pub(crate) struct Vocabulary {
    /// Of which kind.
    pub kind: ImportKind,
    /// Fields without which no row can be made.
    pub required: Vec<Field>,
    /// So many fields beside the number tell the kind.
    pub enough: usize,
    against: Vec<Pattern>,
    titles_beside: Vec<(Vec<Field>, String)>,
    rules: Vec<Rule>,
}

struct Rule {
    field: Field,
    title: Option<String>,
    identifier: Option<IdentifierKind>,
    exact: Vec<String>,
    all: Vec<Vec<Pattern>>,
    none: Vec<Pattern>,
}

/// How a header was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The field.
    pub field: Field,
    /// How sure it is; more is surer.
    pub strength: usize,
    /// The kind of number, for the column of account numbers.
    pub identifier: Option<IdentifierKind>,
}

/// The rules of every kind.
pub(crate) static VOCABULARIES: LazyLock<[Vocabulary; 5]> = LazyLock::new(|| {
    [
        Vocabulary::read(ImportKind::Readings, include_str!("../synonyms/readings.toml")),
        Vocabulary::read(ImportKind::Register, include_str!("../synonyms/register.toml")),
        Vocabulary::read(ImportKind::Charges, include_str!("../synonyms/charges.toml")),
        Vocabulary::read(ImportKind::Payments, include_str!("../synonyms/payments.toml")),
        Vocabulary::read(ImportKind::Meters, include_str!("../synonyms/meters.toml")),
    ]
});

/// The rules of a kind.
pub(crate) fn vocabulary(kind: ImportKind) -> &'static Vocabulary {
    let [readings, register, charges, payments, meters] = &*VOCABULARIES;
    match kind {
        ImportKind::Readings => readings,
        ImportKind::Register => register,
        ImportKind::Charges => charges,
        ImportKind::Payments => payments,
        ImportKind::Meters => meters,
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct VocabularyText {
    required: Vec<String>,
    enough: usize,
    against: Vec<String>,
    #[serde(default)]
    title_beside: Vec<TitleText>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    field: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleText {
    title: String,
    fields: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    code: String,
    title: Option<String>,
    identifier: Option<String>,
    #[serde(default)]
    exact: Vec<String>,
    #[serde(default)]
    all: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
}

impl VocabularyText {
    /// The patterns that `@name` or a pattern itself stands for.
    fn patterns(&self, text: &str) -> Vec<Pattern> {
        match text.strip_prefix('@') {
            Some(name) => self.groups.get(name).into_iter().flatten().map(|text| Pattern::new(text)).collect(),
            None => vec![Pattern::new(text)],
        }
    }

    fn rule(&self, kind: ImportKind, text: &RuleText) -> Option<Rule> {
        Some(Rule {
            field: Field::parse(kind, &text.code)?,
            title: text.title.clone(),
            identifier: text.identifier.as_deref().and_then(|code| IdentifierKind::parse(code).ok()),
            exact: text.exact.iter().map(|phrase| normalise(phrase)).collect(),
            all: text.all.iter().map(|group| self.patterns(group)).collect(),
            none: text.none.iter().flat_map(|group| self.patterns(group)).collect(),
        })
    }
}

impl Vocabulary {
    fn read(kind: ImportKind, text: &str) -> Self {
        let text: VocabularyText = toml::from_str(text).unwrap_or_default();
        let fields = |codes: &[String]| codes.iter().filter_map(|code| Field::parse(kind, code)).collect();
        Self {
            kind,
            required: fields(&text.required),
            enough: text.enough,
            against: text.against.iter().map(|pattern| Pattern::new(pattern)).collect(),
            titles_beside: text.title_beside.iter().map(|title| (fields(&title.fields), title.title.clone())).collect(),
            rules: text.field.iter().filter_map(|rule| text.rule(kind, rule)).collect(),
        }
    }

    /// The best meaning of a header; `leaf` is its lowest level, both normalised and without units.
    pub fn meaning(&self, header: &str, leaf: &str) -> Option<Meaning> {
        let words: Vec<&str> = header.split(' ').filter(|word| !word.is_empty()).collect();
        let mut best: Option<Meaning> = None;
        for rule in &self.rules {
            let strength = rule.strength(header, leaf, &words);
            if strength > best.map_or(0, |best| best.strength) {
                best = Some(Meaning { field: rule.field, strength, identifier: rule.identifier });
            }
        }
        best
    }

    /// Does a header speak for another kind of table?
    pub fn is_against(&self, header: &str) -> bool {
        let words: Vec<&str> = header.split(' ').collect();
        self.against.iter().any(|pattern| pattern.is_within(&words))
    }

    /// What to call the column of a field that is missing, beside those that are there.
    pub fn title(&self, field: Field, present: &[Field]) -> &str {
        let beside = self.titles_beside.iter().find(|(fields, _)| fields.iter().any(|field| present.contains(field)));
        let own = || self.rules.iter().filter(|rule| rule.field == field).find_map(|rule| rule.title.as_deref());
        beside
            .filter(|_| field.is_number())
            .map(|(_, title)| title.as_str())
            .or_else(own)
            .unwrap_or_else(|| field.code())
    }
}

impl Rule {
    /// 0 for no match.
    fn strength(&self, header: &str, leaf: &str, words: &[&str]) -> usize {
        if self.exact.iter().any(|phrase| phrase == header) {
            return EXACT;
        }
        if self.exact.iter().any(|phrase| phrase == leaf) {
            return EXACT_LEAF;
        }
        let each = self.all.iter().all(|group| group.iter().any(|pattern| pattern.is_within(words)));
        let barred = self.none.iter().any(|pattern| pattern.is_within(words));
        if each && !barred { self.all.len() } else { 0 }
    }
}

impl Field {
    /// Reads a field's code.
    pub fn parse(kind: ImportKind, code: &str) -> Option<Self> {
        match kind {
            ImportKind::Register => RegisterField::parse(code).ok().map(Self::Register),
            ImportKind::Readings => ReadingField::parse(code).ok().map(Self::Reading),
            ImportKind::Charges => ChargeField::parse(code).ok().map(Self::Charge),
            ImportKind::Payments => PaymentField::parse(code).ok().map(Self::Payment),
            ImportKind::Meters => MeterField::parse(code).ok().map(Self::Meter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::words::WORDS;

    fn field(kind: ImportKind, header: &str) -> Option<&'static str> {
        let (name, _) = WORDS.without_unit(&normalise(header));
        vocabulary(kind).meaning(&name, &name).map(|meaning| meaning.field.code())
    }

    #[test]
    fn the_data_can_be_read() {
        for (kind, text) in [
            (ImportKind::Readings, include_str!("../synonyms/readings.toml")),
            (ImportKind::Register, include_str!("../synonyms/register.toml")),
            (ImportKind::Charges, include_str!("../synonyms/charges.toml")),
            (ImportKind::Payments, include_str!("../synonyms/payments.toml")),
            (ImportKind::Meters, include_str!("../synonyms/meters.toml")),
        ] {
            let text: VocabularyText = toml::from_str(text).unwrap();
            let rules = Vocabulary::read(kind, "").rules.len() + text.field.len();
            assert_eq!(vocabulary(kind).rules.len(), rules, "a code of {kind} is unknown");
            let known = |name: &str| name.strip_prefix('@').is_none_or(|group| text.groups.contains_key(group));
            assert!(text.field.iter().flat_map(|rule| rule.all.iter().chain(&rule.none)).all(|name| known(name)));
        }
    }

    #[test]
    fn no_phrase_means_two_fields() {
        for vocabulary in &*VOCABULARIES {
            let mut seen = BTreeMap::new();
            for rule in &vocabulary.rules {
                for phrase in &rule.exact {
                    let other = seen.insert(phrase, rule.field);
                    assert!(other.is_none_or(|other| other == rule.field), "{phrase}");
                }
            }
        }
    }

    #[test]
    fn headers_of_readings() {
        for (header, code) in [
            ("№ участка", Some("number")),
            ("Участок №", Some("number")),
            ("Период с", Some("period_from")),
            ("Начало: День, кВт*ч", Some("start_day")),
            ("Показания на начало периода: Ночь", Some("start_night")),
            ("Показания на конец периода Сумма, кВт·ч", Some("end_sum")),
            ("Предыдущие показания Т1", Some("start_day")),
            ("Текущие показания Т2", Some("end_night")),
            ("Показания на начало", Some("start_day")),
            ("Конечные показания, кВтч", Some("end_day")),
            ("Расход: Всего, кВт*ч", Some("use_all")),
            ("Расход день", Some("use_day")),
            ("К оплате (однотарифный учет), руб.", Some("cost_single")),
            ("К оплате (двухтарифный учет), руб.: День", Some("cost_day")),
            ("К оплате (двухтарифный учет), руб.: Ночь", Some("cost_night")),
            ("К оплате (двухтарифный учет), руб.: Всего", Some("cost_total")),
            ("Кезең басындағы көрсеткіштер: Күндіз", Some("start_day")),
            ("Opening reading, day", Some("start_day")),
            ("Closing reading, night", Some("end_night")),
            ("Дата текущих показаний", None),
            ("Примечание", None),
        ] {
            assert_eq!(field(ImportKind::Readings, header), code, "{header}");
        }
    }

    #[test]
    fn headers_of_registers() {
        for (header, code) in [
            ("Лицевой счёт", Some("number")),
            ("Л/С", Some("number")),
            ("№ договора", Some("number")),
            ("Площадь участка, соток", Some("area")),
            ("Заводской № счетчика", Some("meter_serial")),
            ("Электронная почта", Some("email")),
            ("E-mail", Some("email")),
            ("Мекенжай", Some("address")),
            ("Проживает, чел.", Some("residents")),
            ("Отделение", Some("department")),
            ("Квартира", Some("flat")),
            ("ЕЛС", Some("els")),
            ("БИН / ИИН", Some("tax_number")),
            ("Сальдо на 01.01.2026, тг", Some("balance")),
            ("Долг (+) / переплата (-), руб.", Some("balance")),
            ("Код поставщика", Some("organisation")),
            ("Счёт-извещение на email", None),
            ("Группа потребителей", None),
            ("Сумма", None),
        ] {
            assert_eq!(field(ImportKind::Register, header), code, "{header}");
        }
    }

    #[test]
    fn headers_of_meters() {
        for (header, code) in [
            ("ЛС/договор", Some("number")),
            ("Вода", Some("service")),
            ("Завод №", Some("serial")),
            ("Место установки счетчика", Some("title")),
            ("Предыдущ. показания", Some("reading_1")),
            ("Дата предыдущ. показаний", Some("taken_on")),
            ("Показание 2", Some("reading_2")),
            ("Дата поверки", Some("verified_on")),
            ("Поверка действительна до", Some("verify_by")),
            ("Количество тарифов", Some("zones")),
            ("Дата вывода из эксплуатации", Some("removed_on")),
            ("Состояние водомера", Some("state")),
            ("Показание 4", None),
            ("Источник предыдущ. показаний", None),
            ("Дата контрольных показаний", None),
            ("Установлен теплосчётчик", None),
        ] {
            assert_eq!(field(ImportKind::Meters, header), code, "{header}");
        }
    }
}
