//! Links of people to accounts: made by a proof, told to the holder whom the register knows, ended.

use chrono::{DateTime, Utc};
use domain::account::{LinkLevel, LinkProof, LinkRole};
use domain::ids::{AccountId, OrganisationId, PersonId, PortalId};
use domain::portal::Language;
use sqlx::FromRow;
use uuid::Uuid;

use crate::linking::Wanted;
use crate::outbox::Letter;
use crate::people::{Link, put_link};
use crate::scope::{CustomerScope, OrganisationScope};
use crate::{Handle, Result};

/// How a person holds an account now, if they do.
///
/// # Errors
/// The database can't be read.
pub async fn standing(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<LinkLevel>> {
    let level: Option<String> = run!(
        handle,
        optional_scalar,
        "SELECT level FROM link WHERE person_id = $1 AND portal_id = $2 AND account_id = $3 AND (until IS NULL OR until > $4)",
        scope.person.uuid(),
        scope.portal.uuid(),
        account.uuid(),
        now
    )?;
    level.map(|level| level.parse().map_err(crate::Error::corrupt)).transpose()
}

/// Links the person to the account that they found, at this level.
///
/// # Errors
/// The database can't be written.
pub async fn link(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    wanted: &Wanted,
    (level, proof): (LinkLevel, LinkProof),
    now: DateTime<Utc>,
) -> Result<()> {
    let link = Link { person: scope.person, account: wanted.account, level, role: LinkRole::Owner };
    put_link(handle, &link, scope.portal, wanted.organisation, proof, now).await
}

/// Where the people who hold an account in full get letters, except one of them: a new link is news to them.
///
/// # Errors
/// The database can't be read.
pub async fn mailboxes_of_holders(
    handle: &mut impl Handle,
    wanted: &Wanted,
    except: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<String>> {
    run!(
        handle,
        scalars,
        "SELECT p.email FROM link l JOIN person p ON p.id = l.person_id
         WHERE l.account_id = $1 AND l.level = 'full' AND l.role = 'owner' AND l.person_id <> $2
             AND (l.until IS NULL OR l.until > $3) AND p.email_confirmed_at IS NOT NULL AND p.email IS NOT NULL
             AND p.blocked_at IS NULL AND p.deleted_at IS NULL
         ORDER BY l.since LIMIT 20",
        wanted.account.uuid(),
        except.uuid(),
        now
    )
}

/// A letter to a holder about a new link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkNotice {
    /// Key; stands in the link of the letter.
    pub id: Uuid,
    /// Who linked the account.
    pub person: PersonId,
    /// Where.
    pub portal: PortalId,
    /// The account.
    pub account: AccountId,
    /// Whose register it stands in.
    pub organisation: OrganisationId,
    /// Its number.
    pub number: String,
    /// Where the letter went.
    pub recipient: String,
    /// The address of whoever linked it.
    pub email: Option<String>,
    /// When it was linked.
    pub created_at: DateTime<Utc>,
    /// Until when the holder may end it by the letter.
    pub expires_at: DateTime<Utc>,
    /// The letter's button was used.
    pub used_at: Option<DateTime<Utc>>,
    /// Whether the link still stands.
    pub stands: bool,
}

/// Whether a holder was told of this person's link since then.
///
/// # Errors
/// The database can't be read.
pub async fn was_told(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    wanted: &Wanted,
    recipient: &str,
    since: DateTime<Utc>,
) -> Result<bool> {
    let found: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "SELECT id FROM link_notice WHERE account_id = $1 AND person_id = $2 AND recipient = $3 AND created_at > $4
             AND used_at IS NULL LIMIT 1",
        wanted.account.uuid(),
        scope.person.uuid(),
        recipient,
        since
    )?;
    Ok(found.is_some())
}

/// Notes that a holder is told.
///
/// # Errors
/// The database can't be written.
pub async fn insert_notice(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    wanted: &Wanted,
    (id, recipient): (Uuid, &str),
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO link_notice (id, person_id, portal_id, account_id, recipient, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        id,
        scope.person.uuid(),
        scope.portal.uuid(),
        wanted.account.uuid(),
        recipient,
        now,
        expires_at
    )?;
    Ok(())
}

#[derive(FromRow)]
struct NoticeRow {
    id: Uuid,
    person_id: Uuid,
    portal_id: Uuid,
    account_id: Uuid,
    organisation_id: Uuid,
    number: String,
    recipient: String,
    email: Option<String>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    stands: bool,
}

/// The notice of a letter's link, whoever asks: without the secret that goes with it, nobody learns of it.
///
/// # Errors
/// The database can't be read.
pub async fn notice(
    handle: &mut impl Handle,
    portal: PortalId,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<LinkNotice>> {
    let row: Option<NoticeRow> = run!(
        handle,
        optional,
        "SELECT n.id, n.person_id, n.portal_id, n.account_id, a.organisation_id, a.number, n.recipient, p.email,
                n.created_at, n.expires_at, n.used_at,
                EXISTS (SELECT 1 FROM link l WHERE l.person_id = n.person_id AND l.account_id = n.account_id
                            AND NOT (l.proof = 'operator' AND l.since > n.created_at)
                            AND (l.until IS NULL OR l.until > $3)) AS stands
         FROM link_notice n JOIN account a ON a.id = n.account_id JOIN person p ON p.id = n.person_id
         WHERE n.id = $1 AND n.portal_id = $2",
        id,
        portal.uuid(),
        now
    )?;
    Ok(row.map(|row| LinkNotice {
        id: row.id,
        person: row.person_id.into(),
        portal: row.portal_id.into(),
        account: row.account_id.into(),
        organisation: row.organisation_id.into(),
        number: row.number,
        recipient: row.recipient,
        email: row.email,
        created_at: row.created_at,
        expires_at: row.expires_at,
        used_at: row.used_at,
        stands: row.stands,
    }))
}

/// The notice that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn notice_of_letter(
    handle: &mut impl Handle,
    letter: &Letter,
    now: DateTime<Utc>,
) -> Result<Option<LinkNotice>> {
    notice(handle, letter.portal_id.into(), letter.subject_id, now).await
}

