//! Bare programs: hyper, a driver, the page's statements, and an answer that was computed before. No router, no session,
//! no template: what is left of a page when everything that can be left out is left out.

mod payments;
mod rusqlite;
mod sqlx;
pub mod statements;
mod tokio_postgres;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use uuid::Uuid;

/// Connections of a program to its database, as the product's default.
const CONNECTIONS: u32 = 16;

/// Which driver runs the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// SQLite called on the thread that answers.
    Rusqlite,
    /// SQLite through sqlx.
    SqlxSqlite,
    /// PostgreSQL.
    TokioPostgres,
    /// PostgreSQL through sqlx.
    SqlxPostgres,
}

impl Engine {
    /// As the table of figures calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rusqlite => "hyper + rusqlite",
            Self::TokioPostgres => "hyper + tokio-postgres",
            Self::SqlxSqlite | Self::SqlxPostgres => "hyper + sqlx",
        }
    }
}

/// Which page of the member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Page {
    /// «Мое электричество».
    #[default]
    Electricity,
    /// «Статус моих оплат»: through sqlx only.
    Payments,
}

impl Page {
    /// Its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Electricity => "/my/electricity",
            Self::Payments => "/my/payments",
        }
    }

    /// As the command line calls it.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// A bare program.
#[derive(Args)]
pub struct Bare {
    /// Which page
    #[arg(long, value_enum)]
    page: Page,
    /// Which driver
    #[arg(long, value_enum)]
    engine: Engine,
    /// Address of the database
    #[arg(long)]
    database: String,
    /// Whose page
    #[arg(long)]
    person: Uuid,
    /// On which portal
    #[arg(long)]
    portal: Uuid,
    /// What is answered
    #[arg(long)]
    answer: PathBuf,
    /// Where to listen
    #[arg(long)]
    listen: SocketAddr,
}

/// The product's answer, byte for byte.
#[derive(Serialize, Deserialize)]
pub struct Answer {
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The page.
    pub body: String,
}

/// Whose page is read.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The person.
    pub person: Uuid,
    /// The portal.
    pub portal: Uuid,
    /// The page.
    pub page: Page,
}

enum Source {
    Rusqlite(rusqlite::Source),
    SqlxSqlite(sqlx::Sqlite),
    TokioPostgres(tokio_postgres::Source),
    SqlxPostgres(sqlx::Postgres),
}

impl Source {
    async fn open(engine: Engine, database: &str) -> anyhow::Result<Self> {
        Ok(match engine {
            Engine::Rusqlite => Self::Rusqlite(rusqlite::Source::new(database)),
            Engine::SqlxSqlite => Self::SqlxSqlite(sqlx::Sqlite::open(database).await?),
            Engine::TokioPostgres => Self::TokioPostgres(tokio_postgres::Source::open(database).await?),
            Engine::SqlxPostgres => Self::SqlxPostgres(sqlx::Postgres::open(database).await?),
        })
    }

    /// Runs the page's statements; tells how many readings or items there are.
    async fn read(&self, reader: Reader) -> anyhow::Result<usize> {
        match (self, reader.page) {
            (Self::Rusqlite(source), Page::Electricity) => source.read(reader),
            (Self::SqlxSqlite(source), Page::Electricity) => source.read(reader).await,
            (Self::TokioPostgres(source), Page::Electricity) => source.read(reader).await,
            (Self::SqlxPostgres(source), Page::Electricity) => source.read(reader).await,
            (Self::SqlxSqlite(source), Page::Payments) => source.read_payments(reader).await,
            (Self::SqlxPostgres(source), Page::Payments) => source.read_payments(reader).await,
            (Self::Rusqlite(_) | Self::TokioPostgres(_), Page::Payments) => anyhow::bail!("sqlx only"),
        }
    }
}

impl Bare {
    /// Serves until it is killed.
    pub async fn run(self) -> anyhow::Result<()> {
        let reader = Reader { person: self.person, portal: self.portal, page: self.page };
        let source = Arc::new(Source::open(self.engine, &self.database).await?);
        anyhow::ensure!(source.read(reader).await? > 0, "the statements find nothing");
        let answer: Answer = serde_json::from_slice(&std::fs::read(&self.answer)?)?;
        let mut head = Vec::with_capacity(answer.headers.len());
        for (name, value) in &answer.headers {
            head.push((HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?));
        }
        let (head, body) = (Arc::new(head), Bytes::from(answer.body));
        let listener = TcpListener::bind(self.listen).await?;
        loop {
            let (stream, _) = listener.accept().await?;
            let (source, head, body) = (Arc::clone(&source), Arc::clone(&head), body.clone());
            let service = service_fn(move |_| {
                let (source, head, body) = (Arc::clone(&source), Arc::clone(&head), body.clone());
                async move { Ok::<_, Infallible>(answered(&source, reader, &head, body).await) }
            });
            tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    }
}

async fn answered(
    source: &Source,
    reader: Reader,
    head: &[(HeaderName, HeaderValue)],
    body: Bytes,
) -> Response<Full<Bytes>> {
    let found = source.read(reader).await;
    let mut response = Response::new(Full::new(body));
    if found.is_err() {
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    }
    response.headers_mut().extend(head.iter().cloned());
    response
}
