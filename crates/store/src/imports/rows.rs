//! Staged rows.

use std::collections::HashMap;

use domain::DateSpan;
use domain::ids::{AccountId, ImportId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Something new.
    Added,
    /// Something else than what stands.
    Changed,
    /// What stands already.
    Unchanged,
    /// Nothing: it is not taken.
    Refused,
}

impl Verdict {
    /// The code in the column and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
        }
    }

    /// Reads a code.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(code: &str) -> Result<Self> {
        [Self::Added, Self::Changed, Self::Unchanged, Self::Refused]
            .into_iter()
            .find(|verdict| verdict.code() == code)
            .ok_or_else(|| Error::corrupt(code))
    }
}

/// A row of the file in staging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedRow {
    /// Line of the file or row of the sheet, the first is 1.
    pub row: i64,
    /// The account's number as read, if it could be.
    pub number: Option<String>,
    /// Whose row it is.
    pub account: Option<AccountId>,
    /// The period the row is about.
    pub span: Option<DateSpan>,
    /// What it would do.
    pub verdict: Verdict,
    /// What it says, JSON; none for a row that could not be read.
    pub payload: Option<String>,
    /// What it would change as it stood at the check, JSON; kept for changed rows.
    pub stands: Option<String>,
    /// The cells as they are in the file, JSON; kept for rows that were refused when they were read.
    pub raw: Option<String>,
    /// Which thing of the account it is about, where an account may stand in a file several times.
    pub part: Option<String>,
}

#[derive(FromRow)]
pub(super) struct RowRow {
    row_number: i64,
    number: Option<String>,
    account_id: Option<Uuid>,
    span_from: Option<chrono::NaiveDate>,
    span_to: Option<chrono::NaiveDate>,
    verdict: String,
    payload: Option<String>,
    stands: Option<String>,
    raw: Option<String>,
    part: Option<String>,
}

impl TryFrom<RowRow> for StagedRow {
    type Error = Error;

    fn try_from(row: RowRow) -> Result<Self> {
        let span = row.span_from.zip(row.span_to).map(|(from, to)| DateSpan::new(from, to)).transpose();
        Ok(Self {
            row: row.row_number,
            number: row.number,
            account: row.account_id.map(Into::into),
            span: span.map_err(Error::corrupt)?,
            verdict: Verdict::parse(&row.verdict)?,
            payload: row.payload,
            stands: row.stands,
            raw: row.raw,
            part: row.part,
        })
    }
}

