//! A session begins: its token's hash, and a log-in that its person finds under «Устройства и входы».

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use store::log_ins::{self, NewLogIn};
use store::{Tx, login_guard, sessions};
use uuid::Uuid;

use super::log_in::{is_token, token_hash};
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
