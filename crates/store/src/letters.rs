//! What is told about letters: which wait or were laid aside, and why; to whom one goes, and what it is about.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::letter::DeadReason;
use domain::portal::Language;
use sqlx::FromRow;
use uuid::Uuid;

use crate::outbox::Letter;
use crate::{Error, Handle, Result};

/// A letter that has not gone out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Key.
    pub id: Uuid,
    /// Short name of the portal.
    pub portal: String,
    /// Which letter.
    pub kind: String,
    /// To whom.
    pub recipient: String,
    /// When it was caused.
    pub created_at: DateTime<Utc>,
    /// When it is tried next.
    pub run_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it was laid aside; nothing while it waits.
    pub dead: Option<DeadReason>,
    /// What the mail server said last.
    pub last_error: Option<String>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    portal: String,
    kind: String,
    recipient: String,
    created_at: DateTime<Utc>,
    run_at: DateTime<Utc>,
    attempts: i64,
    dead_reason: Option<String>,
    last_error: Option<String>,
}

/// The oldest letters that have not gone out, those laid aside or those that wait.
///
/// # Errors
/// The database can't be read.
pub async fn unsent(handle: &mut impl Handle, laid_aside: bool, limit: i64) -> Result<Vec<Unsent>> {
    let rows: Vec<Row> = run!(
        handle,
        all,
        "SELECT l.id, p.slug AS portal, l.kind, l.recipient, l.created_at, l.run_at, l.attempts, l.dead_reason, l.last_error
         FROM outbox_letter l JOIN portal p ON p.id = l.portal_id
         WHERE l.state = CASE WHEN $1 THEN 'dead' ELSE 'waiting' END ORDER BY l.created_at, l.id LIMIT $2",
        laid_aside,
        limit
    )?;
    let unsent = |row: Row| {
        let dead = row.dead_reason.map(|code| DeadReason::parse(&code).map_err(Error::corrupt)).transpose()?;
        Ok(Unsent {
            id: row.id,
            portal: row.portal,
            kind: row.kind,
            recipient: row.recipient,
            created_at: row.created_at,
            run_at: row.run_at,
            attempts: row.attempts,
            dead,
            last_error: row.last_error,
        })
    };
    rows.into_iter().map(unsent).collect()
}

/// Lets a letter be tried at once, from the beginning; false when it went out or never was.
///
/// # Errors
/// The database can't be written.
pub async fn retry(handle: &mut impl Handle, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE outbox_letter SET state = 'waiting', dead_reason = NULL, run_at = $2, attempts = 0
         WHERE id = $1 AND state IN ('waiting', 'dead')",
        id,
        now
    )?;
    Ok(touched == 1)
}

/// Lets all that were laid aside be tried again but those that are over; tells how many.
///
/// # Errors
/// The database can't be written.
pub async fn retry_all(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(
        handle,
        execute,
        "UPDATE outbox_letter SET state = 'waiting', dead_reason = NULL, run_at = $1, attempts = 0
         WHERE state = 'dead' AND dead_reason <> 'stale'",
        now
    )
}

/// Why letters were laid aside, in the mail server's words, and how many for each; those that are over need nobody.
///
/// # Errors
/// The database can't be read.
pub async fn laid_aside(handle: &mut impl Handle, limit: i64) -> Result<Vec<(String, i64)>> {
    run!(
        handle,
        all,
        "SELECT COALESCE(last_error, ''), COUNT(*) FROM outbox_letter WHERE state = 'dead' AND dead_reason <> 'stale'
         GROUP BY last_error ORDER BY 2 DESC, 1 LIMIT $1",
        limit
    )
}

/// How many letters have waited since before `since`, and what the mail server said of the oldest.
///
/// # Errors
/// The database can't be read.
pub async fn overdue(handle: &mut impl Handle, since: DateTime<Utc>) -> Result<Option<(i64, Option<String>)>> {
    let count: i64 =
        run!(handle, scalar, "SELECT COUNT(*) FROM outbox_letter WHERE state = 'waiting' AND created_at < $1", since)?;
    if count == 0 {
        return Ok(None);
    }
    let error: Option<Option<String>> = run!(
        handle,
        optional_scalar,
        "SELECT last_error FROM outbox_letter WHERE state = 'waiting' AND created_at < $1 ORDER BY created_at, id LIMIT 1",
        since
    )?;
    Ok(Some((count, error.flatten())))
}

/// Where letters to a person go and in which language they read: nothing for the blocked, and for those whose address is
/// only typed.
///
/// # Errors
/// The database can't be read.
pub async fn mailbox(
    handle: &mut impl Handle,
    person: PersonId,
) -> Result<Option<(PortalId, String, Option<Language>)>> {
    let found: Option<(Uuid, String, Option<String>)> = run!(
        handle,
        optional,
        "SELECT p.portal_id, p.email, p.language FROM person p
         WHERE p.id = $1 AND p.email IS NOT NULL AND p.blocked_at IS NULL AND p.deleted_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id)",
        person.uuid()
    )?;
    let Some((portal, email, language)) = found else { return Ok(None) };
    let language = language.as_deref().map(Language::parse).transpose().map_err(Error::corrupt)?;
    Ok(Some((portal.into(), email, language)))
}

/// The number of the declared plot that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn declared_number(handle: &mut impl Handle, letter: &Letter) -> Result<Option<String>> {
    run!(
        handle,
        optional_scalar,
        "SELECT d.number FROM declared_account d JOIN person p ON p.id = d.person_id WHERE d.id = $1 AND p.portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )
}

/// The login of the person that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn login(handle: &mut impl Handle, letter: &Letter) -> Result<Option<String>> {
    run!(
        handle,
        optional_scalar,
        "SELECT login FROM person WHERE id = $1 AND portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )
}
