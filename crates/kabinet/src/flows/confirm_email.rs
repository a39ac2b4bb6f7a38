//! An address is confirmed (catalogue A3): by the link of a letter, or by the code where the link doesn't open.
//!
//! Whoever reads the letter must also be whoever registered: their session or their password says so. Otherwise a stranger
//! could register with a member's address, and the member's click would open the member's plots to the stranger.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use domain::account::{Identifier, IdentifierKind};
use domain::audit::{AuditField, AuditKind};
use domain::email::key_of;
use domain::person::{Applicant, ChallengePurpose, SignUp};
use domain::portal::Language;
use store::challenges::{self, Challenge};
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{Handle, declarations, people, profiles, registrations, second_factor};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::begin_session::{self, Beginning, Origin};
use super::limits::{self, Limit};
use super::log_in::SESSION;
use super::recognise::{is_among, recognise};
use super::{Failure, letter, secret};
use crate::app::App;

/// So many codes may be typed for one letter.
const CODES: i64 = 5;
/// A letter goes so many times, this one included.
const LETTERS: i64 = 5;
/// And not sooner than after this.
const PAUSE: TimeDelta = TimeDelta::seconds(60);

/// For whoever came without a session and typed the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// For the session cookie.
    pub token: String,
    /// For the device cookie.
    pub device: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// What became of a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Confirmed.
    Confirmed {
        /// The login from now on, where it isn't the one that was asked for.
        other_login: Option<String>,
        /// A session for whoever came without one.
        session: Option<NewSession>,
    },
    /// Used, over, or never there.
    Gone,
    /// Not the code of the letter.
    WrongCode,
    /// Not the password of whoever registered.
    WrongPassword,
    /// Somebody else confirmed the address first.
    Held,
    /// Too many codes or passwords were tried.
    TooMany,
}

/// The challenge behind a link, if the link is right and stands.
///
/// # Errors
/// The machine's trouble only.
pub async fn behind_link(
    app: &App,
    portal: &Portal,
    id: Uuid,
    text: &str,
    recovers: bool,
) -> Result<Option<Challenge>, Failure> {
    let found = challenges::find(&mut app.db.read().await?, portal.id, id).await?;
    let Some(challenge) = found else { return Ok(None) };
    let is_right = secret::is_link(app, &challenge, text)?
        && challenge.stands(app.clock.now())
        && recovers == (challenge.purpose == ChallengePurpose::Recover);
    Ok(is_right.then_some(challenge))
}

/// Confirms by the link of a letter.
///
/// # Errors
/// The machine's trouble only.
pub async fn by_link(
    app: &App,
    portal: &Portal,
    (id, text): (Uuid, &str),
    session: Option<CustomerScope>,
    password: &str,
    origin: Origin<'_>,
) -> Result<Outcome, Failure> {
    let Some(challenge) = behind_link(app, portal, id, text, false).await? else { return Ok(Outcome::Gone) };
    let scope = challenge.scope();
    if session == Some(scope) {
        return confirm(app, portal, &challenge, None, origin).await;
    }
    if limits::take(app, portal, &[Limit::password(challenge.person)]).await?.is_some() {
        return Ok(Outcome::TooMany);
    }
    let known = people::credentials_of(&mut app.db.read().await?, &scope).await?.filter(|known| !known.blocked);
    let right = app.passwords.verify(password.to_owned(), known.map(|known| known.password_hash)).await?;
    if !right {
        return Ok(Outcome::WrongPassword);
    }
    // Whoever chose to be asked for more than a password logs in as always.
    let is_asked = second_factor::state(&mut app.db.read().await?, &scope).await?.is_on();
    confirm(app, portal, &challenge, (!is_asked).then(|| app.entropy.token()), origin).await
}

