//! A row of a register.

use domain::Quantity;
use domain::account::Identifier;
use domain::email::Email;
use domain::import::{ProblemKind, RegisterField, RegisterRow};
use domain::phone::PhoneList;
use domain::tax_number::TaxNumber;

use super::view::RowView;
use crate::recognise::{Field, WORDS};

/// Reads the row; `None` if it has no number to know the account by.
pub(crate) fn register_row(view: &mut RowView<'_>) -> Option<RegisterRow> {
    use RegisterField as F;
    let number = view.number(Field::Register(F::Number));
    view.need(Field::Register(F::Organisation));
    let row = RegisterRow {
        street: view.bounded_text(Field::Register(F::Street)),
        area: area(view),
        electrified: view.yes_or_no(Field::Register(F::Electrified)),
        new_meter: view.yes_or_no(Field::Register(F::NewMeter)),
        holders: holders(view),
        phones: phones(view),
        email: email(view),
        meter_serial: view.serial(Field::Register(F::MeterSerial)),
        address: view.bounded_text(Field::Register(F::Address)),
        opened_on: view.date(Field::Register(F::OpenedOn)),
        department: text_within(view, F::Department, DEPARTMENT_CHARS),
        building: text_within(view, F::Building, BUILDING_CHARS),
        flat: text_within(view, F::Flat, FLAT_CHARS),
        els: els(view),
        residents: residents(view),
        tax_number: tax_number(view),
        balance: view.money(Field::Register(F::Balance)),
        ..RegisterRow::of(number?)
    };
    Some(row)
}

/// In square metres, whatever the unit of the column.
fn area(view: &mut RowView<'_>) -> Option<Quantity> {
    let field = Field::Register(RegisterField::Area);
    let value = view.quantity(field)?;
    if value.is_negative() {
        view.tell(field, ProblemKind::Negative);
        return None;
    }
    let unit = view.column(field).and_then(|column| column.area_unit).unwrap_or(view.terms.area_unit);
    let area = unit.to_square_metres(value);
    if area.is_err() {
        view.tell(field, ProblemKind::ValueTooLong);
    }
    area.ok()
}

/// Several people are set apart by commas; a comma in the name of a company sets nothing apart.
fn holders(view: &mut RowView<'_>) -> Vec<String> {
    let field = Field::Register(RegisterField::Holders);
    let is_formula = view.is_formula(field);
    let Some(text) = view.bounded_text(field).filter(|text| !WORDS.says_none(text)) else { return Vec::new() };
    let names: Vec<_> = text.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
    if !is_formula && names.iter().all(|name| is_person(name)) {
        return names.into_iter().map(str::to_owned).collect();
    }
    vec![text]
}

/// Two words or more, each a name or its first letter: «Иванова Мария», «Ким В. А.», «оглы» and «қызы» among them.
fn is_person(name: &str) -> bool {
    let is_name = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'));
    let words: Vec<_> = name.split_whitespace().collect();
    words.len() > 1 && words.iter().all(|word| is_name(word)) && words[0].chars().next().is_some_and(char::is_uppercase)
}

/// Every number that can be read; pieces that cannot are told, the row goes in without them.
fn phones(view: &mut RowView<'_>) -> PhoneList {
    let field = Field::Register(RegisterField::Phones);
    let Some(text) = view.bounded_text(field) else { return PhoneList::default() };
    let list = PhoneList::parse(&text);
    if list.unread.is_empty() {
        // «+7 974 … (муж)» begins like a formula and is a phone all the same.
        view.acquit(field);
    } else if !view.is_formula(field) {
        view.tell(field, ProblemKind::BadPhone);
        view.last(|problem| problem.naming(list.unread.join("; ")));
    }
    list
}

/// The address, or the first of several.
fn email(view: &mut RowView<'_>) -> Option<Email> {
    let field = Field::Register(RegisterField::Email);
    let text = view.text(field).filter(|text| !WORDS.says_none(text))?;
    if view.is_formula(field) {
        return None;
    }
    let pieces = text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace()).filter(|piece| !piece.is_empty());
    let (read, unread): (Vec<_>, Vec<_>) = pieces.map(Email::parse).partition(Result::is_ok);
    let mut read = read.into_iter().flatten();
    let first = read.next();
    // One account has one address: others are told, not lost in silence.
    if first.is_none() || !unread.is_empty() || read.next().is_some() {
        view.tell(field, ProblemKind::BadEmail);
    }
    first
}

/// What the database keeps; building and flat together make an address.
const DEPARTMENT_CHARS: usize = 200;
const BUILDING_CHARS: usize = 400;
const FLAT_CHARS: usize = 60;

fn text_within(view: &mut RowView<'_>, field: RegisterField, most: usize) -> Option<String> {
    let field = Field::Register(field);
    let text = view.text(field)?;
    if text.chars().count() > most {
        view.tell(field, ProblemKind::ValueTooLong);
        view.last(|problem| problem.expecting(most.to_string()));
        return None;
    }
    Some(text)
}

fn els(view: &mut RowView<'_>) -> Option<Identifier> {
    let field = Field::Register(RegisterField::Els);
    let text = view.text(field).filter(|text| !WORDS.says_none(text))?;
    let els = Identifier::parse(&text).ok();
    if els.is_none() {
        view.tell(field, ProblemKind::BadNumber);
    }
    els
}

/// A whole number of people, as many as a house may have.
fn residents(view: &mut RowView<'_>) -> Option<u16> {
    let field = Field::Register(RegisterField::Residents);
    let text = view.text(field).filter(|text| !WORDS.says_none(text))?;
    let count = text.parse().ok().filter(|count| *count <= 9999);
    if count.is_none() {
        view.tell(field, ProblemKind::NotANumber);
    }
    count
}

/// A wrong number would prove nothing: the row goes in without it.
fn tax_number(view: &mut RowView<'_>) -> Option<TaxNumber> {
    let field = Field::Register(RegisterField::TaxNumber);
    let text = view.text(field).filter(|text| !WORDS.says_none(text))?;
    let number = TaxNumber::parse(&text).ok();
    if number.is_none() {
        view.tell(field, ProblemKind::BadTaxNumber);
    }
    number
}
