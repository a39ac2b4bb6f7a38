//! Questions put to authenticators, each to be answered once.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::person::CeremonyKind;
use uuid::Uuid;

use crate::{Handle, Result};

/// A question to an authenticator.
#[derive(Clone, Copy, Debug)]
pub struct Ceremony<'a> {
    /// Key.
    pub id: Uuid,
    /// Where.
    pub portal: PortalId,
    /// Whose key is added; nobody's where somebody logs in.
    pub person: Option<PersonId>,
    /// Why.
    pub kind: CeremonyKind,
    /// What the library compares the answer with.
    pub state: &'a str,
    /// Until when it may be answered.
    pub expires_at: DateTime<Utc>,
}

/// Keeps a question.
///
/// # Errors
/// The database can't be written.
pub async fn insert(handle: &mut impl Handle, ceremony: &Ceremony<'_>) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO passkey_ceremony (id, portal_id, person_id, kind, state, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        ceremony.id,
        ceremony.portal.uuid(),
        ceremony.person.map(PersonId::uuid),
        ceremony.kind.code(),
        ceremony.state,
        ceremony.expires_at
    )?;
    Ok(())
}

/// Takes a question out: each is answered once. What the library compares the answer with, and whose key was to be added.
///
/// # Errors
/// The database can't be written.
pub async fn take(
    handle: &mut impl Handle,
    portal: PortalId,
    (kind, id): (CeremonyKind, Uuid),
    now: DateTime<Utc>,
) -> Result<Option<(String, Option<PersonId>)>> {
    let row: Option<(String, Option<Uuid>)> = run!(
        handle,
        optional,
        "DELETE FROM passkey_ceremony WHERE id = $1 AND portal_id = $2 AND kind = $3 AND expires_at > $4
         RETURNING state, person_id",
        id,
        portal.uuid(),
        kind.code(),
        now
    )?;
    Ok(row.map(|(state, person)| (state, person.map(PersonId::from))))
}

/// Sweeps out questions that nobody answered.
///
/// # Errors
/// The database can't be written.
pub async fn delete_expired(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM passkey_ceremony WHERE expires_at <= $1", now)
}
