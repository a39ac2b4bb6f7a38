//! Passkeys of a person: added and removed with the password. The library asks and judges ([`webauthn_rs`]); what it keeps
//! between question and answer is a row that is taken out by the answer.

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::audit::{AuditField, AuditKind};
use domain::person::CeremonyKind;
use serde_json::Value;
use store::ceremonies::{self, Ceremony};
use store::passkeys::{self, NewPasskey};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{Error, second_factor};
use uuid::Uuid;
use webauthn_rs::prelude::{
    CredentialID, Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

use super::audit::{self, Actor, Change, Facts, Place};
use super::change_access::{Fault, wrong_password};
use super::second_factor::settle;
use super::{Failure, letter, notice};
use crate::app::App;

/// An authenticator's owner has so long to answer.
pub(super) const STANDS: TimeDelta = TimeDelta::minutes(5);
/// The longest name of a key, in characters.
const LONGEST_NAME: usize = 100;

/// A question for the browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// By which the answer is known.
    pub id: Uuid,
    /// What `navigator.credentials` takes, binary values in Base64url.
    pub options: Value,
}

/// The portal as authenticators know it: its one host, reached as people reach it. Nothing where the host is an address of
/// numbers: no passkey is possible there.
pub(super) fn party(app: &App, portal: &Portal) -> Option<Webauthn> {
    let (host, scheme) = (portal.host.as_str(), app.config.public_scheme.as_str());
    let origin = match app.config.public_port {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    };
    let origin = Url::parse(&origin).ok().filter(|origin| origin.domain().is_some())?;
    WebauthnBuilder::new(host, &origin).ok()?.rp_name(&portal.title).build().ok()
}

/// Whether passkeys are possible on the portal.
pub fn are_possible(app: &App, portal: &Portal) -> bool {
    party(app, portal).is_some()
}

/// What became of the wish to add a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// The browser asks the authenticator now.
    Question(Question),
    /// Not the password, or too many tries.
    Fault(Fault),
    /// The portal has no name, only an address of numbers.
    Impossible,
}

/// Asks an authenticator for a new key: one that names its owner by itself, so that it opens the cabinet without a login.
///
/// # Errors
/// The machine's trouble only.
pub async fn ask_for_new(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    (login, password): (&str, &str),
) -> Result<Asked, Failure> {
    if let Some(fault) = wrong_password(app, portal, scope, password).await? {
        return Ok(Asked::Fault(fault));
    }
    let Some(party) = party(app, portal) else { return Ok(Asked::Impossible) };
    let known = passkeys::of_customer(&mut app.db.read().await?, scope).await?;
    let ids = known.iter().map(|key| passkey(&key.data).map(|key| key.cred_id().clone()));
    let ids = ids.collect::<Result<Vec<CredentialID>, Failure>>()?;
    let person = scope.person();
    let (options, state) =
        party.start_passkey_registration(person.uuid(), login, login, Some(ids)).map_err(unexpected)?;
    let mut options = serde_json::to_value(options)?;
    if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection").and_then(Value::as_object_mut) {
        selection.insert("residentKey".to_owned(), "required".into());
        selection.insert("requireResidentKey".to_owned(), true.into());
    }
    let id = keep(app, portal, (CeremonyKind::Add, Some(person)), &serde_json::to_string(&state)?).await?;
    Ok(Asked::Question(Question { id, options }))
}

/// Keeps what the library compares the answer with.
pub(super) async fn keep(
    app: &App,
    portal: &Portal,
    (kind, person): (CeremonyKind, Option<domain::ids::PersonId>),
    state: &str,
) -> Result<Uuid, Failure> {
    let id: Uuid = app.id();
    let ceremony = Ceremony { id, portal: portal.id, person, kind, state, expires_at: app.clock.now() + STANDS };
    store::write!(app.db, |tx| Ok::<_, Failure>(ceremonies::insert(tx, &ceremony).await?))?;
    Ok(id)
}

/// Keeps the key that the authenticator made; false when its answer is not to our question, or somebody has the key.
///
/// # Errors
/// The machine's trouble only.
pub async fn add(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    (id, name, answer): (Uuid, &str, Value),
    address: IpAddr,
) -> Result<bool, Failure> {
    let (now, person) = (app.clock.now(), scope.person());
    let asked = (CeremonyKind::Add, id);
    let taken = store::write!(app.db, |tx| ceremonies::take(tx, portal.id, asked, now).await)?;
    let Some((state, _)) = taken.filter(|(_, asked)| *asked == Some(person)) else { return Ok(false) };
    let Some(key) = judged(app, portal, &state, answer)? else { return Ok(false) };
    let (row, notice): (Uuid, Uuid) = (app.id(), app.id());
    let (credential_id, data) = (hex::encode(key.cred_id()), serde_json::to_string(&key)?);
    let name: String = name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    let new = NewPasskey { id: row, credential_id: &credential_id, data: &data, name: &name };
    let outcome = store::write!(app.db, |tx| {
        passkeys::insert(tx, scope, &new, now).await?;
        notice::tell(tx, person, (notice, letter::PASSKEY_ADDED, person.uuid()), now).await?;
        let change = Change::of_person(AuditKind::PasskeyAdded, person);
        let change = change.told(Facts::none(), Facts::of(AuditField::Title, &name));
        audit::record(app, tx, Place::Portal(portal.id), Actor::Person(person, address), &change).await
    });
    match outcome {
        Ok(()) => Ok(true),
        Err(Failure::Store(Error::Conflict(_))) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// The key in an answer, if the answer is to this question.
fn judged(app: &App, portal: &Portal, state: &str, answer: Value) -> Result<Option<Passkey>, Failure> {
    let state: PasskeyRegistration = serde_json::from_str(state)?;
    let answer = serde_json::from_value::<RegisterPublicKeyCredential>(answer);
    let (Some(party), Ok(answer)) = (party(app, portal), answer) else { return Ok(None) };
    match party.finish_passkey_registration(&answer, &state) {
        Ok(key) => Ok(Some(key)),
        Err(error) => {
            tracing::info!(%error, "a new passkey was refused");
            Ok(None)
        }
    }
}

/// Forgets a key; one that is gone already does no harm.
///
/// # Errors
/// The machine's trouble only.
pub async fn remove(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    key: &passkeys::Passkey,
    (password, address): (&str, IpAddr),
) -> Result<Option<Fault>, Failure> {
    if let Some(fault) = wrong_password(app, portal, scope, password).await? {
        return Ok(Some(fault));
    }
    let (person, notice): (_, Uuid) = (scope.person(), app.id());
    let actor = Actor::Person(person, address);
    store::write!(app.db, |tx| {
        let before = second_factor::state(tx, scope).await?.is_on();
        if passkeys::remove(tx, scope, key.id).await? {
            let change = Change::of_person(AuditKind::PasskeyRemoved, person);
            let change = change.told(Facts::of(AuditField::Title, &key.name), Facts::none());
            audit::record(app, tx, Place::Portal(portal.id), actor, &change).await?;
        }
        settle(app, tx, portal, scope, (before, notice, actor)).await
    })?;
    Ok(None)
}

/// A key from its row.
pub(super) fn passkey(data: &str) -> Result<Passkey, Failure> {
    Ok(serde_json::from_str(data)?)
}

/// What the library can't do with what it is given.
pub(super) fn unexpected(error: impl std::fmt::Display) -> Failure {
    Failure::Data(error.to_string())
}
