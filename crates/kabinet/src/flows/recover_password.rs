//! «Забыли пароль?»: a letter to the address, the same answer for known and unknown.

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::account::Identifier;
use domain::audit::AuditKind;
use domain::email::key_of;
use domain::person::{ChallengePurpose, Login, SignUp};
use domain::portal::Language;
use domain::tax_number::TaxNumber;
use store::challenges::{self, Challenge, NewChallenge};
use store::outbox::{self, Letter, NewLetter};
use store::portals::Portal;
use store::{login_steps, profiles, sessions};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Place};
use super::captcha::{self, Answer, Guarded};
use super::change_access::password_rules;
use super::confirm_email::behind_link;
use super::limits::{self, Limit};
use super::register::{Fault, email_of, password_faults};
use super::{Failure, letter, notice, secret};
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
    /// After several questions the digits of a picture are asked for, and they are missing or wrong.
    Captcha,
    /// Too many questions: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// How a recipient stands in the queue who was named by the login: no address looks like it.
const BY_LOGIN: &str = "login:";

/// Whom the text means: an address, or a login where the scheme asks for either (catalogue C4).
fn meant(portal: &Portal, typed: &str) -> Result<String, Fault> {
    match (email_of(typed), Login::parse(typed)) {
        (Ok(email), _) => Ok(email.as_str().to_owned()),
        (Err(_), Ok(login)) if is_by_contract(portal) && !typed.contains('@') => {
            Ok(format!("{BY_LOGIN}{}", login.key()))
        }
        (Err(fault), _) => Err(fault),
    }
}

/// Whether the portal's people are known by contracts: they may be asked for more than a link (catalogue C4).
pub fn is_by_contract(portal: &Portal) -> bool {
    matches!(portal.rules.sign_up, SignUp::Contract { .. })
}

/// A question for a new password.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The address; a login where the scheme takes one.
    pub typed: &'a str,
    /// The digits of a picture, where they were asked for.
    pub captcha: Answer<'a>,
    /// Where it comes from.
    pub address: IpAddr,
    /// The language of the page.
    pub shown: Language,
}

/// Queues the question; a letter goes to each person who has this address, several only where the organisation made them.
///
/// # Errors
/// The machine's trouble only.
pub async fn ask(app: &App, portal: &Portal, question: Question<'_>) -> Result<Asked, Failure> {
    let Question { typed, captcha, address, shown } = question;
    let recipient = match meant(portal, typed) {
        Ok(recipient) => recipient,
        Err(fault) => return Ok(Asked::Fault(fault)),
    };
    if let Some(minutes) = limits::take(app, portal, &[Limit::address("recover", address)]).await? {
        return Ok(Asked::TooMany { minutes });
    }
    if limits::take(app, portal, &[Limit::free_recoveries(address)]).await?.is_some()
        && !captcha::is_right(app, portal, Guarded::Recovery, captcha).await?
    {
        return Ok(Asked::Captcha);
    }
    if let Some(minutes) = limits::take(app, portal, &[Limit::mailbox(app, &key_of(&recipient))]).await? {
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
            recipient: &recipient,
            language: Some(shown),
        };
        Ok::<_, Failure>(outbox::insert(tx, &asked, now).await?)
    })?;
    Ok(Asked::Sent)
}

/// The digits of a picture by letter to the typed address; a login's owner gets them at theirs. The answer is the same for known
/// and unknown. False when too many letters were asked for.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_digits(
    app: &App,
    portal: &Portal,
    typed: &str,
    id: Uuid,
    (address, shown): (IpAddr, Language),
) -> Result<bool, Failure> {
    if limits::take(app, portal, &[Limit::address("captcha", address)]).await?.is_some() {
        return Ok(false);
    }
    let Ok(recipient) = meant(portal, typed) else { return Ok(true) };
    let mut handle = app.db.read().await?;
    let known = match recipient.strip_prefix(BY_LOGIN) {
        Some(login) => challenges::recoverable_by_login(&mut handle, portal.id, login).await?,
        None => challenges::recoverable(&mut handle, portal.id, &key_of(&recipient)).await?,
    };
    drop(handle);
    // Nobody is written to who has nothing to recover: a stranger's mailbox is not ours to fill.
    let Some((_, email, language)) = known.first() else { return Ok(true) };
    captcha::send(app, portal, (Guarded::Recovery, id), email, language.or(Some(shown))).await?;
    Ok(true)
}

