//! The list of a person's accounts, good for one and for five hundred.

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;
use domain::search::search_key;
use sqlx::FromRow;
use uuid::Uuid;

use super::{LinkedAccount, linked};
use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// What the list tells of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The account.
    pub account: LinkedAccount,
    /// The organisation's title.
    pub organisation: String,
    /// What it delivers; may be empty.
    pub service: String,
    /// The address: the link is proved, or the organisation shows it to anybody.
    pub address: Option<String>,
    /// Opened by its owner until then.
    pub until: Option<DateTime<Utc>>,
    /// Opened by its owner at all.
    pub is_shared: bool,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    number: String,
    electrified: Option<bool>,
    level: String,
    role: String,
    organisation: String,
    service: String,
    address: Option<String>,
    until: Option<DateTime<Utc>>,
    is_shared: bool,
}

/// The accounts whose number or address contains the text, all for an empty one; numbers in their natural order. `skip` of them
/// are left out, at most `limit` told. Addresses are compared here: SQL folds case by ASCII alone.
///
/// # Errors
/// The database can't be read.
pub async fn lines(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    text: &str,
    (skip, limit): (usize, usize),
    now: DateTime<Utc>,
) -> Result<(usize, Vec<Line>)> {
    let rows: Vec<Row> = run!(
        handle,
        all,
        "SELECT a.id, a.organisation_id, a.number, p.electrified, l.level, l.role, o.title AS organisation, o.service,
                CASE WHEN l.level = 'full' OR ',' || o.basic_shows || ',' LIKE '%,address,%' THEN p.address END AS address,
                l.until, l.shared_by IS NOT NULL AS is_shared
         FROM link l JOIN account a ON a.id = l.account_id JOIN premises p ON p.id = a.premises_id
              JOIN organisation o ON o.id = a.organisation_id
         WHERE l.person_id = $1 AND l.portal_id = $2 AND (l.until IS NULL OR l.until > $3)
             AND l.organisation_id = COALESCE($4, l.organisation_id)
         ORDER BY length(a.number), a.number, a.id",
        scope.person.uuid(),
        scope.portal.uuid(),
        now,
        scope.only.map(OrganisationId::uuid)
    )?;
    let key = search_key(text);
    let is_meant = |row: &Row| {
        let address = row.address.as_deref().map(search_key).unwrap_or_default();
        key.is_empty() || search_key(&row.number).contains(&key) || address.contains(&key)
    };
    let meant: Vec<Row> = rows.into_iter().filter(is_meant).collect();
    let count = meant.len();
    let shown = meant.into_iter().skip(skip).take(limit).map(|row| {
        Ok(Line {
            account: linked((row.id, row.organisation_id, row.number, row.electrified, row.level, row.role))?,
            organisation: row.organisation,
            service: row.service,
            address: row.address,
            until: row.until,
            is_shared: row.is_shared,
        })
    });
    Ok((count, shown.collect::<Result<_>>()?))
}
