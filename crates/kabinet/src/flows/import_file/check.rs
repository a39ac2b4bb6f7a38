//! The dry run: the file is read in a stream, each row compared with what stands, and the outcome staged.
//! Nothing else changes. A killed run goes on behind the last row it staged.

use domain::account::IdentifierKind;
use domain::ids::ImportId;
use domain::import::{ImportKind, Problem, ProblemKind, ReadingField, Severity};
use domain::meter::{ElectricityTariff, TariffTable};
use domain::portal::PortalRules;
use exchange::{Field, Outcome, SourceRow, TypedRow};
use store::imports::{self, Counts, Import, Progress, StagedRow, State, Verdict};
use store::scope::OrganisationScope;
use store::{jobs, organisations, portals, tariffs};

use super::facts::shown_span;
use super::read_rows::{Message, read_in_thread};
use super::{
    Compared, FileFacts, Mapping, StagedReading, Step, Totals, Watcher, charges, job, meters, payments, readings,
    register,
};
use crate::app::App;
use crate::flows::Failure;

/// Reads and compares the file of a received import; an import in any other state is left alone.
///
/// # Errors
/// The machine's trouble only: what is wrong with the file is staged as problems.
pub async fn check(
    app: &App,
    scope: &impl OrganisationScope,
    id: ImportId,
    watcher: &mut impl Watcher,
) -> Result<Import, Failure> {
    let mut handle = app.db.read().await?;
    let import = imports::find(&mut handle, scope, id).await?.ok_or_else(|| missing(id))?;
    if import.state != State::Received {
        return Ok(import);
    }
    let portal = portals::of_organisation(&mut handle, scope).await?.ok_or_else(|| missing(id))?;
    let tariffs = tariffs::electricity(&mut handle, scope.organisation()).await?;
    let organisation = organisations::find(&mut handle, scope).await?.ok_or_else(|| missing(id))?;
    let staged_through = imports::last_staged(&mut handle, scope, id).await?.unwrap_or(0);
    drop(handle);
    let run = Run { app, scope, import: &import, rules: &portal.rules, tariffs: &tariffs };
    let mut rows = read_in_thread(app, &import, &portal.rules, organisation.code, staged_through).await?;
    let mut progress = Progress {
        kind: import.kind,
        form: import.form.clone(),
        period: import.period,
        counts: import.counts,
        totals: import.totals.clone(),
    };
    let (mut fatal, mut waiting) = (None, None);
    while let Some(message) = rows.recv().await {
        match message {
            Message::Rows(facts, rows) => {
                // A batch is compared while the one before is written: neither looks at what the other touches.
                let (staged, compared) =
                    tokio::join!(run.stage_waiting(&mut progress, waiting.take()), run.compare(facts, rows));
                staged?;
                waiting = Some(compared?);
            }
            Message::End(facts, problems) => {
                run.stage_waiting(&mut progress, waiting.take()).await?;
                fatal = run.end(&mut progress, facts.as_deref(), problems).await?;
            }
        }
        watcher.step(Step { done: progress.counts.rows, of: None }).await?;
    }
    run.stage_waiting(&mut progress, waiting).await?;
    let state = if fatal.is_some() { State::Refused } else { State::Checked };
    if state == State::Checked {
        run.refuse_other_spans(&mut progress).await?;
        run.refuse_repeats(&mut progress).await?;
    }
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        imports::note_progress(tx, scope, id, &progress).await?;
        imports::move_on(tx, scope, id, State::Received, state, now).await?;
        Ok::<_, Failure>(())
    })?;
    imports::find(&mut app.db.read().await?, scope, id).await?.ok_or_else(|| missing(id))
}

/// Has the worker read the file anew: with other columns, or because what stands has changed. False for an import that
/// isn't checked or refused (any more).
///
/// # Errors
/// The machine's trouble only.
pub async fn recheck(
    app: &App,
    scope: &impl OrganisationScope,
    import: &Import,
    mapping: Option<&Mapping>,
) -> Result<bool, Failure> {
    let kind = mapping.map(|mapping| mapping.columns.kind).or(import.kind);
    let mapping = mapping.map(serde_json::to_string).transpose()?.or_else(|| import.mapping.clone());
    let (job_id, now) = (app.id(), app.clock.now());
    store::write!(app.db, |tx| {
        let restarted = imports::restart(tx, scope, import.id, kind, mapping.as_deref()).await?;
        if restarted {
            jobs::insert(tx, job_id, job::CHECK, import.id.uuid(), now).await?;
        }
        Ok(restarted)
    })
}

