//! An import goes out again: what it added goes, what it changed stands as before.

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::AuditKind;
use domain::ids::{AccountId, ImportId};
use domain::import::ImportKind;
use store::imports::{self, Import, State};
use store::scope::OrganisationScope;
use store::{Error, Tx, jobs};

use super::{APPLY_ROWS, Step, Watcher, change_of, charges, job, kind_of, meters, readings, register};
use crate::app::App;
use crate::flows::Failure;
use crate::flows::audit::{self, Actor, Place};

/// Why an import can't be undone now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoRefusal {
    /// It isn't in.
    NotApplied,
    /// A later import builds on it: undo that one (its file's name) first.
    LaterImport(String),
    /// Another import of the organisation is going in or out: wait for it.
    Busy,
    /// It went in longer than [`UNDO_DAYS`] ago: people have paid by it.
    TooLate,
}

/// So many days an import can be undone.
pub const UNDO_DAYS: u16 = 30;

/// Until when an import that is in can be undone.
pub fn undoable_until(import: &Import) -> DateTime<Utc> {
    import.finished_at.unwrap_or(import.created_at) + TimeDelta::days(i64::from(UNDO_DAYS))
}

/// Whether an import could be undone, and if not, why.
///
/// # Errors
/// The machine's trouble only.
pub async fn undo_refusal(
    handle: &mut impl store::Handle,
    scope: &impl OrganisationScope,
    import: &Import,
    now: DateTime<Utc>,
) -> Result<Option<UndoRefusal>, Failure> {
    if import.state != State::Applied || import.counts.applied == 0 {
        return Ok(Some(UndoRefusal::NotApplied));
    }
    if now > undoable_until(import) {
        return Ok(Some(UndoRefusal::TooLate));
    }
    Ok(match imports::latest_applied(handle, scope).await? {
        Some((latest, name)) if latest != import.id => Some(UndoRefusal::LaterImport(name)),
        _ => None,
    })
}

/// A person decides that the import goes out again; the worker does it.
///
/// # Errors
/// The machine's trouble only.
pub async fn decide_undo(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: ImportId,
) -> Result<Result<(), UndoRefusal>, Failure> {
    let (job_id, now) = (app.id(), app.clock.now());
    let outcome = store::write!(app.db, |tx| {
        let Some(import) = imports::find(tx, scope, id).await? else { return Ok(Err(UndoRefusal::NotApplied)) };
        if let Some(refusal) = undo_refusal(tx, scope, &import, now).await? {
            return Ok(Err(refusal));
        }
        imports::move_on(tx, scope, id, State::Applied, State::Undoing, now).await?;
        jobs::insert(tx, job_id, job::UNDO, id.uuid(), now).await?;
        let change = change_of(AuditKind::ImportUndone, &import);
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        Ok::<_, Failure>(Ok(()))
    });
    match outcome {
        Err(Failure::Store(Error::Conflict(_))) => Ok(Err(UndoRefusal::Busy)),
        other => other,
    }
}

/// Takes the rest of an import out; one that isn't going out is left alone.
///
/// # Errors
/// The machine's trouble only.
pub async fn undo(
    app: &App,
    scope: &impl OrganisationScope,
    id: ImportId,
    watcher: &mut impl Watcher,
) -> Result<(), Failure> {
    loop {
        let Some(step) = store::write!(app.db, |tx| batch(app, tx, scope, id).await)? else {
            return Ok(());
        };
        watcher.step(step).await?;
    }
}

async fn batch(app: &App, tx: &mut Tx, scope: &impl OrganisationScope, id: ImportId) -> Result<Option<Step>, Failure> {
    let Some(import) = imports::find(tx, scope, id).await? else { return Ok(None) };
    if import.state != State::Undoing {
        return Ok(None);
    }
    let next = imports::next_to_undo(tx, scope, id, import.cursor, APPLY_ROWS).await?;
    let Some((last, _)) = next.last().copied() else {
        imports::move_on(tx, scope, id, State::Undoing, State::Undone, app.clock.now()).await?;
        return Ok(None);
    };
    let accounts: Vec<AccountId> = next.iter().map(|(account, _)| *account).collect();
    match kind_of(&import)? {
        ImportKind::Register => register::take_back(app, tx, scope, &import, &accounts).await?,
        ImportKind::Readings => readings::take_back(tx, scope, &import, &accounts).await?,
        ImportKind::Charges => charges::take_back(tx, scope, &import, &accounts).await?,
        ImportKind::Meters => meters::take_back(tx, scope, &import, &accounts).await?,
        ImportKind::Payments => store::ledger::delete_payments_of(tx, scope, import.id, &accounts).await?,
    }
    let count: i64 = next.iter().map(|(_, rows)| rows).sum();
    imports::move_cursor(tx, scope, &import, last.uuid(), count).await?;
    let of = import.counts.added + import.counts.changed;
    Ok(Some(Step { done: import.counts.applied + count, of: Some(of) }))
}
