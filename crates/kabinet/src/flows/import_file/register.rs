//! Rows of a register: compared with the accounts that stand, and written by whole accounts.

use std::collections::HashMap;

use domain::Date;
use domain::account::{IdentifierKind, proof};
use domain::ids::AccountId;
use domain::import::{RegisterField, RegisterRow};
use exchange::{Field, SourceRow};
use store::accounts::{self, Balance, Contact, ContactKind, Place, RegisterAccount, RegisterMeter};
use store::imports::{BeforeImage, Import, StagedRow, Verdict};
use store::scope::OrganisationScope;
use store::{Handle, Tx, imports};

use super::{Compared, FileFacts, former_holders, of_accounts};
use crate::app::App;
use crate::flows::Failure;

/// What is the same for every row of a register.
pub(super) struct Terms {
    /// What kind of number accounts bear.
    identifier: IdentifierKind,
    /// The columns there are.
    fields: Vec<RegisterField>,
    /// The day of its balances.
    as_of: Date,
}

impl Terms {
    /// Of this file; balances are of the day that their header names, else of the day whose state the file tells.
    pub(super) fn of(import: &Import, facts: &FileFacts) -> Self {
        let header = facts.header_of(Field::Register(RegisterField::Balance)).unwrap_or_default();
        let named = header.split([' ', ',', '(', ')']).find_map(|word| domain::parse_date(word).ok());
        Self {
            identifier: facts.columns.identifier.unwrap_or(IdentifierKind::AccountNumber),
            fields: facts.register_fields(),
            as_of: named.or(import.as_of).unwrap_or_else(|| import.created_at.date_naive()),
        }
    }
}

/// Compares rows with the accounts that stand. A number that nobody bears gets a new account's id.
pub(super) async fn compare(
    app: &App,
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    terms: &Terms,
    rows: Vec<(SourceRow, RegisterRow)>,
) -> Result<Vec<Compared>, Failure> {
    let numbers: Vec<&str> = rows.iter().map(|(_, row)| row.number.as_str()).collect();
    let known = accounts::known(handle, scope, terms.identifier, &numbers).await?;
    let ids: Vec<AccountId> = known.values().copied().collect();
    let stands = accounts::register(handle, scope, &ids).await?;
    let mut compared = Vec::with_capacity(rows.len());
    for (source, row) in rows {
        let current = known.get(row.number.as_str()).and_then(|id| stands.get(id));
        let wanted = merge(app, terms, &row, current, None);
        let verdict = match current {
            None => Verdict::Added,
            Some(current) if is_same(current, &wanted) => Verdict::Unchanged,
            Some(_) => Verdict::Changed,
        };
        let staged = StagedRow {
            row: i64::try_from(source.row).unwrap_or(i64::MAX),
            number: Some(row.number.to_string()),
            account: Some(wanted.id),
            span: None,
            verdict,
            payload: Some(serde_json::to_string(&row)?),
            stands: current.filter(|_| verdict == Verdict::Changed).map(serde_json::to_string).transpose()?,
            raw: None,
            part: None,
        };
        compared.push(Compared { staged, problems: source.problems });
    }
    Ok(compared)
}

/// New meters get new ids each time: they are compared by what they are.
fn is_same(current: &RegisterAccount, wanted: &RegisterAccount) -> bool {
    let faces = |account: &RegisterAccount| {
        account.meters.iter().map(|meter| (meter.serial.clone(), meter.installed)).collect::<Vec<_>>()
    };
    faces(current) == faces(wanted) && RegisterAccount { meters: current.meters.clone(), ..wanted.clone() } == *current
}

