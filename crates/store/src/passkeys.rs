//! Passkeys: what is public of them.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// A person's key.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Passkey {
    /// Key of the row.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// What is public of it, as the library writes it.
    pub data: String,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When somebody logged in with it last.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// The person's keys, oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Passkey>> {
    run!(
        handle,
        all,
        "SELECT id, name, data, created_at, last_used_at FROM passkey WHERE person_id = $1 AND portal_id = $2
         ORDER BY created_at, id",
        scope.person.uuid(),
        scope.portal.uuid()
    )
}

/// A key to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewPasskey<'a> {
    /// Key of the row.
    pub id: Uuid,
    /// By which the authenticator knows it, in hexadecimal.
    pub credential_id: &'a str,
    /// What is public of it, as the library writes it.
    pub data: &'a str,
    /// What its owner calls it.
    pub name: &'a str,
}

/// Keeps a key.
///
/// # Errors
/// [`crate::Error::Conflict`] when somebody of the portal has it.
pub async fn insert(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    key: &NewPasskey<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO passkey (id, person_id, portal_id, credential_id, data, name, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        key.id,
        scope.person.uuid(),
        scope.portal.uuid(),
        key.credential_id,
        key.data,
        key.name,
        now
    )?;
    Ok(())
}

/// Forgets one of the person's keys; false when they have no such key.
///
/// # Errors
/// The database can't be written.
pub async fn remove(handle: &mut impl Handle, scope: &CustomerScope, id: Uuid) -> Result<bool> {
    let touched =
        run!(handle, execute, "DELETE FROM passkey WHERE id = $1 AND person_id = $2", id, scope.person.uuid())?;
    Ok(touched == 1)
}

/// Forgets every key of a person.
///
/// # Errors
/// The database can't be written.
pub async fn delete_of_person(handle: &mut impl Handle, person: PersonId) -> Result<u64> {
    run!(handle, execute, "DELETE FROM passkey WHERE person_id = $1", person.uuid())
}

/// A key that somebody shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Key of the row.
    pub id: Uuid,
    /// For whoever proves that the key is theirs.
    pub scope: CustomerScope,
    /// What is public of it, as the library writes it.
    pub data: String,
    /// Its owner can't log in.
    pub blocked: bool,
}

/// The key of this portal that the authenticator knows by this, in hexadecimal.
///
/// # Errors
/// The database can't be read.
pub async fn shown(handle: &mut impl Handle, portal: PortalId, credential_id: &str) -> Result<Option<Shown>> {
    let row: Option<(Uuid, Uuid, String, Option<DateTime<Utc>>)> = run!(
        handle,
        optional,
        "SELECT k.id, k.person_id, k.data, p.blocked_at FROM passkey k JOIN person p ON p.id = k.person_id
         WHERE k.portal_id = $1 AND k.credential_id = $2",
        portal.uuid(),
        credential_id
    )?;
    Ok(row.map(|(id, person, data, blocked_at)| Shown {
        id,
        scope: CustomerScope::of(person.into(), portal),
        data,
        blocked: blocked_at.is_some(),
    }))
}

/// Notes that somebody logged in with the key; false when it was used meanwhile, as only a copy could be.
///
/// # Errors
/// The database can't be written.
pub async fn note_use(handle: &mut impl Handle, key: &Shown, data: &str, now: DateTime<Utc>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE passkey SET data = $3, last_used_at = $4 WHERE id = $1 AND data = $2 AND person_id = $5",
        key.id,
        &key.data,
        data,
        now,
        key.scope.person.uuid()
    )?;
    Ok(touched == 1)
}
