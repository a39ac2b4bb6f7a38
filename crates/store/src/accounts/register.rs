//! The register of an organisation's accounts, read by whole accounts.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::account::IdentifierKind;
use domain::ids::{AccountId, MeterId, PremisesId};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::buildings::NO_DEPARTMENT;
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
    pub(super) fn code(self) -> &'static str {
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
    /// Where it is within the organisation's houses.
    #[serde(default)]
    pub place: Option<Place>,
    /// The single account number of ГИС ЖКХ.
    #[serde(default)]
    pub els: Option<String>,
    /// How many people live there.
    #[serde(default)]
    pub residents: Option<i64>,
    /// ИНН, ИИН or БИН of the holder.
    #[serde(default)]
    pub tax_number: Option<String>,
    /// What the last receipt said to pay.
    #[serde(default)]
    pub balance: Option<Balance>,
}

impl RegisterAccount {
    /// An account of which nothing is known but its number.
    pub fn of(id: AccountId, premises: PremisesId, identifier_kind: IdentifierKind, number: String) -> Self {
        Self {
            id,
            premises,
            identifier_kind,
            number,
            opened_on: None,
            street: None,
            address: None,
            area: None,
            electrified: None,
            new_meter: None,
            holders: Vec::new(),
            contacts: Vec::new(),
            meters: Vec::new(),
            place: None,
            els: None,
            residents: None,
            tax_number: None,
            balance: None,
        }
    }
}

/// Department, building and flat, as the register writes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// «Отделение»; empty where the organisation has none.
    pub department: String,
    /// «Дом».
    pub building: String,
    /// «Квартира».
    pub flat: Option<String>,
}

/// What the receipt of a day said to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Minor units; below zero is paid ahead.
    pub amount: i64,
    /// Of which day.
    pub as_of: NaiveDate,
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

#[derive(FromRow)]
struct AccountRow {
    id: Uuid,
    premises_id: Uuid,
    kind: String,
    number: String,
    opened_on: Option<NaiveDate>,
    residents: Option<i64>,
    tax_number: Option<String>,
    street: Option<String>,
    address: Option<String>,
    area: Option<i64>,
    electrified: Option<bool>,
    new_meter: Option<bool>,
    flat: Option<String>,
    building: Option<String>,
    department: Option<String>,
    els: Option<String>,
    amount: Option<i64>,
    as_of: Option<NaiveDate>,
}

impl TryFrom<AccountRow> for RegisterAccount {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        let kind = row.kind.parse().map_err(Error::corrupt)?;
        let place = row.department.zip(row.building).map(|(department, building)| Place {
            department: if department == NO_DEPARTMENT { String::new() } else { department },
            building,
            flat: row.flat,
        });
        Ok(Self {
            opened_on: row.opened_on,
            street: row.street,
            address: row.address,
            area: row.area,
            electrified: row.electrified,
            new_meter: row.new_meter,
            place,
            els: row.els,
            residents: row.residents,
            tax_number: row.tax_number,
            balance: row.amount.zip(row.as_of).map(|(amount, as_of)| Balance { amount, as_of }),
            ..Self::of(row.id.into(), row.premises_id.into(), kind, row.number)
        })
    }
}

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
        "SELECT a.id, a.premises_id, i.kind, a.number, a.opened_on, a.residents, a.tax_number, p.street, p.address, p.area,
                p.electrified, p.new_meter, p.flat, b.title AS building, d.title AS department, e.value AS els,
                c.amount, c.as_of
         FROM account a JOIN premises p ON p.id = a.premises_id
              JOIN account_identifier i ON i.account_id = a.id AND i.value = a.number AND i.kind NOT IN ('former', 'els')
              LEFT JOIN account_identifier e ON e.account_id = a.id AND e.kind = 'els'
              LEFT JOIN building b ON b.id = p.building_id
              LEFT JOIN department d ON d.id = b.department_id
              LEFT JOIN account_balance c ON c.account_id = a.id
         WHERE a.organisation_id = $1 AND a.id IN (",
        &ids,
        ")",
        scope.organisation().uuid()
    )?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let account = RegisterAccount::try_from(row)?;
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

/// Keys of the organisation's accounts of these numbers.
///
/// # Errors
/// The database can't be read.
pub async fn ids_of(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    numbers: &[&str],
) -> Result<Vec<(AccountId, String)>> {
    let rows: Vec<(Uuid, String)> = run_in!(
        handle,
        all,
        "SELECT a.id, a.number FROM account a WHERE a.organisation_id = $1 AND a.number IN (",
        numbers,
        ") ORDER BY a.id",
        scope.organisation().uuid()
    )?;
    Ok(rows.into_iter().map(|(id, number)| (id.into(), number)).collect())
}

/// The organisation's accounts that follow a key, in the order of keys.
///
/// # Errors
/// The database can't be read.
pub async fn ids_after(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    after: Option<AccountId>,
    limit: i64,
) -> Result<Vec<(AccountId, String)>> {
    let rows: Vec<(Uuid, String)> = run!(
        handle,
        all,
        "SELECT id, number FROM account WHERE organisation_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        scope.organisation().uuid(),
        after.map_or(Uuid::nil(), AccountId::uuid),
        limit
    )?;
    Ok(rows.into_iter().map(|(id, number)| (id.into(), number)).collect())
}
