//! The worker's queue. A job commits with what caused it, carries ids only, is claimed with a lease and never lost:
//! a worker that dies leaves it to the next when the lease has run out.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::Result;
use crate::db::Handle;
use crate::dialect;
use crate::scope::JobScope;

/// A claimed job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Key.
    pub id: Uuid,
    /// Which handler.
    pub kind: String,
    /// What it is about.
    pub subject: Uuid,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// Queues a job.
///
/// # Errors
/// The database can't be written.
pub async fn insert(handle: &mut impl Handle, id: Uuid, kind: &str, subject: Uuid, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO job (id, kind, subject_id, run_at, state, created_at) VALUES ($1, $2, $3, $4, 'waiting', $4)",
        id,
        kind,
        subject,
        now
    )?;
    Ok(())
}

const CLAIM_SQLITE: &str = "UPDATE job SET lease_until = $2, attempts = attempts + 1 WHERE id =
    (SELECT id FROM job WHERE state = 'waiting' AND run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
     ORDER BY run_at, id LIMIT 1)
    RETURNING id, kind, subject_id, attempts";
const CLAIM_POSTGRES: &str = "UPDATE job SET lease_until = $2, attempts = attempts + 1 WHERE id =
    (SELECT id FROM job WHERE state = 'waiting' AND run_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
     ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, subject_id, attempts";

/// Takes the next due job until `lease_until`.
///
/// # Errors
/// The database can't be written.
pub async fn claim(handle: &mut impl Handle, now: DateTime<Utc>, lease_until: DateTime<Utc>) -> Result<Option<Job>> {
    let text = dialect::claim(handle, CLAIM_SQLITE, CLAIM_POSTGRES);
    let row: Option<(Uuid, String, Uuid, i64)> =
        on!(handle, |c| sqlx::query_as(text).bind(now).bind(lease_until).fetch_optional(c).await)?;
    Ok(row.map(|(id, kind, subject, attempts)| Job { id, kind, subject, attempts }))
}

/// Keeps a claimed job for longer: long work says that it lives.
///
/// # Errors
/// The database can't be written.
pub async fn extend(handle: &mut impl Handle, job: &Job, lease_until: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE job SET lease_until = $2 WHERE id = $1 AND attempts = $3 AND state = 'waiting'",
        job.id,
        lease_until,
        job.attempts
    )?;
    Ok(())
}

/// Marks a job done.
///
/// # Errors
/// The database can't be written.
pub async fn finish(handle: &mut impl Handle, job: &Job) -> Result<()> {
    run!(handle, execute, "UPDATE job SET state = 'done', lease_until = NULL WHERE id = $1", job.id)?;
    Ok(())
}

/// Puts a failed job back for later, or lays it aside for good when `retry_at` is `None`.
///
/// # Errors
/// The database can't be written.
pub async fn fail(handle: &mut impl Handle, job: &Job, error: &str, retry_at: Option<DateTime<Utc>>) -> Result<()> {
    let state = if retry_at.is_some() { "waiting" } else { "dead" };
    let error: String = error.chars().take(1000).collect();
    run!(
        handle,
        execute,
        "UPDATE job SET state = $2, lease_until = NULL, last_error = $3, run_at = COALESCE($4, run_at) WHERE id = $1",
        job.id,
        state,
        error.as_str(),
        retry_at
    )?;
    Ok(())
}

/// Whether a job about this subject still waits or runs.
///
/// # Errors
/// The database can't be read.
pub async fn pending(handle: &mut impl Handle, subject: Uuid) -> Result<bool> {
    let count: i64 =
        run!(handle, scalar, "SELECT COUNT(*) FROM job WHERE subject_id = $1 AND state = 'waiting'", subject)?;
    Ok(count > 0)
}

/// The scope of a job about an import: the organisation whose import it is.
///
/// # Errors
/// The database can't be read.
pub async fn import_scope(handle: &mut impl Handle, job: &Job) -> Result<Option<JobScope>> {
    scope_of_import(handle, job.subject).await
}

/// The scope of the worker for a letter about an import.
///
/// # Errors
/// The database can't be read.
pub async fn scope_of_import(handle: &mut impl Handle, import: Uuid) -> Result<Option<JobScope>> {
    let organisation: Option<Uuid> =
        run!(handle, optional_scalar, "SELECT organisation_id FROM import WHERE id = $1", import)?;
    Ok(organisation.map(|id| JobScope { organisation: id.into() }))
}