fn missing(id: ImportId) -> Failure {
    Failure::Data(format!("import {id} is not there"))
}

/// A batch that was compared and is to be staged.
struct Batch {
    facts: Box<FileFacts>,
    rows: Vec<Compared>,
}

/// One dry run.
struct Run<'a, S> {
    app: &'a App,
    scope: &'a S,
    import: &'a Import,
    rules: &'a PortalRules,
    tariffs: &'a TariffTable<ElectricityTariff>,
}

impl<S: OrganisationScope> Run<'_, S> {
    async fn stage_waiting(&self, progress: &mut Progress, batch: Option<Batch>) -> Result<(), Failure> {
        match batch {
            Some(batch) => self.stage(progress, batch).await,
            None => Ok(()),
        }
    }

    /// Stages a batch together with the new counts.
    async fn stage(&self, progress: &mut Progress, batch: Batch) -> Result<(), Failure> {
        let Batch { facts, rows } = batch;
        let kind = facts.columns.kind;
        let mut totals = totals(progress, kind)?;
        for row in &rows {
            count(&mut progress.counts, row.staged.verdict);
            if row.staged.verdict != Verdict::Refused {
                self.add(&mut totals, &row.staged)?;
            }
        }
        progress.kind = Some(kind);
        progress.form = Some(serde_json::to_string(&facts)?);
        progress.totals = Some(serde_json::to_string(&totals)?);
        let (staged, problems): (Vec<StagedRow>, Vec<Vec<Problem>>) =
            rows.into_iter().map(|row| (row.staged, row.problems)).unzip();
        let problems: Vec<Problem> = problems.into_iter().flatten().collect();
        let (scope, id) = (self.scope, self.import.id);
        store::write!(self.app.db, |tx| {
            imports::stage(tx, scope, id, &staged).await?;
            imports::stage_problems(tx, scope, id, &problems).await?;
            Ok::<_, Failure>(imports::note_progress(tx, scope, id, progress).await?)
        })
    }

    async fn compare(&self, facts: Box<FileFacts>, rows: Vec<SourceRow>) -> Result<Batch, Failure> {
        let mut compared = Vec::with_capacity(rows.len());
        let (mut of_register, mut of_readings) = (Vec::new(), Vec::new());
        let (mut of_charges, mut of_payments, mut of_meters) = (Vec::new(), Vec::new(), Vec::new());
        for mut row in rows {
            match std::mem::replace(&mut row.outcome, Outcome::Refused) {
                Outcome::Parsed(TypedRow::Register(parsed)) => of_register.push((row, *parsed)),
                Outcome::Parsed(TypedRow::Reading(parsed)) => of_readings.push((row, *parsed)),
                Outcome::Parsed(TypedRow::Charge(parsed)) => of_charges.push((row, *parsed)),
                Outcome::Parsed(TypedRow::Payment(parsed)) => of_payments.push((row, *parsed)),
                Outcome::Parsed(TypedRow::Meter(parsed)) => of_meters.push((row, *parsed)),
                Outcome::Refused => compared.push(refused(row)?),
            }
        }
        let identifier = facts.columns.identifier.unwrap_or(IdentifierKind::AccountNumber);
        let mut handle = self.app.db.read().await?;
        if !of_register.is_empty() {
            let terms = register::Terms::of(self.import, &facts);
            compared.extend(register::compare(self.app, &mut handle, self.scope, &terms, of_register).await?);
        }
        if !of_readings.is_empty() {
            let terms = readings::Terms { tariffs: self.tariffs, rules: self.rules, facts: &facts, identifier };
            compared.extend(readings::compare(&mut handle, self.scope, &terms, of_readings).await?);
        }
        if !of_charges.is_empty() {
            compared.extend(charges::compare(&mut handle, self.scope, &facts, identifier, of_charges).await?);
        }
        if !of_payments.is_empty() {
            compared.extend(payments::compare(&mut handle, self.scope, &facts, identifier, of_payments).await?);
        }
        if !of_meters.is_empty() {
            let terms = meters::Terms::of(self.import, &facts);
            compared.extend(meters::compare(&mut handle, self.scope, &terms, of_meters).await?);
        }
        compared.sort_by_key(|row| row.staged.row);
        Ok(Batch { facts, rows: compared })
    }

    /// What is known only after the last row. Returns the fatal problem, if there is one.
    async fn end(
        &self,
        progress: &mut Progress,
        facts: Option<&FileFacts>,
        problems: Vec<Problem>,
    ) -> Result<Option<Problem>, Failure> {
        if let Some(facts) = facts {
            progress.kind = Some(facts.columns.kind);
            progress.form = Some(serde_json::to_string(facts)?);
            if progress.totals.is_none() {
                progress.totals = Some(serde_json::to_string(&Totals::none(facts.columns.kind))?);
            }
        }
        let (scope, id) = (self.scope, self.import.id);
        let stated = {
            let mut handle = self.app.db.read().await?;
            imports::problems(&mut handle, scope, id, 0, i64::MAX, 1000).await?
        };
        // A resumed run meets the warnings of the whole file again.
        let new: Vec<Problem> = problems.iter().filter(|problem| !stated.contains(problem)).cloned().collect();
        store::write!(self.app.db, |tx| Ok::<_, Failure>(imports::stage_problems(tx, scope, id, &new).await?))?;
        Ok(problems.into_iter().find(|problem| problem.severity() == Severity::Fatal))
    }

    /// A file is about one period, the one that most rows name; the others are refused.
    async fn refuse_other_spans(&self, progress: &mut Progress) -> Result<(), Failure> {
        let spans = imports::spans(&mut self.app.db.read().await?, self.scope, self.import.id).await?;
        let Some((span, _)) = spans.first().copied() else { return Ok(()) };
        progress.period = Some(span);
        if spans.len() == 1 {
            return Ok(());
        }
        let column = header(progress, Field::Reading(ReadingField::PeriodFrom))?;
        loop {
            let mut handle = self.app.db.read().await?;
            let rows = imports::other_spans(&mut handle, self.scope, self.import.id, span, 500).await?;
            drop(handle);
            if rows.is_empty() {
                return Ok(());
            }
            let problem = |row: &StagedRow| {
                let stated = row.span.map(shown_span).unwrap_or_default();
                Problem::new(ProblemKind::WrongPeriod).with_value(stated).expecting(shown_span(span))
            };
            self.refuse(progress, column.as_deref(), rows, problem).await?;
        }
    }

    /// An account stands in a file once; the later rows are refused.
    async fn refuse_repeats(&self, progress: &mut Progress) -> Result<(), Failure> {
        let kind = progress.kind.unwrap_or(ImportKind::Readings);
        // One pays as often as one likes.
        if kind == ImportKind::Payments {
            return Ok(());
        }
        let column = header(progress, Field::number(kind))?;
        let repeated = match kind {
            ImportKind::Charges => ProblemKind::DuplicateItem,
            ImportKind::Meters => ProblemKind::DuplicateMeter,
            ImportKind::Register | ImportKind::Readings | ImportKind::Payments => ProblemKind::DuplicatePlot,
        };
        loop {
            let mut handle = self.app.db.read().await?;
            let repeats = imports::later_repeats(&mut handle, self.scope, self.import.id, 500).await?;
            drop(handle);
            if repeats.is_empty() {
                return Ok(());
            }
            let first: std::collections::HashMap<i64, i64> =
                repeats.iter().map(|(row, first)| (row.row, *first)).collect();
            let rows = repeats.into_iter().map(|(row, _)| row).collect();
            let problem = |row: &StagedRow| {
                let number = row.number.clone().unwrap_or_default();
                let first = first.get(&row.row).copied().unwrap_or_default();
                Problem::new(repeated).with_value(number).naming(first.to_string())
            };
            self.refuse(progress, column.as_deref(), rows, problem).await?;
        }
    }

    /// Refuses rows after all: their problem is staged, counts and totals follow, in one transaction.
    async fn refuse(
        &self,
        progress: &mut Progress,
        column: Option<&str>,
        rows: Vec<StagedRow>,
        problem: impl Fn(&StagedRow) -> Problem,
    ) -> Result<(), Failure> {
        let kind = super::kind_of(self.import).or(progress.kind.ok_or_else(|| missing(self.import.id)))?;
        let mut totals = totals(progress, kind)?;
        let mut problems = Vec::with_capacity(rows.len());
        for row in &rows {
            self.remove(&mut totals, row)?;
            *verdict_count(&mut progress.counts, row.verdict) -= 1;
            progress.counts.refused += 1;
            let mut problem = problem(row).at_row(u64::try_from(row.row).unwrap_or_default());
            if let Some(column) = column {
                problem = problem.in_column(column);
            }
            problems.push(problem);
        }
        progress.totals = Some(serde_json::to_string(&totals)?);
        let numbers: Vec<i64> = rows.iter().map(|row| row.row).collect();
        let (scope, id) = (self.scope, self.import.id);
        store::write!(self.app.db, |tx| {
            imports::refuse(tx, scope, id, &numbers).await?;
            imports::stage_problems(tx, scope, id, &problems).await?;
            Ok::<_, Failure>(imports::note_progress(tx, scope, id, progress).await?)
        })
    }

    fn add(&self, totals: &mut Totals, row: &StagedRow) -> Result<(), Failure> {
        self.count_in(totals, row, 1)
    }

    fn remove(&self, totals: &mut Totals, row: &StagedRow) -> Result<(), Failure> {
        self.count_in(totals, row, -1)
    }

    /// Counts a row in (`sign` 1) or takes it out again (−1).
    fn count_in(&self, totals: &mut Totals, row: &StagedRow, sign: i64) -> Result<(), Failure> {
        match totals {
            Totals::Readings { .. } => match self.reading(row)? {
                Some(reading) => totals.count_reading(&reading, sign),
                None => Ok(()),
            },
            Totals::Register { .. } => totals.count_register(&parsed(row)?, sign),
            Totals::Charges { .. } => totals.count_charge(&parsed(row)?, sign),
            Totals::Payments { .. } => totals.count_payment(&parsed(row)?, sign),
            Totals::Meters { .. } => totals.count_meter(&parsed(row)?, sign),
        }
    }

    /// Rows of readings have a span, rows of a register have none.
    fn reading(&self, row: &StagedRow) -> Result<Option<StagedReading>, Failure> {
        let (Some(span), Some(payload)) = (row.span, row.payload.as_deref()) else { return Ok(None) };
        StagedReading::from_json(payload, span, self.rules.currency).map(Some)
    }
}

