//! The demo: four portals, people to be, and data from files that are built in, loaded by the importer users have.

mod content;
mod site;

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use domain::account::{Identifier, IdentifierKind};
use domain::email::Email;
use domain::ids::OrganisationId;
use domain::person::{Login, Role};
use domain::portal::{HostName, Preset};
use domain::requisites::BankDetails;
use serde::{Deserialize, Serialize};
use store::organisations;
use store::portals::{self, Portal};
use store::scope::JobScope;

use crate::app::App;
use crate::flows::audit::Actor;
use crate::flows::grant_role::grant_role;
use crate::flows::import_file::{self, Decision, ReceivedFile};
use crate::flows::link_account::link_account;
use crate::flows::load_organisations::{self, load_organisations};
use crate::flows::register_person::{Registration, register_person};
use crate::flows::register_portal::{register_portal, suggestion};
use crate::flows::set_bank_details::set_bank_details;
use crate::flows::set_tariff::set_electricity_tariff;
use crate::i18n::Translator;
use crate::web::Web;
use crate::web::page::DemoView;

/// What a script needs to drive the demo; `demo.json` beside the data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Demo {
    /// The list of portals and people.
    pub start: String,
    /// Where the demo's portals are.
    pub portals: Vec<DemoPortal>,
    /// Who can log in.
    pub people: Vec<DemoPerson>,
}

/// A portal of the demo.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DemoPortal {
    /// Its preset.
    pub kind: Preset,
    /// Its short name.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Address with scheme and port.
    pub address: String,
    /// Whether one can log in there already.
    pub ready: bool,
}

/// A person of the demo.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DemoPerson {
    /// Short name of the portal.
    pub portal: String,
    /// Their login.
    pub login: String,
    /// Their password.
    pub password: String,
    /// `member`, `operator`, `stranger`.
    pub role: String,
    /// Numbers of their accounts.
    pub accounts: Vec<String>,
}

impl Demo {
    /// The bar over every page.
    pub fn bar(&self, web: &Web, t: Translator) -> DemoView {
        let today = web.app.clock.today(domain::portal::TimeZone::MOSCOW);
        DemoView { start: self.start.clone(), mailbox: format!("{}mailbox", self.start), today: t.date(today) }
    }
}

/// Fills a fresh database; one that was filled before is left as people changed it.
///
/// # Errors
/// The machine's trouble, or a built-in file that doesn't load.
pub async fn fill(app: &App, port: u16) -> anyhow::Result<Demo> {
    let demo = content::demo(port);
    let fresh = portals::all(&mut app.db.read().await?).await?.is_empty();
    if fresh {
        for portal in &demo.portals {
            add_portal(app, &demo, portal).await.with_context(|| format!("demo portal {}", portal.slug))?;
        }
    }
    let json = serde_json::to_vec_pretty(&demo)?;
    std::fs::write(app.config.data.join("demo.json"), json)?;
    Ok(demo)
}

async fn add_portal(app: &App, demo: &Demo, wanted: &DemoPortal) -> anyhow::Result<()> {
    let host = HostName::parse(&format!("{}.localhost", wanted.slug))?;
    let mut portal = suggestion(app.id(), &wanted.slug, host, wanted.kind)?;
    let looks = content::looks(wanted.kind);
    wanted.title.clone_into(&mut portal.title);
    looks.tagline.clone_into(&mut portal.tagline);
    looks.phone.clone_into(&mut portal.phone);
    looks.hours.clone_into(&mut portal.hours);
    let (email, address) = site::contacts(wanted.kind);
    email.clone_into(&mut portal.email);
    address.clone_into(&mut portal.address);
    if wanted.kind == Preset::Snt {
        site::SNT_HEADLINE.clone_into(&mut portal.headline);
    }
    let organisation = register_portal(app, &portal).await?;
    let scope = JobScope::of_command_line(organisation);
    site::fill(app, &scope, wanted.kind).await?;
    match wanted.kind {
        Preset::Snt => set_prices_and_payee(app, &scope).await?,
        Preset::Suppliers => add_suppliers(app, &portal).await?,
        Preset::Housing | Preset::Water => {}
    }
    load_files(app, &portal, wanted.kind).await?;
    for person in demo.people.iter().filter(|person| person.portal == portal.slug) {
        add_person(app, &portal, organisation, person).await?;
    }
    Ok(())
}

