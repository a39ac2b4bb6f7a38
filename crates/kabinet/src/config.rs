//! Settings: `kabinet.toml`, then `KABINET_*` variables over it.

use std::io::Write as _;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Deserialize;

use crate::entropy::Entropy;

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
    /// At least 32 characters that nobody knows; nothing for one made in the data folder at the first start.
    pub secret_key: Option<String>,
    /// How people reach the portals: `https` behind a proxy, `http` for a trial.
    pub public_scheme: Scheme,
    /// The port people see; nothing for the scheme's own.
    pub public_port: Option<u16>,
    /// Whose word about the visitor's address counts.
    pub client_address: ClientAddress,
    /// `smtp://user:password@host:587` (STARTTLS), `smtps://…` (TLS), `smtp://127.0.0.1:25?tls=none` on this machine;
    /// nothing means letters wait.
    pub smtp_url: Option<String>,
    /// The sender of letters.
    pub smtp_from: Option<String>,
    /// Certificates (PEM) that the mail server's may come from, beside the well-known ones.
    pub smtp_ca_file: Option<PathBuf>,
    /// Connections a worker has to the mail server: so many letters are under way at once, and so many may go twice when it
    /// is killed.
    pub smtp_connections: u32,
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
            smtp_ca_file: None,
            smtp_connections: 1,
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
        // What the tests and benchmarks are told is no setting; any other unknown name is a mistake worth telling.
        let own = std::env::vars()
            .filter(|(name, _)| !name.starts_with("KABINET_TEST_") && !name.starts_with("KABINET_BENCH_"))
            .collect();
        let variables = config::Environment::with_prefix("KABINET").prefix_separator("_").try_parsing(true);
        let settings = config::Config::builder()
            .add_source(source)
            .add_source(variables.source(Some(own)))
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

    /// The secret: as set, else the one that was made in the data folder at the first start.
    ///
    /// # Errors
    /// It is too short, or the folder can't be written.
    pub fn secret(&self, entropy: &Entropy) -> anyhow::Result<Vec<u8>> {
        let secret = match &self.secret_key {
            Some(secret) => secret.clone(),
            None => self.kept_secret(entropy)?,
        };
        anyhow::ensure!(
            secret.len() >= 32,
            "secret_key is shorter than 32 characters: take the output of openssl rand -hex 32"
        );
        Ok(secret.into_bytes())
    }

    /// Every process of an installation must know the same one, so it is made once and only ever read after that.
    fn kept_secret(&self, entropy: &Entropy) -> anyhow::Result<String> {
        let file = self.data.join("secret.key");
        let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file);
        match made {
            Ok(mut made) => made.write_all(entropy.token().as_bytes()).context("secret.key can't be written")?,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).context("secret.key can't be made in the data folder"),
        }
        Ok(std::fs::read_to_string(&file).context("secret.key can't be read")?.trim().to_owned())
    }
}
