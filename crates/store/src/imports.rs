//! Imports: a file's way from staging to what stands, and back.

mod before;
mod list;
mod problems;
mod progress;
mod rows;
mod state;
mod turns;

pub use before::{BeforeImage, before_images, save_before_images};
pub use list::{ListFilter, list};
pub use problems::{file_problems, problems, problems_of, stage_problems};
pub use progress::{Progress, move_cursor, move_on, note_progress, restart};
pub use rows::{
    RowFilter, StagedRow, Verdict, count_rows, last_staged, later_repeats, other_spans, page, refuse, spans, stage,
};
pub use state::State;
pub use turns::{discard_rows, next_to_apply, next_to_undo};

use chrono::{DateTime, NaiveDate, Utc};
use domain::DateSpan;
use domain::ids::{ImportId, OrganisationId, PersonId};
use domain::import::ImportKind;
use sqlx::FromRow;
use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// How many rows of each fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of data in the file.
    pub rows: i64,
    /// New.
    pub added: i64,
    /// Different from what stands.
    pub changed: i64,
    /// Same as what stands.
    pub unchanged: i64,
    /// Not taken.
    pub refused: i64,
    /// Already gone in (or out, while it is undone).
    pub applied: i64,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Key.
    pub id: ImportId,
    /// What the file is about; unknown until it is read.
    pub kind: Option<ImportKind>,
    /// As the operator's computer calls it.
    pub file_name: String,
    /// Bytes.
    pub file_size: i64,
    /// SHA-256, the name under which the file is kept.
    pub file_hash: String,
    /// Where it stands.
    pub state: State,
    /// The operator's own choice of columns, JSON.
    pub mapping: Option<String>,
    /// What the reader found out about the file, JSON.
    pub form: Option<String>,
    /// The period of a file of readings.
    pub period: Option<DateSpan>,
    /// How many rows of each fate.
    pub counts: Counts,
    /// Control totals of the sound rows, JSON.
    pub totals: Option<String>,
    /// The last account that went in (or out).
    pub cursor: Option<Uuid>,
    /// Who brought it; nobody for the command line.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Who decided last that it goes in, out or nowhere; nobody for the command line.
    pub decided_by: Option<PersonId>,
    /// When it was checked, applied, undone, refused or cancelled last.
    pub finished_at: Option<DateTime<Utc>>,
    /// The day whose state the file tells; imports from before this was asked have none.
    pub as_of: Option<NaiveDate>,
}

#[derive(FromRow)]
struct ImportRow {
    id: Uuid,
    kind: Option<String>,
    file_name: String,
    file_size: i64,
    file_hash: String,
    state: String,
    mapping: Option<String>,
    form: Option<String>,
    period_from: Option<NaiveDate>,
    period_to: Option<NaiveDate>,
    rows_total: i64,
    rows_added: i64,
    rows_changed: i64,
    rows_unchanged: i64,
    rows_refused: i64,
    rows_applied: i64,
    totals: Option<String>,
    cursor_account: Option<Uuid>,
    created_by: Option<Uuid>,
    created_at: DateTime<Utc>,
    decided_by: Option<Uuid>,
    finished_at: Option<DateTime<Utc>>,
    as_of: Option<NaiveDate>,
}

impl TryFrom<ImportRow> for Import {
    type Error = Error;

    fn try_from(row: ImportRow) -> Result<Self> {
        let period = row.period_from.zip(row.period_to).map(|(from, to)| DateSpan::new(from, to)).transpose();
        Ok(Self {
            id: row.id.into(),
            kind: row.kind.as_deref().map(ImportKind::parse).transpose().map_err(Error::corrupt)?,
            file_name: row.file_name,
            file_size: row.file_size,
            file_hash: row.file_hash,
            state: State::parse(&row.state)?,
            mapping: row.mapping,
            form: row.form,
            period: period.map_err(Error::corrupt)?,
            counts: Counts {
                rows: row.rows_total,
                added: row.rows_added,
                changed: row.rows_changed,
                unchanged: row.rows_unchanged,
                refused: row.rows_refused,
                applied: row.rows_applied,
            },
            totals: row.totals,
            cursor: row.cursor_account,
            created_by: row.created_by.map(Into::into),
            created_at: row.created_at,
            decided_by: row.decided_by.map(Into::into),
            finished_at: row.finished_at,
            as_of: row.as_of,
        })
    }
}

