//! `kabinet account find`.

use clap::{Args, Subcommand};
use store::accounts;

use crate::app::App;

/// Accounts
#[derive(Subcommand)]
pub enum AccountCommand {
    /// Find accounts by number or by a part of the holder's name
    Find(Find),
}

/// Find accounts by number or by a part of the holder's name
#[derive(Args)]
pub struct Find {
    /// Number, or part of a name in any case
    text: String,
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

impl AccountCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        let Self::Find(find) = self;
        let portal = super::portal_named(app, &find.portal).await?;
        let (_, scope) = super::organisation_of(app, &portal, find.organisation.as_deref()).await?;
        let mut handle = app.db.read().await?;
        let found = accounts::search(&mut handle, &scope, &find.text, i64::from(find.limit)).await?;
        anyhow::ensure!(!found.is_empty(), "nothing was found for {:?}", find.text);
        for account in found {
            println!("{}\t{}", account.number, account.holder.unwrap_or_default());
        }
        Ok(())
    }
}
