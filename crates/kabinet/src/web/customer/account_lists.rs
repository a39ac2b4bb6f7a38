//! The lists and the number by which an account is found, as the form shows them.

use domain::account::Finding;
use store::linking::Choice;
use store::portals::Portal;

use crate::flows::find_account::{Chosen, Fault, Field, Lists, NO_FLAT};
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, ListView, OptionView};

/// What is wrong and where.
pub(super) type Wrong = (Field, String);

/// What is wrong with the way to the account, in words.
pub(super) fn fault_words(t: Translator, fault: Fault) -> String {
    match fault {
        Fault::NotChosen(Field::Department) => t.s("add-department-missing").into(),
        Fault::NotChosen(Field::Building) => t.s("add-building-missing").into(),
        Fault::NotChosen(Field::Flat) => t.s("add-flat-missing").into(),
        Fault::NotChosen(Field::Supplier) => t.s("add-supplier-missing").into(),
        Fault::NotChosen(_) => t.s("add-account-missing").into(),
        Fault::NumberMissing => t.s("add-number-missing").into(),
        Fault::NumberOdd => t.s("add-number-odd").into(),
        Fault::NumberLength { digits } => t.s1("add-number-length", "digits", digits),
        Fault::NumberUnknown => t.s("add-number-unknown").into(),
        Fault::TooMany { minutes } => t.s1("form-too-many", "minutes", minutes),
    }
}

/// The lists of the portal's scheme.
pub(super) fn list_views(
    t: Translator,
    portal: &Portal,
    chosen: &Chosen<'_>,
    lists: &Lists,
    wrong: Option<&Wrong>,
) -> Vec<ListView> {
    let list = |id, field, label: Words, nothing: Words, options: Vec<OptionView>| ListView {
        id,
        label,
        hint: String::new(),
        nothing,
        options,
        error: wrong.filter(|(at, _)| *at == field).map(|(_, text)| text.clone()),
        next: false,
    };
    match portal.rules.linking.finding {
        Finding::Declared | Finding::Number => Vec::new(),
        Finding::Supplier => {
            let option = |one: &store::organisations::Organisation| OptionView {
                value: one.id.to_string(),
                text: if one.service.is_empty() {
                    one.title.clone()
                } else {
                    format!("{} — {}", one.title, one.service)
                },
                chosen: one.id.to_string() == chosen.supplier,
            };
            let options = lists.suppliers.iter().map(option).collect();
            vec![list("supplier", Field::Supplier, t.s("add-supplier"), t.s("add-supplier-choose"), options)]
        }
        Finding::Cascade => {
            let several = lists.departments.windows(2).any(|pair| pair[0].organisation != pair[1].organisation);
            let only = lists.departments.len() == 1;
            let departments = options(&lists.departments, chosen.department, several, only);
            let buildings = options(&lists.buildings, chosen.building, false, false);
            let flats = lists.flats.iter().map(|flat| flat_option(t, flat, chosen.flat)).collect();
            let accounts = lists.accounts.iter().map(|one| OptionView {
                value: one.account().to_string(),
                text: one.number().to_owned(),
                chosen: one.account().to_string() == chosen.account,
            });
            let first = |waits: bool, then: &'static str, now: &'static str| if waits { t.s(then) } else { t.s(now) };
            let mut views = vec![
                list("department", Field::Department, t.s("add-department"), t.s("add-department-choose"), departments),
                list(
                    "building",
                    Field::Building,
                    t.s("add-building"),
                    first(lists.buildings.is_empty(), "add-building-waits", "add-building-choose"),
                    buildings,
                ),
                list(
                    "flat",
                    Field::Flat,
                    t.s("add-flat"),
                    first(lists.flats.is_empty(), "add-flat-waits", "add-flat-choose"),
                    flats,
                ),
                list(
                    "account",
                    Field::Account,
                    t.s("add-account-list"),
                    first(lists.accounts.is_empty(), "add-account-waits", "add-account-choose"),
                    accounts.collect(),
                ),
            ];
            // Whoever came a step further goes on at the list that opened.
            if views.iter().any(ListView::is_chosen)
                && let Some(next) = views.iter_mut().find(|view| !view.options.is_empty() && !view.is_chosen())
            {
                next.next = true;
            }
            views
        }
    }
}

fn options(choices: &[Choice], chosen: &str, several: bool, only: bool) -> Vec<OptionView> {
    let option = |one: &Choice| OptionView {
        value: one.id.to_string(),
        text: match (one.title.as_str(), several) {
            ("", _) => one.organisation.clone(),
            (title, true) => format!("{title} — {}", one.organisation),
            (title, false) => title.to_owned(),
        },
        chosen: only || one.id.to_string() == chosen,
    };
    choices.iter().map(option).collect()
}

fn flat_option(t: Translator, flat: &str, chosen: &str) -> OptionView {
    let value = if flat.is_empty() { NO_FLAT } else { flat };
    let text = match flat.chars().next() {
        None => t.s("add-flat-none").into(),
        Some(first) if first.is_ascii_digit() => t.s1("add-flat-number", "flat", flat),
        Some(_) => flat.to_owned(),
    };
    OptionView { value: value.to_owned(), text, chosen: value == chosen }
}

/// The number, where the scheme asks for one.
pub(super) fn number_fields(
    t: Translator,
    portal: &Portal,
    chosen: &Chosen<'_>,
    lists: &Lists,
    wrong: Option<&Wrong>,
) -> Vec<FieldView> {
    let (label, hint) = match portal.rules.linking.finding {
        Finding::Declared | Finding::Cascade => return Vec::new(),
        Finding::Number => (t.s("add-number-contract"), String::from(t.s("add-number-contract-hint"))),
        Finding::Supplier => {
            let supplier = lists.suppliers.iter().find(|one| one.id.to_string() == chosen.supplier);
            let hint = match supplier.and_then(|one| one.number_digits) {
                Some(digits) => t.s1("add-number-digits", "digits", digits),
                None => t.s("add-number-hint").into(),
            };
            (t.s("add-number"), hint)
        }
    };
    let error = wrong.filter(|(at, _)| *at == Field::Number).map(|(_, text)| text.clone());
    vec![FieldView::new("number", "text", "off", label).hinted(hint).with(chosen.number).wrong(error)]
}