/// Confirms by the typed code.
///
/// # Errors
/// The machine's trouble only.
pub async fn by_code(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    typed: &str,
    address: IpAddr,
) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let open = challenges::open(&mut app.db.read().await?, scope, now).await?;
    let Some(challenge) = open else { return Ok(Outcome::Gone) };
    // Counted before it is looked at, so that parallel guesses can't slip through.
    let typed_codes = store::write!(app.db, |tx| challenges::count_code(tx, &challenge).await)?;
    if typed_codes > CODES {
        return Ok(Outcome::TooMany);
    }
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits != secret::code(app, &challenge)? {
        return Ok(Outcome::WrongCode);
    }
    confirm(app, portal, &challenge, None, Origin { address, agent: "", device: None }).await
}

async fn confirm(
    app: &App,
    portal: &Portal,
    challenge: &Challenge,
    session: Option<String>,
    origin: Origin<'_>,
) -> Result<Outcome, Failure> {
    let (now, notice): (_, Uuid) = (app.clock.now(), app.id());
    let (expires_at, device) = (now + SESSION, origin.device_token(app));
    let (place, actor) = (Place::Portal(portal.id), Actor::Person(challenge.person, origin.address));
    let outcome = store::write!(app.db, |tx| {
        if !challenges::spend(tx, challenge, now).await? {
            return Ok(Outcome::Gone);
        }
        let scope = challenge.scope();
        if registrations::email_is_held(tx, &scope, &key_of(&challenge.email)).await? {
            return Ok(Outcome::Held);
        }
        let mut other_login = None;
        if challenge.purpose == ChallengePurpose::ConfirmEmail {
            match settle(tx, portal, challenge, notice, now).await? {
                Settled::Gone => return Ok(Outcome::Gone),
                Settled::AsAsked(None) => {}
                Settled::AsAsked(Some(change)) => audit::record(app, tx, place, actor, &change).await?,
                Settled::As(login) => other_login = Some(login),
            }
        } else {
            let change = change(tx, portal, challenge, notice, now).await?;
            audit::record(app, tx, place, actor, &change).await?;
        }
        recognise(tx, portal, &scope, now).await?;
        if let Some(token) = &session {
            // Whoever holds the letter and the password is no news to themselves.
            let person = challenge.person;
            let beginning = Beginning { person, token, origin, device: &device, new_device: false, expires_at };
            begin_session::begin(app, tx, &beginning).await?;
        }
        Ok::<_, Failure>(Outcome::Confirmed { other_login, session: None })
    });
    match outcome {
        Ok(Outcome::Confirmed { other_login, .. }) => {
            let session = session.map(|token| NewSession { token, device, expires_at });
            Ok(Outcome::Confirmed { other_login, session })
        }
        // Somebody confirmed the same address at this very moment.
        Err(Failure::Store(store::Error::Conflict(_))) => Ok(Outcome::Held),
        other => other,
    }
}

enum Settled {
    Gone,
    /// Perhaps by taking the login from whoever had it.
    AsAsked(Option<Change>),
    As(String),
}

/// The registration becomes a person with a login: the one they asked for if it is free, or if the register proves that the
/// plot is theirs and nobody settled there; else their address.
async fn settle(
    tx: &mut impl Handle,
    portal: &Portal,
    challenge: &Challenge,
    notice: Uuid,
    now: DateTime<Utc>,
) -> Result<Settled, Failure> {
    let scope = challenge.scope();
    let Some(asked) = registrations::find(tx, &scope).await? else { return Ok(Settled::Gone) };
    let holder = registrations::login_holder(tx, &scope, &asked.login_key, now).await?;
    let mut taken_over = None;
    let is_free = match &holder {
        None => true,
        Some(holder) => match &holder.email {
            Some(email) if !holder.settled && owns(tx, portal, challenge, &asked.login).await? => {
                registrations::rename(tx, &scope, holder.person, email, &key_of(email)).await?;
                tell(tx, portal, (notice, letter::LOGIN_CHANGED, challenge.id), email, None, now).await?;
                let told = (Facts::of(AuditField::Login, &asked.login), Facts::of(AuditField::Login, email));
                let change = Change::of_person(AuditKind::LoginTakenOver, holder.person);
                taken_over = Some(change.told(told.0, told.1));
                true
            }
            _ => false,
        },
    };
    let login = if is_free { asked.login } else { challenge.email.clone() };
    let key = if is_free { asked.login_key } else { key_of(&challenge.email) };
    registrations::rename(tx, &scope, challenge.person, &login, &key).await?;
    registrations::settle(tx, &scope, now).await?;
    Ok(if is_free { Settled::AsAsked(taken_over) } else { Settled::As(login) })
}

