//! Letters with a link and a code: what was asked, until when it stands, whether it was used. The secrets themselves derive
//! from the server's key and stand nowhere.

use chrono::{DateTime, Utc};
use domain::email::key_of;
use domain::ids::{PersonId, PortalId};
use domain::person::ChallengePurpose;
use domain::portal::Language;
use sqlx::FromRow;
use uuid::Uuid;

use crate::outbox::Letter;
use crate::scope::CustomerScope;
use crate::{Error, Handle, Result};

/// A letter with a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Key; stands in the link.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub portal: PortalId,
    /// What it opens.
    pub purpose: ChallengePurpose,
    /// Where it went.
    pub email: String,
    /// Since when it stands.
    pub created_at: DateTime<Utc>,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
    /// Used, or replaced by another.
    pub used_at: Option<DateTime<Utc>>,
    /// How many wrong codes were typed.
    pub wrong_codes: i64,
    /// How often it was sent.
    pub letters: i64,
    /// When it was sent last.
    pub last_sent_at: DateTime<Utc>,
}

impl Challenge {
    /// Whether its secret may still be used.
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && self.expires_at > now
    }

    /// For whoever has shown the secret of the letter.
    pub fn scope(&self) -> CustomerScope {
        CustomerScope::of(self.person, self.portal)
    }
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    portal_id: Uuid,
    purpose: String,
    email: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    wrong_codes: i64,
    letters: i64,
    last_sent_at: DateTime<Utc>,
}

impl TryFrom<Row> for Challenge {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            person: row.person_id.into(),
            portal: row.portal_id.into(),
            purpose: row.purpose.parse().map_err(Error::corrupt)?,
            email: row.email,
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
            wrong_codes: row.wrong_codes,
            letters: row.letters,
            last_sent_at: row.last_sent_at,
        })
    }
}

/// A letter to be written.
#[derive(Clone, Debug)]
pub struct NewChallenge<'a> {
    /// Key.
    pub id: Uuid,
    /// What it opens.
    pub purpose: ChallengePurpose,
    /// Where it goes.
    pub email: &'a str,
    /// Until when it stands.
    pub expires_at: DateTime<Utc>,
}

/// Makes a challenge; earlier ones of the same purpose no longer stand.
///
/// # Errors
/// The database can't be written.
pub async fn insert(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    challenge: &NewChallenge<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE email_challenge SET used_at = $3 WHERE person_id = $1 AND purpose = $2 AND used_at IS NULL",
        scope.person.uuid(),
        challenge.purpose.code(),
        now
    )?;
    run!(
        handle,
        execute,
        "INSERT INTO email_challenge (id, person_id, portal_id, purpose, email, created_at, expires_at, last_sent_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6)",
        challenge.id,
        scope.person.uuid(),
        scope.portal.uuid(),
        challenge.purpose.code(),
        challenge.email,
        now,
        challenge.expires_at
    )?;
    Ok(())
}

/// The challenge of a link, whoever asks: without the secret that goes with it, nobody learns of it.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, portal: PortalId, id: Uuid) -> Result<Option<Challenge>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT id, person_id, portal_id, purpose, email, created_at, expires_at, used_at, wrong_codes, letters, last_sent_at
         FROM email_challenge WHERE id = $1 AND portal_id = $2",
        id,
        portal.uuid()
    )?;
    row.map(Challenge::try_from).transpose()
}

/// The latest address of the person that waits to be confirmed.
///
/// # Errors
/// The database can't be read.
pub async fn open(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<Option<Challenge>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT id, person_id, portal_id, purpose, email, created_at, expires_at, used_at, wrong_codes, letters, last_sent_at
         FROM email_challenge
         WHERE person_id = $1 AND portal_id = $2 AND purpose IN ('confirm_email', 'change_email') AND used_at IS NULL
             AND expires_at > $3
         ORDER BY created_at DESC, id DESC LIMIT 1",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    row.map(Challenge::try_from).transpose()
}

/// Uses a challenge, once: false when it was used before or is over.
///
/// # Errors
/// The database can't be written.
pub async fn spend(handle: &mut impl Handle, challenge: &Challenge, now: DateTime<Utc>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE email_challenge SET used_at = $2 WHERE id = $1 AND portal_id = $3 AND used_at IS NULL AND expires_at > $2",
        challenge.id,
        now,
        challenge.portal.uuid()
    )?;
    Ok(touched == 1)
}

