//! Organisations of a portal.

use chrono::{DateTime, Utc};
use domain::ids::{OrganisationId, PortalId};
use uuid::Uuid;

use crate::{Handle, Result};

/// A СНТ, a housing manager, a водоканал, a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Key.
    pub id: OrganisationId,
    /// Short name, unique in the portal.
    pub code: String,
    /// As people know it.
    pub title: String,
}

/// Makes an organisation.
///
/// # Errors
/// [`crate::Error::Conflict`] when the portal has one of this code.
pub async fn insert(
    handle: &mut impl Handle,
    portal: PortalId,
    organisation: &Organisation,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO organisation (id, portal_id, code, title, created_at) VALUES ($1, $2, $3, $4, $5)",
        organisation.id.uuid(),
        portal.uuid(),
        &organisation.code,
        &organisation.title,
        now
    )?;
    Ok(())
}

/// The organisations of a portal, by title.
///
/// # Errors
/// The database can't be read.
pub async fn of_portal(handle: &mut impl Handle, portal: PortalId) -> Result<Vec<Organisation>> {
    let rows: Vec<(Uuid, String, String)> = run!(
        handle,
        all,
        "SELECT id, code, title FROM organisation WHERE portal_id = $1 ORDER BY title, id",
        portal.uuid()
    )?;
    Ok(rows.into_iter().map(|(id, code, title)| Organisation { id: id.into(), code, title }).collect())
}
