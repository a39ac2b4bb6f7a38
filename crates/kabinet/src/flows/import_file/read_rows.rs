//! The file's rows, read in a thread of their own.

use std::io::BufReader;

use domain::import::{Problem, ProblemKind, Severity};
use domain::portal::PortalRules;
use exchange::{ReadOptions, SourceRow};
use store::imports::Import;
use tokio::sync::mpsc;

use super::{FileFacts, Mapping, STAGE_ROWS};
use crate::app::App;
use crate::flows::Failure;

/// What the reading thread sends.
pub(super) enum Message {
    Rows(Box<FileFacts>, Vec<SourceRow>),
    End(Option<Box<FileFacts>>, Vec<Problem>),
}

/// Reading is blocking work: a thread of its own, a few batches ahead of the database at most.
pub(super) async fn read_in_thread(
    app: &App,
    import: &Import,
    rules: &PortalRules,
    organisation: String,
    staged_through: i64,
) -> Result<mpsc::Receiver<Message>, Failure> {
    let options = ReadOptions { organisation: Some(organisation), ..read_options(import, rules)? };
    let copy = app.files.fetch(&import.file_hash).await?;
    let open = move || Ok::<_, crate::files::FileError>(BufReader::with_capacity(1 << 16, copy.reopen()?));
    // The columns are looked at a second time where they can't be used.
    let (source, again) = (open()?, open()?);
    let name = import.file_name.clone();
    let (sender, receiver) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        // A closed channel means that nobody listens any more.
        let _ = send_rows(source, again, &name, &options, staged_through, &sender);
    });
    Ok(receiver)
}

/// How the file of an import is read, by whoever reads it.
fn read_options(import: &Import, rules: &PortalRules) -> Result<ReadOptions, Failure> {
    let mapping: Option<Mapping> = import.mapping.as_deref().map(serde_json::from_str).transpose()?;
    Ok(options_with(import, rules, mapping))
}

/// The same, with these columns whatever the import says.
pub(super) fn options_with(import: &Import, rules: &PortalRules, mapping: Option<Mapping>) -> ReadOptions {
    let mut options = ReadOptions {
        kind: import.kind,
        currency: rules.currency,
        area_unit: rules.plots_area_unit,
        ..ReadOptions::default()
    };
    if let Some(mapping) = mapping {
        options.columns = Some(mapping.columns);
        options.delimiter = mapping.delimiter;
        options.sheet = mapping.sheet;
    }
    options
}

fn send_rows(
    source: BufReader<std::fs::File>,
    again: BufReader<std::fs::File>,
    name: &str,
    options: &ReadOptions,
    staged_through: i64,
    sender: &mpsc::Sender<Message>,
) -> Result<(), mpsc::error::SendError<Message>> {
    let mut reader = match exchange::read_rows(source, name, options) {
        Ok(reader) => reader,
        Err(problem) => {
            let (facts, problems) = unusable_columns(again, name, options, problem);
            return sender.blocking_send(Message::End(facts.map(Box::new), problems));
        }
    };
    let mut batch = Vec::with_capacity(STAGE_ROWS);
    while let Some(row) = reader.next() {
        if row.problems.iter().any(|problem| problem.severity() == Severity::Fatal) {
            break;
        }
        if i64::try_from(row.row).is_ok_and(|number| number <= staged_through) {
            continue;
        }
        batch.push(row);
        if batch.len() == STAGE_ROWS {
            let rows = std::mem::replace(&mut batch, Vec::with_capacity(STAGE_ROWS));
            sender.blocking_send(Message::Rows(Box::new(FileFacts::of(&reader)), rows))?;
        }
    }
    let facts = Box::new(FileFacts::of(&reader));
    if !batch.is_empty() {
        sender.blocking_send(Message::Rows(facts.clone(), batch))?;
    }
    let summary = reader.summary();
    let problems = summary.problems.into_iter().chain(summary.fatal).collect();
    sender.blocking_send(Message::End(Some(facts), problems))
}

/// Columns that are missing or double are shown with all the others, so that a person can choose.
fn unusable_columns(
    source: BufReader<std::fs::File>,
    name: &str,
    options: &ReadOptions,
    problem: Problem,
) -> (Option<FileFacts>, Vec<Problem>) {
    if !matches!(problem.kind, ProblemKind::MissingColumn | ProblemKind::DuplicateColumn) {
        return (None, vec![problem]);
    }
    match exchange::survey(source, name, options) {
        Ok(mut survey) => {
            let problems = std::mem::take(&mut survey.problems);
            (Some(FileFacts::of_survey(survey)), problems)
        }
        Err(problem) => (None, vec![problem]),
    }
}
