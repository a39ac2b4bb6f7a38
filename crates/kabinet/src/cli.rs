//! The command line: parse → one flow or one store read → answer. Run by whoever may run programs on the server.

mod account;
mod demo;
mod doctor;
mod import;
mod letter;
mod log;
mod organisation;
mod person;
mod portal;
mod serve;
mod tariff;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use store::organisations::{self, Organisation};
use store::portals::{self, Portal};
use store::scope::JobScope;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::entropy::Entropy;

/// Self-service portals for utilities, housing managers and garden communities.
#[derive(Parser)]
#[command(name = "kabinet", version, max_term_width = 100)]
struct Cli {
    /// Settings; without it kabinet.toml in this folder, if there is one. KABINET_* variables stand over both
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portals
    Serve(serve::Serve),
    /// Serve four demo portals on embedded SQLite; nothing needs to be set up
    Demo(demo::DemoCommand),
    /// Bring the database's schema up to this version
    Migrate,
    Import(import::Import),
    Doctor(doctor::Doctor),
    /// Accounts
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Letters that have not gone out
    #[command(subcommand)]
    Letter(letter::LetterCommand),
    /// Organisations of a portal
    #[command(subcommand)]
    Organisation(organisation::OrganisationCommand),
    /// Portals
    #[command(subcommand)]
    Portal(portal::PortalCommand),
    /// People who log in
    #[command(subcommand)]
    Person(person::PersonCommand),
    /// Prices
    #[command(subcommand)]
    Tariff(tariff::TariffCommand),
}

/// Runs the command of this process's arguments.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("kabinet: threads can't be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("kabinet: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    if let Command::Demo(demo) = cli.command {
        demo.run().await?;
        return Ok(ExitCode::SUCCESS);
    }
    if !matches!(cli.command, Command::Serve(_)) {
        log::to_stderr();
    }
    let config = Config::load(cli.config.as_deref())?;
    match cli.command {
        Command::Serve(serve) => serve.run(config).await?,
        Command::Migrate => migrate(config).await?,
        Command::Import(import) => return import.run(&open(config).await?).await,
        Command::Doctor(doctor) => return doctor.run(&open(config).await?).await,
        Command::Account(command) => command.run(&open(config).await?).await?,
        Command::Letter(command) => command.run(&open(config).await?).await?,
        Command::Organisation(command) => command.run(&open(config).await?).await?,
        Command::Portal(command) => command.run(&open(config).await?).await?,
        Command::Person(command) => command.run(&open(config).await?).await?,
        Command::Tariff(command) => command.run(&open(config).await?).await?,
        Command::Demo(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

async fn migrate(config: Config) -> anyhow::Result<()> {
    let app = App::open(config, Clock::system(), Entropy::System).await?;
    app.db.migrate().await?;
    println!("schema: version {}", store::known_versions().last().copied().unwrap_or_default());
    app.db.close().await;
    Ok(())
}

/// Opens an installation for a command. The embedded database is brought up to date without asking; a server's
/// schema may be shared by other processes, so there `kabinet migrate` is a step of its own.
async fn open(config: Config) -> anyhow::Result<App> {
    let app = App::open(config, Clock::system(), Entropy::System).await?;
    if matches!(app.db, store::Db::Sqlite { .. }) {
        app.db.migrate().await?;
    }
    let applied = store::applied_versions(&mut app.db.read().await?).await?;
    anyhow::ensure!(
        applied == store::known_versions(),
        "the database's schema is of another version: run kabinet migrate first"
    );
    Ok(app)
}

/// A portal by its short name, with a sentence for a name that is not there.
async fn portal_named(app: &App, slug: &str) -> anyhow::Result<Portal> {
    let mut handle = app.db.read().await?;
    if let Some(portal) = portals::by_slug(&mut handle, slug).await? {
        return Ok(portal);
    }
    let known: Vec<String> = portals::all(&mut handle).await?.into_iter().map(|portal| portal.slug).collect();
    anyhow::bail!("there is no portal {slug:?}; there are: {}. Add one with kabinet portal add", known.join(", "))
}

/// An organisation of a portal: by its code, or the only one.
async fn organisation_of(app: &App, portal: &Portal, code: Option<&str>) -> anyhow::Result<(Organisation, JobScope)> {
    let all = organisations::of_portal(&mut app.db.read().await?, portal.id).await?;
    let codes = || all.iter().map(|organisation| organisation.code.as_str()).collect::<Vec<_>>().join(", ");
    let found = match code {
        Some(code) => all.iter().find(|organisation| organisation.code == code),
        None if all.len() == 1 => all.first(),
        None => None,
    };
    let found = found.with_context(|| format!("say which organisation with --organisation: {}", codes()))?.clone();
    let scope = JobScope::of_command_line(found.id);
    Ok((found, scope))
}
