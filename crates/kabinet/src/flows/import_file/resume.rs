//! An import whose job was laid aside after too many failures goes on when a person says so.

use domain::ids::ImportId;
use store::imports::{self, Import, State};
use store::scope::OrganisationScope;
use store::{Handle, jobs};

use super::job;
use crate::app::App;
use crate::flows::Failure;

fn job_of(state: State) -> Option<&'static str> {
    match state {
        State::Received => Some(job::CHECK),
        State::Applying => Some(job::APPLY),
        State::Undoing => Some(job::UNDO),
        State::Checked | State::Applied | State::Undone | State::Refused | State::Cancelled => None,
    }
}

/// Whether an import stands half-way with nobody at work on it. What the command line brought, the command line does.
///
/// # Errors
/// The machine's trouble only.
pub async fn is_stalled(handle: &mut impl Handle, import: &Import) -> Result<bool, Failure> {
    let is_by_person = import.decided_by.or(import.created_by).is_some();
    Ok(is_by_person && job_of(import.state).is_some() && !jobs::pending(handle, import.id.uuid()).await?)
}

/// Queues the job of a stalled import anew; false if it isn't stalled.
///
/// # Errors
/// The machine's trouble only.
pub async fn resume(app: &App, scope: &impl OrganisationScope, id: ImportId) -> Result<bool, Failure> {
    let (job_id, now) = (app.id(), app.clock.now());
    store::write!(app.db, |tx| {
        let Some(import) = imports::find(tx, scope, id).await? else { return Ok(false) };
        let Some(kind) = job_of(import.state) else { return Ok(false) };
        if !is_stalled(tx, &import).await? {
            return Ok(false);
        }
        jobs::insert(tx, job_id, kind, id.uuid(), now).await?;
        Ok::<_, Failure>(true)
    })
}
