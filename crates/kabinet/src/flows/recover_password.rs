//! «Забыли пароль?»: a letter to the address, the same answer for known and unknown.

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::audit::AuditKind;
use domain::email::key_of;
use domain::person::ChallengePurpose;
use domain::portal::Language;
use store::challenges::{self, NewChallenge};
use store::outbox::{self, Letter, NewLetter};
use store::portals::Portal;
use store::{login_steps, profiles, sessions};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Place};
use super::change_access::password_rules;
use super::confirm_email::behind_link;
use super::limits::{self, Limit};
use super::register::{Fault, email_of, password_faults};
use super::{Failure, letter, notice};
use crate::app::App;

/// A forgotten password is set anew within this time.
pub(super) const STANDS: TimeDelta = TimeDelta::hours(1);

/// What became of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// If the address is known, a letter is on its way.
    Sent,
    /// Not an address.
    Fault(Fault),
    /// Too many questions: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// Queues the question; a letter goes to each person who has this address, several only where the organisation made them.
///
/// # Errors
/// The machine's trouble only.
pub async fn ask(app: &App, portal: &Portal, email: &str, address: IpAddr, shown: Language) -> Result<Asked, Failure> {
    let email = match email_of(email) {
        Ok(email) => email,
        Err(fault) => return Ok(Asked::Fault(fault)),
    };
    let limits = [Limit::address("recover", address), Limit::mailbox(app, &email.key())];
    if let Some(minutes) = limits::take(app, portal, &limits).await? {
        return Ok(Asked::TooMany { minutes });
    }
    let (now, letter): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        // The same for known and unknown, down to the last statement: who is meant is looked up when the letter is written.
        let asked = NewLetter {
            id: letter,
            portal: portal.id,
            kind: letter::RECOVER_ASKED,
            subject: letter,
            recipient: email.as_str(),
            language: Some(shown),
        };
        Ok::<_, Failure>(outbox::insert(tx, &asked, now).await?)
    })?;
    Ok(Asked::Sent)
}

/// The worker's part: a letter to each person who has the address, in place of the question.
///
/// # Errors
/// The machine's trouble only.
pub async fn answer(app: &App, asked: &Letter) -> Result<(), Failure> {
    let now = app.clock.now();
    let (portal, key) = (asked.portal_id.into(), key_of(&asked.recipient));
    let known = challenges::recoverable(&mut app.db.read().await?, portal, &key).await?;
    let letters: Vec<(Uuid, Uuid)> = known.iter().map(|_| (app.id(), app.id())).collect();
    let shown = asked.language.as_deref().and_then(|code| Language::parse(code).ok());
    store::write!(app.db, |tx| {
        if !outbox::take_out(tx, asked.id).await? {
            return Ok(());
        }
        for ((scope, email, language), (challenge, letter)) in known.iter().zip(&letters) {
            let new =
                NewChallenge { id: *challenge, purpose: ChallengePurpose::Recover, email, expires_at: now + STANDS };
            challenges::insert(tx, scope, &new, now).await?;
            let letter = NewLetter {
                id: *letter,
                portal,
                kind: letter::RECOVER,
                subject: *challenge,
                recipient: email,
                language: language.or(shown),
            };
            outbox::insert(tx, &letter, now).await?;
        }
        Ok::<_, Failure>(())
    })
}

/// What became of a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reset {
    /// It is set; every session is ended.
    Done,
    /// The fields to mend.
    Faults(Vec<Fault>),
    /// The link was used, is over, or never was.
    Gone,
}

/// Sets a new password by the link of a letter; another letter tells that it was done.
///
/// # Errors
/// The machine's trouble only.
pub async fn reset(
    app: &App,
    portal: &Portal,
    (id, text): (Uuid, &str),
    (password, again): (&str, &str),
    address: IpAddr,
) -> Result<Reset, Failure> {
    let Some(challenge) = behind_link(app, portal, id, text, true).await? else { return Ok(Reset::Gone) };
    let rules = password_rules(app, portal, &challenge.scope()).await?;
    let faults = password_faults(rules, password, again);
    if !faults.is_empty() {
        return Ok(Reset::Faults(faults));
    }
    let hash = app.passwords.hash(password.to_owned()).await?;
    let (now, notice): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        if !challenges::spend(tx, &challenge, now).await? {
            return Ok(Reset::Gone);
        }
        profiles::set_password(tx, &challenge.scope(), &hash).await?;
        sessions::delete_of_person(tx, challenge.person).await?;
        let person = challenge.person;
        login_steps::delete_of_person(tx, person).await?;
        notice::tell(tx, person, (notice, letter::PASSWORD_CHANGED, person.uuid()), now).await?;
        let change = Change::of_person(AuditKind::PasswordChanged, person);
        audit::record(app, tx, Place::Portal(portal.id), Actor::Person(person, address), &change).await?;
        Ok::<_, Failure>(Reset::Done)
    })
}
