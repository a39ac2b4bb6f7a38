//! Bare inserts on PostgreSQL: tokio-postgres, one array a column (twice as fast as a list of values).

use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, Utc};
use tokio_postgres::types::{FromSqlOwned, ToSql};
use tokio_postgres::{Client, Row, Statement};
use uuid::Uuid;

use super::TRANSACTION;
use crate::ground::connect;

/// One column of many rows.
type Column = Box<dyn ToSql + Sync + Send>;

/// A table that an import fills.
struct Table {
    select: &'static str,
    insert: &'static str,
    columns: fn(&[Row]) -> anyhow::Result<Vec<Column>>,
    transaction: usize,
}

const STAGED: Table = Table {
    select: "SELECT r.import_id, row_number, number, account_id, span_from, span_to, verdict, payload, stands, raw
             FROM import_row r JOIN import i ON i.id = r.import_id WHERE i.kind = 'readings' ORDER BY row_number",
    insert: "INSERT INTO import_row
                 (import_id, row_number, number, account_id, span_from, span_to, verdict, payload, stands, raw)
             SELECT * FROM UNNEST($1::UUID[], $2::BIGINT[], $3::TEXT[], $4::UUID[], $5::DATE[], $6::DATE[], $7::TEXT[],
                                  $8::TEXT[], $9::TEXT[], $10::TEXT[])",
    columns: |rows| {
        Ok(vec![
            column::<Uuid>(rows, 0)?,
            column::<i64>(rows, 1)?,
            column::<Option<String>>(rows, 2)?,
            column::<Option<Uuid>>(rows, 3)?,
            column::<Option<NaiveDate>>(rows, 4)?,
            column::<Option<NaiveDate>>(rows, 5)?,
            column::<String>(rows, 6)?,
            column::<Option<String>>(rows, 7)?,
            column::<Option<String>>(rows, 8)?,
            column::<Option<String>>(rows, 9)?,
        ])
    },
    transaction: TRANSACTION,
};

const READINGS: Table = Table {
    select: "SELECT account_id, meter_id, taken_on, t1, t2, t3, source, received_at, import_id FROM reading
             WHERE import_id = (SELECT id FROM import WHERE kind = 'readings') ORDER BY account_id, meter_id, taken_on",
    insert: "INSERT INTO reading (account_id, meter_id, taken_on, t1, t2, t3, source, received_at, import_id)
             SELECT * FROM UNNEST($1::UUID[], $2::UUID[], $3::DATE[], $4::BIGINT[], $5::BIGINT[], $6::BIGINT[],
                                  $7::TEXT[], $8::TIMESTAMPTZ[], $9::UUID[])",
    columns: |rows| {
        Ok(vec![
            column::<Uuid>(rows, 0)?,
            column::<Uuid>(rows, 1)?,
            column::<NaiveDate>(rows, 2)?,
            column::<i64>(rows, 3)?,
            column::<Option<i64>>(rows, 4)?,
            column::<Option<i64>>(rows, 5)?,
            column::<String>(rows, 6)?,
            column::<DateTime<Utc>>(rows, 7)?,
            column::<Option<Uuid>>(rows, 8)?,
        ])
    },
    transaction: 2 * TRANSACTION,
};

/// Copies what an import wrote; tells how many rows, and how long the writing took.
pub async fn copy(from: &str, into: &str) -> anyhow::Result<(usize, Duration)> {
    let (mut from, into) = (connect(from).await?, connect(into).await?);
    parent(&from, &into).await?;
    let staged = STAGED.copy(&mut from, &into).await?;
    let readings = READINGS.copy(&mut from, &into).await?;
    Ok((staged.0 + readings.0, staged.1 + readings.1))
}

/// The import itself: what the others refer to.
async fn parent(from: &Client, into: &Client) -> anyhow::Result<()> {
    let text = "SELECT id, organisation_id, kind, file_name, file_size, file_hash, state, created_at FROM import
                WHERE kind = 'readings'";
    let row = from.query_one(text, &[]).await?;
    let text = "INSERT INTO import (id, organisation_id, kind, file_name, file_size, file_hash, state, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let texts = (row.try_get::<_, String>(2)?, row.try_get::<_, String>(3)?);
    let more = (row.try_get::<_, String>(5)?, row.try_get::<_, String>(6)?);
    let ids = (row.try_get::<_, Uuid>(0)?, row.try_get::<_, Uuid>(1)?);
    let (size, at) = (row.try_get::<_, i64>(4)?, row.try_get::<_, DateTime<Utc>>(7)?);
    into.execute(text, &[&ids.0, &ids.1, &texts.0, &texts.1, &size, &more.0, &more.1, &at]).await?;
    Ok(())
}

impl Table {
    async fn copy(&self, from: &mut Client, into: &Client) -> anyhow::Result<(usize, Duration)> {
        let insert = into.prepare(self.insert).await?;
        let reading = from.transaction().await?;
        let portal = reading.bind(self.select, &[]).await?;
        let (mut count, mut took) = (0, Duration::ZERO);
        loop {
            let rows = reading.query_portal(&portal, i32::try_from(self.transaction)?).await?;
            if rows.is_empty() {
                return Ok((count, took));
            }
            let columns = (self.columns)(&rows)?;
            let begun = Instant::now();
            write(into, &insert, &columns).await?;
            took += begun.elapsed();
            count += rows.len();
        }
    }
}

async fn write(into: &Client, insert: &Statement, columns: &[Column]) -> anyhow::Result<()> {
    let values: Vec<&(dyn ToSql + Sync)> =
        columns.iter().map(|column| column.as_ref() as &(dyn ToSql + Sync)).collect();
    into.batch_execute("BEGIN").await?;
    into.execute(insert, &values).await?;
    into.batch_execute("COMMIT").await?;
    Ok(())
}

fn column<T>(rows: &[Row], index: usize) -> anyhow::Result<Column>
where
    T: FromSqlOwned + ToSql + Sync + Send + 'static,
{
    let values: Vec<T> = rows.iter().map(|row| row.try_get(index)).collect::<Result<_, _>>()?;
    Ok(Box::new(values))
}
