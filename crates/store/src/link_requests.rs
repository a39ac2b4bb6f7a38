//! Requests of people who can't prove an account at once: a PIN by letter, an operator's word.

use chrono::{DateTime, Utc};
use domain::account::{LinkRequestState, Proof};
use domain::ids::{AccountId, OrganisationId, PersonId, PortalId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::linking::Wanted;
use crate::outbox::Letter;
use crate::scope::{CustomerScope, OrganisationScope};
use crate::{Error, Handle, Result};

/// A request as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRequest {
    /// Key.
    pub id: Uuid,
    /// Who asks.
    pub person: PersonId,
    /// Where they log in.
    pub portal: PortalId,
    /// The account, as it is wanted.
    pub wanted: Wanted,
    /// What was asked for.
    pub proof: Proof,
    /// How far it has come.
    pub state: LinkRequestState,
    /// Where the PIN went.
    pub email: Option<String>,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
    /// When the PIN went out last.
    pub sent_at: Option<DateTime<Utc>>,
    /// Until when the PIN stands.
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    portal_id: Uuid,
    account_id: Uuid,
    organisation_id: Uuid,
    number: String,
    proof: String,
    state: String,
    email: Option<String>,
    created_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
    expires_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for LinkRequest {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            person: row.person_id.into(),
            portal: row.portal_id.into(),
            wanted: Wanted {
                account: row.account_id.into(),
                organisation: row.organisation_id.into(),
                number: row.number,
            },
            proof: row.proof.parse().map_err(Error::corrupt)?,
            state: row.state.parse().map_err(Error::corrupt)?,
            email: row.email,
            created_at: row.created_at,
            sent_at: row.sent_at,
            expires_at: row.expires_at,
        })
    }
}

/// The person's requests that wait or whose PIN is out, and those that were refused, by their account; newest first.
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<LinkRequest>> {
    let rows: Vec<Row> = run!(
        handle,
        all,
        "SELECT r.id, r.person_id, r.portal_id, r.account_id, r.organisation_id, a.number, r.proof, r.state, r.email,
                r.created_at, r.sent_at, r.expires_at
         FROM link_request r JOIN account a ON a.id = r.account_id
         WHERE r.person_id = $1 AND r.portal_id = $2 AND r.state IN ('waiting', 'sent', 'refused')
             AND r.organisation_id = COALESCE($3, r.organisation_id)
         ORDER BY r.created_at DESC, r.id DESC LIMIT 200",
        scope.person.uuid(),
        scope.portal.uuid(),
        scope.only.map(OrganisationId::uuid)
    )?;
    rows.into_iter().map(LinkRequest::try_from).collect()
}

/// A request that is made.
#[derive(Clone, Copy, Debug)]
pub struct NewRequest<'a> {
    /// Key.
    pub id: Uuid,
    /// What is asked for.
    pub proof: Proof,
    /// What the person writes to the operator.
    pub note: &'a str,
    /// Where the PIN goes at once, and until when it stands; nothing while an operator must decide.
    pub pin: Option<(&'a str, DateTime<Utc>)>,
}

/// Makes a request; an open one of the same account gives way.
///
/// # Errors
/// The database can't be written.
pub async fn insert(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    wanted: &Wanted,
    new: &NewRequest<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE link_request SET state = 'over', decided_at = $3
         WHERE person_id = $1 AND account_id = $2 AND portal_id = $4 AND state IN ('waiting', 'sent', 'refused')",
        scope.person.uuid(),
        wanted.account.uuid(),
        now,
        scope.portal.uuid()
    )?;
    let state = if new.pin.is_some() { LinkRequestState::Sent } else { LinkRequestState::Waiting };
    run!(
        handle,
        execute,
        "INSERT INTO link_request (id, person_id, portal_id, organisation_id, account_id, proof, note, state, email, created_at,
                                   sent_at, expires_at, letters)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        new.id,
        scope.person.uuid(),
        scope.portal.uuid(),
        wanted.organisation.uuid(),
        wanted.account.uuid(),
        new.proof.code(),
        new.note,
        state.code(),
        new.pin.map(|(email, _)| email),
        now,
        new.pin.map(|_| now),
        new.pin.map(|(_, expires_at)| expires_at),
        i64::from(new.pin.is_some())
    )?;
    Ok(())
}

