//! «Зарегистрироваться» (catalogue A2, B1, C2, D1): the same answer, in the same time, whether login and address are known or not.

mod application;

pub use application::{Application, Fault};
pub(super) use application::{email_of, password_faults};

use application::Applied;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::PersonId;
use domain::person::{ChallengePurpose, Channel, SignUp, SubscriptionKind};
use store::challenges::{self, NewChallenge};
use store::outbox::{self, NewLetter};
use store::people::NewPerson;
use store::portals::Portal;
use store::profiles::{self, ApplicantDetails};
use store::registrations::{self, Consent, NewRegistration};
use store::{declarations, people, subscriptions};
use uuid::Uuid;

use super::begin_session::{self, Beginning};
use super::limits::{self, Limit};
use super::{Failure, letter};
use crate::app::App;

/// Which text people agree to; another text is another version.
pub const CONSENT_VERSION: &str = "2026-11";
/// An address that isn't confirmed within this time is forgotten with all that was typed.
const STANDS: TimeDelta = TimeDelta::hours(24);

/// What became of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Welcome, for now: the session's token and its end.
    Welcome {
        /// For the session cookie.
        session: String,
        /// For the device cookie.
        device: String,
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

/// Registers.
///
/// # Errors
/// The machine's trouble only.
pub async fn register(app: &App, portal: &Portal, form: &Application<'_>) -> Result<Outcome, Failure> {
    let applied = match application::read(portal, form) {
        Ok(applied) => applied,
        Err(faults) => return Ok(Outcome::Faults(faults)),
    };
    let email = &applied.email;
    let limits = [Limit::address("register", form.origin.address), Limit::mailbox(app, &email.key())];
    if let Some(minutes) = limits::take(app, portal, &limits).await? {
        return Ok(Outcome::TooMany { minutes });
    }
    // A name of one's own choice is told to be taken (catalogue B1); a plot or a contract may be its true owner's.
    if portal.rules.sign_up == SignUp::UserName {
        let holder = people::credentials(&mut app.db.read().await?, portal.id, applied.login.key()).await?;
        if holder.is_some() {
            return Ok(Outcome::Faults(vec![Fault::LoginTaken]));
        }
    }
    let password_hash = app.passwords.hash(form.password.to_owned()).await?;
    write(app, portal, form, &applied, &password_hash).await
}

async fn write(
    app: &App,
    portal: &Portal,
    form: &Application<'_>,
    applied: &Applied,
    password_hash: &str,
) -> Result<Outcome, Failure> {
    let Applied { login, email, account } = applied;
    let now = app.clock.now();
    let expires_at = now + STANDS;
    let id: PersonId = app.id();
    let (consent, challenge, letter): (Uuid, Uuid, Uuid) = (app.id(), app.id(), app.id());
    let (declaration, device): (Uuid, String) = (app.id(), form.origin.device_token(app));
    let (session, address) = (app.entropy.token(), form.origin.address.to_canonical().to_string());
    let person = NewPerson {
        id,
        portal: portal.id,
        login: login.as_str(),
        login_key: login.key(),
        password_hash,
        full_name: account.as_ref().map_or("", |account| &account.name),
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
        if let Some(account) = account {
            let details = ApplicantDetails {
                applicant: account.applicant,
                name: &account.name,
                tax_number: &account.tax_number,
                bill_by_email: account.bill_by_email,
            };
            profiles::save_applicant(tx, &scope, &details, now).await?;
            if account.bill_by_email {
                subscriptions::put(tx, &scope, (SubscriptionKind::Bill, Channel::Email), now).await?;
            }
            declarations::declare(tx, &scope, declaration, (account.kind, &account.number), now).await?;
        }
        challenges::insert(tx, &scope, &challenge, now).await?;
        outbox::insert(tx, &letter, now).await?;
        let beginning = Beginning {
            person: id,
            token: &session,
            origin: form.origin,
            device: &device,
            new_device: true,
            expires_at,
        };
        begin_session::begin(app, tx, &beginning).await?;
        Ok::<_, Failure>(())
    })?;
    Ok(Outcome::Welcome { session, device, expires_at })
}
