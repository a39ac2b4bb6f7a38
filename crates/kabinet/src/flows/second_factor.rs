//! «Двухэтапный вход»: what log-in asks for besides the password. Each change asks for the password once more and is told by a
//! letter when log-in begins or ceases to ask.

pub(super) mod codes;
pub(super) mod seed;

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::audit::AuditKind;
use domain::person::{RecoveryCode, SecondFactorChange};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::second_factor::{self, Totp};
use store::{Tx, login_guard, login_steps, passkeys};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Place};
use super::change_access::{Fault, wrong_password};
use super::limits::{self, Limit};
use super::{Failure, letter, notice};
use crate::app::App;
use seed::Seed;

/// A seed that was shown waits so long for its first code.
const WAITS: TimeDelta = TimeDelta::minutes(30);

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; with the new recovery codes, where some were made. They are shown now and never again.
    Done(Vec<RecoveryCode>),
    /// Not the password, or too many tries.
    Fault(Fault),
}

/// Makes a change; one that is made already does no harm.
///
/// # Errors
/// The machine's trouble only.
pub async fn change(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: SecondFactorChange,
    (password, address): (&str, IpAddr),
) -> Result<Outcome, Failure> {
    if let Some(fault) = wrong_password(app, portal, scope, password).await? {
        return Ok(Outcome::Fault(fault));
    }
    let (now, person, notice): (_, _, Uuid) = (app.clock.now(), scope.person(), app.id());
    let actor = Actor::Person(person, address);
    let sealed = Seed::new(app).sealed(app, person)?;
    let (codes, hashes) = codes::made(app, person);
    store::write!(app.db, |tx| {
        let before = second_factor::state(tx, scope).await?;
        let mut shown = Vec::new();
        match wanted {
            SecondFactorChange::Totp => {
                second_factor::put_totp(tx, scope, &sealed, now).await?;
            }
            SecondFactorChange::TotpOff => {
                second_factor::delete_totp(tx, person).await?;
            }
            SecondFactorChange::PasskeyOff => second_factor::ask_for_passkey(tx, person, false).await?,
            SecondFactorChange::Passkey if before.passkeys > 0 => {
                second_factor::ask_for_passkey(tx, person, true).await?;
                if before.codes_left == 0 {
                    second_factor::put_codes(tx, scope, &hashes).await?;
                    shown.clone_from(&codes);
                }
            }
            SecondFactorChange::Codes if before.is_on() => {
                second_factor::put_codes(tx, scope, &hashes).await?;
                shown.clone_from(&codes);
                let change = Change::of_person(AuditKind::RecoveryCodesMade, person);
                audit::record(app, tx, Place::Portal(portal.id), actor, &change).await?;
            }
            SecondFactorChange::Passkey | SecondFactorChange::Codes => {}
        }
        settle(app, tx, portal, scope, (before.is_on(), notice, actor)).await?;
        Ok::<_, Failure>(Outcome::Done(shown))
    })
}

/// The seed that waits for its first code, as people type it into an application.
///
/// # Errors
/// The machine's trouble only.
pub async fn waiting_seed(app: &App, scope: &CustomerScope) -> Result<Option<String>, Failure> {
    let Some(totp) = waiting(app, scope).await? else { return Ok(None) };
    Ok(Some(Seed::opened(app, scope.person(), &totp.seed)?.to_base32()))
}

async fn waiting(app: &App, scope: &CustomerScope) -> Result<Option<Totp>, Failure> {
    let now = app.clock.now();
    let found = second_factor::totp(&mut app.db.read().await?, scope).await?;
    Ok(found.filter(|totp| totp.confirmed_at.is_none() && totp.created_at + WAITS > now))
}

/// What became of the first code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// Right: codes are asked for from now on. The recovery codes are shown now and never again.
    Done(Vec<RecoveryCode>),
    /// Not the code of this time.
    WrongCode,
    /// Too many tries.
    TooMany,
    /// No seed waits for a code.
    Gone,
}

/// The first code shows that the application has the seed.
///
/// # Errors
/// The machine's trouble only.
pub async fn confirm(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    typed: &str,
    address: IpAddr,
) -> Result<Confirmed, Failure> {
    let Some(totp) = waiting(app, scope).await? else { return Ok(Confirmed::Gone) };
    let (now, person, notice): (_, _, Uuid) = (app.clock.now(), scope.person(), app.id());
    let limit = Limit::second_step(person, None);
    if limits::take(app, portal, std::slice::from_ref(&limit)).await?.is_some() {
        return Ok(Confirmed::TooMany);
    }
    let seed = Seed::opened(app, person, &totp.seed)?;
    let Some(step) = seed.step_of(typed, app.clock.of_other_machines()) else { return Ok(Confirmed::WrongCode) };
    let (codes, hashes) = codes::made(app, person);
    let actor = Actor::Person(person, address);
    store::write!(app.db, |tx| {
        let before = second_factor::state(tx, scope).await?.is_on();
        if !second_factor::confirm_totp(tx, scope, (&totp.seed, step), now).await? {
            return Ok(Confirmed::Gone);
        }
        login_guard::clear(tx, portal.id, limit.bucket()).await?;
        second_factor::put_codes(tx, scope, &hashes).await?;
        settle(app, tx, portal, scope, (before, notice, actor)).await?;
        Ok::<_, Failure>(Confirmed::Done(codes.clone()))
    })
}

/// Turns all of it off, for somebody who lost phone, codes and keys and is known to the organisation by other means; false
/// when there was nothing.
///
/// # Errors
/// The machine's trouble only.
pub async fn forget(app: &App, portal: &Portal, scope: &CustomerScope) -> Result<bool, Failure> {
    let (person, notice): (_, Uuid) = (scope.person(), app.id());
    store::write!(app.db, |tx| {
        let before = second_factor::state(tx, scope).await?;
        let had_totp = second_factor::delete_totp(tx, person).await?;
        let keys = passkeys::delete_of_person(tx, person).await?;
        second_factor::delete_codes(tx, person).await?;
        settle(app, tx, portal, scope, (before.is_on(), notice, Actor::CommandLine)).await?;
        Ok::<_, Failure>(had_totp || keys > 0)
    })
}

/// Tells the person, and whoever looks after the portal, when log-in begins or ceases to ask for more than the password. What
/// means nothing any more is forgotten.
pub(super) async fn settle(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &CustomerScope,
    (was_on, notice, actor): (bool, Uuid, Actor),
) -> Result<(), Failure> {
    let state = second_factor::state(tx, scope).await?;
    let (person, is_on) = (scope.person(), state.is_on());
    if state.passkey_asked && state.passkeys == 0 {
        second_factor::ask_for_passkey(tx, person, false).await?;
    }
    if is_on == was_on {
        return Ok(());
    }
    let (kind, letter) = if is_on {
        (AuditKind::SecondFactorOn, letter::SECOND_FACTOR_ON)
    } else {
        second_factor::delete_codes(tx, person).await?;
        login_steps::delete_of_person(tx, person).await?;
        (AuditKind::SecondFactorOff, letter::SECOND_FACTOR_OFF)
    };
    notice::tell(tx, person, (notice, letter, person.uuid()), app.clock.now()).await?;
    audit::record(app, tx, Place::Portal(portal.id), actor, &Change::of_person(kind, person)).await
}
