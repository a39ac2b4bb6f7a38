//! Accounts: how a customer reaches theirs, and how an organisation's register is read and written.

mod card;
mod lines;
mod register;
mod write;

pub use card::{Card, card};
pub use lines::{Line, lines};
pub use register::{
    Balance, Contact, ContactKind, Place, RegisterAccount, RegisterMeter, delete, delete_meters, ids_after, ids_of,
    known, register,
};
pub use write::put;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::Quantity;
use domain::account::{LinkLevel, LinkRole};
use domain::ids::{AccountId, OrganisationId};
use domain::search::search_key;
use uuid::Uuid;

use crate::scope::{CustomerScope, OrganisationScope};
use crate::{Error, Handle, Result};

/// An account that a person reaches through a link. Only [`of_customer`] makes one, so whoever holds it may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedAccount {
    id: AccountId,
    organisation: OrganisationId,
    number: String,
    electrified: Option<bool>,
    level: LinkLevel,
    role: LinkRole,
}

impl LinkedAccount {
    /// Key.
    pub fn id(&self) -> AccountId {
        self.id
    }

    /// Whose account it is.
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// The number people know it by.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Whether electricity is laid on, if the register says.
    pub fn electrified(&self) -> Option<bool> {
        self.electrified
    }

    /// How much the person sees of it.
    pub fn level(&self) -> LinkLevel {
        self.level
    }

    /// What the person may do with it.
    pub fn role(&self) -> LinkRole {
        self.role
    }
}

/// The accounts that are proved to be the person's, or that their owner opened to them: what statements are made of.
///
/// # Errors
/// The database can't be read.
pub async fn open_to_customer(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    now: DateTime<Utc>,
) -> Result<Vec<LinkedAccount>> {
    let linked = of_customer(handle, scope, now).await?;
    Ok(linked.into_iter().filter(|account| account.level == LinkLevel::Full).collect())
}

/// The person's account of this key, if their link to it stands.
///
/// # Errors
/// The database can't be read.
pub async fn one_of_customer(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<LinkedAccount>> {
    let row: Option<LinkedRow> = run!(
        handle,
        optional,
        "SELECT a.id, a.organisation_id, a.number, p.electrified, l.level, l.role
         FROM link l JOIN account a ON a.id = l.account_id JOIN premises p ON p.id = a.premises_id
         WHERE l.person_id = $1 AND l.portal_id = $2 AND l.account_id = $3 AND (l.until IS NULL OR l.until > $4)
             AND l.organisation_id = COALESCE($5, l.organisation_id)",
        scope.person.uuid(),
        scope.portal.uuid(),
        account.uuid(),
        now,
        scope.only.map(OrganisationId::uuid)
    )?;
    row.map(linked).transpose()
}

/// Account, organisation, number, electrified, level, role.
type LinkedRow = (Uuid, Uuid, String, Option<bool>, String, String);

fn linked((id, organisation, number, electrified, level, role): LinkedRow) -> Result<LinkedAccount> {
    Ok(LinkedAccount {
        id: id.into(),
        organisation: organisation.into(),
        number,
        electrified,
        level: level.parse().map_err(Error::corrupt)?,
        role: role.parse().map_err(Error::corrupt)?,
    })
}

/// The accounts of a person whose links stand, proved or not, numbers in their natural order (9 before 10).
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    now: DateTime<Utc>,
) -> Result<Vec<LinkedAccount>> {
    let rows: Vec<LinkedRow> = run!(
        handle,
        all,
        "SELECT a.id, a.organisation_id, a.number, p.electrified, l.level, l.role
         FROM link l JOIN account a ON a.id = l.account_id JOIN premises p ON p.id = a.premises_id
         WHERE l.person_id = $1 AND l.portal_id = $2 AND (l.until IS NULL OR l.until > $3)
             AND l.organisation_id = COALESCE($4, l.organisation_id)
         ORDER BY length(a.number), a.number, a.id",
        scope.person.uuid(),
        scope.portal.uuid(),
        now,
        scope.only.map(OrganisationId::uuid)
    )?;
    rows.into_iter().map(linked).collect()
}

/// What the register says of a flat or a plot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Premises {
    /// The street.
    pub street: Option<String>,
    /// Square metres.
    pub area: Option<Quantity>,
    /// Whether electricity is laid on.
    pub electrified: Option<bool>,
    /// Whether the meter is of the new kind.
    pub new_meter: Option<bool>,
}

/// Account, street, area, electrified, new meter.
type PremisesRow = (Uuid, Option<String>, Option<i64>, Option<bool>, Option<bool>);

/// The flats or plots of these accounts.
///
/// # Errors
/// The database can't be read.
pub async fn premises(handle: &mut impl Handle, accounts: &[LinkedAccount]) -> Result<HashMap<AccountId, Premises>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.id.uuid()).collect();
    let rows: Vec<PremisesRow> = run_in!(
        handle,
        all,
        "SELECT a.id, p.street, p.area, p.electrified, p.new_meter
         FROM account a JOIN premises p ON p.id = a.premises_id WHERE a.id IN (",
        &ids,
        ")"
    )?;
    let premises = |(id, street, area, electrified, new_meter): PremisesRow| {
        (AccountId::from(id), Premises { street, area: area.map(Quantity::from_micro), electrified, new_meter })
    };
    Ok(rows.into_iter().map(premises).collect())
}

/// The first holder of each of these accounts, as the register names them.
///
/// # Errors
/// The database can't be read.
pub async fn first_holders(handle: &mut impl Handle, accounts: &[LinkedAccount]) -> Result<HashMap<AccountId, String>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.id.uuid()).collect();
    let rows: Vec<(Uuid, String)> = run_in!(
        handle,
        all,
        "SELECT account_id, full_name FROM holder
         WHERE position = (SELECT MIN(position) FROM holder first WHERE first.account_id = holder.account_id)
             AND account_id IN (",
        &ids,
        ")"
    )?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// An account as a search shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAccount {
    /// The number people know it by.
    pub number: String,
    /// A holder's full name; an account without holders is found by its number alone.
    pub holder: Option<String>,
}

/// Accounts of this number, or with a holder whose name contains the text; case, «ё» and spaces don't matter.
///
/// # Errors
/// The database can't be read.
pub async fn search(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    text: &str,
    limit: i64,
) -> Result<Vec<FoundAccount>> {
    // «%» and «_» of the text stand for themselves.
    let name = search_key(text).replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let rows: Vec<(String, Option<String>)> = run!(
        handle,
        all,
        "SELECT a.number, h.full_name FROM account a LEFT JOIN holder h ON h.account_id = a.id
         WHERE a.organisation_id = $1 AND (a.number = $2 OR h.search_name LIKE $3 ESCAPE '!')
         ORDER BY length(a.number), a.number, h.position LIMIT $4",
        scope.organisation().uuid(),
        text.trim(),
        format!("%{name}%"),
        limit
    )?;
    Ok(rows.into_iter().map(|(number, holder)| FoundAccount { number, holder }).collect())
}
