//! `kabinet organisation import|list`.

use std::io::BufReader;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::portal::Language;
use store::organisations;
use store::scope::JobScope;

use crate::app::App;
use crate::flows::load_organisations::{Outcome, RowFault, load_organisations};
use crate::i18n::Translator;
use crate::problem_text::sentence;

/// Organisations of a portal
#[derive(Subcommand)]
pub enum OrganisationCommand {
    /// Make organisations from a list (.csv, .xlsx), or write those anew that are there
    Import(Import),
    /// The organisations of a portal
    List(List),
}

/// Make organisations from a list (.csv, .xlsx), or write those anew that are there
#[derive(Args)]
pub struct Import {
    /// Code, name, service, bank details, where the account number stands on the receipt, what the basic version shows
    file: PathBuf,
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// Language of the sentences; the portal's first otherwise
    #[arg(long, value_parser = Language::parse)]
    lang: Option<Language>,
}

/// The organisations of a portal
#[derive(Args)]
pub struct List {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
}

impl OrganisationCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Import(import) => import.run(app).await,
            Self::List(list) => {
                let portal = super::portal_named(app, &list.portal).await?;
                for organisation in organisations::of_portal(&mut app.db.read().await?, portal.id).await? {
                    println!("{}\t{}\t{}", organisation.code, organisation.title, organisation.service);
                }
                Ok(())
            }
        }
    }
}

impl Import {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let portal = super::portal_named(app, &self.portal).await?;
        let t = Translator::new(self.lang.or(portal.languages.first().copied()).unwrap_or(Language::Ru));
        let file = std::fs::File::open(&self.file).with_context(|| self.file.display().to_string())?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let rows = match exchange::read_organisations(BufReader::new(file), &name) {
            Ok(rows) => rows,
            Err(problems) => {
                for problem in &problems {
                    let row = problem.row.map_or_else(String::new, |row| format!("row {row}: "));
                    eprintln!("{row}{}", sentence(t, problem));
                }
                anyhow::bail!("nothing was changed");
            }
        };
        match load_organisations(app, &portal, &rows, JobScope::of_command_line).await? {
            Outcome::Loaded { made, written } => println!("{made} organisations made, {written} written anew"),
            Outcome::Faults(faults) => {
                for fault in &faults {
                    eprintln!("{}", told(fault));
                }
                anyhow::bail!("nothing was changed");
            }
        }
        Ok(())
    }
}

fn told(fault: &RowFault) -> String {
    match fault {
        RowFault::DoubleCode { row, code } => format!("row {row}: another row bears the code {code} already"),
        RowFault::Email { row, text } => format!("row {row}: {text:?} is not an e-mail address"),
        RowFault::Details { row, faults } => {
            let fields: Vec<&str> = faults.iter().map(|fault| fault.field().code()).collect();
            format!("row {row}: bank details are wrong: {}", fields.join(", "))
        }
    }
}
