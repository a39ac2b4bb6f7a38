//! The two databases behind one door: pools, connections, transactions and the macro that runs one text on either.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Postgres, Sqlite, Transaction};

use crate::{Error, Result};

/// How often a body is run again when PostgreSQL reports a serialization failure.
const RETRIES: u32 = 10;
/// A connection that rested longer than this is pinged before it is used again.
const IDLE_BEFORE_PING: Duration = Duration::from_secs(30);

/// Where the data are and how many connections may be open.
#[derive(Clone, Debug)]
pub struct Options {
    /// `postgres://…` or `sqlite:PATH`.
    pub url: String,
    /// Connections for reading (SQLite) or for everything (PostgreSQL).
    pub connections: u32,
}

/// SQLite keeps its readers apart from its one writer; PostgreSQL has one pool.
#[derive(Clone, Debug)]
pub enum Db {
    /// The embedded database.
    Sqlite {
        /// Readers.
        read: SqlitePool,
        /// The one writer: `BEGIN IMMEDIATE` never fails half-way with «database is locked».
        write: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A connection held for one page or one command.
pub enum Conn {
    /// Of the embedded database.
    Sqlite(PoolConnection<Sqlite>),
    /// Of the server.
    Postgres(PoolConnection<Postgres>),
}

/// A transaction; dropped without commit it is rolled back.
pub enum Tx {
    /// Of the embedded database.
    Sqlite(Transaction<'static, Sqlite>),
    /// Of the server.
    Postgres(Transaction<'static, Postgres>),
}

/// The bare driver connection inside a [`Handle`].
pub enum Driver<'a> {
    /// Of the embedded database.
    Sqlite(&'a mut SqliteConnection),
    /// Of the server.
    Postgres(&'a mut PgConnection),
}

/// What a store function runs on: a [`Conn`] or a [`Tx`].
pub trait Handle: Send {
    /// The driver's connection.
    fn driver(&mut self) -> Driver<'_>;

    /// How long a list of values had better be. SQLite finds each parameter by walking through their names: twice the
    /// list takes four times as long. For PostgreSQL another statement is another way there and back.
    fn list_length(&mut self) -> usize {
        match self.driver() {
            Driver::Sqlite(_) => 200,
            Driver::Postgres(_) => 5000,
        }
    }
}

impl Handle for Conn {
    fn driver(&mut self) -> Driver<'_> {
        match self {
            Self::Sqlite(c) => Driver::Sqlite(c),
            Self::Postgres(c) => Driver::Postgres(c),
        }
    }
}

impl Handle for Tx {
    fn driver(&mut self) -> Driver<'_> {
        match self {
            Self::Sqlite(c) => Driver::Sqlite(c),
            Self::Postgres(c) => Driver::Postgres(c),
        }
    }
}

/// Runs one body on whichever driver the handle holds.
macro_rules! on {
    ($handle:expr, |$c:ident| $body:expr) => {
        match $crate::db::Handle::driver($handle) {
            $crate::db::Driver::Sqlite($c) => $body,
            $crate::db::Driver::Postgres($c) => $body,
        }
    };
}

/// Runs one SQL text on either database: `run!(handle, all, "SELECT …", bind, …)`.
///
/// `all`, `one` and `optional` read rows (`FromRow`), `scalar`, `scalars` and `optional_scalar` one column,
/// `execute` tells how many rows it touched.
macro_rules! run {
    ($handle:expr, all, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query_as($sql)$(.bind($bind))*.fetch_all(c).await).map_err($crate::Error::from)
    };
    ($handle:expr, one, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query_as($sql)$(.bind($bind))*.fetch_one(c).await).map_err($crate::Error::from)
    };
    ($handle:expr, optional, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query_as($sql)$(.bind($bind))*.fetch_optional(c).await).map_err($crate::Error::from)
    };
    ($handle:expr, scalar, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query_scalar($sql)$(.bind($bind))*.fetch_one(c).await).map_err($crate::Error::from)
    };
    ($handle:expr, scalars, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query_scalar($sql)$(.bind($bind))*.fetch_all(c).await).map_err($crate::Error::from)
    };
    ($handle:expr, optional_scalar, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query_scalar($sql)$(.bind($bind))*.fetch_optional(c).await).map_err($crate::Error::from)
    };
    ($handle:expr, execute, $sql:literal $(, $bind:expr)* $(,)?) => {
        on!($handle, |c| sqlx::query($sql)$(.bind($bind))*.execute(c).await.map(|done| done.rows_affected()))
            .map_err($crate::Error::from)
    };
}

