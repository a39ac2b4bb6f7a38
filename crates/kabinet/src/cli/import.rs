//! `kabinet import FILE`: the office's import without a browser. A killed run goes on when it is run again.

use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use domain::import::{ImportKind, Problem};
use domain::portal::Language;
use exchange::Field;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;
use store::imports::{self, Import as Stored, State};
use store::organisations;
use store::scope::JobScope;

use crate::app::App;
use crate::flows::Failure;
use crate::flows::audit::Actor;
use crate::flows::import_file::{self, Decision, FileFacts, ReceivedFile, Step, Totals, Watcher};
use crate::i18n::Translator;
use crate::problem_text::sentence;

/// Some rows were refused; nothing went in.
const SOME_REFUSED: u8 = 3;
/// The file can't be taken.
const FILE_REFUSED: u8 = 4;

/// Load a register of accounts, meters, readings, charges or payments, as the back office does.
///
/// Exit code: 0 done, 3 some rows are refused and nothing was loaded (see --skip-refused), 4 the file can't be taken.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Import {
    /// .xlsx or .csv; encoding, delimiter and columns are found
    file: PathBuf,
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
    /// For each organisation of the portal the rows that bear its code
    #[arg(long, conflicts_with = "organisation")]
    every_organisation: bool,
    /// What the file is; told by its columns otherwise
    #[arg(long, value_parser = ImportKind::parse)]
    kind: Option<ImportKind>,
    /// The day whose state a file of charges tells, as 2022-04-26; today otherwise
    #[arg(long, value_parser = domain::parse_date, value_name = "DATE")]
    as_of: Option<domain::Date>,
    /// The sheet of a workbook; the first that holds a table otherwise
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Load the sound rows although others are refused
    #[arg(long)]
    skip_refused: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
    /// Language of the sentences; the portal's first otherwise
    #[arg(long, value_parser = Language::parse)]
    lang: Option<Language>,
}

impl Import {
    /// Loads the file.
    pub async fn run(self, app: &App) -> anyhow::Result<ExitCode> {
        let portal = super::portal_named(app, &self.portal).await?;
        let language = self.lang.or(portal.languages.first().copied()).unwrap_or(Language::Ru);
        let t = Translator::new(language);
        anyhow::ensure!(self.file.is_file(), "there is no file {}", self.file.display());
        if !self.every_organisation {
            let (_, scope) = super::organisation_of(app, &portal, self.organisation.as_deref()).await?;
            let (code, report) = self.load_for(app, t, &scope).await?;
            if self.json {
                println!("{}", serde_json::to_string_pretty(&report)?);
            }
            return Ok(ExitCode::from(code));
        }
        let (mut worst, mut reports) = (0, Vec::new());
        for organisation in organisations::of_portal(&mut app.db.read().await?, portal.id).await? {
            if !self.json {
                println!("{} ({})", organisation.title, organisation.code);
            }
            let (code, mut report) = self.load_for(app, t, &JobScope::of_command_line(organisation.id)).await?;
            report["organisation"] = organisation.code.into();
            worst = worst.max(code);
            reports.push(report);
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&reports)?);
        }
        Ok(ExitCode::from(worst))
    }

    /// Loads the file for one organisation; the exit code and what scripts read.
    async fn load_for(&self, app: &App, t: Translator, scope: &JobScope) -> anyhow::Result<(u8, serde_json::Value)> {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sheet = self.sheet.as_deref();
        let received = ReceivedFile { path: &self.file, name: &name, kind: self.kind, as_of: self.as_of, sheet };
        let mut import = import_file::receive_or_resume(app, scope, received).await?;
        if import.state == State::Received {
            import = import_file::check(app, scope, import.id, &mut Bar::new("checking")).await?;
        }
        if self.every_organisation && import.state == State::Checked && !names_organisations(&import)? {
            import_file::discard(app, scope, import.id).await?;
            anyhow::bail!("no column of the file tells whose accounts they are: load it with --organisation");
        }
        let code = if self.dry_run { 0 } else { self.load(app, scope, &mut import).await? };
        let problems = imports::problems(&mut app.db.read().await?, scope, import.id, 0, i64::MAX, i64::MAX).await?;
        if !self.json {
            tell(t, &import, &problems, self.dry_run);
        }
        let report = report(t, &import, &problems)?;
        let refused = import.state == State::Refused;
        if self.dry_run || refused || import.state == State::Checked {
            import_file::discard(app, scope, import.id).await?;
        }
        Ok((if refused { FILE_REFUSED } else { code }, report))
    }

    /// Lets the checked rows in, or the rest of those that a killed run left. Returns the exit code.
    async fn load(&self, app: &App, scope: &JobScope, import: &mut Stored) -> anyhow::Result<u8> {
        if import.state == State::Checked {
            if import.counts.refused > 0 && !self.skip_refused {
                return Ok(SOME_REFUSED);
            }
            match import_file::decide(app, scope, Actor::CommandLine, import.id, false).await? {
                Decision::Begun => {}
                Decision::Busy => anyhow::bail!(
                    "another import of this organisation is going in or out: run this one again when it has ended"
                ),
                Decision::Stale | Decision::NotWaiting => {
                    import_file::discard(app, scope, import.id).await?;
                    anyhow::bail!("something else was loaded while this file was checked: run the command again")
                }
            }
            import.state = State::Applying;
        }
        if import.state == State::Applying {
            import_file::apply(app, scope, import.id, &mut Bar::new("loading")).await?;
        }
        *import = imports::find(&mut app.db.read().await?, scope, import.id).await?.context("the import is gone")?;
        Ok(0)
    }
}

