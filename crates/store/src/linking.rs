//! The way to one's account: department, building, flat, account; by a number; and what could prove that it is one's own.
//!
//! Whoever walks this way has logged in and sees no more than names of streets and numbers.

use chrono::NaiveDate;
use domain::account::proof::ReceiptTotal;
use domain::ids::{AccountId, OrganisationId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::accounts::LinkedAccount;
use crate::buildings::NO_DEPARTMENT;
use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// An account of the portal that somebody is after. Only the functions of this room make one, for somebody who has logged in to
/// that portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub(crate) account: AccountId,
    pub(crate) organisation: OrganisationId,
    pub(crate) number: String,
}

impl Wanted {
    /// Key.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// Whose register it stands in.
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// The number people know it by.
    pub fn number(&self) -> &str {
        &self.number
    }

    fn of((account, organisation, number): (Uuid, Uuid, String)) -> Self {
        Self { account: account.into(), organisation: organisation.into(), number }
    }
}

impl From<&LinkedAccount> for Wanted {
    fn from(linked: &LinkedAccount) -> Self {
        Self { account: linked.id(), organisation: linked.organisation(), number: linked.number().to_owned() }
    }
}

/// One of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Choice {
    /// Key.
    pub id: Uuid,
    /// What it is called; empty for the department of an organisation that has none.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
}

/// «Отделение»: those of all organisations of the portal that have buildings.
///
/// # Errors
/// The database can't be read.
pub async fn departments(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Choice>> {
    let found: Vec<Choice> = run!(
        handle,
        all,
        "SELECT d.id, d.title, o.title AS organisation FROM organisation o JOIN department d ON d.organisation_id = o.id
         WHERE o.portal_id = $1 ORDER BY d.title_key, o.title, d.id",
        scope.portal.uuid()
    )?;
    let plain = |choice: Choice| match choice.title.as_str() {
        NO_DEPARTMENT => Choice { title: String::new(), ..choice },
        _ => choice,
    };
    Ok(found.into_iter().map(plain).collect())
}

/// «Дом»: the buildings of a department of the portal.
///
/// # Errors
/// The database can't be read.
pub async fn buildings(handle: &mut impl Handle, scope: &CustomerScope, department: Uuid) -> Result<Vec<Choice>> {
    run!(
        handle,
        all,
        "SELECT b.id, b.title, o.title AS organisation FROM department d JOIN organisation o ON o.id = d.organisation_id
              JOIN building b ON b.department_id = d.id
         WHERE d.id = $1 AND o.portal_id = $2 ORDER BY b.title_key, b.id",
        department,
        scope.portal.uuid()
    )
}

/// «Квартира»: the flats of a building of the portal in their natural order; an empty one is the building without a flat.
///
/// # Errors
/// The database can't be read.
pub async fn flats(handle: &mut impl Handle, scope: &CustomerScope, building: Uuid) -> Result<Vec<String>> {
    run!(
        handle,
        scalars,
        "SELECT COALESCE(p.flat, '') FROM building b JOIN organisation o ON o.id = b.organisation_id
              JOIN premises p ON p.building_id = b.id
         WHERE b.id = $1 AND o.portal_id = $2
         GROUP BY COALESCE(p.flat, '') ORDER BY length(COALESCE(p.flat, '')), COALESCE(p.flat, '')",
        building,
        scope.portal.uuid()
    )
}

/// «Лицевой счет»: the accounts of a flat.
///
/// # Errors
/// The database can't be read.
pub async fn in_flat(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    building: Uuid,
    flat: &str,
) -> Result<Vec<Wanted>> {
    let rows: Vec<(Uuid, Uuid, String)> = run!(
        handle,
        all,
        "SELECT a.id, a.organisation_id, a.number
         FROM building b JOIN organisation o ON o.id = b.organisation_id JOIN premises p ON p.building_id = b.id
              JOIN account a ON a.premises_id = p.id
         WHERE b.id = $1 AND o.portal_id = $2 AND COALESCE(p.flat, '') = $3 ORDER BY length(a.number), a.number, a.id",
        building,
        scope.portal.uuid(),
        flat
    )?;
    Ok(rows.into_iter().map(Wanted::of).collect())
}

/// The accounts that bear this number in the portal, or in one organisation of it; former numbers no longer lead anywhere.
///
/// # Errors
/// The database can't be read.
pub async fn by_number(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    organisation: Option<OrganisationId>,
    number: &str,
) -> Result<Vec<Wanted>> {
    let rows: Vec<(Uuid, Uuid, String)> = run!(
        handle,
        all,
        "SELECT a.id, a.organisation_id, a.number
         FROM organisation o
              JOIN account_identifier i ON i.organisation_id = o.id AND i.value = $2
                   AND i.kind IN ('account_number', 'contract', 'els', 'plot')
              JOIN account a ON a.id = i.account_id
         WHERE o.portal_id = $1 AND (CAST($3 AS UUID) IS NULL OR o.id = $3)
         GROUP BY a.id, a.organisation_id, a.number ORDER BY a.id LIMIT 10",
        scope.portal.uuid(),
        number,
        organisation.map(OrganisationId::uuid)
    )?;
    Ok(rows.into_iter().map(Wanted::of).collect())
}

/// What only the receipt, the meter, the register and the holder know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProofFacts {
    /// The receipt's total.
    pub receipt: Option<ReceiptTotal>,
    /// The organisation shows what is owed to whoever knows the number: then knowing it proves nothing.
    pub shows_debt: bool,
    /// Numbers of working meters.
    pub serials: Vec<String>,
    /// The holder's tax number.
    pub tax_number: Option<String>,
    /// The holder's addresses.
    pub emails: Vec<String>,
}

/// What could prove this account.
///
/// # Errors
/// The database can't be read.
pub async fn proof_facts(handle: &mut impl Handle, wanted: &Wanted) -> Result<ProofFacts> {
    let account = wanted.account.uuid();
    let row: Option<(Option<i64>, Option<NaiveDate>, Option<String>, bool)> = run!(
        handle,
        optional,
        "SELECT c.amount, c.as_of, a.tax_number, ',' || o.basic_shows || ',' LIKE '%,debt,%' AS shows_debt
         FROM account a JOIN organisation o ON o.id = a.organisation_id
              LEFT JOIN account_balance c ON c.account_id = a.id WHERE a.id = $1",
        account
    )?;
    let (amount, as_of, tax_number, shows_debt) = row.unwrap_or_default();
    let receipt = match amount.zip(as_of) {
        None => None,
        // Nothing to pay tells nothing, and too many accounts have it to look for another.
        Some((amount, as_of)) if amount <= 0 => Some(ReceiptTotal { amount, as_of, is_shared: true }),
        Some((amount, as_of)) => {
            let others: Option<Uuid> = run!(
                handle,
                optional_scalar,
                "SELECT c.account_id FROM account_balance c JOIN account a ON a.id = c.account_id
                 WHERE c.amount = $1 AND a.organisation_id = $2 AND a.id <> $3 LIMIT 1",
                amount,
                wanted.organisation.uuid(),
                account
            )?;
            Some(ReceiptTotal { amount, as_of, is_shared: others.is_some() })
        }
    };
    let serials = run!(
        handle,
        scalars,
        "SELECT serial FROM meter WHERE account_id = $1 AND state = 'installed' AND serial IS NOT NULL ORDER BY serial",
        account
    )?;
    let emails = run!(
        handle,
        scalars,
        "SELECT value FROM holder_contact WHERE account_id = $1 AND kind = 'email' ORDER BY position",
        account
    )?;
    Ok(ProofFacts { receipt, shows_debt, serials, tax_number, emails })
}
