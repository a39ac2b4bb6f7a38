//! Bare inserts on SQLite: rusqlite, prepared statements of many rows.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::TRANSACTION;

/// Rows a statement: more gains nothing.
const STATEMENT: usize = 200;

/// Copies what an import wrote; tells how many rows, and how long the writing took.
pub fn copy(from: &Path, into: &Path) -> anyhow::Result<(usize, Duration)> {
    let (from, into) = (Connection::open(from)?, Connection::open(into)?);
    into.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384",
    )?;
    let newest = "(SELECT id FROM import WHERE kind = 'readings')";
    // The import itself is one row: what the others refer to.
    table(&from, &into, "import", "WHERE kind = 'readings'", 1)?;
    let rows = format!("WHERE import_id = {newest} ORDER BY row_number");
    let staged = table(&from, &into, "import_row", &rows, TRANSACTION)?;
    let rows = format!("WHERE import_id = {newest} ORDER BY account_id, meter_id, taken_on");
    let readings = table(&from, &into, "reading", &rows, 2 * TRANSACTION)?;
    Ok((staged.0 + readings.0, staged.1 + readings.1))
}

fn table(
    from: &Connection,
    into: &Connection,
    name: &str,
    rest: &str,
    transaction: usize,
) -> anyhow::Result<(usize, Duration)> {
    let mut select = from.prepare(&format!("SELECT * FROM {name} {rest}"))?;
    let columns = select.column_count();
    let mut rows = select.query([])?;
    let (mut count, mut took) = (0, Duration::ZERO);
    loop {
        let mut values: Vec<Value> = Vec::with_capacity(columns * transaction);
        while values.len() < columns * transaction {
            let Some(row) = rows.next()? else { break };
            for column in 0..columns {
                values.push(row.get(column)?);
            }
        }
        if values.is_empty() {
            return Ok((count, took));
        }
        let begun = Instant::now();
        into.execute_batch("BEGIN IMMEDIATE")?;
        for rows in values.chunks(columns * STATEMENT) {
            let one = format!("({})", vec!["?"; columns].join(", "));
            let all = vec![one.as_str(); rows.len() / columns].join(", ");
            into.prepare_cached(&format!("INSERT INTO {name} VALUES {all}"))?.execute(params_from_iter(rows))?;
        }
        into.execute_batch("COMMIT")?;
        took += begun.elapsed();
        count += values.len() / columns;
    }
}
