//! Log-ins half-way: the password was right, the second factor is due. The browser holds the token, the table its SHA-256.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use uuid::Uuid;

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// A log-in half-way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// For whoever shows the second factor too.
    pub scope: CustomerScope,
    /// «Запомнить меня».
    pub remember: bool,
}

/// Notes that the password was right.
///
/// # Errors
/// The database can't be written.
pub async fn insert(
    handle: &mut impl Handle,
    token_hash: &str,
    step: &Step,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO login_step (token_hash, person_id, portal_id, remember, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        token_hash,
        step.scope.person.uuid(),
        step.scope.portal.uuid(),
        step.remember,
        now,
        expires_at
    )?;
    Ok(())
}

/// The step of this token on this portal, unless it is over or its person is blocked.
///
/// # Errors
/// The database can't be read.
pub async fn find(
    handle: &mut impl Handle,
    portal: PortalId,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Step>> {
    let row: Option<(Uuid, bool)> = run!(
        handle,
        optional,
        "SELECT s.person_id, s.remember FROM login_step s JOIN person p ON p.id = s.person_id
         WHERE s.token_hash = $1 AND s.portal_id = $2 AND s.expires_at > $3 AND p.blocked_at IS NULL",
        token_hash,
        portal.uuid(),
        now
    )?;
    Ok(row.map(|(person, remember)| Step { scope: CustomerScope::of(person.into(), portal), remember }))
}

/// Counts a typed code before it is looked at; how many there were, this one included.
///
/// # Errors
/// The database can't be written.
pub async fn count_try(handle: &mut impl Handle, portal: PortalId, token_hash: &str) -> Result<Option<i64>> {
    run!(
        handle,
        optional_scalar,
        "UPDATE login_step SET tries = tries + 1 WHERE token_hash = $1 AND portal_id = $2 RETURNING tries",
        token_hash,
        portal.uuid()
    )
}

/// Ends a step; false when it is gone.
///
/// # Errors
/// The database can't be written.
pub async fn delete(handle: &mut impl Handle, portal: PortalId, token_hash: &str) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "DELETE FROM login_step WHERE token_hash = $1 AND portal_id = $2",
        token_hash,
        portal.uuid()
    )?;
    Ok(touched == 1)
}

/// Ends every step of a person: the password they began with is another now.
///
/// # Errors
/// The database can't be written.
pub async fn delete_of_person(handle: &mut impl Handle, person: PersonId) -> Result<u64> {
    run!(handle, execute, "DELETE FROM login_step WHERE person_id = $1", person.uuid())
}

/// Sweeps out what has run out.
///
/// # Errors
/// The database can't be written.
pub async fn delete_expired(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM login_step WHERE expires_at <= $1", now)
}
