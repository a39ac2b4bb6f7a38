//! Accounts that their owner opens to others, by e-mail, in a role, until a day.

use chrono::{DateTime, Utc};
use domain::account::LinkRole;
use domain::ids::{AccountId, OrganisationId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::accounts::LinkedAccount;
use crate::outbox::Letter;
use crate::scope::CustomerScope;
use crate::{Error, Handle, Result};

/// An account that is opened to somebody.
#[derive(Clone, Copy, Debug)]
pub struct NewOffer<'a> {
    /// Key.
    pub id: Uuid,
    /// To whom, as typed.
    pub email: &'a str,
    /// The same, folded.
    pub email_key: &'a str,
    /// What they may do.
    pub role: LinkRole,
    /// Until when; nothing for as long as the owner likes.
    pub until: Option<DateTime<Utc>>,
    /// It is taken up until then, or never.
    pub expires_at: DateTime<Utc>,
}

/// Opens an account; an offer to the same address gives way.
///
/// # Errors
/// The database can't be written.
pub async fn offer(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: &LinkedAccount,
    new: &NewOffer<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE share_offer SET state = 'withdrawn', decided_at = $3
         WHERE account_id = $1 AND email_key = $2 AND state = 'open'",
        account.id().uuid(),
        new.email_key,
        now
    )?;
    run!(
        handle,
        execute,
        "INSERT INTO share_offer (id, account_id, portal_id, organisation_id, shared_by, email, email_key, role, until, state,
                                  created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11)",
        new.id,
        account.id().uuid(),
        scope.portal.uuid(),
        account.organisation().uuid(),
        scope.person.uuid(),
        new.email,
        new.email_key,
        new.role.code(),
        new.until,
        now,
        new.expires_at
    )?;
    Ok(())
}

/// To whom an account is open, or is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The offer.
    pub id: Uuid,
    /// To whom.
    pub email: String,
    /// What they may do.
    pub role: LinkRole,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// They took it up.
    pub accepted: bool,
}

#[derive(FromRow)]
struct SharedRow {
    id: Uuid,
    email: String,
    role: String,
    until: Option<DateTime<Utc>>,
    accepted: bool,
}

/// What the person opened of an account, and what of it stands.
///
/// # Errors
/// The database can't be read.
pub async fn of_account(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Shared>> {
    let rows: Vec<SharedRow> = run!(
        handle,
        all,
        "SELECT s.id, s.email, s.role, s.until, s.state = 'accepted' AS accepted
         FROM share_offer s
         WHERE s.account_id = $1 AND s.shared_by = $2 AND s.portal_id = $3
             AND ((s.state = 'open' AND s.expires_at > $4)
                  OR (s.state = 'accepted' AND EXISTS (SELECT 1 FROM link l WHERE l.person_id = s.person_id
                          AND l.account_id = s.account_id AND l.shared_by = $2 AND (l.until IS NULL OR l.until > $4))))
         ORDER BY s.created_at, s.id",
        account.uuid(),
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    rows.into_iter()
        .map(|row| {
            let role = row.role.parse().map_err(Error::corrupt)?;
            Ok(Shared { id: row.id, email: row.email, role, until: row.until, accepted: row.accepted })
        })
        .collect()
}

/// An account that somebody opens to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Key.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// Whose register it stands in.
    pub organisation: OrganisationId,
    /// Its number.
    pub number: String,
    /// The organisation's title.
    pub title: String,
    /// Who opens it.
    pub from: String,
    /// What the person may do.
    pub role: LinkRole,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    shared_by: Uuid,
}

#[derive(FromRow)]
struct OfferRow {
    id: Uuid,
    account_id: Uuid,
    organisation_id: Uuid,
    number: String,
    title: String,
    sender: String,
    role: String,
    until: Option<DateTime<Utc>>,
    shared_by: Uuid,
}

impl TryFrom<OfferRow> for Offer {
    type Error = Error;

    fn try_from(row: OfferRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            account: row.account_id.into(),
            organisation: row.organisation_id.into(),
            number: row.number,
            title: row.title,
            from: row.sender,
            role: row.role.parse().map_err(Error::corrupt)?,
            until: row.until,
            shared_by: row.shared_by,
        })
    }
}