/// Whether the address stands in the register beside the account that the login names.
async fn owns(tx: &mut impl Handle, portal: &Portal, challenge: &Challenge, login: &str) -> Result<bool, Failure> {
    let (kind, text) = match &portal.rules.sign_up {
        SignUp::PlotNumber => (IdentifierKind::Plot, login),
        SignUp::Contract { prefix } => match login.strip_prefix(prefix.as_str()) {
            Some(number) => (Applicant::LegalEntity.identifier(), number),
            None => (Applicant::Individual.identifier(), login),
        },
        SignUp::UserName | SignUp::Email => return Ok(false),
    };
    let Ok(number) = Identifier::parse(text) else { return Ok(false) };
    let listed = declarations::register_emails(tx, &challenge.scope(), kind, number.as_str()).await?;
    Ok(is_among(&challenge.email, &listed))
}

/// A known person's new address; the old one is told.
async fn change(
    tx: &mut impl Handle,
    portal: &Portal,
    challenge: &Challenge,
    notice: Uuid,
    now: DateTime<Utc>,
) -> Result<Change, Failure> {
    let scope = challenge.scope();
    let old = profiles::find(tx, &scope).await?.and_then(|profile| profile.email);
    profiles::set_email(tx, &scope, &challenge.email, now).await?;
    if portal.rules.sign_up == SignUp::Email {
        registrations::rename(tx, &scope, challenge.person, &challenge.email, &key_of(&challenge.email)).await?;
    }
    let before = old.iter().fold(Facts::none(), |facts, old| facts.with(AuditField::Email, old));
    if let Some(old) = old.filter(|old| *old != challenge.email) {
        let language = people::mailbox(tx, challenge.person).await?.and_then(|(_, _, language)| language);
        tell(tx, portal, (notice, letter::EMAIL_CHANGED, challenge.id), &old, language, now).await?;
    }
    let after = Facts::of(AuditField::Email, &challenge.email);
    Ok(Change::of_person(AuditKind::EmailChanged, challenge.person).told(before, after))
}

async fn tell(
    tx: &mut impl Handle,
    portal: &Portal,
    (id, kind, subject): (Uuid, &str, Uuid),
    recipient: &str,
    language: Option<Language>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    Ok(outbox::insert(tx, &NewLetter { id, portal: portal.id, kind, subject, recipient, language }, now).await?)
}

/// Sends the letter once more; false when there is none to send, or it went too often or a moment ago.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_again(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    language: Language,
) -> Result<bool, Failure> {
    send_again_for(app, portal, scope, Some(language), None).await
}

/// The same, written down where the office asks for it; in the language the person reads where nobody says.
pub(super) async fn send_again_for(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    language: Option<Language>,
    asked_by: Option<(Place, Actor)>,
) -> Result<bool, Failure> {
    let (now, id): (_, Uuid) = (app.clock.now(), app.id());
    let open = challenges::open(&mut app.db.read().await?, scope, now).await?;
    let Some(challenge) = open else { return Ok(false) };
    store::write!(app.db, |tx| {
        let goes = challenges::send_again(tx, &challenge, LETTERS, now - PAUSE, now).await?;
        if goes {
            let subject = (id, letter::CONFIRM_EMAIL, challenge.id);
            tell(tx, portal, subject, &challenge.email, language, now).await?;
            if let Some((place, actor)) = asked_by {
                let change = Change::of_person(AuditKind::ConfirmationSent, challenge.person);
                let told = Facts::of(AuditField::Email, &challenge.email);
                audit::record(app, tx, place, actor, &change.told(Facts::none(), told)).await?;
            }
        }
        Ok::<_, Failure>(goes)
    })
}
