//! «Изменить электронную почту или пароль» (catalogue A4). The current password is asked for: an open browser is not enough.

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::audit::AuditKind;
use domain::person::{ChallengePurpose, PasswordRules};
use domain::portal::Language;
use store::challenges::{self, NewChallenge};
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{login_steps, people, profiles, registrations, sessions};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Place};
use super::limits::{self, Limit};
use super::register::{self, email_of, password_faults};
use super::{Failure, letter, notice};
use crate::app::App;

/// A new address is confirmed within this time, or stays the old one.
const STANDS: TimeDelta = TimeDelta::hours(24);

/// What is wrong with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Of the new address or the new password.
    Field(register::Fault),
    /// Not the current password.
    WrongPassword,
    /// Too many tries, or too many letters to this address.
    TooMany,
}

/// The password is looked at, with few tries.
pub(super) async fn wrong_password(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    password: &str,
) -> Result<Option<Fault>, Failure> {
    if limits::take(app, portal, &[Limit::password(scope.person())]).await?.is_some() {
        return Ok(Some(Fault::TooMany));
    }
    let known = people::credentials_of(&mut app.db.read().await?, scope).await?;
    let right = app.passwords.verify(password.to_owned(), known.map(|known| known.password_hash)).await?;
    Ok((!right).then_some(Fault::WrongPassword))
}

/// What is asked of the person's password: more of those who work in an office.
pub(super) async fn password_rules(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
) -> Result<PasswordRules, Failure> {
    let offices = people::offices(&mut app.db.read().await?, scope).await?;
    Ok(if offices.is_empty() { portal.rules.password } else { portal.rules.password.of_operators() })
}

/// Sends a letter to the new address; it counts once it is confirmed. Nobody is told whether the address is somebody else's.
///
/// # Errors
/// The machine's trouble only.
pub async fn change_email(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    (email, password): (&str, &str),
    language: Language,
) -> Result<Vec<Fault>, Failure> {
    let email = match email_of(email) {
        Ok(email) => email,
        Err(fault) => return Ok(vec![Fault::Field(fault)]),
    };
    if let Some(fault) = wrong_password(app, portal, scope, password).await? {
        return Ok(vec![fault]);
    }
    if limits::take(app, portal, &[Limit::mailbox(app, &email.key())]).await?.is_some() {
        return Ok(vec![Fault::TooMany]);
    }
    let now = app.clock.now();
    let (challenge, letter): (Uuid, Uuid) = (app.id(), app.id());
    store::write!(app.db, |tx| {
        // A mistyped address of a registration is simply typed anew.
        let registration = registrations::find(tx, scope).await?;
        let (purpose, expires_at) = match &registration {
            Some(registration) => (ChallengePurpose::ConfirmEmail, registration.expires_at),
            None => (ChallengePurpose::ChangeEmail, now + STANDS),
        };
        if registration.is_some() {
            profiles::retype_email(tx, scope, email.as_str()).await?;
        }
        let new = NewChallenge { id: challenge, purpose, email: email.as_str(), expires_at };
        challenges::insert(tx, scope, &new, now).await?;
        let letter = NewLetter {
            id: letter,
            portal: portal.id,
            kind: letter::CONFIRM_EMAIL,
            subject: challenge,
            recipient: email.as_str(),
            language: Some(language),
        };
        outbox::insert(tx, &letter, now).await?;
        Ok::<_, Failure>(())
    })?;
    Ok(Vec::new())
}

/// Sets a new password, ends every other session and tells the person by a letter.
///
/// # Errors
/// The machine's trouble only.
pub async fn change_password(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    (current, password, again): (&str, &str, &str),
    session_hash: &str,
    address: IpAddr,
) -> Result<Vec<Fault>, Failure> {
    let rules = password_rules(app, portal, scope).await?;
    let faults: Vec<Fault> = password_faults(rules, password, again).into_iter().map(Fault::Field).collect();
    if !faults.is_empty() {
        return Ok(faults);
    }
    if let Some(fault) = wrong_password(app, portal, scope, current).await? {
        return Ok(vec![fault]);
    }
    let hash = app.passwords.hash(password.to_owned()).await?;
    let (now, notice): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        profiles::set_password(tx, scope, &hash).await?;
        sessions::delete_others(tx, scope, session_hash).await?;
        let person = scope.person();
        login_steps::delete_of_person(tx, person).await?;
        notice::tell(tx, person, (notice, letter::PASSWORD_CHANGED, person.uuid()), now).await?;
        let change = Change::of_person(AuditKind::PasswordChanged, person);
        audit::record(app, tx, Place::Portal(portal.id), Actor::Person(person, address), &change).await?;
        Ok::<_, Failure>(())
    })?;
    Ok(Vec::new())
}