/// Stages rows.
///
/// # Errors
/// [`Error::Conflict`] when a row is staged already: another process reads the same import.
pub async fn stage(
    handle: &mut impl Handle,
    _scope: &impl OrganisationScope,
    import: ImportId,
    rows: &[StagedRow],
) -> Result<()> {
    Bulk {
        table: "import_row",
        columns: vec![
            ("import_id", Column::Uuid(vec![import.uuid(); rows.len()])),
            ("row_number", Column::Number(rows.iter().map(|r| r.row).collect())),
            ("number", Column::OptionalText(rows.iter().map(|r| r.number.clone()).collect())),
            ("account_id", Column::OptionalUuid(rows.iter().map(|r| r.account.map(AccountId::uuid)).collect())),
            ("span_from", Column::OptionalDate(rows.iter().map(|r| r.span.map(DateSpan::from)).collect())),
            ("span_to", Column::OptionalDate(rows.iter().map(|r| r.span.map(DateSpan::to)).collect())),
            ("verdict", Column::Text(rows.iter().map(|r| r.verdict.code().to_owned()).collect())),
            ("payload", Column::OptionalText(rows.iter().map(|r| r.payload.clone()).collect())),
            ("stands", Column::OptionalText(rows.iter().map(|r| r.stands.clone()).collect())),
            ("raw", Column::OptionalText(rows.iter().map(|r| r.raw.clone()).collect())),
            ("part", Column::OptionalText(rows.iter().map(|r| r.part.clone()).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await?;
    Ok(())
}

/// The last row that is staged: where reading goes on after a kill.
///
/// # Errors
/// The database can't be read.
pub async fn last_staged(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
) -> Result<Option<i64>> {
    run!(
        handle,
        scalar,
        "SELECT MAX(row_number) FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2)",
        import.uuid(),
        scope.organisation().uuid()
    )
}

/// The spans of the staged rows, with how many rows are of each.
///
/// # Errors
/// The database can't be read.
pub async fn spans(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
) -> Result<Vec<(DateSpan, i64)>> {
    let rows: Vec<(chrono::NaiveDate, chrono::NaiveDate, i64)> = run!(
        handle,
        all,
        "SELECT span_from, span_to, COUNT(*) FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2)
             AND span_from IS NOT NULL GROUP BY span_from, span_to ORDER BY COUNT(*) DESC, span_from",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(|(from, to, count)| Ok((DateSpan::new(from, to).map_err(Error::corrupt)?, count))).collect()
}

/// Rows that are not refused and about another span than this one; at most `limit`.
///
/// # Errors
/// The database can't be read.
pub async fn other_spans(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    span: DateSpan,
    limit: i64,
) -> Result<Vec<StagedRow>> {
    let rows: Vec<RowRow> = run!(
        handle,
        all,
        "SELECT row_number, number, account_id, span_from, span_to, verdict, payload, stands, raw, part FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $5)
             AND verdict <> 'refused' AND (span_from <> $2 OR span_to <> $3)
         ORDER BY row_number LIMIT $4",
        import.uuid(),
        span.from(),
        span.to(),
        limit,
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(StagedRow::try_from).collect()
}

/// Rows that are not refused although an earlier row is about the same thing, with that row's number; at most `limit`.
///
/// # Errors
/// The database can't be read.
pub async fn later_repeats(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    limit: i64,
) -> Result<Vec<(StagedRow, i64)>> {
    let repeats: Vec<(i64, i64)> = run!(
        handle,
        all,
        "SELECT row_number, first_row FROM
             (SELECT row_number, verdict, MIN(row_number) OVER (PARTITION BY number, part) AS first_row
              FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $3)
             AND number IS NOT NULL) numbered
         WHERE row_number > first_row AND verdict <> 'refused' ORDER BY row_number LIMIT $2",
        import.uuid(),
        limit,
        scope.organisation().uuid()
    )?;
    let numbers: Vec<i64> = repeats.iter().map(|(row, _)| *row).collect();
    let rows: Vec<RowRow> = run_in!(
        handle,
        all,
        "SELECT row_number, number, account_id, span_from, span_to, verdict, payload, stands, raw, part FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2) AND row_number IN (",
        &numbers,
        ") ORDER BY row_number",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    let first: HashMap<i64, i64> = repeats.into_iter().collect();
    rows.into_iter()
        .map(|row| {
            let first_row = first.get(&row.row_number).copied().unwrap_or_default();
            Ok((StagedRow::try_from(row)?, first_row))
        })
        .collect()
}

/// Refuses staged rows after all.
///
/// # Errors
/// The database can't be written.
pub async fn refuse(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    rows: &[i64],
) -> Result<()> {
    let _: Vec<(i64,)> = run_in!(
        handle,
        all,
        "UPDATE import_row SET verdict = 'refused'
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2)
             AND row_number IN (",
        rows,
        ") RETURNING row_number",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    Ok(())
}

/// How many staged rows have each verdict.
///
/// # Errors
/// The database can't be read.
pub async fn count_rows(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
) -> Result<super::Counts> {
    let rows: Vec<(String, i64)> = run!(
        handle,
        all,
        "SELECT verdict, COUNT(*) FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2)
             GROUP BY verdict",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    let mut counts = super::Counts::default();
    for (verdict, count) in rows {
        counts.rows += count;
        match Verdict::parse(&verdict)? {
            Verdict::Added => counts.added = count,
            Verdict::Changed => counts.changed = count,
            Verdict::Unchanged => counts.unchanged = count,
            Verdict::Refused => counts.refused = count,
        }
    }
    Ok(counts)
}

/// Which staged rows a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFilter {
    /// Every row.
    All,
    /// Refused rows, changed rows and rows with a warning.
    Attention,
    /// Rows of one verdict.
    Only(Verdict),
}

/// A page of staged rows in the order of the file, after row `after`.
///
/// # Errors
/// The database can't be read.
pub async fn page(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    filter: RowFilter,
    after: i64,
    limit: i64,
) -> Result<Vec<StagedRow>> {
    let (one, attention) = match filter {
        RowFilter::All => (None, false),
        RowFilter::Attention => (None, true),
        RowFilter::Only(verdict) => (Some(verdict.code()), false),
    };
    let rows: Vec<RowRow> = run!(
        handle,
        all,
        "SELECT row_number, number, account_id, span_from, span_to, verdict, payload, stands, raw, part FROM import_row
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $6)
             AND row_number > $2 AND (CAST($3 AS TEXT) IS NULL OR verdict = $3)
           AND ($4 = 0 OR verdict IN ('refused', 'changed')
                OR EXISTS (SELECT 1 FROM import_problem p
                           WHERE p.import_id = $1 AND p.row_number = import_row.row_number))
         ORDER BY row_number LIMIT $5",
        import.uuid(),
        after,
        one,
        i64::from(attention),
        limit,
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(StagedRow::try_from).collect()
}
