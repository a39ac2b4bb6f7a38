//! Pictures with digits that were answered: each serves once.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Handle, Result};

/// Spends a picture: false when it was answered before, right or wrong.
///
/// # Errors
/// The database can't be written.
pub async fn spend(handle: &mut impl Handle, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "INSERT INTO spent_captcha (id, spent_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
        id,
        now
    )?;
    Ok(touched == 1)
}

/// Sweeps out those that nobody could answer any more.
///
/// # Errors
/// The database can't be written.
pub async fn delete_stale(handle: &mut impl Handle, since: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM spent_captcha WHERE spent_at <= $1", since)
}
