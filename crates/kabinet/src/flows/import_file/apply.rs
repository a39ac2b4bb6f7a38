//! What was checked goes in, by whole accounts, a thousand rows a transaction.

use domain::audit::{AuditField, AuditKind};
use domain::ids::ImportId;
use domain::import::ImportKind;
use store::imports::{self, Import, StagedRow, State};
use store::outbox::NewLetter;
use store::scope::OrganisationScope;
use store::{Error, Tx, jobs, outbox, people, portals};

use super::{
    APPLY_ROWS, FileFacts, Step, Watcher, change_of, charges, job, kind_of, meters, payments, readings, register,
};
use crate::app::App;
use crate::flows::audit::{self, Actor, Facts, Place};
use crate::flows::{Failure, letter};

/// What became of the decision to let an import in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It goes in.
    Begun,
    /// Something else went in or out since the check: check again first.
    Stale,
    /// Another import of the organisation is going in or out: wait for it.
    Busy,
    /// It doesn't wait for this decision (any more).
    NotWaiting,
}

/// A person (or the command line) decides that the checked rows go in. `queue` leaves the work to the worker.
///
/// # Errors
/// The machine's trouble only.
pub async fn decide(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: ImportId,
    queue: bool,
) -> Result<Decision, Failure> {
    let (job_id, now) = (app.id(), app.clock.now());
    let outcome = store::write!(app.db, |tx| {
        let Some(import) = imports::find(tx, scope, id).await? else { return Ok(Decision::NotWaiting) };
        if import.state != State::Checked {
            return Ok(Decision::NotWaiting);
        }
        if imports::changed_since(tx, scope, import.finished_at.unwrap_or(import.created_at)).await? {
            return Ok(Decision::Stale);
        }
        imports::move_on(tx, scope, id, State::Checked, State::Applying, now).await?;
        if queue {
            jobs::insert(tx, job_id, job::APPLY, id.uuid(), now).await?;
        }
        let counts = Facts::of(AuditField::Added, import.counts.added.to_string())
            .with(AuditField::Changed, import.counts.changed.to_string())
            .with(AuditField::Refused, import.counts.refused.to_string());
        let change = change_of(AuditKind::ImportApplied, &import).told(Facts::none(), counts);
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        Ok::<_, Failure>(Decision::Begun)
    });
    match outcome {
        Err(Failure::Store(Error::Conflict(_))) => Ok(Decision::Busy),
        other => other,
    }
}

/// Lets the rest of an import in; one that isn't going in is left alone. Several processes may do it at once.
///
/// # Errors
/// The machine's trouble only.
pub async fn apply(
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

/// One transaction; `None` when there is nothing left to do.
async fn batch(app: &App, tx: &mut Tx, scope: &impl OrganisationScope, id: ImportId) -> Result<Option<Step>, Failure> {
    let Some(import) = imports::find(tx, scope, id).await? else { return Ok(None) };
    if import.state != State::Applying {
        return Ok(None);
    }
    let rows = imports::next_to_apply(tx, scope, id, import.cursor, APPLY_ROWS).await?;
    let rows = whole_accounts(rows);
    let Some(last) = rows.last().and_then(|row| row.account) else {
        imports::move_on(tx, scope, id, State::Applying, State::Applied, app.clock.now()).await?;
        tell_creator(app, tx, &import).await?;
        return Ok(None);
    };
    write(app, tx, scope, &import, &rows).await?;
    let count = i64::try_from(rows.len()).unwrap_or_default();
    imports::move_cursor(tx, scope, &import, last.uuid(), count).await?;
    let of = import.counts.added + import.counts.changed;
    Ok(Some(Step { done: import.counts.applied + count, of: Some(of) }))
}

/// A letter to whoever brought the file: they may have closed the page long ago.
async fn tell_creator(app: &App, tx: &mut Tx, import: &Import) -> Result<(), Failure> {
    let Some(person) = import.created_by else { return Ok(()) };
    let Some((portal, recipient, language)) = people::mailbox(tx, person).await? else { return Ok(()) };
    let letter = NewLetter {
        id: app.id(),
        portal,
        kind: letter::IMPORT_APPLIED,
        subject: import.id.uuid(),
        recipient: &recipient,
        language,
    };
    Ok(outbox::insert(tx, &letter, app.clock.now()).await?)
}

/// The last account may be cut off by the limit: it goes with the next batch, unless it fills this one alone.
fn whole_accounts(mut rows: Vec<StagedRow>) -> Vec<StagedRow> {
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count >= APPLY_ROWS);
    let (first, last) = (rows.first().and_then(|r| r.account), rows.last().and_then(|r| r.account));
    if is_full && first != last {
        rows.retain(|row| row.account != last);
    }
    rows
}

async fn write(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    rows: &[StagedRow],
) -> Result<(), Failure> {
    let facts: FileFacts = serde_json::from_str(import.form.as_deref().unwrap_or_default())?;
    match kind_of(import)? {
        ImportKind::Register => {
            register::write(app, tx, scope, import, &register::Terms::of(import, &facts), rows).await
        }
        ImportKind::Charges => charges::write(app, tx, scope, import, rows).await,
        ImportKind::Payments => payments::write(app, tx, scope, import, rows).await,
        ImportKind::Meters => meters::write(app, tx, scope, import, &facts, rows).await,
        ImportKind::Readings => {
            let portal = portals::of_organisation(tx, scope).await?;
            let portal = portal.ok_or_else(|| Failure::Data("an organisation without portal".into()))?;
            readings::write(tx, scope, import, rows, portal.rules.currency, app.clock.now()).await
        }
    }
}
