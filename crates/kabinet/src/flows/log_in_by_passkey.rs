//! Log-in with a passkey alone: the key names its owner, and its device has asked for a finger, a face or a PIN. So neither login
//! nor password nor a code is asked for.

use std::net::IpAddr;

use domain::person::CeremonyKind;
use serde_json::Value;
use store::passkeys::{self, Shown};
use store::portals::Portal;
use store::{ceremonies, login_steps};
use uuid::Uuid;
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::Failure;
use super::begin_session::{self, Entering, Origin};
use super::limits::{self, Limit};
use super::log_in::{Outcome, token_hash};
use super::passkeys::{Question, keep, party, passkey, unexpected};
use crate::app::App;

/// What became of the wish to log in.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// The browser asks the authenticator now.
    Question(Question),
    /// The portal has no name, only an address of numbers.
    Impossible,
    /// Too many from this address: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// Asks whatever authenticator there is for a key of this portal.
///
/// # Errors
/// The machine's trouble only.
pub async fn ask(app: &App, portal: &Portal, address: IpAddr) -> Result<Asked, Failure> {
    let Some(party) = party(app, portal) else { return Ok(Asked::Impossible) };
    if let Some(minutes) = limits::take(app, portal, &[Limit::passkey(address)]).await? {
        return Ok(Asked::TooMany { minutes });
    }
    let (options, state) = party.start_discoverable_authentication().map_err(unexpected)?;
    let options = serde_json::to_value(options)?;
    let id = keep(app, portal, (CeremonyKind::LogIn, None), &serde_json::to_string(&state)?).await?;
    Ok(Asked::Question(Question { id, options }))
}

/// What the authenticator said, and in which browser.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// To which question.
    pub id: Uuid,
    /// The answer itself.
    pub credential: Value,
    /// «Запомнить меня».
    pub remember: bool,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// The second step that is taken by it, where the password was typed before.
    pub step: Option<&'a str>,
}

/// Lets in whoever the key belongs to. Every wrong answer is [`Outcome::Wrong`]: an unknown key, a copy, an answer given before.
///
/// # Errors
/// The machine's trouble only.
pub async fn log_in(app: &App, portal: &Portal, answer: Answer<'_>) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let asked = (CeremonyKind::LogIn, answer.id);
    let taken = store::write!(app.db, |tx| ceremonies::take(tx, portal.id, asked, now).await)?;
    let Some((state, _)) = taken else { return Ok(Outcome::Wrong { captcha: false }) };
    let Ok(credential) = serde_json::from_value::<PublicKeyCredential>(answer.credential) else {
        return Ok(Outcome::Wrong { captcha: false });
    };
    let id = hex::encode(credential.get_credential_id());
    let found = passkeys::shown(&mut app.db.read().await?, portal.id, &id).await?;
    let Some(key) = found else { return Ok(Outcome::Wrong { captcha: false }) };
    let Some(data) = judged(app, portal, &state, &credential, &key)? else {
        return Ok(Outcome::Wrong { captcha: false });
    };
    if key.blocked {
        return Ok(Outcome::Blocked);
    }
    let (session, device) = (app.entropy.token(), answer.origin.device_token(app));
    let step = answer.step.map(token_hash);
    let entering = Entering { origin: answer.origin, remember: answer.remember, session: &session, device: &device };
    store::write!(app.db, |tx| {
        if !passkeys::note_use(tx, &key, &data, now).await? {
            return Ok(Outcome::Wrong { captcha: false });
        }
        if let Some(step) = &step {
            login_steps::delete(tx, portal.id, step).await?;
        }
        let ends = begin_session::enter(app, tx, portal, &key.scope, &entering).await?;
        Ok::<_, Failure>(ends.map_or(Outcome::Wrong { captcha: false }, |expires_at| Outcome::Welcome {
            session: session.clone(),
            device: device.clone(),
            expires_at,
        }))
    })
}

/// The key as it is to be kept after an answer that is right: the library refuses a counter that doesn't go on.
fn judged(
    app: &App,
    portal: &Portal,
    state: &str,
    credential: &PublicKeyCredential,
    key: &Shown,
) -> Result<Option<String>, Failure> {
    let state: DiscoverableAuthentication = serde_json::from_str(state)?;
    let Some(party) = party(app, portal) else { return Ok(None) };
    let owner = party.identify_discoverable_authentication(credential).map(|(owner, _)| owner);
    if !owner.is_ok_and(|owner| owner == key.scope.person().uuid()) {
        return Ok(None);
    }
    let mut kept = passkey(&key.data)?;
    match party.finish_discoverable_authentication_v2(credential, state, &kept) {
        Ok(result) => {
            kept.update_credential(&result);
            Ok(Some(serde_json::to_string(&kept)?))
        }
        Err(error) => {
            tracing::info!(passkey = %key.id, %error, "a passkey was refused");
            Ok(None)
        }
    }
}
