//! Settings: `kabinet.toml`, then `KABINET_*` variables over it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;

/// What an installation can set. Every key may stand in `kabinet.toml` or, in capitals, as `KABINET_…`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `postgres://…`, or nothing for the embedded database in the data folder.
    pub database_url: Option<String>,
    /// Connections a process keeps to its database.
    pub database_connections: u32,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where files, and the embedded database, are kept.
    pub data: PathBuf,
    /// At least 32 characters that nobody knows; links and codes derive from it.
    pub secret_key: Option<String>,
    /// How people reach the portals: `https` behind a proxy, `http` for a trial.
    pub public_scheme: Scheme,
    /// The port people see; nothing for the scheme's own.
    pub public_port: Option<u16>,
    /// Whose word about the visitor's address counts.
    pub client_address: ClientAddress,
    /// `smtp://user:password@host:587` (STARTTLS), `smtps://…` (TLS); nothing means letters wait.
    pub smtp_url: Option<String>,
    /// The sender of letters.
    pub smtp_from: Option<String>,
}

/// How people reach the portals.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// For a trial on one machine.
    Http,
    /// Behind a proxy that speaks TLS.
    #[default]
    Https,
}

impl Scheme {
    /// `http` or `https`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// Whose word about the visitor's address counts.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum ClientAddress {
    /// The connection itself: nothing stands in between.
    #[default]
    Connection,
    /// The last address in `X-Forwarded-For`: one proxy stands in between and sets it.
    RightmostForwardedFor,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: None,
            database_connections: 16,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: PathBuf::from("data"),
            secret_key: None,
            public_scheme: Scheme::default(),
            public_port: None,
            client_address: ClientAddress::default(),
            smtp_url: None,
            smtp_from: None,
        }
    }
}

impl Config {
    /// Reads the file (a missing `kabinet.toml` is no error unless it was named) and the variables.
    ///
    /// # Errors
    /// A file that was named is absent, or a key or value is not known.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let source = match file {
            Some(file) => config::File::from(file).required(true),
            None => config::File::from(Path::new("kabinet.toml")).required(false),
        };
        let settings = config::Config::builder()
            .add_source(source)
            .add_source(config::Environment::with_prefix("KABINET").prefix_separator("_").try_parsing(true))
            .build()
            .context("kabinet.toml or a KABINET_ variable can't be read")?;
        settings.try_deserialize().context("a setting in kabinet.toml or a KABINET_ variable is not known or not valid")
    }

    /// The database's address.
    pub fn database(&self) -> store::Options {
        let url =
            self.database_url.clone().unwrap_or_else(|| store::Db::sqlite_url(&self.data.join("kabinet.sqlite3")));
        store::Options { url, connections: self.database_connections }
    }

    /// The secret, for commands that serve people.
    ///
    /// # Errors
    /// It is absent or too short.
    pub fn secret(&self) -> anyhow::Result<&str> {
        let secret = self.secret_key.as_deref().context(
            "secret_key is not set. Put a line secret_key = \"…\" with at least 32 random characters into kabinet.toml \
             (for example the output of: openssl rand -hex 32), or set KABINET_SECRET_KEY",
        )?;
        anyhow::ensure!(
            secret.len() >= 32,
            "secret_key is shorter than 32 characters: take the output of openssl rand -hex 32"
        );
        Ok(secret)
    }
}
