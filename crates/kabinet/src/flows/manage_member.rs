//! What the office does for a member, or against one: letters once more, block, links, the login of a plot.

use domain::audit::{AuditField, AuditKind};
use domain::email::key_of;
use domain::ids::PersonId;
use domain::person::{ChallengePurpose, Login};
use store::challenges::{self, NewChallenge};
use store::members::{self, Member};
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use store::scope::OfficeScope;
use store::{Handle, people, registrations, sessions};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::confirm_email::send_again_for;
use super::limits::{self, Limit};
use super::recover_password::STANDS;
use super::{Failure, letter};
use crate::app::App;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// It stands so already, or there is nothing to do it to.
    Nothing,
    /// No member of the organisation.
    NoMember,
    /// They work in an office: their role is taken away first.
    Works,
    /// Another organisation of the portal knows them too: the person isn't this one's alone.
    Elsewhere,
    /// Too many letters to this address today.
    TooMany,
    /// Not a login.
    LoginOdd,
    /// Who holds the login can't be given another: no confirmed address, a role, or another organisation's member.
    HolderStays,
}

/// Who does it, for whom, on which portal.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    /// The portal.
    pub portal: &'a Portal,
    /// The organisation.
    pub scope: &'a OfficeScope,
    /// The operator.
    pub actor: Actor,
}

impl Office<'_> {
    fn place(&self) -> Place {
        Place::Organisation(store::scope::OrganisationScope::organisation(self.scope))
    }
}

/// Whether the office may change how the person logs in.
fn refusal(member: &Member) -> Option<Outcome> {
    match (member.works, member.elsewhere) {
        (true, _) => Some(Outcome::Works),
        (_, true) => Some(Outcome::Elsewhere),
        _ => None,
    }
}

/// The letter that confirms an address goes once more, as often as on the member's own page.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_confirmation(app: &App, office: &Office<'_>, person: PersonId) -> Result<Outcome, Failure> {
    let found = members::find(&mut app.db.read().await?, office.scope, person).await?;
    let Some(member) = found else { return Ok(Outcome::NoMember) };
    let asked_by = Some((office.place(), office.actor));
    let sent = send_again_for(app, office.portal, &member.on_their_behalf(), None, asked_by).await?;
    Ok(if sent { Outcome::Done } else { Outcome::Nothing })
}

/// A letter that sets a new password goes to the member's own address.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_recovery(app: &App, office: &Office<'_>, person: PersonId) -> Result<Outcome, Failure> {
    let found = members::find(&mut app.db.read().await?, office.scope, person).await?;
    let Some(member) = found else { return Ok(Outcome::NoMember) };
    let is_open = member.expires_at.is_none() && member.blocked_at.is_none();
    let Some(email) = member.email.as_deref().filter(|_| is_open) else { return Ok(Outcome::Nothing) };
    if limits::take(app, office.portal, &[Limit::mailbox(app, &key_of(email))]).await?.is_some() {
        return Ok(Outcome::TooMany);
    }
    let now = app.clock.now();
    let (challenge, letter): (Uuid, Uuid) = (app.id(), app.id());
    store::write!(app.db, |tx| {
        let new = NewChallenge { id: challenge, purpose: ChallengePurpose::Recover, email, expires_at: now + STANDS };
        challenges::insert(tx, &member.on_their_behalf(), &new, now).await?;
        let language = people::mailbox(tx, person).await?.and_then(|(_, _, language)| language);
        let (portal, kind) = (office.portal.id, letter::RECOVER);
        let letter = NewLetter { id: letter, portal, kind, subject: challenge, recipient: email, language };
        outbox::insert(tx, &letter, now).await?;
        let told = Facts::of(AuditField::Email, email);
        let change = Change::of_person(AuditKind::RecoverySent, person).told(Facts::none(), told);
        audit::record(app, tx, office.place(), office.actor, &change).await
    })?;
    Ok(Outcome::Done)
}

/// Closes log-in to a member and ends their sessions, or opens it again.
///
/// # Errors
/// The machine's trouble only.
pub async fn block(app: &App, office: &Office<'_>, person: PersonId, blocked: bool) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let Some(member) = members::find(tx, office.scope, person).await? else { return Ok(Outcome::NoMember) };
        if let Some(refusal) = refusal(&member) {
            return Ok(refusal);
        }
        if !members::block(tx, &member, blocked.then_some(now)).await? {
            return Ok(Outcome::Nothing);
        }
        let kind = if blocked { AuditKind::PersonBlocked } else { AuditKind::PersonUnblocked };
        if blocked {
            sessions::delete_of_person(tx, person).await?;
        }
        audit::record(app, tx, office.place(), office.actor, &Change::of_person(kind, person)).await?;
        Ok::<_, Failure>(Outcome::Done)
    })
}

