//! How far an import has come: reading, going in, going out.

use chrono::{DateTime, Utc};
use domain::DateSpan;
use domain::ids::{ImportId, PersonId};
use domain::import::ImportKind;
use uuid::Uuid;

use super::{Counts, Import, State};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// What a step of reading adds to an import.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// The kind that the columns tell.
    pub kind: Option<ImportKind>,
    /// What the reader found out, JSON.
    pub form: Option<String>,
    /// The period of the file.
    pub period: Option<DateSpan>,
    /// Rows so far.
    pub counts: Counts,
    /// Control totals so far, JSON.
    pub totals: Option<String>,
}

/// Notes how far reading has come, in the transaction that stages the rows.
///
/// # Errors
/// The database can't be written.
pub async fn note_progress(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: ImportId,
    progress: &Progress,
) -> Result<()> {
    let counts = &progress.counts;
    run!(
        handle,
        execute,
        "UPDATE import SET kind = $3, form = $4, period_from = $5, period_to = $6, rows_total = $7, rows_added = $8,
                rows_changed = $9, rows_unchanged = $10, rows_refused = $11, totals = $12
         WHERE organisation_id = $1 AND id = $2",
        scope.organisation().uuid(),
        id.uuid(),
        progress.kind.map(ImportKind::code),
        progress.form.as_deref(),
        progress.period.map(DateSpan::from),
        progress.period.map(DateSpan::to),
        counts.rows,
        counts.added,
        counts.changed,
        counts.unchanged,
        counts.refused,
        progress.totals.as_deref()
    )?;
    Ok(())
}

/// Moves an import from one state to another; false when it stood elsewhere (somebody was quicker).
/// The cursor and the count of applied rows begin anew; a person behind the scope is noted as who decided it.
///
/// # Errors
/// [`crate::Error::Conflict`] when another import of the organisation is going in or out.
pub async fn move_on(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: ImportId,
    from: State,
    to: State,
    now: DateTime<Utc>,
) -> Result<bool> {
    let moved = run!(
        handle,
        execute,
        "UPDATE import SET state = $4, cursor_account = NULL, finished_at = $5, decided_by = COALESCE($6, decided_by),
                rows_applied = CASE WHEN $4 IN ('applied', 'undone') THEN rows_applied ELSE 0 END
         WHERE organisation_id = $1 AND id = $2 AND state = $3",
        scope.organisation().uuid(),
        id.uuid(),
        from.code(),
        to.code(),
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(moved == 1)
}

/// Moves the cursor past a batch of whole accounts; false when another process has moved it already.
///
/// # Errors
/// The database can't be written.
pub async fn move_cursor(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: &Import,
    to: Uuid,
    rows: i64,
) -> Result<bool> {
    let moved = run!(
        handle,
        execute,
        "UPDATE import SET cursor_account = $5, rows_applied = rows_applied + $6
         WHERE organisation_id = $1 AND id = $2 AND state = $3 AND cursor_account IS NOT DISTINCT FROM $4",
        scope.organisation().uuid(),
        import.id.uuid(),
        import.state.code(),
        import.cursor,
        to,
        rows
    )?;
    Ok(moved == 1)
}

/// Forgets what was staged, so that the file is read anew (with other columns, or against what stands now). False for
/// an import that isn't checked or refused: one that is being read would lose rows under its reader.
///
/// # Errors
/// The database can't be written.
pub async fn restart(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: ImportId,
    kind: Option<ImportKind>,
    mapping: Option<&str>,
) -> Result<bool> {
    let restarted = run!(
        handle,
        execute,
        "UPDATE import SET state = 'received', kind = $3, mapping = $4, form = NULL, period_from = NULL, period_to = NULL,
                rows_total = 0, rows_added = 0, rows_changed = 0, rows_unchanged = 0, rows_refused = 0, rows_applied = 0,
                totals = NULL, cursor_account = NULL
         WHERE organisation_id = $1 AND id = $2 AND state IN ('checked', 'refused')",
        scope.organisation().uuid(),
        id.uuid(),
        kind.map(ImportKind::code),
        mapping
    )?;
    if restarted == 1 {
        run!(handle, execute, "DELETE FROM import_row WHERE import_id = $1", id.uuid())?;
        run!(handle, execute, "DELETE FROM import_problem WHERE import_id = $1", id.uuid())?;
    }
    Ok(restarted == 1)
}
