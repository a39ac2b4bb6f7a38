//! A person decides against a file: nothing of it goes in, and what was staged is forgotten.

use domain::audit::AuditKind;
use domain::ids::ImportId;
use store::imports::{self, State};
use store::jobs;
use store::scope::OrganisationScope;

use super::{Step, Watcher, change_of, job};
use crate::app::App;
use crate::flows::Failure;
use crate::flows::audit::{self, Actor, Place};

/// Staged rows that are forgotten in one transaction.
const FORGET_ROWS: i64 = 5000;

/// Lays a checked or refused import aside; false for one that doesn't wait for a decision (any more).
///
/// # Errors
/// The machine's trouble only.
pub async fn cancel(app: &App, scope: &impl OrganisationScope, actor: Actor, id: ImportId) -> Result<bool, Failure> {
    let (job_id, now) = (app.id(), app.clock.now());
    store::write!(app.db, |tx| {
        let Some(import) = imports::find(tx, scope, id).await? else { return Ok(false) };
        if !matches!(import.state, State::Checked | State::Refused) {
            return Ok(false);
        }
        imports::move_on(tx, scope, id, import.state, State::Cancelled, now).await?;
        jobs::insert(tx, job_id, job::FORGET, id.uuid(), now).await?;
        let change = change_of(AuditKind::ImportCancelled, &import);
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        Ok::<_, Failure>(true)
    })
}

/// Forgets what a cancelled import staged; any other import is left alone.
///
/// # Errors
/// The machine's trouble only.
pub async fn forget(
    app: &App,
    scope: &impl OrganisationScope,
    id: ImportId,
    watcher: &mut impl Watcher,
) -> Result<(), Failure> {
    let import = imports::find(&mut app.db.read().await?, scope, id).await?;
    if import.is_none_or(|import| import.state != State::Cancelled) {
        return Ok(());
    }
    let mut done = 0;
    loop {
        let gone =
            store::write!(app.db, |tx| Ok::<_, Failure>(imports::discard_rows(tx, scope, id, FORGET_ROWS).await?))?;
        if gone == 0 {
            return Ok(());
        }
        done += i64::try_from(gone).unwrap_or_default();
        watcher.step(Step { done, of: None }).await?;
    }
}
