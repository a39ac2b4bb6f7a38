//! Log-ins of a person: which of their sessions stand, when and from where they began.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sqlx::FromRow;
use uuid::Uuid;

use crate::outbox::Letter;
use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// A log-in to note.
#[derive(Clone, Debug)]
pub struct NewLogIn<'a> {
    /// Key.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Of the session's token.
    pub token_hash: &'a str,
    /// From where.
    pub address: &'a str,
    /// With what: «Firefox, Windows»; empty where that isn't known.
    pub agent: &'a str,
    /// The person never logged in with this browser before.
    pub new_device: bool,
}

/// Notes a log-in.
///
/// # Errors
/// The database can't be written.
pub async fn insert(handle: &mut impl Handle, log_in: &NewLogIn<'_>, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO log_in (id, person_id, token_hash, began_at, address, agent, new_device)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        log_in.id,
        log_in.person.uuid(),
        log_in.token_hash,
        now,
        log_in.address,
        log_in.agent,
        log_in.new_device
    )?;
    Ok(())
}

/// A log-in as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LogIn {
    /// Key.
    pub id: Uuid,
    /// Of the session's token.
    pub token_hash: String,
    /// When.
    pub began_at: DateTime<Utc>,
    /// From where.
    pub address: String,
    /// With what; empty where that isn't known.
    pub agent: String,
    /// With a browser that was new to the person.
    pub new_device: bool,
    /// Its session stands.
    pub stands: bool,
}

/// The person's log-ins: those that stand first, then the latest.
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<LogIn>> {
    run!(
        handle,
        all,
        "SELECT l.id, l.token_hash, l.began_at, l.address, l.agent, l.new_device, s.token_hash IS NOT NULL AS stands
         FROM log_in l LEFT JOIN session s
              ON s.token_hash = l.token_hash AND s.person_id = l.person_id AND s.expires_at > $2
         WHERE l.person_id = $1
         ORDER BY CASE WHEN s.token_hash IS NULL THEN 1 ELSE 0 END, l.began_at DESC, l.id DESC LIMIT $3",
        scope.person.uuid(),
        now,
        limit
    )
}

/// Ends the session of one of the person's log-ins; its token's hash, or nothing when they have no such log-in.
///
/// # Errors
/// The database can't be written.
pub async fn end(handle: &mut impl Handle, scope: &CustomerScope, id: Uuid) -> Result<Option<String>> {
    let hash: Option<String> = run!(
        handle,
        optional_scalar,
        "SELECT token_hash FROM log_in WHERE id = $1 AND person_id = $2",
        id,
        scope.person.uuid()
    )?;
    if let Some(hash) = &hash {
        run!(
            handle,
            execute,
            "DELETE FROM session WHERE token_hash = $1 AND person_id = $2",
            hash,
            scope.person.uuid()
        )?;
    }
    Ok(hash)
}

/// What a letter about a log-in tells.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ToldLogIn {
    /// Whose.
    pub login: String,
    /// When.
    pub began_at: DateTime<Utc>,
    /// From where.
    pub address: String,
    /// With what; empty where that isn't known.
    pub agent: String,
}

/// The log-in that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<ToldLogIn>> {
    run!(
        handle,
        optional,
        "SELECT p.login, l.began_at, l.address, l.agent FROM log_in l JOIN person p ON p.id = l.person_id
         WHERE l.id = $1 AND p.portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )
}

/// Sweeps out log-ins from before `since`, unless their session stands.
///
/// # Errors
/// The database can't be written.
pub async fn delete_stale(handle: &mut impl Handle, since: DateTime<Utc>) -> Result<u64> {
    run!(
        handle,
        execute,
        "DELETE FROM log_in WHERE began_at <= $1
             AND NOT EXISTS (SELECT 1 FROM session s WHERE s.token_hash = log_in.token_hash)",
        since
    )
}
