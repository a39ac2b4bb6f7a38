//! The file is kept and its checking queued.

use std::path::Path;

use domain::Date;
use domain::ids::ImportId;
use domain::import::ImportKind;
use domain::portal::TimeZone;
use store::imports::{self, Counts, Import, State};
use store::scope::OrganisationScope;
use store::{jobs, portals};

use super::{choose_sheet, job};
use crate::app::App;
use crate::flows::Failure;

/// A file that has arrived.
#[derive(Clone, Copy, Debug)]
pub struct ReceivedFile<'a> {
    /// Where its bytes are.
    pub path: &'a Path,
    /// As the sender calls it.
    pub name: &'a str,
    /// What it is, if the sender knows.
    pub kind: Option<ImportKind>,
    /// The day whose state it tells; today otherwise.
    pub as_of: Option<Date>,
    /// The sheet of a workbook; the first that holds a table otherwise.
    pub sheet: Option<&'a str>,
}

/// Keeps the file and queues its checking for the worker.
///
/// # Errors
/// The machine's trouble only.
pub async fn receive(app: &App, scope: &impl OrganisationScope, file: ReceivedFile<'_>) -> Result<ImportId, Failure> {
    let import = kept(app, scope, file).await?;
    let job_id = app.id();
    store::write!(app.db, |tx| {
        imports::insert(tx, scope, &import).await?;
        jobs::insert(tx, job_id, job::CHECK, import.id.uuid(), import.created_at).await?;
        Ok::<_, Failure>(())
    })?;
    Ok(import.id)
}

/// For the command line: keeps the file, or finds the import of the same bytes that a killed run left unfinished.
///
/// # Errors
/// The machine's trouble only.
pub async fn receive_or_resume(
    app: &App,
    scope: &impl OrganisationScope,
    file: ReceivedFile<'_>,
) -> Result<Import, Failure> {
    let import = kept(app, scope, file).await?;
    let left = imports::unfinished(&mut app.db.read().await?, scope, &import.file_hash).await?;
    // A run that named another kind or sheet wants another reading of the file.
    let is_same = |left: &Import| {
        (file.kind.is_none() || left.kind.is_none() || left.kind == file.kind) && left.mapping == import.mapping
    };
    if let Some(left) = left.filter(is_same) {
        return Ok(left);
    }
    store::write!(app.db, |tx| imports::insert(tx, scope, &import).await)?;
    Ok(import)
}

async fn kept(app: &App, scope: &impl OrganisationScope, file: ReceivedFile<'_>) -> Result<Import, Failure> {
    let (file_hash, size) = app.files.keep(file.path).await?;
    let portal = portals::of_organisation(&mut app.db.read().await?, scope).await?;
    let zone = portal.as_ref().map_or(TimeZone::MOSCOW, |portal| portal.time_zone);
    let mapping = match (file.sheet, &portal) {
        (Some(sheet), Some(portal)) => {
            let chosen = choose_sheet(app, portal, (&file_hash, file.name), file.kind, sheet).await?;
            let unknown = || Failure::Data(format!("the workbook has no sheet «{sheet}» with columns that are known"));
            Some(chosen.ok_or_else(unknown)?)
        }
        _ => None,
    };
    Ok(Import {
        id: app.id(),
        kind: file.kind,
        file_name: shown_name(file.name),
        file_size: i64::try_from(size).unwrap_or(i64::MAX),
        file_hash,
        state: State::Received,
        mapping: mapping.as_ref().map(serde_json::to_string).transpose()?,
        form: None,
        period: None,
        counts: Counts::default(),
        totals: None,
        cursor: None,
        created_by: None,
        created_at: app.clock.now(),
        decided_by: None,
        finished_at: None,
        as_of: Some(file.as_of.unwrap_or_else(|| app.clock.today(zone))),
    })
}

/// The last part of a path, without what can't be shown, at most 255 characters.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let shown: String = last.chars().filter(|c| !c.is_control()).take(255).collect();
    if shown.trim().is_empty() { "file".to_owned() } else { shown }
}
