//! The second step of a log-in: after the right password a code of the application, or a recovery code. (A passkey needs no
//! password: see [`super::log_in_by_passkey`].)

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::AuditKind;
use domain::person::RecoveryCode;
use store::login_steps::{self, Step};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::second_factor::{self, State};
use store::{Tx, login_guard};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Place};
use super::begin_session::{self, Entering, Origin};
use super::limits::{self, Limit};
use super::log_in::token_hash;
use super::second_factor::{codes, seed::Seed};
use super::{Failure, letter, notice};
use crate::app::App;

/// The second step is to be taken within this time.
pub(super) const STANDS: TimeDelta = TimeDelta::minutes(10);
/// So many codes may be typed; then the password is asked for anew.
const TRIES: i64 = 5;

/// What became of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Welcome, as after a log-in with one step.
    Welcome {
        /// For the session cookie.
        session: String,
        /// For the device cookie.
        device: String,
        /// When the session ends.
        expires_at: DateTime<Utc>,
        /// «Запомнить меня», as it was ticked beside the password.
        remember: bool,
    },
    /// Not a code of this time, used before, or no code at all.
    Wrong,
    /// The step is over, was taken, or had too many tries: log in anew.
    Gone,
    /// Too many codes for one person: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// The log-in that waits for its second step, and what its person has set up.
///
/// # Errors
/// The machine's trouble only.
pub async fn waiting(app: &App, portal: &Portal, token: &str) -> Result<Option<(Step, State)>, Failure> {
    let mut handle = app.db.read().await?;
    let found = login_steps::find(&mut handle, portal.id, &token_hash(token), app.clock.now()).await?;
    let Some(step) = found else { return Ok(None) };
    let state = second_factor::state(&mut handle, &step.scope).await?;
    Ok(state.is_on().then_some((step, state)))
}

/// Takes the step with what was typed.
///
/// # Errors
/// The machine's trouble only.
pub async fn by_code(
    app: &App,
    portal: &Portal,
    token: &str,
    typed: &str,
    origin: Origin<'_>,
) -> Result<Outcome, Failure> {
    let Some((step, _)) = waiting(app, portal, token).await? else { return Ok(Outcome::Gone) };
    let hash = token_hash(token);
    let tried = take_try(app, portal, &hash).await?;
    let Some(tried) = tried.filter(|tried| *tried <= TRIES) else { return Ok(Outcome::Gone) };
    let limit = limit_of(app, &step, origin).await?;
    if let Some(minutes) = limits::take(app, portal, std::slice::from_ref(&limit)).await? {
        return Ok(Outcome::TooMany { minutes });
    }
    let outcome = match read(app, &step.scope, typed).await? {
        Some(shown) => take(app, portal, (&step, &hash), (&shown, &limit), origin).await?,
        None => Outcome::Wrong,
    };
    if outcome == Outcome::Wrong && tried == TRIES {
        store::write!(app.db, |tx| login_steps::delete(tx, portal.id, &hash).await)?;
        return Ok(Outcome::Gone);
    }
    Ok(outcome)
}

/// Counted before the code is looked at, so that parallel guesses can't slip through.
async fn take_try(app: &App, portal: &Portal, hash: &str) -> Result<Option<i64>, Failure> {
    store::write!(app.db, |tx| Ok(login_steps::count_try(tx, portal.id, hash).await?))
}

async fn limit_of(app: &App, step: &Step, origin: Origin<'_>) -> Result<Limit, Failure> {
    let person = step.scope.person();
    let known = origin.is_known_to(&mut app.db.read().await?, person).await?;
    let device = origin.device.filter(|_| known).map(token_hash);
    Ok(Limit::second_step(person, device.as_deref()))
}

/// What was typed, as far as it can be told without using it up.
enum Shown {
    /// The right code of this step of this seed.
    Code { seed: String, step: i64 },
    /// Hash of a recovery code that the person may have.
    Recovery(String),
}

async fn read(app: &App, scope: &CustomerScope, typed: &str) -> Result<Option<Shown>, Failure> {
    let person = scope.person();
    if let Some(code) = RecoveryCode::parse(typed) {
        return Ok(Some(Shown::Recovery(codes::hash(app, person, &code))));
    }
    let found = second_factor::totp(&mut app.db.read().await?, scope).await?;
    let Some(totp) = found.filter(|totp| totp.confirmed_at.is_some()) else { return Ok(None) };
    let seed = match Seed::opened(app, person, &totp.seed) {
        Ok(seed) => seed,
        // Recovery codes and passkeys are other ways in, and the command line can turn it all off.
        Err(failure) => {
            tracing::error!(%person, error = %failure, "a seed can't be read");
            return Ok(None);
        }
    };
    let step = seed.step_of(typed, app.clock.of_other_machines());
    Ok(step.map(|step| Shown::Code { seed: totp.seed, step }))
}

async fn take(
    app: &App,
    portal: &Portal,
    (step, hash): (&Step, &str),
    (shown, limit): (&Shown, &Limit),
    origin: Origin<'_>,
) -> Result<Outcome, Failure> {
    let notice: Uuid = app.id();
    let (session, device) = (app.entropy.token(), origin.device_token(app));
    let entering = Entering { origin, remember: step.remember, session: &session, device: &device };
    store::write!(app.db, |tx| {
        if !spend(app, tx, portal, &step.scope, (shown, notice), origin).await? {
            return Ok(Outcome::Wrong);
        }
        if !login_steps::delete(tx, portal.id, hash).await? {
            return Ok(Outcome::Gone);
        }
        login_guard::clear(tx, portal.id, limit.bucket()).await?;
        let ends = begin_session::enter(app, tx, portal, &step.scope, &entering).await?;
        Ok::<_, Failure>(ends.map_or(Outcome::Gone, |expires_at| Outcome::Welcome {
            session: session.clone(),
            device: device.clone(),
            expires_at,
            remember: step.remember,
        }))
    })
}

/// Uses up what was shown; false when it is used up already. Whoever comes in with a recovery code is told by a letter.
async fn spend(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &CustomerScope,
    (shown, notice): (&Shown, Uuid),
    origin: Origin<'_>,
) -> Result<bool, Failure> {
    let (now, person) = (app.clock.now(), scope.person());
    match shown {
        Shown::Code { seed, step } => Ok(second_factor::use_step(tx, scope, seed, *step).await?),
        Shown::Recovery(hash) => {
            if !second_factor::use_code(tx, scope, hash, now).await? {
                return Ok(false);
            }
            notice::tell(tx, person, (notice, letter::RECOVERY_CODE_USED, person.uuid()), now).await?;
            let change = Change::of_person(AuditKind::RecoveryCodeUsed, person);
            let actor = Actor::Person(person, origin.address);
            audit::record(app, tx, Place::Portal(portal.id), actor, &change).await?;
            Ok(true)
        }
    }
}
