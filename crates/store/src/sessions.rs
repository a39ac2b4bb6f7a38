//! Sessions. The browser holds the token, the table its SHA-256.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use uuid::Uuid;

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// A session as the request needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What the person may reach.
    pub scope: CustomerScope,
    /// Shown in the frame.
    pub login: String,
    /// Shown in the frame where it is known.
    pub full_name: String,
    /// Whether the back office is open to them.
    pub operator: bool,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
}

/// The session of this token on this portal, unless it is over or its person is blocked.
///
/// # Errors
/// The database can't be read.
pub async fn find(
    handle: &mut impl Handle,
    portal: PortalId,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Session>> {
    let row: Option<(Uuid, String, String, bool, DateTime<Utc>)> = run!(
        handle,
        optional,
        "SELECT p.id, p.login, p.full_name,
                EXISTS (SELECT 1 FROM operator_role r WHERE r.person_id = p.id) AS operator, s.expires_at
         FROM session s JOIN person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.portal_id = $3 AND p.blocked_at IS NULL",
        token_hash,
        now,
        portal.uuid()
    )?;
    Ok(row.map(|(person, login, full_name, operator, expires_at)| Session {
        scope: CustomerScope { person: person.into(), portal },
        login,
        full_name,
        operator,
        expires_at,
    }))
}

/// Begins a session.
///
/// # Errors
/// The database can't be written.
pub async fn insert(
    handle: &mut impl Handle,
    token_hash: &str,
    person: PersonId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO session (token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        token_hash,
        person.uuid(),
        now,
        expires_at
    )?;
    Ok(())
}

/// Ends a session; a token nobody knows is no error.
///
/// # Errors
/// The database can't be written.
pub async fn delete(handle: &mut impl Handle, token_hash: &str) -> Result<()> {
    run!(handle, execute, "DELETE FROM session WHERE token_hash = $1", token_hash)?;
    Ok(())
}

/// Ends every session of a person: a new password, a block.
///
/// # Errors
/// The database can't be written.
pub async fn delete_of_person(handle: &mut impl Handle, person: PersonId) -> Result<u64> {
    run!(handle, execute, "DELETE FROM session WHERE person_id = $1", person.uuid())
}

/// Sweeps out what has run out.
///
/// # Errors
/// The database can't be written.
pub async fn delete_expired(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM session WHERE expires_at <= $1", now)
}