/// The garden community's prices, and where its money goes.
async fn set_prices_and_payee(app: &App, scope: &JobScope) -> anyhow::Result<()> {
    let (from, tariff) = content::tariff()?;
    set_electricity_tariff(app, scope, Actor::CommandLine, from, &tariff).await?;
    let details = BankDetails::parse(&content::bank_details()).map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    set_bank_details(app, scope, Actor::CommandLine, &details).await?;
    Ok(())
}

async fn add_suppliers(app: &App, portal: &Portal) -> anyhow::Result<()> {
    let rows = exchange::read_organisations(std::io::Cursor::new(content::suppliers()), "postavshchiki.csv");
    let rows = rows.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let outcome = load_organisations(app, portal, &rows, JobScope::of_command_line).await?;
    anyhow::ensure!(matches!(outcome, load_organisations::Outcome::Loaded { .. }), "{outcome:?}");
    Ok(())
}

/// Each file for each organisation that it has rows of.
async fn load_files(app: &App, portal: &Portal, kind: Preset) -> anyhow::Result<()> {
    let organisations = organisations::of_portal(&mut app.db.read().await?, portal.id).await?;
    for organisation in organisations.iter().filter(|one| kind != Preset::Suppliers || one.code != portal.slug) {
        let scope = JobScope::of_command_line(organisation.id);
        for file in content::files(kind) {
            load(app, &scope, &file).await.with_context(|| format!("demo file {}", file.name))?;
        }
    }
    Ok(())
}

async fn load(app: &App, scope: &JobScope, wanted: &content::DemoFile) -> anyhow::Result<()> {
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(wanted.bytes)?;
    file.flush()?;
    let content::DemoFile { name, as_of, sheet, .. } = *wanted;
    let received = ReceivedFile { path: file.path(), name, kind: None, as_of, sheet };
    let import = import_file::receive_or_resume(app, scope, received).await?;
    let import = import_file::check(app, scope, import.id, &mut ()).await?;
    if wanted.of_some && import.counts.rows == 0 {
        import_file::discard(app, scope, import.id).await?;
        return Ok(());
    }
    anyhow::ensure!(import.counts.refused == 0 && import.counts.rows > 0, "{} rows are refused", import.counts.refused);
    let decision = import_file::decide(app, scope, Actor::CommandLine, import.id, false).await?;
    anyhow::ensure!(decision == Decision::Begun, "{decision:?}");
    import_file::apply(app, scope, import.id, &mut ()).await?;
    Ok(())
}

async fn add_person(
    app: &App,
    portal: &Portal,
    organisation: OrganisationId,
    person: &DemoPerson,
) -> anyhow::Result<()> {
    let scope = JobScope::of_command_line(organisation);
    let login = Login::parse(&person.login)?;
    let (full_name, email) = content::name_and_email(&person.login);
    let email = Email::parse(email)?;
    let registration =
        Registration { portal: portal.id, login: &login, password: &person.password, full_name, email: Some(&email) };
    let id = register_person(app, &registration).await?;
    if person.role == "operator" {
        grant_role(app, Actor::CommandLine, id, portal.id, organisation, Role::Administrator).await?;
    }
    for number in &person.accounts {
        let number = Identifier::parse(number)?;
        let linked = link_account(app, &scope, portal.id, id, IdentifierKind::Plot, &number).await?;
        anyhow::ensure!(linked, "plot {number} is not in the register");
    }
    Ok(())
}

/// Takes away what an earlier demo left in the folder: its database, files and `demo.json`, nothing else.
///
/// # Errors
/// A file can't be removed.
pub fn reset(folder: &Path) -> std::io::Result<()> {
    let absent_is_fine = |outcome: std::io::Result<()>| match outcome {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    };
    for name in ["kabinet.sqlite3", "kabinet.sqlite3-wal", "kabinet.sqlite3-shm", "demo.json"] {
        absent_is_fine(std::fs::remove_file(folder.join(name)))?;
    }
    absent_is_fine(std::fs::remove_dir_all(folder.join("files")))
}
