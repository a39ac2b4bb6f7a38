//! `kabinet account find|codes`.

use clap::{Args, Subcommand};
use store::accounts;

use crate::app::App;
use crate::flows::receipt_codes;

/// Accounts
#[derive(Subcommand)]
pub enum AccountCommand {
    /// Find accounts by number or by a part of the holder's name
    Find(Find),
    /// This month's codes for receipts, with the addresses for their QR codes: number, code, address, by tabs
    Codes(Place),
}

/// Whose accounts
#[derive(Args)]
pub struct Place {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
}

/// Find accounts by number or by a part of the holder's name
#[derive(Args)]
pub struct Find {
    /// Number, or part of a name in any case
    text: String,
    #[command(flatten)]
    place: Place,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    limit: u32,
}

impl AccountCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Find(Find { text, place, limit }) => find(app, &text, &place, limit).await,
            Self::Codes(place) => codes(app, &place).await,
        }
    }
}

async fn find(app: &App, text: &str, place: &Place, limit: u32) -> anyhow::Result<()> {
    let portal = super::portal_named(app, &place.portal).await?;
    let (_, scope) = super::organisation_of(app, &portal, place.organisation.as_deref()).await?;
    let mut handle = app.db.read().await?;
    let found = accounts::search(&mut handle, &scope, text, i64::from(limit)).await?;
    anyhow::ensure!(!found.is_empty(), "nothing was found for {text:?}");
    for account in found {
        println!("{}\t{}", account.number, account.holder.unwrap_or_default());
    }
    Ok(())
}

/// Accounts a page of the database.
const PAGE: i64 = 2000;

async fn codes(app: &App, place: &Place) -> anyhow::Result<()> {
    let portal = super::portal_named(app, &place.portal).await?;
    let (_, scope) = super::organisation_of(app, &portal, place.organisation.as_deref()).await?;
    let origin = format!("{}://{}", app.config.public_scheme.as_str(), portal.host);
    let mut after = None;
    loop {
        let (page, last) = receipt_codes::page(app, &scope, &portal, after, PAGE).await?;
        for code in &page {
            println!("{}\t{}\t{origin}{}", code.number, code.code, code.path);
        }
        match last {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}
