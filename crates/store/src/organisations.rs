//! Organisations of a portal.

use chrono::{DateTime, Utc};
use domain::account::BasicPart;
use domain::ids::{OrganisationId, PortalId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// A СНТ, a housing manager, a водоканал, a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Key.
    pub id: OrganisationId,
    /// Short name, unique in the portal.
    pub code: String,
    /// As people know it.
    pub title: String,
    /// What it delivers («Газ»), where a portal has several; may be empty.
    pub service: String,
    /// Where customers write; may be empty.
    pub email: String,
    /// How many digits its account numbers have.
    pub number_digits: Option<i64>,
    /// Where on the receipt the number stands; may be empty.
    pub number_hint: String,
    /// What a link of the basic level shows.
    pub basic: Vec<BasicPart>,
}

impl Organisation {
    /// An organisation of which only the name is known.
    pub fn of(id: OrganisationId, code: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id,
            code: code.into(),
            title: title.into(),
            service: String::new(),
            email: String::new(),
            number_digits: None,
            number_hint: String::new(),
            basic: Vec::new(),
        }
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    title: String,
    service: String,
    email: String,
    number_digits: Option<i64>,
    number_hint: String,
    basic_shows: String,
}

impl TryFrom<Row> for Organisation {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let parts = row.basic_shows.split(',').filter(|code| !code.is_empty());
        Ok(Self {
            id: row.id.into(),
            code: row.code,
            title: row.title,
            service: row.service,
            email: row.email,
            number_digits: row.number_digits,
            number_hint: row.number_hint,
            basic: parts.map(|code| BasicPart::parse(code).map_err(Error::corrupt)).collect::<Result<_>>()?,
        })
    }
}

/// Makes an organisation.
///
/// # Errors
/// [`Error::Conflict`] when the portal has one of this code.
pub async fn insert(
    handle: &mut impl Handle,
    portal: PortalId,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO organisation (id, portal_id, code, title, service, email, number_digits, number_hint, basic_shows,
                                   created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        organisation.id.uuid(),
        portal.uuid(),
        &organisation.code,
        &organisation.title,
        &organisation.service,
        &organisation.email,
        organisation.number_digits,
        &organisation.number_hint,
        codes(&organisation.basic),
        now
    )?;
    Ok(())
}

/// Writes what an organisation is called and shows; its code stays.
///
/// # Errors
/// The database can't be written.
pub async fn update(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    organisation: &Organisation,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE organisation SET title = $2, service = $3, email = $4, number_digits = $5, number_hint = $6, basic_shows = $7
         WHERE id = $1",
        scope.organisation().uuid(),
        &organisation.title,
        &organisation.service,
        &organisation.email,
        organisation.number_digits,
        &organisation.number_hint,
        codes(&organisation.basic)
    )?;
    Ok(())
}

fn codes(parts: &[BasicPart]) -> String {
    parts.iter().map(|part| part.code()).collect::<Vec<_>>().join(",")
}

/// The organisation behind a scope.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<Option<Organisation>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT id, code, title, service, email, number_digits, number_hint, basic_shows FROM organisation WHERE id = $1",
        scope.organisation().uuid()
    )?;
    row.map(Organisation::try_from).transpose()
}

/// The organisations of a portal, by title.
///
/// # Errors
/// The database can't be read.
pub async fn of_portal(handle: &mut impl Handle, portal: PortalId) -> Result<Vec<Organisation>> {
    let rows: Vec<Row> = run!(
        handle,
        all,
        "SELECT id, code, title, service, email, number_digits, number_hint, basic_shows FROM organisation
         WHERE portal_id = $1 ORDER BY title, id",
        portal.uuid()
    )?;
    rows.into_iter().map(Organisation::try_from).collect()
}
