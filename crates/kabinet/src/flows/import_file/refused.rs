//! The refused rows of a file, one after another as they stand in it, for giving them back.

use std::io::BufReader;

use domain::import::Problem;
use domain::portal::PortalRules;
use exchange::ImportReader;
use store::imports::{self, Import, RowFilter, StagedRow, Verdict};
use store::scope::OrganisationScope;
use tokio::sync::mpsc;

use super::read_rows::options_with;
use super::{FileFacts, Mapping};
use crate::app::App;
use crate::files::FileError;
use crate::flows::Failure;

/// Rows fetched at once.
const BATCH: i64 = 500;

/// A refused row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Line of the file or row of the sheet.
    pub row: i64,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

type Batch = Result<Vec<(StagedRow, Vec<Problem>)>, Failure>;

/// The refused rows in the order of the file. An iterator for a thread that may block; it ends after a failure.
pub struct RefusedRows {
    batches: mpsc::Receiver<Batch>,
    batch: std::vec::IntoIter<(StagedRow, Vec<Problem>)>,
    file: ImportReader,
}

/// Begins to fetch the refused rows of an import.
///
/// # Errors
/// The machine's trouble only.
pub async fn refused_rows(
    app: &App,
    scope: impl OrganisationScope + Clone + 'static,
    import: &Import,
    facts: &FileFacts,
    rules: &PortalRules,
) -> Result<RefusedRows, Failure> {
    let options = options_with(import, rules, Some(Mapping::of(facts)));
    let copy = app.files.fetch(&import.file_hash).await?;
    let source = BufReader::with_capacity(1 << 16, copy.reopen().map_err(FileError::from)?);
    let name = import.file_name.clone();
    let file = tokio::task::spawn_blocking(move || exchange::read_rows(source, &name, &options)).await?;
    let file = file.map_err(|problem| Failure::Data(format!("a checked file can't be read: {}", problem.kind)))?;
    let (sender, batches) = mpsc::channel(2);
    let (app, id) = (app.clone(), import.id);
    tokio::spawn(async move {
        let mut after = 0;
        loop {
            let batch = fetch(&app, &scope, id, after).await;
            let last = batch.as_ref().ok().and_then(|rows| rows.last()).map(|(row, _)| row.row);
            // A closed channel means that nobody listens any more.
            if sender.send(batch).await.is_err() {
                return;
            }
            let Some(last) = last else { return };
            after = last;
        }
    });
    Ok(RefusedRows { batches, batch: Vec::new().into_iter(), file })
}

async fn fetch(app: &App, scope: &impl OrganisationScope, id: domain::ids::ImportId, after: i64) -> Batch {
    let mut handle = app.db.read().await?;
    let rows = imports::page(&mut handle, scope, id, RowFilter::Only(Verdict::Refused), after, BATCH).await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.row).collect();
    let mut problems = imports::problems_of(&mut handle, scope, id, &numbers).await?.into_iter().peekable();
    let mut batch = Vec::with_capacity(rows.len());
    for row in rows {
        let mut own = Vec::new();
        while let Some(problem) = problems.next_if(|problem| problem.row == u64::try_from(row.row).ok()) {
            own.push(problem);
        }
        batch.push((row, own));
    }
    Ok(batch)
}

impl RefusedRows {
    /// A row that was refused only when the whole file was known (its number stands twice) is read once more.
    fn cells(&mut self, row: &StagedRow) -> Result<Vec<String>, Failure> {
        if let Some(raw) = &row.raw {
            return Ok(serde_json::from_str(raw)?);
        }
        let number = u64::try_from(row.row).unwrap_or_default();
        let source = self.file.find(|source| source.row >= number).filter(|source| source.row == number);
        source
            .map(|source| source.raw)
            .ok_or_else(|| Failure::Data(format!("row {number} is not in the file any more")))
    }
}

impl Iterator for RefusedRows {
    type Item = Result<RefusedRow, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((row, problems)) = self.batch.next() {
                return Some(self.cells(&row).map(|cells| RefusedRow { row: row.row, cells, problems }));
            }
            match self.batches.blocking_recv()? {
                Ok(batch) => self.batch = batch.into_iter(),
                Err(failure) => return Some(Err(failure)),
            }
        }
    }
}