/// The account as the row wants it. What the file has no column for stays as it stands.
fn merge(
    app: &App,
    terms: &Terms,
    row: &RegisterRow,
    current: Option<&RegisterAccount>,
    new_id: Option<AccountId>,
) -> RegisterAccount {
    let fields = terms.fields.as_slice();
    let mut account = current.cloned().unwrap_or_else(|| {
        let id = new_id.unwrap_or_else(|| app.id());
        RegisterAccount::of(id, app.id(), terms.identifier, row.number.to_string())
    });
    for field in fields {
        match field {
            RegisterField::Number
            | RegisterField::Phones
            | RegisterField::Email
            | RegisterField::MeterSerial
            | RegisterField::Department
            | RegisterField::Flat
            | RegisterField::Organisation => {}
            RegisterField::Street => account.street.clone_from(&row.street),
            RegisterField::Address => account.address.clone_from(&row.address),
            RegisterField::Area => account.area = row.area.map(domain::Quantity::micro),
            RegisterField::Electrified => account.electrified = row.electrified,
            RegisterField::NewMeter => account.new_meter = row.new_meter,
            RegisterField::Holders => account.holders.clone_from(&row.holders),
            RegisterField::OpenedOn => account.opened_on = row.opened_on,
            RegisterField::Building => {
                account.place = place(fields, row, account.place);
                if !fields.contains(&RegisterField::Address) {
                    account.address = account.place.as_ref().map(address);
                }
            }
            RegisterField::Els => account.els = row.els.as_ref().map(ToString::to_string),
            RegisterField::Residents => account.residents = row.residents.map(i64::from),
            RegisterField::TaxNumber => account.tax_number = row.tax_number.as_ref().map(ToString::to_string),
            RegisterField::Balance => {
                account.balance = row.balance.map(|sum| Balance { amount: sum.minor(), as_of: terms.as_of });
            }
        }
    }
    // Another holder has none of the former one's addresses and numbers.
    let is_handed_on = current.is_some_and(|stood| proof::is_new_holder(&stood.holders, &account.holders));
    if is_handed_on {
        account.contacts.clear();
        if !fields.contains(&RegisterField::TaxNumber) {
            account.tax_number = None;
        }
    }
    account.contacts = contacts(fields, row, account.contacts);
    let has_serial = fields.contains(&RegisterField::MeterSerial);
    let serial = row.meter_serial.as_ref().filter(|_| has_serial).map(ToString::to_string);
    account.meters = meters(app, account.electrified, serial, account.meters);
    account
}

/// The building with its department and the flat in it; without a building there is none of them.
fn place(fields: &[RegisterField], row: &RegisterRow, stands: Option<Place>) -> Option<Place> {
    let building = row.building.clone()?;
    let (department, flat) = stands.map(|place| (place.department, place.flat)).unwrap_or_default();
    let has = |field| fields.contains(&field);
    Some(Place {
        building,
        department: if has(RegisterField::Department) {
            row.department.clone().unwrap_or_default()
        } else {
            department
        },
        flat: if has(RegisterField::Flat) { row.flat.clone() } else { flat },
    })
}

/// «г. Рязань, ул. Садовая, д. 12, кв. 45»; «бокс 31» says itself what it is.
fn address(place: &Place) -> String {
    match &place.flat {
        Some(flat) if flat.starts_with(|c: char| c.is_ascii_digit()) => format!("{}, кв. {flat}", place.building),
        Some(flat) => format!("{}, {flat}", place.building),
        None => place.building.clone(),
    }
}

pub(super) fn contacts(fields: &[RegisterField], row: &RegisterRow, stand: Vec<Contact>) -> Vec<Contact> {
    let (has_phones, has_email) = (fields.contains(&RegisterField::Phones), fields.contains(&RegisterField::Email));
    let mut contacts: Vec<Contact> = Vec::new();
    let mut add = |contact: Contact| {
        if !contacts.iter().any(|known| known.kind == contact.kind && known.value == contact.value) {
            contacts.push(contact);
        }
    };
    if has_phones {
        for listed in &row.phones.phones {
            let value = listed.phone.to_string();
            add(Contact { kind: ContactKind::Phone, value, remark: listed.remark.clone() });
        }
        for unread in &row.phones.unread {
            add(Contact { kind: ContactKind::Note, value: unread.chars().take(300).collect(), remark: None });
        }
    }
    if let Some(email) = row.email.as_ref().filter(|_| has_email) {
        add(Contact { kind: ContactKind::Email, value: email.to_string(), remark: None });
    }
    for contact in stand {
        let replaced = if contact.kind == ContactKind::Email { has_email } else { has_phones };
        if !replaced {
            add(contact);
        }
    }
    contacts
}