/// The worker's part: a letter to each person who has the address, in place of the question.
///
/// # Errors
/// The machine's trouble only.
pub async fn answer(app: &App, asked: &Letter) -> Result<(), Failure> {
    let now = app.clock.now();
    let portal = asked.portal_id.into();
    let mut handle = app.db.read().await?;
    let known = match asked.recipient.strip_prefix(BY_LOGIN) {
        Some(login) => challenges::recoverable_by_login(&mut handle, portal, login).await?,
        None => challenges::recoverable(&mut handle, portal, &key_of(&asked.recipient)).await?,
    };
    drop(handle);
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
    /// The control string or what identifies the person doesn't agree; nobody is told what.
    NotTheirs,
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
    set(app, portal, &challenge, (password, again), address).await
}

/// What a person of a contract says of themselves beside the new password (catalogue C4).
#[derive(Clone, Copy, Debug)]
pub struct Identity<'a> {
    /// «ИИН / БИН».
    pub tax_number: &'a str,
    /// «Личный счёт или номер договора».
    pub account: &'a str,
    /// «Логин».
    pub login: &'a str,
    /// «Контрольная строка».
    pub control: &'a str,
}

/// So many control strings may be tried for one letter.
const TRIES: i64 = 5;

/// «Смена пароля»: with the control string of the letter and what identifies the person; what the profile has must agree. The
/// link of the letter may name the challenge; without it the login does.
///
/// # Errors
/// The machine's trouble only.
pub async fn reset_identified(
    app: &App,
    portal: &Portal,
    link: Option<(Uuid, &str)>,
    identity: Identity<'_>,
    (password, again): (&str, &str),
    address: IpAddr,
) -> Result<Reset, Failure> {
    if link.is_none() && limits::take(app, portal, &[Limit::address("recover-change", address)]).await?.is_some() {
        return Ok(Reset::NotTheirs);
    }
    let challenge = match link {
        Some((id, text)) => behind_link(app, portal, id, text, true).await?,
        None => match Login::parse(identity.login) {
            Ok(login) => {
                let mut handle = app.db.read().await?;
                challenges::open_recovery(&mut handle, portal.id, login.key(), app.clock.now()).await?
            }
            Err(_) => None,
        },
    };
    let Some(challenge) = challenge else {
        // Whether the login is known isn't told: a wrong control string looks the same.
        return Ok(if link.is_some() { Reset::Gone } else { Reset::NotTheirs });
    };
    let faults = password_faults(password_rules(app, portal, &challenge.scope()).await?, password, again);
    if link.is_some() && !faults.is_empty() {
        return Ok(Reset::Faults(faults));
    }
    // Whoever has the link has the letter: only others' tries are counted, and they shut nobody's link.
    let tried = match link {
        Some(_) => 0,
        None => store::write!(app.db, |tx| challenges::count_code(tx, &challenge).await)?,
    };
    if tried > TRIES || !identifies(app, &challenge, identity).await? {
        return Ok(Reset::NotTheirs);
    }
    set(app, portal, &challenge, (password, again), address).await
}

async fn identifies(app: &App, challenge: &Challenge, identity: Identity<'_>) -> Result<bool, Failure> {
    let known = profiles::identity(&mut app.db.read().await?, &challenge.scope()).await?;
    let Some(known) = known else { return Ok(false) };
    let login = Login::parse(identity.login).is_ok_and(|login| login.key() == known.login_key);
    let tax_number = known
        .tax_number
        .is_none_or(|number| TaxNumber::parse(identity.tax_number).is_ok_and(|typed| typed.as_str() == number));
    let is_one = |typed: Identifier| known.numbers.iter().any(|one| one == typed.as_str());
    let account = known.numbers.is_empty() || Identifier::parse(identity.account).is_ok_and(is_one);
    let typed: String = identity.control.chars().filter(char::is_ascii_digit).collect();
    Ok(login && tax_number && account && typed == secret::control(app, challenge)?)
}

async fn set(
    app: &App,
    portal: &Portal,
    challenge: &Challenge,
    (password, again): (&str, &str),
    address: IpAddr,
) -> Result<Reset, Failure> {
    let rules = password_rules(app, portal, &challenge.scope()).await?;
    let faults = password_faults(rules, password, again);
    if !faults.is_empty() {
        return Ok(Reset::Faults(faults));
    }
    let hash = app.passwords.hash(password.to_owned()).await?;
    let (now, notice): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        if !challenges::spend(tx, challenge, now).await? {
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
