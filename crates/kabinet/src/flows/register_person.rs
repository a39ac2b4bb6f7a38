//! A person made by the administrator: the command line's way until people register themselves.

use domain::audit::AuditKind;
use domain::email::Email;
use domain::ids::{PersonId, PortalId};
use domain::person::Login;
use store::Error;
use store::people::{self, NewPerson};

use super::Failure;
use super::audit::{self, Actor, Change, Place};
use crate::app::App;

/// Least length of a password, in characters.
pub const LEAST_PASSWORD: usize = 6;

/// The same of those who work in an office.
pub const LEAST_OPERATOR_PASSWORD: usize = 12;

/// Why a person could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Somebody has this login on the portal.
    #[error("the login is taken on this portal: choose another")]
    LoginTaken,
    /// Shorter than [`LEAST_PASSWORD`].
    #[error("the password is shorter than {LEAST_PASSWORD} characters: choose a longer one")]
    ShortPassword,
    /// The machine's trouble.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Who is to be made.
#[derive(Clone, Debug)]
pub struct Registration<'a> {
    /// Where they will log in.
    pub portal: PortalId,
    /// Their login.
    pub login: &'a Login,
    /// Their first password.
    pub password: &'a str,
    /// Or empty.
    pub full_name: &'a str,
    /// Where letters go.
    pub email: Option<&'a Email>,
}

/// Makes a person.
///
/// # Errors
/// See [`Refusal`].
pub async fn register_person(app: &App, person: &Registration<'_>) -> Result<PersonId, Refusal> {
    if person.password.chars().count() < LEAST_PASSWORD {
        return Err(Refusal::ShortPassword);
    }
    let hash = app.passwords.hash(person.password.to_owned()).await.map_err(Failure::from)?;
    let id: PersonId = app.id();
    let email = person.email.map(ToString::to_string);
    let new = NewPerson {
        id,
        portal: person.portal,
        login: person.login.as_str(),
        login_key: person.login.key(),
        password_hash: &hash,
        full_name: person.full_name,
        email: email.as_deref(),
    };
    let now = app.clock.now();
    let outcome = store::write!(app.db, |tx| {
        people::insert(tx, &new, now).await?;
        let change = Change::of_person(AuditKind::PersonMade, id);
        audit::record(app, tx, Place::Portal(person.portal), Actor::CommandLine, &change).await
    });
    match outcome {
        Ok(()) => Ok(id),
        Err(Failure::Store(Error::Conflict(constraint))) if constraint.contains("login_key") => {
            Err(Refusal::LoginTaken)
        }
        Err(failure) => Err(failure.into()),
    }
}