/// Electricity meters: another serial means that the meter was replaced; the old one stays for its readings.
fn meters(
    app: &App,
    electrified: Option<bool>,
    stated: Option<String>,
    stand: Vec<RegisterMeter>,
) -> Vec<RegisterMeter> {
    let (mut working, mut removed): (Vec<_>, Vec<_>) = stand.into_iter().partition(|meter| meter.installed);
    let is_laid_on = electrified == Some(true) || stated.is_some();
    if electrified == Some(false) || (!is_laid_on && working.is_empty()) {
        removed.extend(working.drain(..).map(|meter| RegisterMeter { installed: false, ..meter }));
        return sorted(removed);
    }
    if stated.is_some() && working.iter().any(|meter| meter.serial == stated) {
        working.extend(sorted(removed));
        return working;
    }
    match working.first_mut() {
        None => working.push(RegisterMeter { id: app.id(), serial: stated, installed: true }),
        Some(_) if stated.is_none() => {}
        Some(meter) if meter.serial.is_none() => meter.serial = stated,
        Some(_) => {
            removed.extend(working.drain(..).map(|meter| RegisterMeter { installed: false, ..meter }));
            working.push(RegisterMeter { id: app.id(), serial: stated, installed: true });
        }
    }
    working.extend(sorted(removed));
    working
}

fn sorted(mut meters: Vec<RegisterMeter>) -> Vec<RegisterMeter> {
    meters.sort_by_key(|meter| meter.id);
    meters
}

/// Writes a batch of staged rows, keeping what stood before.
pub(super) async fn write(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    terms: &Terms,
    rows: &[StagedRow],
) -> Result<(), Failure> {
    let wanted: Vec<(AccountId, RegisterRow)> = of_accounts(rows)?;
    let ids: Vec<AccountId> = wanted.iter().map(|(id, _)| *id).collect();
    let stands: HashMap<AccountId, RegisterAccount> = accounts::register(tx, scope, &ids).await?;
    let mut images = Vec::with_capacity(wanted.len());
    let mut new = Vec::with_capacity(wanted.len());
    for (id, row) in wanted {
        let current = stands.get(&id);
        let image = current.map(serde_json::to_string).transpose()?;
        images.push(BeforeImage { account: id, item: "account".to_owned(), image });
        new.push(merge(app, terms, &row, current, Some(id)));
    }
    imports::save_before_images(tx, scope, import.id, &images).await?;
    accounts::put(tx, scope, &new, || app.id(), app.clock.now()).await?;
    let is_new_holder = |account: &&RegisterAccount| {
        stands.get(&account.id).is_some_and(|stood| proof::is_new_holder(&stood.holders, &account.holders))
    };
    let handed_on: Vec<AccountId> = new.iter().filter(is_new_holder).map(|account| account.id).collect();
    former_holders::end_links(app, tx, scope, import, &handed_on).await
}

/// Puts these accounts back as they stood; those that the import added go, unless a person is linked to them.
pub(super) async fn take_back(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    ids: &[AccountId],
) -> Result<(), Failure> {
    let mut added = Vec::new();
    let mut restored: Vec<RegisterAccount> = Vec::new();
    for image in imports::before_images(tx, scope, import.id, ids).await? {
        match image.image {
            None => added.push(image.account),
            Some(text) => restored.push(serde_json::from_str(&text)?),
        }
    }
    let stands = accounts::register(tx, scope, ids).await?;
    let brought: Vec<_> = restored
        .iter()
        .flat_map(|old| stands.get(&old.id).into_iter().flat_map(|now| &now.meters).filter(|m| !has_meter(old, m)))
        .map(|meter| meter.id)
        .collect();
    accounts::delete(tx, scope, &added).await?;
    accounts::delete_meters(tx, scope, &brought).await?;
    accounts::put(tx, scope, &restored, || app.id(), app.clock.now()).await?;
    Ok(())
}

fn has_meter(account: &RegisterAccount, meter: &RegisterMeter) -> bool {
    account.meters.iter().any(|known| known.id == meter.id)
}
