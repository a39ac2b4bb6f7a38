//! Registrations that aren't confirmed yet: a person who holds no login and is gone after a day.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::portal::Language;
use uuid::Uuid;

use crate::people::{Credentials, NewPerson};
use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// A new registration.
#[derive(Clone, Debug)]
pub struct NewRegistration<'a> {
    /// Who registers; the login is the one they want.
    pub person: NewPerson<'a>,
    /// In which language they read.
    pub language: Language,
    /// Until when the address must be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// Makes an unconfirmed person; the same login may be registered any number of times.
///
/// # Errors
/// The database can't be written.
pub async fn insert(
    handle: &mut impl Handle,
    registration: &NewRegistration<'_>,
    now: DateTime<Utc>,
) -> Result<CustomerScope> {
    let person = &registration.person;
    // A login's key is in lower case, so nobody can type this one.
    let placeholder = format!("Registration {}", person.id);
    crate::people::insert(handle, &NewPerson { login_key: &placeholder, ..person.clone() }, now).await?;
    run!(
        handle,
        execute,
        "UPDATE person SET language = $2 WHERE id = $1",
        person.id.uuid(),
        registration.language.code()
    )?;
    run!(
        handle,
        execute,
        "INSERT INTO registration (person_id, portal_id, login_key, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
        person.id.uuid(),
        person.portal.uuid(),
        person.login_key,
        now,
        registration.expires_at
    )?;
    Ok(CustomerScope::of(person.id, person.portal))
}

/// The agreement to a text.
#[derive(Clone, Debug)]
pub struct Consent<'a> {
    /// Key.
    pub id: Uuid,
    /// Which text.
    pub version: &'a str,
    /// In which language it was shown.
    pub language: Language,
    /// From where.
    pub address: &'a str,
}

/// Keeps a person's consent to the use of their personal data.
///
/// # Errors
/// The database can't be written.
pub async fn keep_consent(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    consent: &Consent<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO consent (id, person_id, kind, text_version, language, given_at, address)
         VALUES ($1, $2, 'personal_data', $3, $4, $5, $6)",
        consent.id,
        scope.person.uuid(),
        consent.version,
        consent.language.code(),
        now,
        consent.address
    )?;
    Ok(())
}

/// The credentials of the latest unconfirmed registration of a login that still stands.
///
/// # Errors
/// The database can't be read.
pub async fn credentials(
    handle: &mut impl Handle,
    portal: PortalId,
    login_key: &str,
    now: DateTime<Utc>,
) -> Result<Option<Credentials>> {
    let row: Option<(Uuid, String, Option<DateTime<Utc>>, DateTime<Utc>)> = run!(
        handle,
        optional,
        "SELECT p.id, p.password_hash, p.blocked_at, r.expires_at
         FROM registration r JOIN person p ON p.id = r.person_id
         WHERE r.portal_id = $1 AND r.login_key = $2 AND r.expires_at > $3
         ORDER BY r.created_at DESC, r.person_id DESC LIMIT 1",
        portal.uuid(),
        login_key,
        now
    )?;
    Ok(row.map(|(id, password_hash, blocked_at, expires_at)| Credentials {
        person: id.into(),
        password_hash,
        blocked: blocked_at.is_some(),
        expires_at: Some(expires_at),
    }))
}

/// Whether an address is somebody else's already: a confirmed person's, or one whom the organisation made.
///
/// # Errors
/// The database can't be read.
pub async fn email_is_held(handle: &mut impl Handle, scope: &CustomerScope, email_key: &str) -> Result<bool> {
    let found: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT p.id FROM person p WHERE p.portal_id = $1 AND p.email_key = $2 AND p.id <> $3
             AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id) LIMIT 1",
        scope.portal.uuid(),
        email_key,
        scope.person.uuid()
    )?;
    Ok(found.is_some())
}

/// What a registration asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// As typed.
    pub login: String,
    /// As compared.
    pub login_key: String,
    /// Until when it may be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// The person's registration, while it is not confirmed.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<Registration>> {
    let row: Option<(String, String, DateTime<Utc>)> = run!(
        handle,
        optional,
        "SELECT p.login, r.login_key, r.expires_at FROM registration r JOIN person p ON p.id = r.person_id
         WHERE r.person_id = $1 AND r.portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(row.map(|(login, login_key, expires_at)| Registration { login, login_key, expires_at }))
}

/// Who holds a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginHolder {
    /// The person.
    pub person: PersonId,
    /// Their confirmed address.
    pub email: Option<String>,
    /// They work in an office, or see an account: nobody takes their login from them.
    pub settled: bool,
}

/// The holder of a login on the scope's portal.
///
/// # Errors
/// The database can't be read.
pub async fn login_holder(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    login_key: &str,
    now: DateTime<Utc>,
) -> Result<Option<LoginHolder>> {
    let row: Option<(Uuid, Option<String>, bool)> = run!(
        handle,
        optional,
        "SELECT p.id, p.email,
                p.email_confirmed_at IS NULL
                OR EXISTS (SELECT 1 FROM operator_role o WHERE o.person_id = p.id)
                OR EXISTS (SELECT 1 FROM link l WHERE l.person_id = p.id AND (l.until IS NULL OR l.until > $3))
         FROM person p WHERE p.portal_id = $1 AND p.login_key = $2",
        scope.portal.uuid(),
        login_key,
        now
    )?;
    Ok(row.map(|(person, email, settled)| LoginHolder { person: person.into(), email, settled }))
}

/// Gives a person of the scope's portal another login.
///
/// # Errors
/// [`crate::Error::Conflict`] when it is taken.
pub async fn rename(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    person: PersonId,
    login: &str,
    login_key: &str,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE person SET login = $3, login_key = $4 WHERE id = $1 AND portal_id = $2",
        person.uuid(),
        scope.portal.uuid(),
        login,
        login_key
    )?;
    Ok(())
}

/// The registration is confirmed: its person stays.
///
/// # Errors
/// [`crate::Error::Conflict`] when somebody confirmed the same address.
pub async fn settle(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE person SET email_confirmed_at = $3 WHERE id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    run!(
        handle,
        execute,
        "DELETE FROM registration WHERE person_id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(())
}

/// Sweeps out registrations that nobody confirmed in time, with all that was typed.
///
/// # Errors
/// The database can't be written.
pub async fn delete_expired(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(
        handle,
        execute,
        "DELETE FROM session WHERE person_id IN (SELECT person_id FROM registration WHERE expires_at <= $1)",
        now
    )?;
    run!(
        handle,
        execute,
        "DELETE FROM known_device WHERE person_id IN (SELECT person_id FROM registration WHERE expires_at <= $1)",
        now
    )?;
    run!(
        handle,
        execute,
        "DELETE FROM person WHERE id IN (SELECT person_id FROM registration WHERE expires_at <= $1)",
        now
    )
}