/// Whether the file has a column of organisations' codes: without it every organisation would get every row.
fn names_organisations(import: &Stored) -> anyhow::Result<bool> {
    let facts: Option<FileFacts> = import.form.as_deref().map(serde_json::from_str).transpose()?;
    Ok(facts.is_some_and(|facts| {
        Field::organisation(facts.columns.kind).is_some_and(|field| facts.header_of(field).is_some())
    }))
}

/// A bar on a terminal, nothing elsewhere.
struct Bar {
    bar: ProgressBar,
}

impl Bar {
    fn new(what: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden() };
        }
        let style = ProgressStyle::with_template("{msg:>10} {bar:40} {human_pos}/{human_len} rows {per_sec}");
        let bar = ProgressBar::no_length().with_message(what);
        Self { bar: style.map_or(bar.clone(), |style| bar.with_style(style)) }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Watcher for Bar {
    async fn step(&mut self, step: Step) -> Result<(), Failure> {
        if let Some(of) = step.of {
            self.bar.set_length(u64::try_from(of).unwrap_or_default());
        }
        self.bar.set_position(u64::try_from(step.done).unwrap_or_default());
        Ok(())
    }
}

/// What scripts read.
fn report(t: Translator, import: &Stored, problems: &[Problem]) -> anyhow::Result<serde_json::Value> {
    let facts: Option<FileFacts> = import.form.as_deref().map(serde_json::from_str).transpose()?;
    let totals: Option<Totals> = import.totals.as_deref().map(serde_json::from_str).transpose()?;
    let defects = problems.iter().map(|problem| {
        json!({
            "row": problem.row, "column": problem.column, "value": problem.value, "kind": problem.kind.code(),
            "severity": problem.severity().code(), "sentence": sentence(t, problem),
        })
    });
    let counts = import.counts;
    Ok(json!({
        "file": import.file_name,
        "state": import.state.code(),
        "kind": import.kind.map(ImportKind::code),
        "format": facts.as_ref().map(|facts| &facts.format),
        "encoding": facts.as_ref().and_then(|facts| facts.encoding.as_ref()),
        "delimiter": facts.as_ref().and_then(|facts| facts.delimiter),
        "period": import.period.map(|span| json!({ "from": span.from(), "to": span.to() })),
        "rows": counts.rows, "added": counts.added, "changed": counts.changed, "unchanged": counts.unchanged,
        "refused": counts.refused, "applied": counts.applied,
        "totals": totals.map(|totals| totals.plain()),
        "defects": defects.collect::<Vec<_>>(),
    }))
}

/// What people read.
fn tell(t: Translator, import: &Stored, problems: &[Problem], dry_run: bool) {
    let counts = import.counts;
    println!(
        "{}: {} rows, {} added, {} changed, {} unchanged, {} refused",
        import.file_name, counts.rows, counts.added, counts.changed, counts.unchanged, counts.refused
    );
    if let Some(totals) = import.totals.as_deref().and_then(|text| serde_json::from_str::<Totals>(text).ok())
        && let Some(figures) = totals.plain().as_object()
    {
        for (name, value) in figures.iter().filter(|(name, _)| *name != "kind") {
            println!("  {name}: {}", value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned));
        }
    }
    for problem in problems {
        let row = problem.row.map_or_else(String::new, |row| format!("row {row}: "));
        let column = problem.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
        println!("  {}: {row}{column}{}", problem.severity().code(), sentence(t, problem));
    }
    match import.state {
        State::Refused => println!("The file can't be taken. Nothing was changed."),
        _ if dry_run => println!("Dry run. Nothing was changed."),
        State::Checked => println!("Nothing was loaded. Mend the file, or load the sound rows with --skip-refused."),
        _ => println!("Loaded {} rows.", counts.applied),
    }
}
