//! sqlx on both databases: one connection held for a page, as the product does.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};

use super::statements::{ACCOUNTS, Account, DAYS, PAGE_DAYS, READINGS, Reading, TARIFFS, Tariff, pair};
use super::{CONNECTIONS, Reader};

/// Runs the page's statements on a connection of either database.
macro_rules! read {
    ($pool:expr, $reader:expr) => {{
        let mut held = $pool.acquire().await?;
        let accounts: Vec<Account> = sqlx::query_as(ACCOUNTS)
            .bind($reader.person)
            .bind($reader.portal)
            .bind(DateTime::<Utc>::UNIX_EPOCH)
            .bind(None::<uuid::Uuid>)
            .fetch_all(&mut *held)
            .await?;
        let (first, second, organisation) = pair(&accounts)?;
        let days: Vec<(NaiveDate,)> =
            sqlx::query_as(DAYS).bind(0_i64).bind(PAGE_DAYS).bind(first).bind(second).fetch_all(&mut *held).await?;
        let (newest, oldest) = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
        let readings: Vec<Reading> = sqlx::query_as(READINGS)
            .bind(oldest.0)
            .bind(newest.0)
            .bind(first)
            .bind(second)
            .fetch_all(&mut *held)
            .await?;
        let tariffs: Vec<Tariff> = sqlx::query_as(TARIFFS).bind(organisation).fetch_all(&mut *held).await?;
        std::hint::black_box((&days, &tariffs));
        Ok(std::hint::black_box(&readings).len())
    }};
}

/// The embedded database.
pub struct Sqlite(SqlitePool);

impl Sqlite {
    /// Opens the file.
    pub async fn open(database: &str) -> anyhow::Result<Self> {
        let connect =
            database.parse::<SqliteConnectOptions>()?.pragma("cache_size", "-16384").pragma("query_only", "1");
        let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
        Ok(Self(pool.connect_with(connect).await?))
    }

    /// Runs the page's statements.
    pub async fn read(&self, reader: Reader) -> anyhow::Result<usize> {
        read!(self.0, reader)
    }

    /// Runs the statements of the page of payments.
    pub async fn read_payments(&self, reader: Reader) -> anyhow::Result<usize> {
        super::payments::read_sqlite(&self.0, reader).await
    }
}

/// The server.
pub struct Postgres(PgPool);

impl Postgres {
    /// Connects.
    pub async fn open(database: &str) -> anyhow::Result<Self> {
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).test_before_acquire(false);
        Ok(Self(pool.connect(database).await?))
    }

    /// Runs the page's statements.
    pub async fn read(&self, reader: Reader) -> anyhow::Result<usize> {
        read!(self.0, reader)
    }

    /// Runs the statements of the page of payments.
    pub async fn read_payments(&self, reader: Reader) -> anyhow::Result<usize> {
        super::payments::read_postgres(&self.0, reader).await
    }
}