/// Counts a typed code before it is looked at; returns how many there were, this one included.
///
/// # Errors
/// The database can't be written.
pub async fn count_code(handle: &mut impl Handle, challenge: &Challenge) -> Result<i64> {
    run!(
        handle,
        scalar,
        "UPDATE email_challenge SET wrong_codes = wrong_codes + 1 WHERE id = $1 AND portal_id = $2 RETURNING wrong_codes",
        challenge.id,
        challenge.portal.uuid()
    )
}

/// Notes that the letter goes once more: false when it went `most` times already, or since `before`.
///
/// # Errors
/// The database can't be written.
pub async fn send_again(
    handle: &mut impl Handle,
    challenge: &Challenge,
    most: i64,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE email_challenge SET letters = letters + 1, last_sent_at = $4
         WHERE id = $1 AND portal_id = $5 AND letters < $2 AND last_sent_at <= $3 AND used_at IS NULL",
        challenge.id,
        most,
        before,
        now,
        challenge.portal.uuid()
    )?;
    Ok(touched == 1)
}

/// What the worker writes a letter from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChallengeLetter {
    /// The secret's row.
    pub challenge: Challenge,
    /// The person's login.
    pub login: String,
    /// The address is somebody else's: they are told, and nothing can be confirmed.
    pub held: bool,
}

/// The challenge that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<ChallengeLetter>> {
    let Some(challenge) = find(handle, letter.portal_id.into(), letter.subject_id).await? else { return Ok(None) };
    let login: Option<String> =
        run!(handle, optional_scalar, "SELECT login FROM person WHERE id = $1", challenge.person.uuid())?;
    let Some(login) = login else { return Ok(None) };
    let held = crate::registrations::email_is_held(handle, &challenge.scope(), &key_of(&challenge.email)).await?;
    Ok(Some(ChallengeLetter { challenge, login, held }))
}

/// Who may set a new password by a letter to this address: a person who isn't blocked and isn't merely registered.
///
/// # Errors
/// The database can't be read.
pub async fn recoverable(
    handle: &mut impl Handle,
    portal: PortalId,
    email_key: &str,
) -> Result<Vec<(CustomerScope, String, Option<Language>)>> {
    let rows: Vec<(Uuid, String, Option<String>)> = run!(
        handle,
        all,
        "SELECT p.id, p.email, p.language FROM person p
         WHERE p.portal_id = $1 AND p.email_key = $2 AND p.email IS NOT NULL AND p.blocked_at IS NULL
             AND p.deleted_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id)
         ORDER BY p.created_at, p.id LIMIT 5",
        portal.uuid(),
        email_key
    )?;
    let known = |(id, email, language): (Uuid, String, Option<String>)| {
        let language = language.as_deref().and_then(|code| Language::parse(code).ok());
        (CustomerScope::of(id.into(), portal), email, language)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// The same by the login.
///
/// # Errors
/// The database can't be read.
pub async fn recoverable_by_login(
    handle: &mut impl Handle,
    portal: PortalId,
    login_key: &str,
) -> Result<Vec<(CustomerScope, String, Option<Language>)>> {
    let rows: Vec<(Uuid, String, Option<String>)> = run!(
        handle,
        all,
        "SELECT p.id, p.email, p.language FROM person p
         WHERE p.portal_id = $1 AND p.login_key = $2 AND p.email IS NOT NULL AND p.blocked_at IS NULL
             AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id)",
        portal.uuid(),
        login_key
    )?;
    let known = |(id, email, language): (Uuid, String, Option<String>)| {
        let language = language.as_deref().and_then(|code| Language::parse(code).ok());
        (CustomerScope::of(id.into(), portal), email, language)
    };
    Ok(rows.into_iter().map(known).collect())
}

/// The latest letter for a new password of whoever has this login, while it stands.
///
/// # Errors
/// The database can't be read.
pub async fn open_recovery(
    handle: &mut impl Handle,
    portal: PortalId,
    login_key: &str,
    now: DateTime<Utc>,
) -> Result<Option<Challenge>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT c.id, c.person_id, c.portal_id, c.purpose, c.email, c.created_at, c.expires_at, c.used_at, c.wrong_codes,
                c.letters, c.last_sent_at
         FROM person p JOIN email_challenge c ON c.person_id = p.id
         WHERE p.portal_id = $1 AND p.login_key = $2 AND p.blocked_at IS NULL AND c.purpose = 'recover'
             AND c.used_at IS NULL AND c.expires_at > $3
         ORDER BY c.created_at DESC, c.id DESC LIMIT 1",
        portal.uuid(),
        login_key,
        now
    )?;
    row.map(Challenge::try_from).transpose()
}
