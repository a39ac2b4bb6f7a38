//! «Скачать мои данные»: what is kept of a person. Never a password's hash, a token or a seed.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// Nobody has more rows of a kind than this.
const MOST: i64 = 10_000;

/// Who the person is.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Profile {
    /// As typed.
    pub login: String,
    /// Where letters go.
    pub email: Option<String>,
    /// When the address was confirmed.
    pub email_confirmed_at: Option<DateTime<Utc>>,
    /// As the organisation calls them; may be empty.
    pub full_name: String,
    /// The name they wrote themselves.
    pub owner_name: Option<String>,
    /// Whom else to ask.
    pub contact_name: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// A code of `Applicant`.
    pub applicant: Option<String>,
    /// ИНН, ИИН or БИН.
    pub tax_number: Option<String>,
    /// Code of the language of letters.
    pub language: Option<String>,
    /// Since when they are there.
    pub created_at: DateTime<Utc>,
    /// When they logged in last.
    pub last_login_at: Option<DateTime<Utc>>,
}

/// The person; nothing when they are gone.
///
/// # Errors
/// The database can't be read.
pub async fn profile(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<Profile>> {
    run!(
        handle,
        optional,
        "SELECT p.login, p.email, p.email_confirmed_at, p.full_name, t.owner_name, t.contact_name, t.phone, t.applicant,
                t.tax_number, p.language, p.created_at, p.last_login_at
         FROM person p LEFT JOIN person_details t ON t.person_id = p.id
         WHERE p.id = $1 AND p.portal_id = $2 AND p.deleted_at IS NULL",
        scope.person.uuid(),
        scope.portal.uuid()
    )
}

/// An agreement to a text.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Consent {
    /// Which text.
    pub text_version: String,
    /// In which language it was shown.
    pub language: String,
    /// When.
    pub given_at: DateTime<Utc>,
    /// From where.
    pub address: String,
}

/// What the person agreed to.
///
/// # Errors
/// The database can't be read.
pub async fn consents(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Consent>> {
    run!(
        handle,
        all,
        "SELECT text_version, language, given_at, address FROM consent WHERE person_id = $1 ORDER BY given_at, id LIMIT $2",
        scope.person.uuid(),
        MOST
    )
}

/// An account that shows, or showed, to the person.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Account {
    /// Its number.
    pub number: String,
    /// The organisation's title.
    pub organisation: String,
    /// A code of `LinkLevel`.
    pub level: String,
    /// A code of `LinkRole`.
    pub role: String,
    /// A code of `LinkProof`.
    pub proof: String,
    /// Since when it shows.
    pub since: DateTime<Utc>,
    /// Until when it shows or showed.
    pub until: Option<DateTime<Utc>>,
}

/// The person's accounts, those of former days too.
///
/// # Errors
/// The database can't be read.
pub async fn accounts(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Account>> {
    run!(
        handle,
        all,
        "SELECT a.number, o.title AS organisation, l.level, l.role, l.proof, l.since, l.until
         FROM link l JOIN account a ON a.id = l.account_id JOIN organisation o ON o.id = l.organisation_id
         WHERE l.person_id = $1 AND l.portal_id = $2 ORDER BY l.since, a.number, a.id LIMIT $3",
        scope.person.uuid(),
        scope.portal.uuid(),
        MOST
    )
}

/// A log-in.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct LogIn {
    /// When.
    pub began_at: DateTime<Utc>,
    /// From where.
    pub address: String,
    /// With what; empty where that isn't known.
    pub agent: String,
    /// With a browser that was new to the person.
    pub new_device: bool,
}

/// The person's log-ins, as long as they are kept.
///
/// # Errors
/// The database can't be read.
pub async fn log_ins(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<LogIn>> {
    run!(
        handle,
        all,
        "SELECT began_at, address, agent, new_device FROM log_in WHERE person_id = $1 ORDER BY began_at DESC, id DESC LIMIT $2",
        scope.person.uuid(),
        MOST
    )
}

/// What the person wrote by the contact form.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Request {
    /// Its number.
    pub number: i64,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// What is asked.
    pub message: String,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// What the person wrote while they were logged in.
///
/// # Errors
/// The database can't be read.
pub async fn requests(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Request>> {
    run!(
        handle,
        all,
        "SELECT number, created_at, message, answered_at FROM contact_request
         WHERE person_id = $1 AND portal_id = $2 ORDER BY created_at, id LIMIT $3",
        scope.person.uuid(),
        scope.portal.uuid(),
        MOST
    )
}

/// A change by the person or of the person. Who else had to do with it isn't told.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Change {
    /// When.
    pub at: DateTime<Utc>,
    /// A code of `AuditKind`.
    pub kind: String,
}

/// What the person changed, and what was changed of theirs.
///
/// # Errors
/// The database can't be read.
pub async fn changes(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Change>> {
    run!(
        handle,
        all,
        "SELECT at, kind FROM audit
         WHERE portal_id = $1 AND (person_id = $2 OR (subject_kind = 'person' AND subject = $3)) ORDER BY at, id LIMIT $4",
        scope.portal.uuid(),
        scope.person.uuid(),
        scope.person.to_string(),
        MOST
    )
}
