//! Sessions. The browser holds the token, the table its SHA-256.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::person::Role;
use uuid::Uuid;

use crate::scope::CustomerScope;
use crate::{Error, Handle, Result};

/// A session as the request needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What the person may reach.
    pub scope: CustomerScope,
    /// Shown in the frame.
    pub login: String,
    /// Shown in the frame where it is known.
    pub full_name: String,
    /// In the back offices of the portal; which pages they open is not the store's to say.
    pub roles: Vec<Role>,
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
    let rows: Vec<(Uuid, String, String, Option<String>, DateTime<Utc>)> = run!(
        handle,
        all,
        "SELECT p.id, p.login, p.full_name, r.role, s.expires_at
         FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN operator_role r ON r.person_id = p.id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.portal_id = $3 AND p.blocked_at IS NULL
             AND p.deleted_at IS NULL",
        token_hash,
        now,
        portal.uuid()
    )?;
    let mut session: Option<Session> = None;
    for (person, login, full_name, role, expires_at) in rows {
        let session = session.get_or_insert_with(|| Session {
            scope: CustomerScope::of(person.into(), portal),
            login,
            full_name,
            roles: Vec::new(),
            expires_at,
        });
        if let Some(role) = role {
            session.roles.push(role.parse().map_err(Error::corrupt)?);
        }
    }
    Ok(session)
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

/// Ends every session of a person but this one.
///
/// # Errors
/// The database can't be written.
pub async fn delete_others(handle: &mut impl Handle, scope: &CustomerScope, token_hash: &str) -> Result<u64> {
    run!(
        handle,
        execute,
        "DELETE FROM session WHERE person_id = $1 AND token_hash <> $2",
        scope.person.uuid(),
        token_hash
    )
}

/// Sweeps out what has run out.
///
/// # Errors
/// The database can't be written.
pub async fn delete_expired(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM session WHERE expires_at <= $1", now)
}
