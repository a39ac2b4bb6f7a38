//! `kabinet person create|grant|link|second-factor-off`.

use std::io::Read as _;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use domain::account::{Identifier, IdentifierKind};
use domain::email::Email;
use domain::ids::PersonId;
use domain::person::{Login, Role};
use domain::portal::Preset;
use store::people;
use store::portals::Portal;

use crate::app::App;
use crate::flows::audit::Actor;
use crate::flows::grant_role::grant_role;
use crate::flows::link_account::link_account;
use crate::flows::register_person::{LEAST_OPERATOR_PASSWORD, Registration, register_person};
use crate::flows::second_factor;

/// People who log in
#[derive(Subcommand)]
pub enum PersonCommand {
    /// Make a person who can log in
    Create(Create),
    /// Open the back office to a person
    Grant(Grant),
    /// Show a person their accounts
    Link(Link),
    /// Let a person who lost phone, recovery codes and keys log in with the password alone
    SecondFactorOff(SecondFactorOff),
}

/// Make a person who can log in
#[derive(Args)]
pub struct Create {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// The login
    #[arg(long, value_parser = Login::parse)]
    login: Login,
    /// Full name
    #[arg(long, default_value = "")]
    name: String,
    /// Where letters go
    #[arg(long, value_parser = Email::parse)]
    email: Option<Email>,
    /// Open the back office to them at once: administrator, accountant or editor
    #[arg(long, value_parser = Role::parse)]
    role: Option<Role>,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
    /// Read the password from standard input; one is made and printed otherwise
    #[arg(long)]
    password_stdin: bool,
}

/// Open the back office to a person
#[derive(Args)]
pub struct Grant {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// The person's login
    #[arg(long, value_parser = Login::parse)]
    login: Login,
    /// administrator, accountant or editor
    #[arg(long, value_parser = Role::parse)]
    role: Role,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
}

/// Show a person their accounts
#[derive(Args)]
pub struct Link {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// The person's login
    #[arg(long, value_parser = Login::parse)]
    login: Login,
    /// Numbers of plots or accounts, by comma
    #[arg(long, value_delimiter = ',', value_parser = Identifier::parse)]
    accounts: Vec<Identifier>,
    /// Code of the organisation, where the portal has several
    #[arg(long)]
    organisation: Option<String>,
}

/// Let a person who lost phone, recovery codes and keys log in with the password alone
#[derive(Args)]
pub struct SecondFactorOff {
    /// Short name of the portal
    #[arg(long)]
    portal: String,
    /// The person's login
    #[arg(long, value_parser = Login::parse)]
    login: Login,
}

impl PersonCommand {
    /// Does it.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Create(create) => create.run(app).await,
            Self::Grant(grant) => grant.run(app).await,
            Self::Link(link) => link.run(app).await,
            Self::SecondFactorOff(off) => off.run(app).await,
        }
    }
}

impl Create {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let portal = super::portal_named(app, &self.portal).await?;
        let password = if self.password_stdin {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text.trim_end_matches(['\r', '\n']).to_owned()
        } else {
            hex::encode(app.entropy.bytes::<8>())
        };
        anyhow::ensure!(
            self.role.is_none() || password.chars().count() >= LEAST_OPERATOR_PASSWORD,
            "the password of an operator is shorter than {LEAST_OPERATOR_PASSWORD} characters: choose a longer one"
        );
        let person = Registration {
            portal: portal.id,
            login: &self.login,
            password: &password,
            full_name: &self.name,
            email: self.email.as_ref(),
        };
        let person = register_person(app, &person).await?;
        if let Some(role) = self.role {
            let (organisation, _) = super::organisation_of(app, &portal, self.organisation.as_deref()).await?;
            grant_role(app, Actor::CommandLine, person, portal.id, organisation.id, role).await?;
        }
        println!("{} can log in on {}", self.login, portal.host);
        if !self.password_stdin {
            println!("password: {password}");
        }
        Ok(())
    }
}

impl Grant {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let portal = super::portal_named(app, &self.portal).await?;
        let (organisation, _) = super::organisation_of(app, &portal, self.organisation.as_deref()).await?;
        let person = person_named(app, &portal, &self.login).await?;
        grant_role(app, Actor::CommandLine, person, portal.id, organisation.id, self.role).await?;
        println!("{} is {} of {}", self.login, self.role, organisation.title);
        Ok(())
    }
}

impl Link {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let portal = super::portal_named(app, &self.portal).await?;
        let (_, scope) = super::organisation_of(app, &portal, self.organisation.as_deref()).await?;
        let person = person_named(app, &portal, &self.login).await?;
        let kind = if portal.preset == Preset::Snt { IdentifierKind::Plot } else { IdentifierKind::AccountNumber };
        for number in &self.accounts {
            let linked = link_account(app, &scope, portal.id, person, kind, number).await?;
            anyhow::ensure!(linked, "the organisation has no account {number}: load its register first");
            println!("{} sees {number}", self.login);
        }
        Ok(())
    }
}

impl SecondFactorOff {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        let portal = super::portal_named(app, &self.portal).await?;
        let known = people::credentials(&mut app.db.read().await?, portal.id, self.login.key()).await?;
        let known = known.with_context(|| format!("nobody logs in on {} as {}", portal.host, self.login))?;
        if second_factor::forget(app, &portal, &known.scope(portal.id)).await? {
            println!("{} logs in with the password alone, and is told so by a letter", self.login);
        } else {
            println!("{} has no second factor", self.login);
        }
        Ok(())
    }
}

async fn person_named(app: &App, portal: &Portal, login: &Login) -> anyhow::Result<PersonId> {
    let found = people::by_login(&mut app.db.read().await?, portal.id, login.key()).await?;
    found.with_context(|| format!("nobody logs in on {} as {login}: make them with kabinet person create", portal.host))
}
