//! `kabinet portal add|list|set`.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::email::Email;
use domain::portal::{BrandHue, HostName, Language, PortalRules, Preset, TimeZone};
use store::Error;
use store::portals::{self, Portal};

use crate::app::App;
use crate::flows::Failure;
use crate::flows::change_portal::change_portal;
use crate::flows::register_portal::{register_portal, suggestion};

/// Portals
#[derive(Subcommand)]
pub enum PortalCommand {
    /// Make a portal with its first organisation
    Add(Add),
    /// List the portals
    List,
    /// Change a portal
    Set(Set),
}

/// Make a portal with its first organisation
#[derive(Args)]
pub struct Add {
    /// Short name for the command line; the first part of the host otherwise
    #[arg(long)]
    slug: Option<String>,
    /// The one host people see, without port
    #[arg(long, value_parser = HostName::parse)]
    host: HostName,
    /// Which rules it begins with: snt, zhkh, vodokanal, suppliers
    #[arg(long, value_parser = Preset::parse)]
    preset: Preset,
    #[command(flatten)]
    looks: Looks,
}

/// Change a portal
#[derive(Args)]
pub struct Set {
    /// Short name of the portal
    slug: String,
    /// Another host; the old one leads there from now on
    #[arg(long, value_parser = HostName::parse)]
    host: Option<HostName>,
    /// One more host that leads to the portal; may be given several times
    #[arg(long, value_parser = HostName::parse)]
    alias: Vec<HostName>,
    #[command(flatten)]
    looks: Looks,
}

/// What people see, and the rules.
#[derive(Args)]
struct Looks {
    /// «СНТ «Аникино»»
    #[arg(long)]
    title: Option<String>,
    /// The line under the title
    #[arg(long)]
    tagline: Option<String>,
    /// What the home page says first, in the portal's first language
    #[arg(long)]
    headline: Option<String>,
    /// For questions
    #[arg(long)]
    phone: Option<String>,
    /// When the phone is answered
    #[arg(long)]
    hours: Option<String>,
    /// Where what people write by the contact form is sent
    #[arg(long, value_parser = Email::parse)]
    email: Option<Email>,
    /// Where people come to
    #[arg(long)]
    address: Option<String>,
    /// Colour, 0–359
    #[arg(long)]
    hue: Option<BrandHue>,
    /// ru, kk, en in the order offered; the first is the default
    #[arg(long, value_delimiter = ',', value_parser = Language::parse)]
    languages: Vec<Language>,
    /// As in Europe/Moscow
    #[arg(long, value_parser = TimeZone::parse)]
    time_zone: Option<TimeZone>,
    /// Rules as JSON, for example `{"pay_by_day": 10}`; what is not named stays
    #[arg(long)]
    rules: Option<String>,
}

impl Looks {
    fn apply(self, portal: &mut Portal) -> anyhow::Result<()> {
        let set = |target: &mut String, value: Option<String>| {
            if let Some(value) = value {
                *target = value;
            }
        };
        set(&mut portal.title, self.title);
        set(&mut portal.tagline, self.tagline);
        set(&mut portal.phone, self.phone);
        set(&mut portal.hours, self.hours);
        set(&mut portal.headline, self.headline);
        set(&mut portal.email, self.email.map(|email| email.to_string()));
        set(&mut portal.address, self.address);
        portal.hue = self.hue.unwrap_or(portal.hue);
        portal.time_zone = self.time_zone.unwrap_or(portal.time_zone);
        if !self.languages.is_empty() {
            portal.languages = self.languages;
        }
        if let Some(rules) = self.rules {
            portal.rules = merged(&portal.rules, &rules)?;
        }
        Ok(())
    }
}

fn merged(rules: &PortalRules, changes: &str) -> anyhow::Result<PortalRules> {
    let mut all = serde_json::to_value(rules)?;
    let changes: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(changes).context("--rules is not a JSON object")?;
    if let Some(all) = all.as_object_mut() {
        all.extend(changes);
    }
    serde_json::from_value(all).context("--rules names a rule or value that is not known")
}

impl PortalCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run(app).await,
            Self::List => list(app).await,
            Self::Set(set) => set.run(app).await,
        }
    }
}

impl Add {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let slug = self.slug.unwrap_or_else(|| self.host.as_str().split('.').next().unwrap_or("portal").to_owned());
        let mut portal = suggestion(app.id(), &slug, self.host, self.preset)?;
        self.looks.apply(&mut portal)?;
        match register_portal(app, &portal).await {
            Err(Failure::Store(Error::Conflict(constraint))) => {
                anyhow::bail!("the short name {slug} or the host {} is taken ({constraint})", portal.host)
            }
            other => other?,
        };
        println!("{}: {}, preset {}", portal.slug, portal.host, portal.preset);
        Ok(())
    }
}

async fn list(app: &App) -> anyhow::Result<()> {
    let mut handle = app.db.read().await?;
    let aliases = portals::aliases(&mut handle).await?;
    for portal in portals::all(&mut handle).await? {
        let others: Vec<String> =
            aliases.iter().filter(|(_, id)| *id == portal.id).map(|(host, _)| host.to_string()).collect();
        let languages: Vec<&str> = portal.languages.iter().map(|language| language.code()).collect();
        println!("{}\t{}\t{}\t{}", portal.slug, portal.host, portal.preset, portal.title);
        println!("\taliases: {}", if others.is_empty() { "none".to_owned() } else { others.join(", ") });
        println!("\thue {}, {}, {}", portal.hue, languages.join(","), portal.time_zone);
        println!("\trules: {}", serde_json::to_string(&portal.rules)?);
    }
    Ok(())
}

impl Set {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let mut portal = super::portal_named(app, &self.slug).await?;
        self.looks.apply(&mut portal)?;
        let mut aliases = self.alias;
        if let Some(host) = self.host {
            aliases.push(std::mem::replace(&mut portal.host, host));
        }
        change_portal(app, &portal, &aliases).await.context("the host is taken")?;
        println!("{}: changed; other processes see it within 5 seconds", portal.slug);
        Ok(())
    }
}
