//! What a staged row says, and what of that differs from what stood at the check.

use domain::import::{
    ChargeField, ChargeRow, ImportKind, MeterField, MeterRow, PaymentRow, ReadingField, RegisterField, RegisterRow,
};
use domain::meter::{MeterSerial, MeterState};
use domain::tax_number::TaxNumber;
use domain::{Currency, Date, Money, Quantity, Zone, ZoneValues};
use exchange::Field;
use store::accounts::{Contact, ContactKind, Place, RegisterAccount};
use store::imports::StagedRow;
use store::ledger::StoredCharge;

use super::register::contacts;
use super::{FileFacts, StagedReading, StandingDial, StandingMeter};
use crate::flows::Failure;

/// A staged row read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staged {
    /// Of a register.
    Register(Box<RegisterRow>),
    /// Of a file of readings.
    Reading(StagedReading),
    /// Of a file of charges.
    Charge(Box<ChargeRow>),
    /// Of a file of payments.
    Payment(Box<PaymentRow>),
    /// Of a file of meters.
    Meter(Box<MeterRow>),
}

/// A value as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Nothing stands there.
    Nothing,
    /// Names, an address, phones.
    Words(String),
    /// Square metres.
    Area(Quantity),
    /// The dial of a meter.
    Dial(Quantity),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
    /// A sum.
    Sum(Money),
    /// Whether a meter works.
    State(MeterState),
}

/// One value that a row changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What stood at the check.
    pub old: Figure,
    /// What the row says.
    pub new: Figure,
}

/// What a staged row says; nothing for a row that was refused when it was read.
///
/// # Errors
/// The row is not of this program.
pub fn read_back(row: &StagedRow, kind: ImportKind, currency: Currency) -> Result<Option<Staged>, Failure> {
    let Some(payload) = row.payload.as_deref() else { return Ok(None) };
    Ok(Some(match (kind, row.span) {
        (ImportKind::Register, _) => Staged::Register(serde_json::from_str(payload)?),
        (ImportKind::Charges, _) => Staged::Charge(serde_json::from_str(payload)?),
        (ImportKind::Payments, _) => Staged::Payment(serde_json::from_str(payload)?),
        (ImportKind::Meters, _) => Staged::Meter(serde_json::from_str(payload)?),
        (ImportKind::Readings, Some(span)) => Staged::Reading(StagedReading::from_json(payload, span, currency)?),
        (ImportKind::Readings, None) => return Err(Failure::Data("a staged reading without its span".into())),
    }))
}

/// What a row changes, in the order of fields; nothing unless its verdict is «changed».
///
/// # Errors
/// The row is not of this program.
pub fn changes(
    facts: &FileFacts,
    row: &StagedRow,
    staged: &Staged,
    currency: Currency,
) -> Result<Vec<Change>, Failure> {
    let Some(stands) = row.stands.as_deref() else { return Ok(Vec::new()) };
    let pairs = match staged {
        Staged::Register(staged) => {
            of_register(&facts.register_fields(), staged, &serde_json::from_str(stands)?, currency)
        }
        Staged::Reading(staged) => of_reading(staged, &serde_json::from_str(stands)?),
        Staged::Charge(staged) => of_charge(staged, &serde_json::from_str(stands)?),
        Staged::Payment(_) => Vec::new(),
        Staged::Meter(staged) => of_meter(&facts.meter_fields(), staged, &serde_json::from_str(stands)?),
    };
    Ok(pairs.into_iter().filter(|change| change.old != change.new).collect())
}

fn of_register(
    fields: &[RegisterField],
    row: &RegisterRow,
    stands: &RegisterAccount,
    currency: Currency,
) -> Vec<Change> {
    let new_contacts = contacts(fields, row, stands.contacts.clone());
    let pair = |field: RegisterField| match field {
        // Whose account it is doesn't change: rows of other organisations are left out.
        RegisterField::Number | RegisterField::Organisation => None,
        RegisterField::Street => Some((words(stands.street.as_deref()), words(row.street.as_deref()))),
        RegisterField::Address => Some((words(stands.address.as_deref()), words(row.address.as_deref()))),
        RegisterField::Area => Some((area(stands.area.map(Quantity::from_micro)), area(row.area))),
        RegisterField::Electrified => Some((flag(stands.electrified), flag(row.electrified))),
        RegisterField::NewMeter => Some((flag(stands.new_meter), flag(row.new_meter))),
        RegisterField::Holders => Some((list(&stands.holders), list(&row.holders))),
        RegisterField::OpenedOn => Some((day(stands.opened_on), day(row.opened_on))),
        RegisterField::Phones => Some((phones(&stands.contacts), phones(&new_contacts))),
        RegisterField::Email => Some((emails(&stands.contacts), emails(&new_contacts))),
        RegisterField::MeterSerial => meter(row, stands),
        RegisterField::Department => {
            Some((place(stands, |place| place.department.as_str()), words(row.department.as_deref())))
        }
        RegisterField::Building => {
            Some((place(stands, |place| place.building.as_str()), words(row.building.as_deref())))
        }
        RegisterField::Flat => {
            let flat = stands.place.as_ref().and_then(|place| place.flat.as_deref());
            Some((words(flat), words(row.flat.as_deref())))
        }
        RegisterField::Els => Some((words(stands.els.as_deref()), words(row.els.as_ref().map(AsRef::as_ref)))),
        RegisterField::Residents => Some((number(stands.residents), number(row.residents.map(i64::from)))),
        RegisterField::TaxNumber => {
            Some((words(stands.tax_number.as_deref()), words(row.tax_number.as_ref().map(TaxNumber::as_str))))
        }
        RegisterField::Balance => {
            let sum = |sum: Option<Money>| sum.map_or(Figure::Nothing, Figure::Sum);
            Some((sum(stands.balance.map(|balance| Money::new(balance.amount, currency))), sum(row.balance)))
        }
    };
    let change =
        |field: &RegisterField| pair(*field).map(|(old, new)| Change { field: Field::Register(*field), old, new });
    RegisterField::ALL.iter().filter(|field| fields.contains(field)).filter_map(change).collect()
}

