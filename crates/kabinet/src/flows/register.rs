//! «Зарегистрироваться» (catalogue A2): the same answer, in the same time, whether login and address are known or not.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Identifier;
use domain::email::Email;
use domain::ids::PersonId;
use domain::person::{ChallengePurpose, Login, PasswordFault};
use domain::portal::Language;
use store::challenges::{self, NewChallenge};
use store::outbox::{self, NewLetter};
use store::people::NewPerson;
use store::portals::Portal;
use store::registrations::{self, Consent, NewRegistration};
use store::sessions;
use uuid::Uuid;

use super::limits::{self, Limit};
use super::log_in::token_hash;
use super::{Failure, letter};
use crate::app::App;

/// Which text people agree to; another text is another version.
pub const CONSENT_VERSION: &str = "2026-11";
/// An address that isn't confirmed within this time is forgotten with all that was typed.
const STANDS: TimeDelta = TimeDelta::hours(24);

/// The form, as typed.
#[derive(Clone, Debug)]
pub struct Application<'a> {
    /// «Номер участка (логин)».
    pub login: &'a str,
    /// «Адрес электронной почты».
    pub email: &'a str,
    /// «Пароль».
    pub password: &'a str,
    /// «Подтвердить пароль».
    pub again: &'a str,
    /// The box is ticked.
    pub consent: bool,
    /// Where it comes from.
    pub address: IpAddr,
    /// In which language it was filled in.
    pub language: Language,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No login.
    LoginMissing,
    /// Not a plot's number.
    LoginOdd,
    /// No address.
    EmailMissing,
    /// Not an address.
    EmailOdd,
    /// No password.
    PasswordMissing,
    /// A password that the portal refuses.
    Password(PasswordFault),
    /// The second is not the first.
    AgainDiffers,
    /// The box is not ticked.
    ConsentMissing,
}

/// What became of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Welcome, for now: the session's token and its end.
    Welcome {
        /// For the session cookie.
        session: String,
        /// When registration and session end.
        expires_at: DateTime<Utc>,
    },
    /// The fields to mend, in their order.
    Faults(Vec<Fault>),
    /// Too many forms or letters: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// What is wrong with a new password typed twice.
pub(super) fn password_faults(portal: &Portal, password: &str, again: &str) -> Vec<Fault> {
    match portal.rules.password.check(password) {
        _ if password.is_empty() => vec![Fault::PasswordMissing],
        Err(fault) => vec![Fault::Password(fault)],
        Ok(()) if password != again => vec![Fault::AgainDiffers],
        Ok(()) => Vec::new(),
    }
}

/// A plot's number has a digit; an address would be somebody's other login.
fn login_of(text: &str) -> Result<Login, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::LoginMissing);
    }
    let is_plot = text.chars().any(|c| c.is_ascii_digit()) && !text.contains('@') && Identifier::parse(text).is_ok();
    Login::parse(text).ok().filter(|_| is_plot).ok_or(Fault::LoginOdd)
}

/// An address, or what is wrong with it.
pub(super) fn email_of(text: &str) -> Result<Email, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::EmailMissing);
    }
    Email::parse(text).map_err(|_| Fault::EmailOdd)
}

/// Registers.
///
/// # Errors
/// The machine's trouble only.
pub async fn register(app: &App, portal: &Portal, form: &Application<'_>) -> Result<Outcome, Failure> {
    let (login, email) = (login_of(form.login), email_of(form.email));
    let mut faults: Vec<Fault> = login.as_ref().err().into_iter().chain(email.as_ref().err()).copied().collect();
    faults.extend(password_faults(portal, form.password, form.again));
    if !form.consent {
        faults.push(Fault::ConsentMissing);
    }
    let (Ok(login), Ok(email), true) = (login, email, faults.is_empty()) else { return Ok(Outcome::Faults(faults)) };
    let limits = [Limit::address("register", form.address), Limit::mailbox(app, &email.key())];
    if let Some(minutes) = limits::take(app, portal, &limits).await? {
        return Ok(Outcome::TooMany { minutes });
    }
    let password_hash = app.passwords.hash(form.password.to_owned()).await?;
    write(app, portal, form, &login, &email, &password_hash).await
}

async fn write(
    app: &App,
    portal: &Portal,
    form: &Application<'_>,
    login: &Login,
    email: &Email,
    password_hash: &str,
) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let expires_at = now + STANDS;
    let id: PersonId = app.id();
    let (consent, challenge, letter): (Uuid, Uuid, Uuid) = (app.id(), app.id(), app.id());
    let (session, address) = (app.entropy.token(), form.address.to_canonical().to_string());
    let person = NewPerson {
        id,
        portal: portal.id,
        login: login.as_str(),
        login_key: login.key(),
        password_hash,
        full_name: "",
        email: Some(email.as_str()),
    };
    let registration = NewRegistration { person, language: form.language, expires_at };
    let consent = Consent { id: consent, version: CONSENT_VERSION, language: form.language, address: &address };
    let challenge =
        NewChallenge { id: challenge, purpose: ChallengePurpose::ConfirmEmail, email: email.as_str(), expires_at };
    let letter = NewLetter {
        id: letter,
        portal: portal.id,
        kind: letter::CONFIRM_EMAIL,
        subject: challenge.id,
        recipient: email.as_str(),
        language: Some(form.language),
    };
    store::write!(app.db, |tx| {
        let scope = registrations::insert(tx, &registration, now).await?;
        registrations::keep_consent(tx, &scope, &consent, now).await?;
        challenges::insert(tx, &scope, &challenge, now).await?;
        outbox::insert(tx, &letter, now).await?;
        sessions::insert(tx, &token_hash(&session), id, now, expires_at).await?;
        Ok::<_, Failure>(())
    })?;
    Ok(Outcome::Welcome { session, expires_at })
}