/// A holder ends the link that a letter told of, and what its person opened to others; false when it was ended before.
///
/// # Errors
/// The database can't be written.
pub async fn end_by_notice(handle: &mut impl Handle, notice: &LinkNotice, now: DateTime<Utc>) -> Result<bool> {
    let fresh =
        run!(handle, execute, "UPDATE link_notice SET used_at = $2 WHERE id = $1 AND used_at IS NULL", notice.id, now)?;
    if fresh == 0 || !notice.stands {
        return Ok(false);
    }
    let touched = run!(
        handle,
        execute,
        "UPDATE link SET until = $3 WHERE account_id = $1 AND (person_id = $2 OR shared_by = $2)
             AND (until IS NULL OR until > $3)",
        notice.account.uuid(),
        notice.person.uuid(),
        now
    )?;
    Ok(touched > 0)
}

/// Somebody whose link came to its end because the register names another holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerHolder {
    /// Who.
    pub person: PersonId,
    /// The account.
    pub account: AccountId,
    /// Its number.
    pub number: String,
    /// Where letters go, where there is a confirmed address.
    pub mailbox: Option<(PortalId, String, Option<Language>)>,
}

/// Ends every link to these accounts: the register names another holder.
///
/// # Errors
/// The database can't be written.
pub async fn end_of_former_holders(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
    now: DateTime<Utc>,
) -> Result<Vec<FormerHolder>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let ended: Vec<(Uuid, Uuid)> = run_in!(
        handle,
        all,
        "UPDATE link SET until = $2 WHERE organisation_id = $1 AND (until IS NULL OR until > $2) AND account_id IN (",
        &ids,
        ") RETURNING person_id, account_id",
        scope.organisation().uuid(),
        now
    )?;
    // What was asked for or offered before is over too.
    let _: Vec<(Uuid,)> = run_in!(
        handle,
        all,
        "UPDATE link_request SET state = 'over', decided_at = $2
         WHERE organisation_id = $1 AND state IN ('waiting', 'sent', 'refused') AND account_id IN (",
        &ids,
        ") RETURNING id",
        scope.organisation().uuid(),
        now
    )?;
    let _: Vec<(Uuid,)> = run_in!(
        handle,
        all,
        "UPDATE share_offer SET state = 'withdrawn', decided_at = $2
         WHERE organisation_id = $1 AND state = 'open' AND account_id IN (",
        &ids,
        ") RETURNING id",
        scope.organisation().uuid(),
        now
    )?;
    let people: Vec<Uuid> = ended.iter().map(|(person, _)| *person).collect();
    let mailboxes: Vec<(Uuid, Uuid, String, Option<String>)> = run_in!(
        handle,
        all,
        "SELECT id, portal_id, email, language FROM person
         WHERE email IS NOT NULL AND email_confirmed_at IS NOT NULL AND blocked_at IS NULL AND id IN (",
        &people,
        ")"
    )?;
    let numbers: Vec<(Uuid, String)> = run_in!(handle, all, "SELECT id, number FROM account WHERE id IN (", &ids, ")")?;
    let mailbox = |person: Uuid| {
        let (_, portal, email, language) = mailboxes.iter().find(|(id, ..)| *id == person)?;
        let language = language.as_deref().and_then(|code| Language::parse(code).ok());
        Some(((*portal).into(), email.clone(), language))
    };
    Ok(ended
        .into_iter()
        .map(|(person, account)| FormerHolder {
            person: person.into(),
            account: account.into(),
            number: numbers.iter().find(|(id, _)| *id == account).map(|(_, number)| number.clone()).unwrap_or_default(),
            mailbox: mailbox(person),
        })
        .collect())
}

/// Ends what the person opened to others of an account.
///
/// # Errors
/// The database can't be written.
pub async fn end_shared(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE link SET until = $3 WHERE shared_by = $1 AND account_id = $2 AND portal_id = $4
             AND (until IS NULL OR until > $3)",
        scope.person.uuid(),
        account.uuid(),
        now,
        scope.portal.uuid()
    )?;
    Ok(())
}

/// The number of the account that a claimed letter is about.
///
/// # Errors
/// The database can't be read.
pub async fn number_of_letter(handle: &mut impl Handle, letter: &Letter) -> Result<Option<String>> {
    run!(
        handle,
        optional_scalar,
        "SELECT a.number FROM account a JOIN organisation o ON o.id = a.organisation_id WHERE a.id = $1 AND o.portal_id = $2",
        letter.subject_id,
        letter.portal_id
    )
}