fn parsed<T: serde::de::DeserializeOwned>(row: &StagedRow) -> Result<T, Failure> {
    Ok(serde_json::from_str(row.payload.as_deref().unwrap_or_default())?)
}

fn totals(progress: &Progress, kind: ImportKind) -> Result<Totals, Failure> {
    Ok(match progress.totals.as_deref() {
        Some(text) => serde_json::from_str(text)?,
        None => Totals::none(kind),
    })
}

fn header(progress: &Progress, field: Field) -> Result<Option<String>, Failure> {
    let facts: Option<FileFacts> = progress.form.as_deref().map(serde_json::from_str).transpose()?;
    Ok(facts.and_then(|facts| facts.header_of(field).map(ToOwned::to_owned)))
}

fn refused(row: SourceRow) -> Result<Compared, Failure> {
    let staged = StagedRow {
        row: i64::try_from(row.row).unwrap_or(i64::MAX),
        number: None,
        account: None,
        span: None,
        verdict: Verdict::Refused,
        payload: None,
        stands: None,
        raw: Some(serde_json::to_string(&row.raw)?.replace("\\u0000", "")),
        part: None,
    };
    Ok(Compared { staged, problems: row.problems })
}

fn count(counts: &mut Counts, verdict: Verdict) {
    counts.rows += 1;
    *verdict_count(counts, verdict) += 1;
}

fn verdict_count(counts: &mut Counts, verdict: Verdict) -> &mut i64 {
    match verdict {
        Verdict::Added => &mut counts.added,
        Verdict::Changed => &mut counts.changed,
        Verdict::Unchanged => &mut counts.unchanged,
        Verdict::Refused => &mut counts.refused,
    }
}
