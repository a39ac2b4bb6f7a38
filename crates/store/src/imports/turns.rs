//! Staged rows by turns: what goes in next, what goes out next, what is forgotten.

use domain::ids::{AccountId, ImportId};
use uuid::Uuid;

use super::rows::{RowRow, StagedRow};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// The next rows to apply after the cursor, by account; the last account may be cut off.
///
/// `NOT IN` leaves PostgreSQL no choice but the index of accounts: by the index of verdicts it would sort all that is
/// left of the file for every batch.
///
/// # Errors
/// The database can't be read.
pub async fn next_to_apply(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    cursor: Option<Uuid>,
    limit: i64,
) -> Result<Vec<StagedRow>> {
    let rows: Vec<RowRow> = run!(
        handle,
        all,
        "SELECT row_number, number, account_id, span_from, span_to, verdict, payload, stands, raw, part FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $4)
             AND account_id > $2 AND verdict NOT IN ('unchanged', 'refused')
         ORDER BY account_id, row_number LIMIT $3",
        import.uuid(),
        cursor.unwrap_or(Uuid::nil()),
        limit,
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(StagedRow::try_from).collect()
}

/// The next accounts that the import touched, after the cursor.
///
/// # Errors
/// The database can't be read.
pub async fn next_to_undo(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    cursor: Option<Uuid>,
    limit: i64,
) -> Result<Vec<(AccountId, i64)>> {
    let rows: Vec<(Uuid, i64)> = run!(
        handle,
        all,
        "SELECT account_id, COUNT(*) FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $4)
             AND account_id > $2 AND verdict NOT IN ('unchanged', 'refused')
         GROUP BY account_id ORDER BY account_id LIMIT $3",
        import.uuid(),
        cursor.unwrap_or(Uuid::nil()),
        limit,
        scope.organisation().uuid()
    )?;
    Ok(rows.into_iter().map(|(id, rows)| (id.into(), rows)).collect())
}

/// Forgets up to `limit` staged rows of an import that never went in, and as many of its problems; tells how many went.
///
/// Where the lot ends is asked first: for `row_number IN (SELECT … LIMIT …)` PostgreSQL, knowing nothing of a fresh table, may ask
/// again for every row of the file.
///
/// # Errors
/// The database can't be written.
pub async fn discard_rows(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    limit: i64,
) -> Result<u64> {
    let organisation = scope.organisation().uuid();
    let last_row: Option<i64> = run!(
        handle,
        scalar,
        "SELECT MAX(row_number) FROM (SELECT row_number FROM import_row
             WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2
                                AND i.state IN ('received', 'checked', 'refused', 'cancelled'))
             ORDER BY row_number LIMIT $3) lot",
        import.uuid(),
        organisation,
        limit
    )?;
    let last_problem: Option<i64> = run!(
        handle,
        scalar,
        "SELECT MAX(row_number) FROM (SELECT row_number FROM import_problem
             WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2
                                AND i.state IN ('received', 'checked', 'refused', 'cancelled'))
             ORDER BY row_number LIMIT $3) lot",
        import.uuid(),
        organisation,
        limit
    )?;
    let mut gone = 0;
    if let Some(last) = last_row {
        gone += run!(
            handle,
            execute,
            "DELETE FROM import_row WHERE import_id = $1 AND row_number <= $2",
            import.uuid(),
            last
        )?;
    }
    if let Some(last) = last_problem {
        gone += run!(
            handle,
            execute,
            "DELETE FROM import_problem WHERE import_id = $1 AND row_number <= $2",
            import.uuid(),
            last
        )?;
    }
    Ok(gone)
}
