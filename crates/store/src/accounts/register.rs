//! The register of an organisation's accounts, read and written by whole accounts.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::account::IdentifierKind;
use domain::ids::{AccountId, MeterId, PremisesId};
use domain::search::search_key;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// How a holder is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// E.164.
    Phone,
    /// Normalised.
    Email,
    /// What could not be read, kept for the operator.
    Note,
}

impl ContactKind {
    fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Note => "note",
        }
    }

    fn parse(code: &str) -> Result<Self> {
        match code {
            "phone" => Ok(Self::Phone),
            "email" => Ok(Self::Email),
            "note" => Ok(Self::Note),
            other => Err(Error::corrupt(other)),
        }
    }
}

/// A phone, an address or a note of a holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What it is.
    pub kind: ContactKind,
    /// The number, address or text.
    pub value: String,
    /// «(муж)», «звонить после 18».
    pub remark: Option<String>,
}

/// A working electricity meter of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterMeter {
    /// Key within the account.
    pub id: MeterId,
    /// Factory number; some meters have none.
    pub serial: Option<String>,
    /// Whether it works: a replaced one stays for its readings.
    pub installed: bool,
}

/// An account as the register knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterAccount {
    /// Key.
    pub id: AccountId,
    /// Its flat or plot.
    pub premises: PremisesId,
    /// What kind of number it is known by.
    pub identifier_kind: IdentifierKind,
    /// The number.
    pub number: String,
    /// Since when it exists.
    pub opened_on: Option<NaiveDate>,
    /// Street, as the register writes it.
    pub street: Option<String>,
    /// Whole address.
    pub address: Option<String>,
    /// Square metres, 10^-6.
    pub area: Option<i64>,
    /// Whether electricity is laid on.
    pub electrified: Option<bool>,
    /// Whether the meter is of the new kind.
    pub new_meter: Option<bool>,
    /// Full names.
    pub holders: Vec<String>,
    /// Ways to reach them.
    pub contacts: Vec<Contact>,
    /// Electricity meters, the working one first.
    pub meters: Vec<RegisterMeter>,
}

/// Which of these numbers the organisation knows: number → account.
///
/// # Errors
/// The database can't be read.
pub async fn known(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    kind: IdentifierKind,
    numbers: &[&str],
) -> Result<HashMap<String, AccountId>> {
    let rows: Vec<(String, Uuid)> = run_values!(
        handle,
        all,
        "WITH wanted (value) AS (VALUES ",
        numbers,
        "), found AS MATERIALIZED (
             SELECT w.value, (SELECT i.account_id FROM account_identifier i
                              WHERE i.organisation_id = $1 AND i.kind = $2 AND i.value = w.value) AS account_id
             FROM wanted w)
         SELECT value, account_id FROM found WHERE account_id IS NOT NULL",
        scope.organisation().uuid(),
        kind.code()
    )?;
    Ok(rows.into_iter().map(|(number, account)| (number, account.into())).collect())
}

type AccountRow = (
    Uuid,
    Uuid,
    String,
    String,
    Option<NaiveDate>,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<bool>,
    Option<bool>,
);

