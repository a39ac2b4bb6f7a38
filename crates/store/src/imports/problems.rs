//! What is wrong with a file and its rows.

use std::collections::HashMap;

use domain::ids::ImportId;
use domain::import::{Problem, ProblemKind};

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// Stages problems; several of one row stand in the order given, after those that stand already.
///
/// # Errors
/// The database can't be written.
pub async fn stage_problems(
    handle: &mut impl Handle,
    _scope: &impl OrganisationScope,
    import: ImportId,
    found: &[Problem],
) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let mut free = first_free(handle, import, found).await?;
    let mut positions = Vec::with_capacity(found.len());
    for problem in found {
        let next = free.entry(row_number(problem)).or_insert(0);
        positions.push(*next);
        *next += 1;
    }
    let text = |f: fn(&Problem) -> Option<&String>| {
        Column::OptionalText(found.iter().map(|p| f(p).map(|text| text.replace('\0', ""))).collect())
    };
    Bulk {
        table: "import_problem",
        columns: vec![
            ("import_id", Column::Uuid(vec![import.uuid(); found.len()])),
            ("row_number", Column::Number(found.iter().map(row_number).collect())),
            ("position", Column::Number(positions)),
            ("severity", Column::Text(found.iter().map(|p| p.severity().code().to_owned()).collect())),
            ("kind", Column::Text(found.iter().map(|p| p.kind.code().to_owned()).collect())),
            ("column_title", text(|p| p.column.as_ref())),
            ("value", text(|p| p.value.as_ref())),
            ("expected", text(|p| p.expected.as_ref())),
            ("other", text(|p| p.other.as_ref())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    Ok(())
}

/// Row 0 stands for the file as a whole.
fn row_number(problem: &Problem) -> i64 {
    problem.row.and_then(|row| i64::try_from(row).ok()).unwrap_or(0)
}

/// The first free position of each row that has problems already.
async fn first_free(handle: &mut impl Handle, import: ImportId, found: &[Problem]) -> Result<HashMap<i64, i64>> {
    let mut numbers: Vec<i64> = found.iter().map(row_number).collect();
    numbers.dedup();
    let rows: Vec<(i64, i64)> = run_in!(
        handle,
        all,
        "SELECT row_number, MAX(position) + 1 FROM import_problem WHERE import_id = $1 AND row_number IN (",
        &numbers,
        ") GROUP BY row_number",
        import.uuid()
    )?;
    Ok(rows.into_iter().collect())
}

type ProblemRow = (i64, String, Option<String>, Option<String>, Option<String>, Option<String>);

/// Problems in the order of the file: from row `from` up to and with row `to`; row 0 is the file as a whole.
///
/// # Errors
/// The database can't be read.
pub async fn problems(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    from: i64,
    to: i64,
    limit: i64,
) -> Result<Vec<Problem>> {
    let rows: Vec<ProblemRow> = run!(
        handle,
        all,
        "SELECT row_number, kind, column_title, value, expected, other FROM import_problem
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $5)
             AND row_number >= $2 AND row_number <= $3 ORDER BY row_number, position LIMIT $4",
        import.uuid(),
        from,
        to,
        limit,
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(problem).collect()
}

/// What is wrong with the file as a whole, and what ended its reading.
///
/// # Errors
/// The database can't be read.
pub async fn file_problems(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    limit: i64,
) -> Result<Vec<Problem>> {
    let rows: Vec<ProblemRow> = run!(
        handle,
        all,
        "SELECT row_number, kind, column_title, value, expected, other FROM import_problem
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $3)
             AND (row_number = 0 OR severity = 'fatal') ORDER BY row_number, position LIMIT $2",
        import.uuid(),
        limit,
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(problem).collect()
}

/// The problems of these rows, in the order of the file; row 0 is the file as a whole.
///
/// # Errors
/// The database can't be read.
pub async fn problems_of(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    rows: &[i64],
) -> Result<Vec<Problem>> {
    let rows: Vec<ProblemRow> = run_in!(
        handle,
        all,
        "SELECT row_number, kind, column_title, value, expected, other FROM import_problem
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2) AND row_number IN (",
        rows,
        ") ORDER BY row_number, position",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(problem).collect()
}

fn problem((row, kind, column, value, expected, other): ProblemRow) -> Result<Problem> {
    Ok(Problem {
        row: u64::try_from(row).ok().filter(|row| *row > 0),
        column,
        value,
        kind: ProblemKind::parse(&kind).map_err(Error::corrupt)?,
        expected,
        other,
    })
}