/// Makes an import of a kept file.
///
/// # Errors
/// The database can't be written.
pub async fn insert(handle: &mut impl Handle, scope: &impl OrganisationScope, import: &Import) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO import (id, organisation_id, kind, file_name, file_size, file_hash, state, created_by, created_at,
                             as_of, mapping)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        import.id.uuid(),
        scope.organisation().uuid(),
        import.kind.map(ImportKind::code),
        &import.file_name,
        import.file_size,
        &import.file_hash,
        import.state.code(),
        scope.person().map(PersonId::uuid),
        import.created_at,
        import.as_of,
        import.mapping.as_deref()
    )?;
    Ok(())
}

/// An import of the organisation.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, scope: &impl OrganisationScope, id: ImportId) -> Result<Option<Import>> {
    let row: Option<ImportRow> = run!(
        handle,
        optional,
        "SELECT id, kind, file_name, file_size, file_hash, state, mapping, form, period_from, period_to, rows_total,
                rows_added, rows_changed, rows_unchanged, rows_refused, rows_applied, totals, cursor_account,
                created_by, created_at, decided_by, finished_at, as_of
         FROM import WHERE organisation_id = $1 AND id = $2",
        scope.organisation().uuid(),
        id.uuid()
    )?;
    row.map(Import::try_from).transpose()
}

/// The unfinished import of the same file, kind and way of reading, if a killed command left one.
///
/// # Errors
/// The database can't be read.
pub async fn unfinished(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    file_hash: &str,
) -> Result<Option<Import>> {
    let row: Option<ImportRow> = run!(
        handle,
        optional,
        "SELECT id, kind, file_name, file_size, file_hash, state, mapping, form, period_from, period_to, rows_total,
                rows_added, rows_changed, rows_unchanged, rows_refused, rows_applied, totals, cursor_account,
                created_by, created_at, decided_by, finished_at, as_of
         FROM import
         WHERE organisation_id = $1 AND file_hash = $2 AND created_by IS NULL AND mapping IS NULL
               AND state IN ('received', 'applying')
         ORDER BY created_at DESC, id DESC LIMIT 1",
        scope.organisation().uuid(),
        file_hash
    )?;
    row.map(Import::try_from).transpose()
}

/// Whether anything of the organisation went in or out after this moment: then a check made before is stale.
///
/// # Errors
/// The database can't be read.
pub async fn changed_since(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    moment: DateTime<Utc>,
) -> Result<bool> {
    let count: i64 = run!(
        handle,
        scalar,
        "SELECT COUNT(*) FROM import
         WHERE organisation_id = $1 AND finished_at > $2 AND state IN ('applied', 'undone', 'applying', 'undoing')",
        scope.organisation().uuid(),
        moment
    )?;
    Ok(count > 0)
}

/// The latest import of the organisation that is in: the only one that may be undone.
///
/// # Errors
/// The database can't be read.
pub async fn latest_applied(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
) -> Result<Option<(ImportId, String)>> {
    let row: Option<(Uuid, String)> = run!(
        handle,
        optional,
        "SELECT id, file_name FROM import
         WHERE organisation_id = $1 AND state = 'applied' AND rows_applied > 0
         ORDER BY finished_at DESC, id DESC LIMIT 1",
        scope.organisation().uuid()
    )?;
    Ok(row.map(|(id, name)| (id.into(), name)))
}

/// Deletes an import that never went in.
///
/// # Errors
/// The database can't be written.
pub async fn delete(handle: &mut impl Handle, scope: &impl OrganisationScope, id: ImportId) -> Result<()> {
    run!(
        handle,
        execute,
        "DELETE FROM import WHERE id = $1 AND organisation_id = $2 AND state IN ('received', 'checked', 'refused')",
        id.uuid(),
        scope.organisation().uuid()
    )?;
    Ok(())
}

/// The latest day whose state a file of charges told that is in now, of these organisations.
///
/// # Errors
/// The database can't be read.
pub async fn charges_as_of(handle: &mut impl Handle, organisations: &[OrganisationId]) -> Result<Option<NaiveDate>> {
    let ids: Vec<Uuid> = organisations.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Option<NaiveDate>,)> = run_in!(
        handle,
        all,
        "SELECT MAX(as_of) FROM import WHERE kind = 'charges' AND state = 'applied' AND organisation_id IN (",
        &ids,
        ")"
    )?;
    Ok(rows.into_iter().next().and_then(|(day,)| day))
}
