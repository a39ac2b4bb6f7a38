//! «Регистрационные данные»: what a person tells of themselves, their address and their password.

use chrono::{DateTime, Utc};
use domain::email::key_of;
use domain::person::Applicant;
use domain::search::search_key;
use domain::tax_number::TaxNumber;
use sqlx::FromRow;

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// Everything a person entered.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Profile {
    /// As typed.
    pub login: String,
    /// Where letters go.
    pub email: Option<String>,
    /// When the address was confirmed.
    pub email_confirmed_at: Option<DateTime<Utc>>,
    /// The owner of the plots.
    pub owner_name: Option<String>,
    /// Whom else to ask.
    pub contact_name: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// An unconfirmed registration is gone then.
    pub expires_at: Option<DateTime<Utc>>,
}

/// The person's own data.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<Profile>> {
    run!(
        handle,
        optional,
        "SELECT p.login, p.email, p.email_confirmed_at, t.owner_name, t.contact_name, t.phone, r.expires_at
         FROM person p LEFT JOIN person_details t ON t.person_id = p.id LEFT JOIN registration r ON r.person_id = p.id
         WHERE p.id = $1 AND p.portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )
}

/// When the person agreed to the use of their data.
///
/// # Errors
/// The database can't be read.
pub async fn consent_given_at(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<DateTime<Utc>>> {
    run!(
        handle,
        optional_scalar,
        "SELECT given_at FROM consent WHERE person_id = $1 ORDER BY given_at DESC LIMIT 1",
        scope.person.uuid()
    )
}

/// What a person may write about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The owner of the plots; may be empty.
    pub owner_name: String,
    /// Whom else to ask; may be empty.
    pub contact_name: String,
    /// E.164.
    pub phone: Option<String>,
}

/// What an applicant says of themselves when they sign up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicantDetails<'a> {
    /// Who they are.
    pub applicant: Applicant,
    /// Full name, or the company's.
    pub name: &'a str,
    /// ИНН, ИИН or БИН.
    pub tax_number: &'a TaxNumber,
    /// «Получать счёт-извещение на email».
    pub bill_by_email: bool,
}

/// Keeps what an applicant says of themselves.
///
/// # Errors
/// The database can't be written.
pub async fn save_applicant(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    details: &ApplicantDetails<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO person_details (person_id, owner_name, changed_at, search_name, applicant, tax_number, bill_by_email)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        scope.person.uuid(),
        details.name,
        now,
        search_key(details.name),
        details.applicant.code(),
        details.tax_number.as_str(),
        details.bill_by_email
    )?;
    Ok(())
}

/// Keeps what the person wrote.
///
/// # Errors
/// The database can't be written.
pub async fn save_details(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    details: &Details,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO person_details (person_id, owner_name, contact_name, phone, changed_at, search_name)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person_id) DO UPDATE SET owner_name = excluded.owner_name, contact_name = excluded.contact_name,
             phone = excluded.phone, changed_at = excluded.changed_at, search_name = excluded.search_name",
        scope.person.uuid(),
        &details.owner_name,
        &details.contact_name,
        details.phone.as_deref(),
        now,
        search_key(&format!("{} {}", details.owner_name, details.contact_name))
    )?;
    Ok(())
}

/// The person's new, confirmed address.
///
/// # Errors
/// [`crate::Error::Conflict`] when somebody else confirmed it.
pub async fn set_email(handle: &mut impl Handle, scope: &CustomerScope, email: &str, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE person SET email = $3, email_key = $4, email_confirmed_at = $5 WHERE id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid(),
        email,
        key_of(email),
        now
    )?;
    Ok(())
}

/// Another address for a registration; it is not confirmed either.
///
/// # Errors
/// The database can't be written.
pub async fn retype_email(handle: &mut impl Handle, scope: &CustomerScope, email: &str) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE person SET email = $3, email_key = $4 WHERE id = $1 AND portal_id = $2 AND email_confirmed_at IS NULL",
        scope.person.uuid(),
        scope.portal.uuid(),
        email,
        key_of(email)
    )?;
    Ok(())
}

/// The person's new password.
///
/// # Errors
/// The database can't be written.
pub async fn set_password(handle: &mut impl Handle, scope: &CustomerScope, password_hash: &str) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE person SET password_hash = $3 WHERE id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid(),
        password_hash
    )?;
    Ok(())
}

/// What identifies a person of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The folded login.
    pub login_key: String,
    /// ИНН, ИИН or БИН, where the profile has one.
    pub tax_number: Option<String>,
    /// Numbers of their accounts and contracts, declared or linked.
    pub numbers: Vec<String>,
}

/// What a person must know to set a new password by the control string (catalogue C4).
///
/// # Errors
/// The database can't be read.
pub async fn identity(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<Identity>> {
    let row: Option<(String, Option<String>)> = run!(
        handle,
        optional,
        "SELECT p.login_key, t.tax_number FROM person p LEFT JOIN person_details t ON t.person_id = p.id
         WHERE p.id = $1 AND p.portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    let Some((login_key, tax_number)) = row else { return Ok(None) };
    let numbers = run!(
        handle,
        scalars,
        "SELECT d.number FROM declared_account d WHERE d.person_id = $1
         UNION SELECT i.value FROM link l JOIN account_identifier i ON i.account_id = l.account_id
               WHERE l.person_id = $1 AND l.portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(Some(Identity { login_key, tax_number, numbers }))
}
