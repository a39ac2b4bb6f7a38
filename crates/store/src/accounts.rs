//! Accounts: how a customer reaches theirs, and how an organisation's register is read and written.

mod register;

pub use register::{Contact, ContactKind, RegisterAccount, RegisterMeter, delete, delete_meters, known, put, register};

use chrono::{DateTime, Utc};
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

/// The accounts of a person whose links stand, numbers in their natural order (9 before 10).
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    now: DateTime<Utc>,
) -> Result<Vec<LinkedAccount>> {
    let rows: Vec<(Uuid, Uuid, String, Option<bool>, String, String)> = run!(
        handle,
        all,
        "SELECT a.id, a.organisation_id, a.number, p.electrified, l.level, l.role
         FROM link l JOIN account a ON a.id = l.account_id JOIN premises p ON p.id = a.premises_id
         WHERE l.person_id = $1 AND l.portal_id = $2 AND (l.until IS NULL OR l.until > $3)
         ORDER BY length(a.number), a.number, a.id",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    rows.into_iter()
        .map(|(id, organisation, number, electrified, level, role)| {
            Ok(LinkedAccount {
                id: id.into(),
                organisation: organisation.into(),
                number,
                electrified,
                level: level.parse().map_err(Error::corrupt)?,
                role: role.parse().map_err(Error::corrupt)?,
            })
        })
        .collect()
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