/// The person's request for this account whose PIN is out.
///
/// # Errors
/// The database can't be read.
pub async fn with_pin(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<LinkRequest>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT r.id, r.person_id, r.portal_id, r.account_id, r.organisation_id, a.number, r.proof, r.state, r.email,
                r.created_at, r.sent_at, r.expires_at
         FROM link_request r JOIN account a ON a.id = r.account_id
         WHERE r.person_id = $1 AND r.portal_id = $2 AND r.account_id = $3 AND r.state = 'sent' AND r.expires_at > $4",
        scope.person.uuid(),
        scope.portal.uuid(),
        account.uuid(),
        now
    )?;
    row.map(LinkRequest::try_from).transpose()
}

/// Counts a typed PIN before it is looked at; returns how many there were, this one included.
///
/// # Errors
/// The database can't be written.
pub async fn count_code(handle: &mut impl Handle, request: &LinkRequest) -> Result<i64> {
    run!(
        handle,
        scalar,
        "UPDATE link_request SET wrong_codes = wrong_codes + 1 WHERE id = $1 AND person_id = $2 RETURNING wrong_codes",
        request.id,
        request.person.uuid()
    )
}

/// Notes that the PIN goes once more: false when it went `most` times already, or since `before`.
///
/// # Errors
/// The database can't be written.
pub async fn send_again(
    handle: &mut impl Handle,
    request: &LinkRequest,
    most: i64,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE link_request SET letters = letters + 1, sent_at = $4
         WHERE id = $1 AND person_id = $5 AND state = 'sent' AND letters < $2 AND sent_at <= $3",
        request.id,
        most,
        before,
        now,
        request.person.uuid()
    )?;
    Ok(touched == 1)
}

/// The account is linked: its open request is done. False when there is none any more.
///
/// # Errors
/// The database can't be written.
pub async fn finish(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE link_request SET state = 'done', decided_at = $3
         WHERE person_id = $1 AND account_id = $2 AND portal_id = $4 AND state IN ('waiting', 'sent', 'refused')",
        scope.person.uuid(),
        account.uuid(),
        now,
        scope.portal.uuid()
    )?;
    Ok(touched > 0)
}

/// A request that waits for the organisation's decision.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct WaitingRequest {
    /// Key.
    pub id: Uuid,
    /// What is asked for.
    pub proof: String,
    /// What the person wrote.
    pub note: String,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
    /// The account's number.
    pub number: String,
    /// Who asks.
    pub person_id: Uuid,
    /// As typed.
    pub login: String,
    /// The name they go by.
    pub full_name: String,
    /// As they write it.
    pub owner_name: Option<String>,
    /// Their confirmed address.
    pub email: Option<String>,
    /// The first holder in the register.
    pub holder: Option<String>,
    /// The address in the register.
    pub address: Option<String>,
}

/// The queue of an organisation, oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn waiting(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    limit: i64,
) -> Result<Vec<WaitingRequest>> {
    run!(
        handle,
        all,
        "SELECT r.id, r.proof, r.note, r.created_at, a.number, p.id AS person_id, p.login, p.full_name, t.owner_name, p.email,
                h.full_name AS holder, s.address
         FROM link_request r JOIN account a ON a.id = r.account_id JOIN premises s ON s.id = a.premises_id
              JOIN person p ON p.id = r.person_id
              LEFT JOIN person_details t ON t.person_id = p.id
              LEFT JOIN holder h ON h.account_id = a.id AND h.position = 0
         WHERE r.organisation_id = $1 AND r.state = 'waiting' AND p.blocked_at IS NULL
         ORDER BY r.created_at, r.id LIMIT $2",
        scope.organisation().uuid(),
        limit
    )
}