/// What `run_in!` and `run_values!` share; `$written` is how the list stands in the text.
macro_rules! run_list {
    ($handle:expr, $written:ident, $head:literal, $list:expr, $tail:literal $(, $bind:expr)*) => {
        on!($handle, |c| {
            let mut text = String::from($head);
            $crate::db::$written(&mut text, 0 $(+ { let _ = &$bind; 1 })*, $list.len());
            text.push_str($tail);
            let mut query = sqlx::query_as(sqlx::AssertSqlSafe(text))$(.bind($bind))*;
            for value in $list {
                query = query.bind(value);
            }
            query.fetch_all(c).await
        })
        .map_err($crate::Error::from)
    };
}

/// `run!` for a text with a list of values in place of `IN (…)`: `run_in!(handle, all, "SELECT … IN (", ids, ") ORDER BY …")`.
///
/// Binds before the list come first: `run_in!(handle, all, "… $1 AND x IN (", ids, ")", organisation)`.
macro_rules! run_in {
    ($handle:expr, all, $head:literal, $list:expr, $tail:literal $(, $bind:expr)* $(,)?) => {
        run_list!($handle, placeholders, $head, $list, $tail $(, $bind)*)
    };
}

/// `run_in!` for a list that stands as rows of its own: `run_values!(handle, all, "WITH wanted (value) AS (VALUES ", list, ") …")`.
///
/// PostgreSQL compares every row of an index with every value of a long `IN` unless the list is for the index's first
/// column; rows of values it looks up one by one.
macro_rules! run_values {
    ($handle:expr, all, $head:literal, $list:expr, $tail:literal $(, $bind:expr)* $(,)?) => {
        run_list!($handle, value_rows, $head, $list, $tail $(, $bind)*)
    };
}

/// Writes `($4), ($5), ($6)` (or `(NULL)` for an empty list, which equals nothing).
pub(crate) fn value_rows(text: &mut String, bound: usize, count: usize) {
    use std::fmt::Write as _;
    if count == 0 {
        text.push_str("(NULL)");
    }
    for index in 0..count {
        let separator = if index == 0 { "" } else { ", " };
        let _ = write!(text, "{separator}(${})", bound + index + 1);
    }
}

/// Writes `$4, $5, $6` (or `NULL` for an empty list, which no value equals).
pub(crate) fn placeholders(text: &mut String, bound: usize, count: usize) {
    use std::fmt::Write as _;
    if count == 0 {
        text.push_str("NULL");
    }
    for index in 0..count {
        let separator = if index == 0 { "" } else { ", " };
        let _ = write!(text, "{separator}${}", bound + index + 1);
    }
}