/// A row without a serial number leaves the meter's as it stands.
fn meter(row: &RegisterRow, stands: &RegisterAccount) -> Option<(Figure, Figure)> {
    let serial = row.meter_serial.as_ref()?.to_string();
    let working = stands.meters.iter().find(|meter| meter.installed);
    Some((words(working.and_then(|meter| meter.serial.as_deref())), Figure::Words(serial)))
}

fn of_charge(row: &ChargeRow, stands: &StoredCharge) -> Vec<Change> {
    let sum = |minor: i64| Figure::Sum(Money::new(minor, row.accrued.currency()));
    let change = |field: ChargeField, old, new| Change { field: Field::Charge(field), old, new };
    vec![
        change(ChargeField::Accrued, sum(stands.accrued), Figure::Sum(row.accrued)),
        change(ChargeField::Paid, sum(stands.paid), Figure::Sum(row.paid)),
        change(ChargeField::LastPaidOn, day(stands.last_paid_on), day(row.last_paid_on)),
    ]
}

/// What a row leaves as it stands is no change.
fn of_meter(fields: &[MeterField], row: &MeterRow, stands: &StandingMeter) -> Vec<Change> {
    let StandingMeter { meter: old, reading } = stands;
    let new = super::meters::merged(old.clone(), row, fields);
    let shown =
        |zone: Zone| (dial(reading.and_then(|old| old.get(zone))), dial(row.reading.and_then(|new| new.get(zone))));
    let pair = |field: MeterField| match field {
        // By these the meter is known; a number may be new to it all the same.
        MeterField::Number | MeterField::Service | MeterField::Organisation | MeterField::TakenOn => None,
        MeterField::Serial => Some((words(old.serial.as_deref()), words(row.serial.as_ref().map(MeterSerial::as_str)))),
        MeterField::Title => Some((words(old.title.as_deref()), words(new.title.as_deref()))),
        MeterField::Zones => Some((number(Some(old.zones)), number(Some(new.zones)))),
        MeterField::Digits => Some((number(old.digits), number(new.digits))),
        MeterField::Reading1 => reading.map(|_| shown(Zone::T1)),
        MeterField::Reading2 => reading.map(|_| shown(Zone::T2)),
        MeterField::Reading3 => reading.map(|_| shown(Zone::T3)),
        MeterField::VerifiedOn => Some((day(old.verified_on), day(new.verified_on))),
        MeterField::VerifyBy => Some((day(old.verify_by), day(new.verify_by))),
        MeterField::InstalledOn => Some((day(old.installed_on), day(new.installed_on))),
        MeterField::RemovedOn => Some((day(old.removed_on), day(new.removed_on))),
        MeterField::State => Some((Figure::State(old.state), Figure::State(new.state))),
    };
    let change = |field: &MeterField| pair(*field).map(|(old, new)| Change { field: Field::Meter(*field), old, new });
    MeterField::ALL.iter().filter_map(change).collect()
}

fn of_reading(row: &StagedReading, stands: &StandingDial) -> Vec<Change> {
    let period = row.period();
    let start = dials(ReadingField::start, stands.start, period.start);
    let end = dials(ReadingField::end, stands.end, period.end);
    start.into_iter().chain(end).collect()
}

/// A dial that only comes to stand now changes nothing.
fn dials(field: fn(Zone) -> ReadingField, old: Option<ZoneValues>, new: ZoneValues) -> Vec<Change> {
    let Some(old) = old else { return Vec::new() };
    let change = |zone: &Zone| Change {
        field: Field::Reading(field(*zone)),
        old: dial(old.get(*zone)),
        new: dial(new.get(*zone)),
    };
    Zone::ALL.iter().map(change).collect()
}

fn words(text: Option<&str>) -> Figure {
    text.map_or(Figure::Nothing, |text| Figure::Words(text.to_owned()))
}

fn place(stands: &RegisterAccount, part: fn(&Place) -> &str) -> Figure {
    words(stands.place.as_ref().map(part).filter(|text| !text.is_empty()))
}

fn number(number: Option<i64>) -> Figure {
    number.map_or(Figure::Nothing, |number| Figure::Words(number.to_string()))
}

fn list(texts: &[String]) -> Figure {
    if texts.is_empty() { Figure::Nothing } else { Figure::Words(texts.join(", ")) }
}

fn area(area: Option<Quantity>) -> Figure {
    area.map_or(Figure::Nothing, Figure::Area)
}

fn dial(dial: Option<Quantity>) -> Figure {
    dial.map_or(Figure::Nothing, Figure::Dial)
}

fn flag(flag: Option<bool>) -> Figure {
    flag.map_or(Figure::Nothing, Figure::Flag)
}

fn day(day: Option<Date>) -> Figure {
    day.map_or(Figure::Nothing, Figure::Day)
}

fn phones(contacts: &[Contact]) -> Figure {
    let shown = |contact: &Contact| match &contact.remark {
        Some(remark) => format!("{} ({remark})", contact.value),
        None => contact.value.clone(),
    };
    list(&contacts.iter().filter(|contact| contact.kind != ContactKind::Email).map(shown).collect::<Vec<_>>())
}

fn emails(contacts: &[Contact]) -> Figure {
    let emails = contacts.iter().filter(|contact| contact.kind == ContactKind::Email);
    list(&emails.map(|contact| contact.value.clone()).collect::<Vec<_>>())
}