/// Ends every session of a member; they log in anew. For a lost phone, where a block would be too much.
///
/// # Errors
/// The machine's trouble only.
pub async fn end_sessions(app: &App, office: &Office<'_>, person: PersonId) -> Result<Outcome, Failure> {
    store::write!(app.db, |tx| {
        let Some(member) = members::find(tx, office.scope, person).await? else { return Ok(Outcome::NoMember) };
        if let Some(refusal) = refusal(&member) {
            return Ok(refusal);
        }
        if sessions::delete_of_person(tx, person).await? == 0 {
            return Ok(Outcome::Nothing);
        }
        let change = Change::of_person(AuditKind::SessionsEnded, person);
        audit::record(app, tx, office.place(), office.actor, &change).await?;
        Ok::<_, Failure>(Outcome::Done)
    })
}

/// An account of the organisation no longer shows to a member.
///
/// # Errors
/// The machine's trouble only.
pub async fn end_link(app: &App, office: &Office<'_>, person: PersonId, account: Uuid) -> Result<Outcome, Failure> {
    let (now, declaration): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        let Some(member) = members::find(tx, office.scope, person).await? else { return Ok(Outcome::NoMember) };
        let Some(number) = members::end_link(tx, office.scope, &member, (account, declaration), now).await? else {
            return Ok(Outcome::Nothing);
        };
        let told = Facts::of(AuditField::Plots, number);
        let change = Change::of_person(AuditKind::LinkEnded, person).told(told, Facts::none());
        audit::record(app, tx, office.place(), office.actor, &change).await?;
        Ok::<_, Failure>(Outcome::Done)
    })
}

/// Gives a member a login; whoever holds it logs in by their confirmed address from now on (ADR 0013). Both get a letter.
///
/// # Errors
/// The machine's trouble only.
pub async fn give_login(app: &App, office: &Office<'_>, person: PersonId, typed: &str) -> Result<Outcome, Failure> {
    // An address is the login of whoever confirmed it: nobody else gets it.
    let Some(login) = Login::parse(typed).ok().filter(|login| !login.as_str().contains('@')) else {
        return Ok(Outcome::LoginOdd);
    };
    let letters: (Uuid, Uuid) = (app.id(), app.id());
    let outcome = store::write!(app.db, |tx| {
        let Some(member) = members::find(tx, office.scope, person).await? else { return Ok(Outcome::NoMember) };
        if let Some(refusal) = refusal(&member) {
            return Ok(refusal);
        }
        if member.expires_at.is_some() || member.login == login.as_str() {
            return Ok(Outcome::Nothing);
        }
        match members::login_holder(tx, &member, login.key()).await? {
            Some(holder) if holder != person => {
                let Some(holder) = members::find(tx, office.scope, holder).await? else {
                    return Ok(Outcome::HolderStays);
                };
                let email = holder.email.clone().filter(|_| holder.email_confirmed_at.is_some());
                let (Some(email), None) = (email, refusal(&holder)) else { return Ok(Outcome::HolderStays) };
                rename(app, tx, office, &holder, (&email, &key_of(&email)), letters.0).await?;
            }
            _ => {}
        }
        rename(app, tx, office, &member, (login.as_str(), login.key()), letters.1).await?;
        Ok::<_, Failure>(Outcome::Done)
    });
    match outcome {
        // Somebody logs in by the address that was to be the holder's login.
        Err(Failure::Store(store::Error::Conflict(_))) => Ok(Outcome::HolderStays),
        other => other,
    }
}

async fn rename(
    app: &App,
    tx: &mut impl Handle,
    office: &Office<'_>,
    member: &Member,
    (login, key): (&str, &str),
    letter: Uuid,
) -> Result<(), Failure> {
    let (now, person) = (app.clock.now(), member.person());
    registrations::rename(tx, &member.on_their_behalf(), person, login, key).await?;
    if let Some((portal, recipient, language)) = people::mailbox(tx, person).await? {
        let (kind, subject) = (letter::LOGIN_SET, person.uuid());
        let letter = NewLetter { id: letter, portal, kind, subject, recipient: &recipient, language };
        outbox::insert(tx, &letter, now).await?;
    }
    let told = (Facts::of(AuditField::Login, &member.login), Facts::of(AuditField::Login, login));
    let change = Change::of_person(AuditKind::LoginGiven, person).told(told.0, told.1);
    audit::record(app, tx, office.place(), office.actor, &change).await
}
