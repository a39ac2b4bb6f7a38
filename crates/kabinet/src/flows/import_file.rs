//! A file on its way in: received, checked against what stands, applied by whole accounts, undone.
//!
//! Every step runs in short transactions and notes in the same transaction how far it has come, so that a killed
//! process leaves something that the next one finishes.

mod apply;
mod cancel;
mod changes;
mod charges;
mod check;
mod discard;
mod facts;
mod former_holders;
mod items;
mod mapping;
mod meters;
mod payments;
mod read_rows;
mod readings;
mod receive;
mod refused;
mod register;
mod resume;
mod totals;
mod undo;

pub use apply::{Decision, apply, decide};
pub use cancel::{cancel, forget};
pub use changes::{Change, Figure, Staged, changes, read_back};
pub use check::{check, recheck};
pub use discard::discard;
pub use facts::{FileFacts, StatedFigures, StatedTotals};
pub use mapping::{Choice, Mapping, choose, choose_sheet};
pub use meters::StandingMeter;
pub use readings::{StagedReading, StandingDial};
pub use receive::{ReceivedFile, receive, receive_or_resume};
pub use refused::{RefusedRow, RefusedRows, refused_rows};
pub use resume::{is_stalled, resume};
pub use totals::Totals;
pub use undo::{UNDO_DAYS, UndoRefusal, decide_undo, undo, undo_refusal, undoable_until};

use domain::account::{Identifier, IdentifierKind};
use domain::audit::{AuditKind, AuditSubject};
use domain::ids::AccountId;
use domain::import::{ImportKind, Problem, ProblemKind};

use super::audit::Change as AuditChange;

/// Jobs of the worker.
pub mod job {
    /// Read the file and compare it.
    pub const CHECK: &str = "import_check";
    /// Let it in.
    pub const APPLY: &str = "import_apply";
    /// Take it out again.
    pub const UNDO: &str = "import_undo";
    /// Forget what a cancelled import staged.
    pub const FORGET: &str = "import_forget";
}

/// Rows read and staged in one transaction.
const STAGE_ROWS: usize = 1000;
/// Staged rows that go in or out in one transaction; a row of readings writes two readings.
const APPLY_ROWS: i64 = 1000;

/// How far a step has come; told after every transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Rows done.
    pub done: i64,
    /// Rows there are, where it is known.
    pub of: Option<i64>,
}

/// Hears how far a step has come; a job also keeps its lease alive here.
pub trait Watcher: Send {
    /// Called after every transaction.
    fn step(&mut self, step: Step) -> impl Future<Output = Result<(), super::Failure>> + Send;
}

/// For whoever doesn't want to know.
impl Watcher for () {
    async fn step(&mut self, _step: Step) -> Result<(), super::Failure> {
        Ok(())
    }
}

/// A row that was compared: ready for staging.
struct Compared {
    staged: store::imports::StagedRow,
    problems: Vec<Problem>,
}

/// Something a person does with a file, for the list of changes.
fn change_of(kind: AuditKind, import: &store::imports::Import) -> AuditChange {
    AuditChange::of(kind, AuditSubject::Import, &import.id, &import.file_name)
}

/// The kind by which an import's rows are treated; an import that has been read knows it.
fn kind_of(import: &store::imports::Import) -> Result<ImportKind, super::Failure> {
    import.kind.ok_or_else(|| super::Failure::Data(format!("import {} has no kind", import.id)))
}

/// What staged rows say, with whose they are.
fn of_accounts<T: serde::de::DeserializeOwned>(
    rows: &[store::imports::StagedRow],
) -> Result<Vec<(AccountId, T)>, super::Failure> {
    let said = rows.iter().filter_map(|row| row.account.zip(row.payload.as_deref()));
    said.map(|(account, payload)| Ok((account, serde_json::from_str(payload)?))).collect()
}

/// The register has no account of this number.
fn unknown_account(kind: IdentifierKind, number: &Identifier, row: u64, column: Option<&str>) -> Problem {
    let unknown = if kind == IdentifierKind::Plot { ProblemKind::UnknownPlot } else { ProblemKind::UnknownAccount };
    let problem = Problem::new(unknown).at_row(row).with_value(number.as_str());
    match column {
        Some(column) => problem.in_column(column),
        None => problem,
    }
}
