//! What people write by the contact form.

use chrono::{DateTime, Utc};
use domain::ids::{OrganisationId, PersonId, PortalId};
use domain::portal::Language;
use sqlx::FromRow;
use uuid::Uuid;

use crate::outbox::Letter;
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// A request to be kept.
#[derive(Clone, Debug)]
pub struct NewRequest<'a> {
    /// Key.
    pub id: Uuid,
    /// On whose site it was written.
    pub portal: PortalId,
    /// Who is to answer.
    pub organisation: OrganisationId,
    /// How to address the writer.
    pub name: &'a str,
    /// Where to answer.
    pub email: Option<&'a str>,
    /// Or whom to call, E.164.
    pub phone: Option<&'a str>,
    /// Which plot it is about.
    pub plot: Option<&'a str>,
    /// What is asked.
    pub message: &'a str,
    /// Who had logged in.
    pub person: Option<PersonId>,
    /// In which language the form stood.
    pub language: Language,
    /// Which text about personal data was agreed to.
    pub consent_version: &'a str,
    /// From where.
    pub address: &'a str,
}

/// Keeps a request; its number. Numbers of an organisation are given one by one.
///
/// # Errors
/// The database can't be written.
pub async fn insert(handle: &mut impl Handle, request: &NewRequest<'_>, now: DateTime<Utc>) -> Result<i64> {
    let number: i64 = run!(
        handle,
        scalar,
        "INSERT INTO contact_counter (organisation_id, last) VALUES ($1, 1)
         ON CONFLICT (organisation_id) DO UPDATE SET last = contact_counter.last + 1 RETURNING last",
        request.organisation.uuid()
    )?;
    run!(
        handle,
        execute,
        "INSERT INTO contact_request (id, portal_id, organisation_id, number, name, email, phone, plot, message, person_id,
                                      language, consent_version, address, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        request.id,
        request.portal.uuid(),
        request.organisation.uuid(),
        number,
        request.name,
        request.email,
        request.phone,
        request.plot,
        request.message,
        request.person.map(PersonId::uuid),
        request.language.code(),
        request.consent_version,
        request.address,
        now
    )?;
    Ok(number)
}

/// The number of a request, for whoever knows its key: nothing else of it.
///
/// # Errors
/// The database can't be read.
pub async fn number(handle: &mut impl Handle, portal: PortalId, id: Uuid) -> Result<Option<i64>> {
    run!(
        handle,
        optional_scalar,
        "SELECT number FROM contact_request WHERE id = $1 AND portal_id = $2",
        id,
        portal.uuid()
    )
}

/// A request as the office reads it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Request {
    /// Key.
    pub id: Uuid,
    /// As the writer knows it.
    pub number: i64,
    /// How to address the writer.
    pub name: String,
    /// Where to answer.
    pub email: Option<String>,
    /// Or whom to call, E.164.
    pub phone: Option<String>,
    /// Which plot it is about.
    pub plot: Option<String>,
    /// What is asked.
    pub message: String,
    /// The login of the writer, if they had logged in.
    pub login: Option<String>,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// When it was marked answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// By whom.
    pub answered_by: Option<String>,
    /// What they noted.
    pub answer_note: Option<String>,
}

/// Requests to the organisation that are open (the oldest first) or answered (the latest first).
///
/// # Errors
/// The database can't be read.
pub async fn of_office(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    open: bool,
    limit: i64,
    offset: i64,
) -> Result<Vec<Request>> {
    run!(
        handle,
        all,
        "SELECT r.id, r.number, r.name, r.email, r.phone, r.plot, r.message, w.login, r.created_at, r.answered_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS answered_by, r.answer_note
         FROM contact_request r LEFT JOIN person w ON w.id = r.person_id LEFT JOIN person p ON p.id = r.answered_by
         WHERE r.organisation_id = $1 AND (r.answered_at IS NULL) = $2
         ORDER BY r.answered_at DESC, r.created_at, r.id LIMIT $3 OFFSET $4",
        scope.organisation().uuid(),
        open,
        limit,
        offset
    )
}

/// How many requests are open.
///
/// # Errors
/// The database can't be read.
pub async fn open_count(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<i64> {
    run!(
        handle,
        scalar,
        "SELECT COUNT(*) FROM contact_request WHERE organisation_id = $1 AND answered_at IS NULL",
        scope.organisation().uuid()
    )
}

/// A request to the organisation.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, scope: &impl OrganisationScope, id: Uuid) -> Result<Option<Request>> {
    run!(
        handle,
        optional,
        "SELECT r.id, r.number, r.name, r.email, r.phone, r.plot, r.message, w.login, r.created_at, r.answered_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS answered_by, r.answer_note
         FROM contact_request r LEFT JOIN person w ON w.id = r.person_id LEFT JOIN person p ON p.id = r.answered_by
         WHERE r.id = $1 AND r.organisation_id = $2",
        id,
        scope.organisation().uuid()
    )
}

/// The request that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<Request>> {
    run!(
        handle,
        optional,
        "SELECT r.id, r.number, r.name, r.email, r.phone, r.plot, r.message, w.login, r.created_at, r.answered_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS answered_by, r.answer_note
         FROM contact_request r LEFT JOIN person w ON w.id = r.person_id LEFT JOIN person p ON p.id = r.answered_by
         WHERE r.id = $1 AND r.portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )
}

/// Marks an open request answered; false when there is none.
///
/// # Errors
/// The database can't be written.
pub async fn mark_answered(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
    note: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE contact_request SET answered_at = $3, answered_by = $4, answer_note = NULLIF($5, '')
         WHERE id = $1 AND organisation_id = $2 AND answered_at IS NULL",
        id,
        scope.organisation().uuid(),
        now,
        scope.person().map(PersonId::uuid),
        note
    )?;
    Ok(touched > 0)
}