/// These accounts as they stand; accounts of other organisations are left out.
///
/// # Errors
/// The database can't be read.
pub async fn register(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, RegisterAccount>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let rows: Vec<AccountRow> = run_in!(
        handle,
        all,
        "SELECT a.id, a.premises_id, i.kind, a.number, a.opened_on, p.street, p.address, p.area, p.electrified, p.new_meter
         FROM account a JOIN premises p ON p.id = a.premises_id
              JOIN account_identifier i ON i.account_id = a.id AND i.value = a.number AND i.kind <> 'former'
         WHERE a.organisation_id = $1 AND a.id IN (",
        &ids,
        ")",
        scope.organisation().uuid()
    )?;
    let mut found = HashMap::with_capacity(rows.len());
    for (id, premises, kind, number, opened_on, street, address, area, electrified, new_meter) in rows {
        let account = RegisterAccount {
            id: id.into(),
            premises: premises.into(),
            identifier_kind: kind.parse().map_err(Error::corrupt)?,
            number,
            opened_on,
            street,
            address,
            area,
            electrified,
            new_meter,
            holders: Vec::new(),
            contacts: Vec::new(),
            meters: Vec::new(),
        };
        found.insert(account.id, account);
    }
    add_holders(handle, &ids, &mut found).await?;
    add_contacts(handle, &ids, &mut found).await?;
    add_meters(handle, &ids, &mut found).await?;
    Ok(found)
}

async fn add_holders(
    handle: &mut impl Handle,
    ids: &[Uuid],
    found: &mut HashMap<AccountId, RegisterAccount>,
) -> Result<()> {
    let rows: Vec<(Uuid, String)> = run_in!(
        handle,
        all,
        "SELECT account_id, full_name FROM holder WHERE account_id IN (",
        ids,
        ") ORDER BY account_id, position"
    )?;
    for (account, name) in rows {
        if let Some(account) = found.get_mut(&account.into()) {
            account.holders.push(name);
        }
    }
    Ok(())
}

async fn add_contacts(
    handle: &mut impl Handle,
    ids: &[Uuid],
    found: &mut HashMap<AccountId, RegisterAccount>,
) -> Result<()> {
    let rows: Vec<(Uuid, String, String, Option<String>)> = run_in!(
        handle,
        all,
        "SELECT account_id, kind, value, remark FROM holder_contact WHERE account_id IN (",
        ids,
        ") ORDER BY account_id, position"
    )?;
    for (account, kind, value, remark) in rows {
        if let Some(account) = found.get_mut(&account.into()) {
            account.contacts.push(Contact { kind: ContactKind::parse(&kind)?, value, remark });
        }
    }
    Ok(())
}

async fn add_meters(
    handle: &mut impl Handle,
    ids: &[Uuid],
    found: &mut HashMap<AccountId, RegisterAccount>,
) -> Result<()> {
    let rows: Vec<(Uuid, Uuid, Option<String>, String)> = run_in!(
        handle,
        all,
        "SELECT account_id, id, serial, state FROM meter WHERE service = 'electricity' AND account_id IN (",
        ids,
        ") ORDER BY account_id, state, id"
    )?;
    for (account, id, serial, state) in rows {
        if let Some(account) = found.get_mut(&account.into()) {
            account.meters.push(RegisterMeter { id: id.into(), serial, installed: state == "installed" });
        }
    }
    Ok(())
}

/// Writes these accounts as given, new or known; a few bulk statements whatever their number.
///
/// # Errors
/// [`Error::Conflict`] when a number belongs to another account.
pub async fn put(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[RegisterAccount],
    now: DateTime<Utc>,
) -> Result<()> {
    let organisation = scope.organisation().uuid();
    let count = accounts.len();
    let column = |f: fn(&RegisterAccount) -> Uuid| Column::Uuid(accounts.iter().map(f).collect());
    premises_rows(accounts, organisation).insert(handle).await?;
    Bulk {
        table: "account",
        columns: vec![
            ("id", column(|a| a.id.uuid())),
            ("organisation_id", Column::Uuid(vec![organisation; count])),
            ("premises_id", column(|a| a.premises.uuid())),
            ("number", Column::Text(accounts.iter().map(|a| a.number.clone()).collect())),
            ("opened_on", Column::OptionalDate(accounts.iter().map(|a| a.opened_on).collect())),
            ("created_at", Column::Instant(vec![now; count])),
        ],
        conflict: "ON CONFLICT (id) DO UPDATE SET number = excluded.number, opened_on = excluded.opened_on",
    }
    .insert(handle)
    .await?;
    Bulk {
        table: "account_identifier",
        columns: vec![
            ("organisation_id", Column::Uuid(vec![organisation; count])),
            ("kind", Column::Text(accounts.iter().map(|a| a.identifier_kind.code().to_owned()).collect())),
            ("value", Column::Text(accounts.iter().map(|a| a.number.clone()).collect())),
            ("account_id", column(|a| a.id.uuid())),
        ],
        // The same account again is no change; another account's number breaks the key below.
        conflict: "ON CONFLICT (organisation_id, kind, value) DO UPDATE SET account_id =
            CASE WHEN account_identifier.account_id = excluded.account_id THEN excluded.account_id END",
    }
    .insert(handle)
    .await?;
    put_holders(handle, accounts).await?;
    put_meters(handle, accounts).await
}

fn premises_rows(accounts: &[RegisterAccount], organisation: Uuid) -> Bulk {
    let kind = |a: &RegisterAccount| match a.identifier_kind {
        IdentifierKind::Plot => "plot".to_owned(),
        _ => "flat".to_owned(),
    };
    Bulk {
        table: "premises",
        columns: vec![
            ("id", Column::Uuid(accounts.iter().map(|a| a.premises.uuid()).collect())),
            ("organisation_id", Column::Uuid(vec![organisation; accounts.len()])),
            ("kind", Column::Text(accounts.iter().map(kind).collect())),
            ("street", Column::OptionalText(accounts.iter().map(|a| a.street.clone()).collect())),
            ("address", Column::OptionalText(accounts.iter().map(|a| a.address.clone()).collect())),
            ("area", Column::OptionalNumber(accounts.iter().map(|a| a.area).collect())),
            ("electrified", Column::Flag(accounts.iter().map(|a| a.electrified).collect())),
            ("new_meter", Column::Flag(accounts.iter().map(|a| a.new_meter).collect())),
        ],
        conflict: "ON CONFLICT (id) DO UPDATE SET street = excluded.street, address = excluded.address,
            area = excluded.area, electrified = excluded.electrified, new_meter = excluded.new_meter",
    }
}

/// Names and contacts have no history of their own: they are replaced whole.
async fn put_holders(handle: &mut impl Handle, accounts: &[RegisterAccount]) -> Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|a| a.id.uuid()).collect();
    let _: Vec<(Uuid,)> =
        run_in!(handle, all, "DELETE FROM holder WHERE account_id IN (", &ids, ") RETURNING account_id")?;
    let _: Vec<(Uuid,)> =
        run_in!(handle, all, "DELETE FROM holder_contact WHERE account_id IN (", &ids, ") RETURNING account_id")?;
    let names: Vec<(Uuid, i64, &str)> = accounts
        .iter()
        .flat_map(|a| (0..).zip(&a.holders).map(|(position, name)| (a.id.uuid(), position, name.as_str())))
        .collect();
    Bulk {
        table: "holder",
        columns: vec![
            ("account_id", Column::Uuid(names.iter().map(|(id, ..)| *id).collect())),
            ("position", Column::Number(names.iter().map(|(_, position, _)| *position).collect())),
            ("full_name", Column::Text(names.iter().map(|(.., name)| (*name).to_owned()).collect())),
            ("search_name", Column::Text(names.iter().map(|(.., name)| search_key(name)).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    let contacts: Vec<(Uuid, i64, &Contact)> = accounts
        .iter()
        .flat_map(|a| (0..).zip(&a.contacts).map(|(position, contact)| (a.id.uuid(), position, contact)))
        .collect();
    Bulk {
        table: "holder_contact",
        columns: vec![
            ("account_id", Column::Uuid(contacts.iter().map(|(id, ..)| *id).collect())),
            ("kind", Column::Text(contacts.iter().map(|(.., c)| c.kind.code().to_owned()).collect())),
            ("value", Column::Text(contacts.iter().map(|(.., c)| c.value.clone()).collect())),
            ("remark", Column::OptionalText(contacts.iter().map(|(.., c)| c.remark.clone()).collect())),
            ("position", Column::Number(contacts.iter().map(|(_, position, _)| *position).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    Ok(())
}

async fn put_meters(handle: &mut impl Handle, accounts: &[RegisterAccount]) -> Result<()> {
    // A replaced meter steps down before its successor takes the place: the index allows one of a number.
    for installed in [false, true] {
        let meters: Vec<(Uuid, &RegisterMeter)> = accounts
            .iter()
            .flat_map(|a| a.meters.iter().map(|meter| (a.id.uuid(), meter)))
            .filter(|(_, meter)| meter.installed == installed)
            .collect();
        let state = if installed { "installed" } else { "removed" };
        Bulk {
            table: "meter",
            columns: vec![
                ("account_id", Column::Uuid(meters.iter().map(|(id, _)| *id).collect())),
                ("id", Column::Uuid(meters.iter().map(|(_, m)| m.id.uuid()).collect())),
                ("service", Column::Text(vec!["electricity".to_owned(); meters.len()])),
                ("serial", Column::OptionalText(meters.iter().map(|(_, m)| m.serial.clone()).collect())),
                ("zones", Column::Number(vec![2; meters.len()])),
                ("state", Column::Text(vec![state.to_owned(); meters.len()])),
            ],
            conflict: "ON CONFLICT (account_id, id) DO UPDATE SET serial = excluded.serial, state = excluded.state",
        }
        .insert(handle)
        .await?;
    }
    Ok(())
}

/// Takes accounts out again (the undoing of an import) with all that hangs on them, unless a person is linked to them.
/// Returns those that went.
///
/// # Errors
/// The database can't be written.
pub async fn delete(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
) -> Result<Vec<AccountId>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let gone: Vec<(Uuid, Uuid)> = run_in!(
        handle,
        all,
        "DELETE FROM account WHERE organisation_id = $1
             AND NOT EXISTS (SELECT 1 FROM link WHERE link.account_id = account.id) AND id IN (",
        &ids,
        ") RETURNING id, premises_id",
        scope.organisation().uuid()
    )?;
    let premises: Vec<Uuid> = gone.iter().map(|(_, premises)| *premises).collect();
    let _: Vec<(Uuid,)> = run_in!(
        handle,
        all,
        "DELETE FROM premises WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.premises_id = premises.id) AND id IN (",
        &premises,
        ") RETURNING id"
    )?;
    Ok(gone.into_iter().map(|(id, _)| id.into()).collect())
}

/// Takes meters out again that an import brought (its undoing), with their readings.
///
/// # Errors
/// The database can't be written.
pub async fn delete_meters(handle: &mut impl Handle, scope: &impl OrganisationScope, meters: &[MeterId]) -> Result<()> {
    let ids: Vec<Uuid> = meters.iter().map(|id| id.uuid()).collect();
    let _: Vec<(Uuid,)> = run_in!(
        handle,
        all,
        "DELETE FROM meter WHERE (SELECT a.organisation_id FROM account a WHERE a.id = account_id) = $1 AND id IN (",
        &ids,
        ") RETURNING id",
        scope.organisation().uuid()
    )?;
    Ok(())
}
