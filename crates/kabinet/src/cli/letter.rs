//! `kabinet letter list|retry`.

use clap::{Args, Subcommand};
use serde_json::json;
use store::letters::{self, Unsent};
use uuid::Uuid;

use crate::app::App;

/// Letters that have not gone out
#[derive(Subcommand)]
pub enum LetterCommand {
    /// Show letters that wait, or were laid aside, oldest first
    List(List),
    /// Let letters that were laid aside be tried again
    Retry(Retry),
}

/// Show letters that wait, or were laid aside, oldest first
#[derive(Args)]
pub struct List {
    /// Those that were laid aside; without it those that wait
    #[arg(long)]
    dead: bool,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    limit: u32,
    /// Print them as JSON
    #[arg(long)]
    json: bool,
}

/// Let letters that were laid aside be tried again
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Retry {
    /// Ids of letters, as `kabinet letter list` prints them
    ids: Vec<Uuid>,
    /// All that were laid aside, but those whose link is over
    #[arg(long)]
    all: bool,
}

impl LetterCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.run(app).await,
            Self::Retry(retry) => retry.run(app).await,
        }
    }
}

impl List {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let found = letters::unsent(&mut app.db.read().await?, self.dead, i64::from(self.limit)).await?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&found.iter().map(as_json).collect::<Vec<_>>())?);
            return Ok(());
        }
        for letter in found {
            let state = letter.dead.map_or("waiting", domain::letter::DeadReason::code);
            let (id, portal, kind) = (letter.id, letter.portal, letter.kind);
            let (caused, tries) = (letter.created_at.format("%Y-%m-%d %H:%M"), letter.attempts);
            let error = letter.last_error.unwrap_or_default().replace(['\t', '\r', '\n'], " ");
            println!("{id}\t{state}\t{portal}\t{kind}\t{}\t{caused}\t{tries}\t{error}", letter.recipient);
        }
        Ok(())
    }
}

fn as_json(letter: &Unsent) -> serde_json::Value {
    json!({
        "id": letter.id,
        "state": letter.dead.map_or("waiting", domain::letter::DeadReason::code),
        "portal": letter.portal,
        "kind": letter.kind,
        "recipient": letter.recipient,
        "created_at": letter.created_at,
        "next_try_at": letter.dead.is_none().then_some(letter.run_at),
        "tries": letter.attempts,
        "error": letter.last_error,
    })
}

impl Retry {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let now = app.clock.now();
        if self.all {
            let count: store::Result<u64> = store::write!(app.db, |tx| letters::retry_all(tx, now).await);
            println!("{} letters are tried again", count?);
            return Ok(());
        }
        for id in self.ids {
            let found: store::Result<bool> = store::write!(app.db, |tx| letters::retry(tx, id, now).await);
            anyhow::ensure!(found?, "no letter {id} waits or was laid aside");
            println!("{id} is tried again");
        }
        Ok(())
    }
}