/// What is opened to the person's confirmed address, as long as its owner holds the account; nothing to an operator who looks,
/// since only the person answers.
///
/// # Errors
/// The database can't be read.
pub async fn offers(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<Vec<Offer>> {
    if scope.is_view() {
        return Ok(Vec::new());
    }
    let rows: Vec<OfferRow> = run!(
        handle,
        all,
        "SELECT s.id, s.account_id, s.organisation_id, a.number, o.title,
                COALESCE(NULLIF(w.full_name, ''), w.email, w.login) AS sender, s.role, s.until, s.shared_by
         FROM person p JOIN share_offer s ON s.portal_id = p.portal_id AND s.email_key = p.email_key AND s.state = 'open'
              JOIN account a ON a.id = s.account_id JOIN organisation o ON o.id = s.organisation_id
              JOIN person w ON w.id = s.shared_by
              JOIN link l ON l.person_id = s.shared_by AND l.account_id = s.account_id AND l.level = 'full'
                   AND l.role = 'owner' AND (l.until IS NULL OR l.until > $3)
         WHERE p.id = $1 AND p.portal_id = $2 AND p.email_confirmed_at IS NOT NULL AND s.expires_at > $3
             AND (s.until IS NULL OR s.until > $3) AND s.shared_by <> p.id
         ORDER BY s.created_at, s.id LIMIT 50",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    rows.into_iter().map(Offer::try_from).collect()
}

/// Takes an offer up. Whoever has proved the account themselves keeps that.
///
/// # Errors
/// The database can't be written.
pub async fn accept(handle: &mut impl Handle, scope: &CustomerScope, offer: &Offer, now: DateTime<Utc>) -> Result<()> {
    decide(handle, scope, offer.id, "accepted", now).await?;
    run!(
        handle,
        execute,
        "INSERT INTO link (person_id, account_id, portal_id, organisation_id, level, role, proof, since, until, shared_by)
         VALUES ($1, $2, $3, $4, 'full', $5, 'shared', $6, $7, $8)
         ON CONFLICT (person_id, account_id) DO UPDATE SET level = excluded.level, role = excluded.role,
             proof = excluded.proof, since = excluded.since, until = excluded.until, shared_by = excluded.shared_by
         WHERE link.level = 'basic' OR link.shared_by IS NOT NULL OR link.until <= $6",
        scope.person.uuid(),
        offer.account.uuid(),
        scope.portal.uuid(),
        offer.organisation.uuid(),
        offer.role.code(),
        now,
        offer.until,
        offer.shared_by
    )?;
    Ok(())
}

/// Says no to an offer.
///
/// # Errors
/// The database can't be written.
pub async fn refuse(handle: &mut impl Handle, scope: &CustomerScope, offer: &Offer, now: DateTime<Utc>) -> Result<()> {
    decide(handle, scope, offer.id, "refused", now).await
}

async fn decide(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    id: Uuid,
    state: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE share_offer SET state = $3, person_id = $2, decided_at = $4 WHERE id = $1 AND state = 'open' AND portal_id = $5",
        id,
        scope.person.uuid(),
        state,
        now,
        scope.portal.uuid()
    )?;
    Ok(())
}

/// The owner takes an account back: the offer and the link that came of it. False when nothing of it stood.
///
/// # Errors
/// The database can't be written.
pub async fn withdraw(handle: &mut impl Handle, scope: &CustomerScope, id: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let ended = run!(
        handle,
        execute,
        "UPDATE link SET until = $3 WHERE shared_by = $2 AND portal_id = $4 AND (until IS NULL OR until > $3)
             AND EXISTS (SELECT 1 FROM share_offer s WHERE s.id = $1 AND s.shared_by = $2
                             AND s.account_id = link.account_id AND s.person_id = link.person_id)",
        id,
        scope.person.uuid(),
        now,
        scope.portal.uuid()
    )?;
    let withdrawn = run!(
        handle,
        execute,
        "UPDATE share_offer SET state = 'withdrawn', decided_at = $3
         WHERE id = $1 AND shared_by = $2 AND portal_id = $4 AND state IN ('open', 'accepted')",
        id,
        scope.person.uuid(),
        now,
        scope.portal.uuid()
    )?;
    Ok(ended + withdrawn > 0)
}

/// Whether the account was ever opened to the person by somebody else: what they saw then proves nothing of theirs.
///
/// # Errors
/// The database can't be read.
pub async fn was_opened_to(handle: &mut impl Handle, scope: &CustomerScope, account: AccountId) -> Result<bool> {
    let found: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT id FROM share_offer WHERE account_id = $1 AND person_id = $2 AND portal_id = $3
             AND state IN ('accepted', 'withdrawn') LIMIT 1",
        account.uuid(),
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(found.is_some())
}

/// What a letter about an offer is written from.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct OfferLetter {
    /// The account's number.
    pub number: String,
    /// The organisation's title.
    pub title: String,
    /// Who opens it.
    pub sender: String,
    /// It is taken up until then.
    pub expires_at: DateTime<Utc>,
}

/// The offer that a claimed letter is about, while it is open.
///
/// # Errors
/// The database can't be read.
pub async fn of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<OfferLetter>> {
    run!(
        handle,
        optional,
        "SELECT a.number, o.title, COALESCE(NULLIF(w.full_name, ''), w.email, w.login) AS sender, s.expires_at
         FROM share_offer s JOIN account a ON a.id = s.account_id JOIN organisation o ON o.id = s.organisation_id
              JOIN person w ON w.id = s.shared_by
         WHERE s.id = $1 AND s.portal_id = $2 AND s.state = 'open'",
        letter.subject_id,
        letter.portal_id
    )
}
