//! tokio-postgres: statements prepared once a connection, connections taken in turn.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use tokio_postgres::types::FromSql;
use tokio_postgres::{Client, Row, Statement};

use super::statements::{ACCOUNTS, Account, DAYS, PAGE_DAYS, READINGS, Reading, TARIFFS, Tariff, pair};
use super::{CONNECTIONS, Reader};

struct Connection {
    client: Client,
    accounts: Statement,
    days: Statement,
    readings: Statement,
    tariffs: Statement,
}

/// Connections with their statements.
pub struct Source {
    connections: Vec<Connection>,
    next: AtomicUsize,
}

impl Source {
    /// Connects.
    pub async fn open(database: &str) -> anyhow::Result<Self> {
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            let client = crate::ground::connect(database).await?;
            connections.push(Connection {
                accounts: client.prepare(ACCOUNTS).await?,
                days: client.prepare(DAYS).await?,
                readings: client.prepare(READINGS).await?,
                tariffs: client.prepare(TARIFFS).await?,
                client,
            });
        }
        Ok(Self { connections, next: AtomicUsize::new(0) })
    }

    /// Runs the page's statements.
    pub async fn read(&self, reader: Reader) -> anyhow::Result<usize> {
        let held = &self.connections[self.next.fetch_add(1, Ordering::Relaxed) % self.connections.len()];
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let rows =
            held.client.query(&held.accounts, &[&reader.person, &reader.portal, &now, &None::<uuid::Uuid>]).await?;
        let accounts: Vec<Account> = rows
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?, get(row, 4)?, get(row, 5)?)))
            .collect::<anyhow::Result<_>>()?;
        let (first, second, organisation) = pair(&accounts)?;
        let rows = held.client.query(&held.days, &[&0_i64, &PAGE_DAYS, &first, &second]).await?;
        let days: Vec<NaiveDate> = rows.iter().map(|row| get(row, 0)).collect::<anyhow::Result<_>>()?;
        let (newest, oldest) = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
        let rows = held.client.query(&held.readings, &[&oldest, &newest, &first, &second]).await?;
        let readings: Vec<Reading> = rows
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?, get(row, 4)?, get(row, 5)?)))
            .collect::<anyhow::Result<_>>()?;
        let rows = held.client.query(&held.tariffs, &[&organisation]).await?;
        let tariffs: Vec<Tariff> = rows
            .iter()
            .map(|row| Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?, get(row, 4)?)))
            .collect::<anyhow::Result<_>>()?;
        std::hint::black_box((&days, &tariffs));
        Ok(std::hint::black_box(&readings).len())
    }
}

fn get<'a, T: FromSql<'a>>(row: &'a Row, index: usize) -> anyhow::Result<T> {
    Ok(row.try_get(index)?)
}
