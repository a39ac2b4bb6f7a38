//! Databases to measure on: fresh ones in a temporary folder, or on the server that `KABINET_BENCH_POSTGRES` (else
//! `KABINET_TEST_POSTGRES`) names.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Context as _;
use clap::ValueEnum;
use kabinet::app::App;
use kabinet::clock::Clock;
use kabinet::config::Config;
use kabinet::entropy::Entropy;
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

use crate::child;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Base {
    /// The embedded one.
    Sqlite,
    /// A server.
    Postgres,
}

impl Base {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// SQLite's log beside the file of [`Ground::file`].
const LOG: &str = "kabinet.sqlite3-wal";

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A database with its data folder.
pub struct Ground {
    base: Base,
    folder: TempDir,
    /// Name of the server's database.
    name: String,
    server: String,
}

impl Ground {
    /// An empty one.
    pub async fn fresh(base: Base) -> anyhow::Result<Self> {
        Self::made(base, "").await
    }

    async fn made(base: Base, template: &str) -> anyhow::Result<Self> {
        let name = format!("kabinet_bench_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let server = if base == Base::Postgres { server()? } else { String::new() };
        let ground = Self { base, folder: tempfile::tempdir()?, name, server };
        if base == Base::Postgres {
            let name = &ground.name;
            ground.admin(&format!("DROP DATABASE IF EXISTS {name}")).await?;
            ground.admin(&format!("CREATE DATABASE {name} {template}")).await?;
        }
        Ok(ground)
    }

    /// The same data once more. Nobody may be connected to this one.
    pub async fn copy(&self) -> anyhow::Result<Self> {
        let copy = Self::made(self.base, &format!("TEMPLATE {}", self.name)).await?;
        if self.base == Base::Sqlite {
            std::fs::copy(self.file(), copy.file())?;
            // What the last process wrote may still stand in the log.
            let (log, its_copy) = (self.folder().join(LOG), copy.folder().join(LOG));
            if log.exists() {
                std::fs::copy(log, its_copy)?;
            }
        }
        Ok(copy)
    }

    async fn admin(&self, statement: &str) -> anyhow::Result<()> {
        let client = connect(&format!("{}/postgres", self.server)).await?;
        Ok(client.batch_execute(statement).await?)
    }

    /// Takes the server's database away; a folder goes by itself.
    pub async fn clear(self) -> anyhow::Result<()> {
        if self.base == Base::Postgres {
            self.admin(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await?;
        }
        Ok(())
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The file of an embedded database.
    pub fn file(&self) -> PathBuf {
        self.folder().join("kabinet.sqlite3")
    }

    /// The address of the database.
    pub fn url(&self) -> String {
        match self.base {
            Base::Sqlite => store::Db::sqlite_url(&self.file()),
            Base::Postgres => format!("{}/{}", self.server, self.name),
        }
    }

    /// The product's services in this very process, with the schema made.
    pub async fn app(&self) -> anyhow::Result<App> {
        let config = Config { database_url: Some(self.url()), data: self.folder().to_owned(), ..Config::default() };
        let app = App::open(config, Clock::system(), Entropy::System).await?;
        app.db.migrate().await?;
        Ok(app)
    }

    /// Has the server look at what was just written: it would do so by itself within a minute, in the midst of a measurement.
    pub async fn settle(&self) -> anyhow::Result<()> {
        if self.base == Base::Postgres {
            connect(&self.url()).await?.batch_execute("VACUUM ANALYZE").await?;
        }
        Ok(())
    }

    /// The product's program on this ground.
    pub fn kabinet(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = child::command(program);
        command
            .args(arguments)
            .env("KABINET_DATABASE_URL", self.url())
            .env("KABINET_DATA", self.folder())
            .env("KABINET_PUBLIC_SCHEME", "http")
            .env("KABINET_SECRET_KEY", "a bench keeps no secrets, so this one is written down")
            .env("RUST_LOG", "info,sqlx=warn");
        command
    }
}

fn server() -> anyhow::Result<String> {
    std::env::var("KABINET_BENCH_POSTGRES")
        .or_else(|_| std::env::var("KABINET_TEST_POSTGRES"))
        .context("set KABINET_BENCH_POSTGRES to a PostgreSQL server, as postgres://user@127.0.0.1:5432")
}

/// A connection of tokio-postgres.
pub async fn connect(url: &str) -> anyhow::Result<Client> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    // It ends with the client; what it has to say is told by the client's calls.
    tokio::spawn(connection);
    Ok(client)
}
