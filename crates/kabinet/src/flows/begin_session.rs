//! A session begins: its token's hash, and a log-in that its person finds under «Устройства и входы».

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use store::log_ins::{self, NewLogIn};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{Handle, Tx, login_guard, people, registrations, sessions};
use uuid::Uuid;

use super::log_in::{ends_at, is_token, token_hash};
use super::recognise::recognise;
use super::{Failure, letter, notice};
use crate::app::App;

/// Where a log-in comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// The address.
    pub address: IpAddr,
    /// «Firefox, Windows»; empty where the browser doesn't say.
    pub agent: &'a str,
    /// The cookie of a browser that logged in before.
    pub device: Option<&'a str>,
}

impl Origin<'_> {
    /// The token by which this browser is known from now on.
    pub(super) fn device_token(&self, app: &App) -> String {
        self.device.filter(|token| is_token(token)).map_or_else(|| app.entropy.token(), ToOwned::to_owned)
    }

    /// Whether the person logged in with this browser before.
    pub(super) async fn is_known_to(&self, handle: &mut impl Handle, person: PersonId) -> Result<bool, Failure> {
        match self.device {
            Some(token) => Ok(login_guard::is_known_to(handle, person, &token_hash(token)).await?),
            None => Ok(false),
        }
    }
}

/// A session that begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning<'a> {
    pub person: PersonId,
    pub token: &'a str,
    pub origin: Origin<'a>,
    /// See [`Origin::device_token`].
    pub device: &'a str,
    /// The person never logged in with this browser.
    pub new_device: bool,
    pub expires_at: DateTime<Utc>,
}

/// Begins the session; whoever has logged in before gets a letter about a browser that is new to them.
pub(super) async fn begin(app: &App, tx: &mut Tx, beginning: &Beginning<'_>) -> Result<(), Failure> {
    let now = app.clock.now();
    let (id, letter_id): (Uuid, Uuid) = (app.id(), app.id());
    let hash = token_hash(beginning.token);
    let (person, address) = (beginning.person, beginning.origin.address.to_canonical().to_string());
    let is_first = !login_guard::has_device(tx, person).await?;
    login_guard::remember_device(tx, &token_hash(beginning.device), person, now).await?;
    sessions::insert(tx, &hash, person, now, beginning.expires_at).await?;
    let new_device = beginning.new_device && !is_first;
    let log_in =
        NewLogIn { id, person, token_hash: &hash, address: &address, agent: beginning.origin.agent, new_device };
    log_ins::insert(tx, &log_in, now).await?;
    if new_device {
        notice::tell(tx, person, (letter_id, letter::NEW_DEVICE, id), now).await?;
    }
    Ok(())
}

/// Lets a person in: the session begins, and what the register knows of them since they were here last is looked up.
pub(super) async fn let_in(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &CustomerScope,
    beginning: &Beginning<'_>,
) -> Result<(), Failure> {
    let now = app.clock.now();
    begin(app, tx, beginning).await?;
    people::note_login(tx, scope, now).await?;
    recognise(tx, portal, scope, now).await
}

/// Somebody who showed more than a password.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entering<'a> {
    pub origin: Origin<'a>,
    /// «Запомнить меня».
    pub remember: bool,
    /// The new session's token.
    pub session: &'a str,
    /// See [`Origin::device_token`].
    pub device: &'a str,
}

/// Lets them in; when the session ends, or nothing where their registration is over.
pub(super) async fn enter(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &CustomerScope,
    entering: &Entering<'_>,
) -> Result<Option<DateTime<Utc>>, Failure> {
    let now = app.clock.now();
    let registered_until = registrations::find(tx, scope).await?.map(|found| found.expires_at);
    if registered_until.is_some_and(|until| until <= now) {
        return Ok(None);
    }
    let expires_at = ends_at(now, entering.remember, registered_until);
    let beginning = Beginning {
        person: scope.person(),
        token: entering.session,
        origin: entering.origin,
        device: entering.device,
        new_device: !entering.origin.is_known_to(tx, scope.person()).await?,
        expires_at,
    };
    let_in(app, tx, portal, scope, &beginning).await?;
    Ok(Some(expires_at))
}