impl Db {
    /// Opens the pools; the schema is left as it is (see [`Db::migrate`]).
    ///
    /// # Errors
    /// The address can't be read or the database can't be reached.
    pub async fn open(options: &Options) -> Result<Self> {
        if options.url.starts_with("postgres") {
            let connect = PgConnectOptions::from_str(&options.url)?.application_name("kabinet");
            return Ok(Self::Postgres(postgres_pool(options.connections).connect_with(connect).await?));
        }
        let connect = SqliteConnectOptions::from_str(&options.url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            // 4 MB a connection, and as much for a sort; the system keeps the file in memory anyhow. With 16 MB pages and
            // imports are no faster and a process is 60 MB larger.
            .pragma("cache_size", "-4096")
            .statement_cache_capacity(200);
        let write = SqlitePoolOptions::new().max_connections(1).connect_with(connect.clone()).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(options.connections)
            .test_before_acquire(false)
            .connect_with(connect.pragma("query_only", "1"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    /// The address of an embedded database in this file.
    pub fn sqlite_url(file: &std::path::Path) -> String {
        format!("sqlite:{}", file.display())
    }

    /// The file of an embedded database, if it is one.
    pub fn sqlite_file(url: &str) -> Option<PathBuf> {
        url.strip_prefix("sqlite:").map(|rest| PathBuf::from(rest.trim_start_matches("//")))
    }

    /// A connection for reading, held for a whole page.
    ///
    /// # Errors
    /// No connection came free in time.
    pub async fn read(&self) -> Result<Conn> {
        Ok(match self {
            Self::Sqlite { read, .. } => Conn::Sqlite(read.acquire().await?),
            Self::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// Begins a transaction for [`write!`](crate::write), which alone knows when to try again.
    ///
    /// # Errors
    /// No connection came free in time.
    #[doc(hidden)]
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL SERIALIZABLE").await?),
        })
    }

    /// Closes every connection; SQLite folds its log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// «sqlite» or «postgres», for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }
}

impl Tx {
    async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// Runs a body in one transaction and commits: `write!(app.db, |tx| { … Ok(value) })`.
///
/// On PostgreSQL the transaction is SERIALIZABLE and the body may run several times, so it touches nothing outside the
/// database. A macro, because a future made by a closure that borrows can't be shown to be `Send` (docs/adr/0001).
#[macro_export]
macro_rules! write {
    ($db:expr, |$tx:ident| $body:expr) => {{
        let mut tries = $crate::Tries::default();
        loop {
            let mut transaction = match $db.begin().await {
                Ok(transaction) => transaction,
                Err(error) => break Err(error.into()),
            };
            let outcome = {
                let $tx = &mut transaction;
                async { $body }.await
            };
            if let Some(outcome) = tries.settle(transaction, outcome).await {
                break outcome;
            }
        }
    }};
}

/// How often a transaction was run; [`write!`](crate::write) counts with it.
#[derive(Debug, Default)]
pub struct Tries(u32);

impl Tries {
    /// Commits or rolls back; `None` when the body is to run again.
    #[doc(hidden)]
    pub async fn settle<T, E>(
        &mut self,
        tx: Tx,
        outcome: std::result::Result<T, E>,
    ) -> Option<std::result::Result<T, E>>
    where
        E: From<Error> + AsRef<Error>,
    {
        let outcome = match outcome {
            Ok(value) => tx.commit().await.map(|()| value).map_err(E::from),
            Err(error) => {
                // Dropped without commit: rolled back.
                drop(tx);
                Err(error)
            }
        };
        match outcome {
            Err(error) if error.as_ref().wants_retry() => {
                self.0 += 1;
                if self.0 > RETRIES {
                    return Some(Err(Error::Busy.into()));
                }
                // A short, growing pause lets the other one finish; no randomness is needed for two or three writers.
                tokio::time::sleep(Duration::from_millis(u64::from(self.0) * 3)).await;
                None
            }
            other => Some(other),
        }
    }
}

impl AsRef<Error> for Error {
    fn as_ref(&self) -> &Error {
        self
    }
}

/// A ping per use would cost as much as a query (facts), so only rested connections are tested.
fn postgres_pool(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // Data lie in memory or on SSD. The default, made for turning discs, makes an import of a thousand rows
                // read a whole table rather than look a thousand rows up.
                sqlx::query("SET random_page_cost = 1.1").execute(connection).await.map(|_| ())
            })
        })
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for < IDLE_BEFORE_PING {
                    return Ok(true);
                }
                sqlx::Connection::ping(connection).await.map(|()| true)
            })
        })
}