/// How many requests wait for the organisation.
///
/// # Errors
/// The database can't be read.
pub async fn count_waiting(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<i64> {
    run!(
        handle,
        scalar,
        "SELECT COUNT(*) FROM link_request r JOIN person p ON p.id = r.person_id
         WHERE r.organisation_id = $1 AND r.state = 'waiting' AND p.blocked_at IS NULL",
        scope.organisation().uuid()
    )
}

/// A request that an operator may decide about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decidable {
    /// The request.
    pub request: LinkRequest,
    /// The confirmed address of whoever asks.
    pub mailbox: Option<String>,
}

impl Decidable {
    /// Acting for whoever asks.
    pub fn on_their_behalf(&self) -> CustomerScope {
        CustomerScope::of(self.request.person, self.request.portal)
    }
}

/// The waiting request of this key, if it is the organisation's.
///
/// # Errors
/// The database can't be read.
pub async fn decidable(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
) -> Result<Option<Decidable>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT r.id, r.person_id, r.portal_id, r.account_id, r.organisation_id, a.number, r.proof, r.state, r.email,
                r.created_at, r.sent_at, r.expires_at
         FROM link_request r JOIN account a ON a.id = r.account_id JOIN person p ON p.id = r.person_id
         WHERE r.id = $1 AND r.organisation_id = $2 AND r.state = 'waiting' AND p.blocked_at IS NULL",
        id,
        scope.organisation().uuid()
    )?;
    let Some(request) = row.map(LinkRequest::try_from).transpose()? else { return Ok(None) };
    let mailbox: Option<Option<String>> = run!(
        handle,
        optional_scalar,
        "SELECT email FROM person WHERE id = $1 AND email_confirmed_at IS NOT NULL AND blocked_at IS NULL",
        request.person.uuid()
    )?;
    Ok(Some(Decidable { request, mailbox: mailbox.flatten() }))
}

/// Notes an operator's decision; with the address and the end of a PIN that goes out by it.
///
/// # Errors
/// The database can't be written.
pub async fn decide(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
    state: LinkRequestState,
    pin: Option<(&str, DateTime<Utc>)>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE link_request SET state = $3, decided_by = $4, decided_at = $5, email = COALESCE($6, email),
             expires_at = COALESCE($7, expires_at), sent_at = COALESCE($8, sent_at), letters = letters + $9
         WHERE id = $1 AND organisation_id = $2 AND state = 'waiting'",
        id,
        scope.organisation().uuid(),
        state.code(),
        scope.person().map(PersonId::uuid),
        now,
        pin.map(|(email, _)| email),
        pin.map(|(_, expires_at)| expires_at),
        pin.map(|_| now),
        i64::from(pin.is_some())
    )?;
    Ok(())
}

/// What a letter about a request is written from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLetter {
    /// The request.
    pub request: LinkRequest,
    /// The organisation's title.
    pub organisation: String,
    /// Who asks: what the holder is told of them.
    pub email: Option<String>,
}

/// The request that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<RequestLetter>> {
    let row: Option<Row> = run!(
        handle,
        optional,
        "SELECT r.id, r.person_id, r.portal_id, r.account_id, r.organisation_id, a.number, r.proof, r.state, r.email,
                r.created_at, r.sent_at, r.expires_at
         FROM link_request r JOIN account a ON a.id = r.account_id WHERE r.id = $1 AND r.portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )?;
    let Some(request) = row.map(LinkRequest::try_from).transpose()? else { return Ok(None) };
    let organisation = OrganisationId::uuid(request.wanted.organisation);
    let told: Option<(String, Option<String>)> = run!(
        handle,
        optional,
        "SELECT o.title, p.email FROM organisation o JOIN person p ON p.id = $2 WHERE o.id = $1",
        organisation,
        request.person.uuid()
    )?;
    Ok(told.map(|(organisation, email)| RequestLetter { request, organisation, email }))
}
