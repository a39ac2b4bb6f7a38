//! Letters: a row of ids written in the transaction that caused them; claimed, written out and sent by the worker.

use chrono::{DateTime, Utc};
use domain::ids::PortalId;
use domain::letter::DeadReason;
use domain::portal::Language;
use sqlx::FromRow;
use uuid::Uuid;

use crate::dialect;
use crate::{Handle, Result};

/// A letter to be sent.
#[derive(Clone, Copy, Debug)]
pub struct NewLetter<'a> {
    /// Key, and the idempotency key towards the mail server.
    pub id: Uuid,
    /// Whose look and sender it bears.
    pub portal: PortalId,
    /// Which letter.
    pub kind: &'a str,
    /// What it is about.
    pub subject: Uuid,
    /// To whom.
    pub recipient: &'a str,
    /// In which language; the portal's first if nobody chose.
    pub language: Option<Language>,
}

/// Queues a letter.
///
/// # Errors
/// The database can't be written.
pub async fn insert(handle: &mut impl Handle, letter: &NewLetter<'_>, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO outbox_letter (id, portal_id, kind, subject_id, recipient, language, created_at, run_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 'waiting')",
        letter.id,
        letter.portal.uuid(),
        letter.kind,
        letter.subject,
        letter.recipient,
        letter.language.map(Language::code),
        now
    )?;
    Ok(())
}

/// A claimed letter.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Letter {
    /// Key.
    pub id: Uuid,
    /// Whose look and sender it bears.
    pub portal_id: Uuid,
    /// Which letter.
    pub kind: String,
    /// What it is about.
    pub subject_id: Uuid,
    /// To whom.
    pub recipient: String,
    /// Code of the language, if one was chosen.
    pub language: Option<String>,
    /// When it was caused.
    pub created_at: DateTime<Utc>,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

const CLAIM_SQLITE: &str = "UPDATE outbox_letter SET lease_until = $2, attempts = attempts + 1 WHERE id =
    (SELECT id FROM outbox_letter WHERE state = 'waiting' AND run_at <= $1
         AND (lease_until IS NULL OR lease_until <= $1) ORDER BY run_at, id LIMIT 1)
    RETURNING id, portal_id, kind, subject_id, recipient, language, created_at, attempts";
const CLAIM_POSTGRES: &str = "UPDATE outbox_letter SET lease_until = $2, attempts = attempts + 1 WHERE id =
    (SELECT id FROM outbox_letter WHERE state = 'waiting' AND run_at <= $1
         AND (lease_until IS NULL OR lease_until <= $1) ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, portal_id, kind, subject_id, recipient, language, created_at, attempts";

/// Takes the next due letter until `lease_until`.
///
/// # Errors
/// The database can't be written.
pub async fn claim(handle: &mut impl Handle, now: DateTime<Utc>, lease_until: DateTime<Utc>) -> Result<Option<Letter>> {
    let text = dialect::claim(handle, CLAIM_SQLITE, CLAIM_POSTGRES);
    Ok(on!(handle, |c| sqlx::query_as(text).bind(now).bind(lease_until).fetch_optional(c).await)?)
}

/// A letter written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The subject line.
    pub title: String,
    /// For those who read text.
    pub text: String,
    /// For the others.
    pub html: String,
}

/// What is kept of a letter that went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept<'a> {
    /// All of it.
    Whole(&'a Written),
    /// The subject line alone: the rest holds a secret.
    Title(&'a Written),
}

/// Marks a letter sent and keeps what was sent.
///
/// # Errors
/// The database can't be written.
pub async fn mark_sent(handle: &mut impl Handle, id: Uuid, kept: Kept<'_>, now: DateTime<Utc>) -> Result<()> {
    let (title, text, html) = match kept {
        Kept::Whole(written) => (&written.title, Some(&written.text), Some(&written.html)),
        Kept::Title(written) => (&written.title, None, None),
    };
    run!(
        handle,
        execute,
        "UPDATE outbox_letter SET state = 'sent', sent_at = $2, lease_until = NULL, dead_reason = NULL, title = $3,
                body_text = $4, body_html = $5 WHERE id = $1",
        id,
        now,
        title,
        text,
        html
    )?;
    Ok(())
}

/// A reason as it is kept: the server's words, cut.
fn cut(error: &str) -> String {
    error.chars().take(1000).collect()
}

/// Puts a letter back for later; the try counts.
///
/// # Errors
/// The database can't be written.
pub async fn put_off(handle: &mut impl Handle, id: Uuid, error: &str, retry_at: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE outbox_letter SET last_error = $2, lease_until = NULL, run_at = $3 WHERE id = $1 AND state = 'waiting'",
        id,
        cut(error),
        retry_at
    )?;
    Ok(())
}

/// Puts a letter back that was never offered to anybody: the mail server can't be reached. The try doesn't count.
///
/// # Errors
/// The database can't be written.
pub async fn put_back(handle: &mut impl Handle, id: Uuid, error: &str, retry_at: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE outbox_letter SET last_error = $2, lease_until = NULL, run_at = $3, attempts = attempts - 1
         WHERE id = $1 AND state = 'waiting'",
        id,
        cut(error),
        retry_at
    )?;
    Ok(())
}

/// Takes a question out of the queue, answered; false when another process did.
///
/// # Errors
/// The database can't be written.
pub async fn take_out(handle: &mut impl Handle, id: Uuid) -> Result<bool> {
    let touched = run!(handle, execute, "DELETE FROM outbox_letter WHERE id = $1 AND state = 'waiting'", id)?;
    Ok(touched == 1)
}

/// Lays a letter aside; it is never deleted.
///
/// # Errors
/// The database can't be written.
pub async fn lay_aside(handle: &mut impl Handle, id: Uuid, reason: DeadReason, error: &str) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE outbox_letter SET state = 'dead', dead_reason = $2, last_error = $3, lease_until = NULL
         WHERE id = $1 AND state = 'waiting'",
        id,
        reason.code(),
        cut(error)
    )?;
    Ok(())
}

/// A letter that has gone out.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SentLetter {
    /// Key.
    pub id: Uuid,
    /// To whom.
    pub recipient: String,
    /// The subject line.
    pub title: String,
    /// The text part.
    pub body_text: String,
    /// The HTML part.
    pub body_html: String,
    /// When it went out.
    pub sent_at: DateTime<Utc>,
}

/// The latest letters that went out, newest first: the demo's mailbox.
///
/// # Errors
/// The database can't be read.
pub async fn latest_sent(handle: &mut impl Handle, count: i64) -> Result<Vec<SentLetter>> {
    run!(
        handle,
        all,
        "SELECT id, recipient, title, body_text, body_html, sent_at FROM outbox_letter
         WHERE state = 'sent' AND body_text IS NOT NULL ORDER BY sent_at DESC, id DESC LIMIT $1",
        count
    )
}

/// How many letters wait and how many were laid aside.
///
/// # Errors
/// The database can't be read.
pub async fn counts(handle: &mut impl Handle) -> Result<(i64, i64)> {
    run!(
        handle,
        one,
        "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END), 0) AS BIGINT) FROM outbox_letter"
    )
}
