//! Wrong guesses at log-in, counted where every process sees them.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use uuid::Uuid;

use crate::{Handle, Result};

/// Counts one more guess; a window that began before `since` begins anew. Returns the new count.
///
/// # Errors
/// The database can't be written.
pub async fn count_failure(
    handle: &mut impl Handle,
    portal: PortalId,
    bucket: &str,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> Result<i64> {
    run!(
        handle,
        scalar,
        "INSERT INTO login_failure (portal_id, bucket, failures, window_started_at) VALUES ($1, $2, 1, $3)
         ON CONFLICT (portal_id, bucket) DO UPDATE SET
             failures = CASE WHEN login_failure.window_started_at > $4 THEN login_failure.failures + 1 ELSE 1 END,
             window_started_at = CASE WHEN login_failure.window_started_at > $4
                 THEN login_failure.window_started_at ELSE excluded.window_started_at END
         RETURNING failures",
        portal.uuid(),
        bucket,
        now,
        since
    )
}

/// The right password clears the bucket.
///
/// # Errors
/// The database can't be written.
pub async fn clear(handle: &mut impl Handle, portal: PortalId, bucket: &str) -> Result<()> {
    run!(handle, execute, "DELETE FROM login_failure WHERE portal_id = $1 AND bucket = $2", portal.uuid(), bucket)?;
    Ok(())
}

/// A guess that was right is not counted.
///
/// # Errors
/// The database can't be written.
pub async fn give_back(handle: &mut impl Handle, portal: PortalId, bucket: &str) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE login_failure SET failures = failures - 1 WHERE portal_id = $1 AND bucket = $2 AND failures > 0",
        portal.uuid(),
        bucket
    )?;
    Ok(())
}

/// Sweeps out windows that began before `since`.
///
/// # Errors
/// The database can't be written.
pub async fn delete_stale(handle: &mut impl Handle, since: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM login_failure WHERE window_started_at <= $1", since)
}

/// Whether any browser has logged in as this person before.
///
/// # Errors
/// The database can't be read.
pub async fn has_device(handle: &mut impl Handle, person: PersonId) -> Result<bool> {
    let found: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT person_id FROM known_device WHERE person_id = $1 LIMIT 1",
        person.uuid()
    )?;
    Ok(found.is_some())
}

/// Remembers a browser that has logged in.
///
/// # Errors
/// The database can't be written.
pub async fn remember_device(
    handle: &mut impl Handle,
    token_hash: &str,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO known_device (token_hash, person_id, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (token_hash, person_id) DO NOTHING",
        token_hash,
        person.uuid(),
        now
    )?;
    Ok(())
}

/// Whether this browser has logged in as the owner of this login before.
///
/// # Errors
/// The database can't be read.
pub async fn knows_device(
    handle: &mut impl Handle,
    portal: PortalId,
    login_key: &str,
    token_hash: &str,
) -> Result<bool> {
    let found: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT d.person_id FROM known_device d JOIN person p ON p.id = d.person_id
         WHERE d.token_hash = $1 AND p.portal_id = $2 AND p.login_key = $3",
        token_hash,
        portal.uuid(),
        login_key
    )?;
    Ok(found.is_some())
}

/// Whether this browser has logged in as this person before.
///
/// # Errors
/// The database can't be read.
pub async fn is_known_to(handle: &mut impl Handle, person: PersonId, token_hash: &str) -> Result<bool> {
    let found: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT person_id FROM known_device WHERE token_hash = $1 AND person_id = $2",
        token_hash,
        person.uuid()
    )?;
    Ok(found.is_some())
}
