//! rusqlite, called on the thread that answers: each thread has its connection.

use std::cell::RefCell;
use std::path::PathBuf;

use chrono::NaiveDate;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OpenFlags, Params, Row, params};

use super::Reader;
use super::statements::{ACCOUNTS, Account, DAYS, PAGE_DAYS, READINGS, Reading, TARIFFS, Tariff, pair};

thread_local! {
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

/// A file.
pub struct Source {
    file: PathBuf,
    texts: [String; 4],
}

impl Source {
    /// Of this address; each thread opens it when it is first asked.
    pub fn new(database: &str) -> Self {
        // «$3» is a name to SQLite, numbered by where it first stands; «?3» is a number.
        let texts = [ACCOUNTS, DAYS, READINGS, TARIFFS].map(|text| text.replace('$', "?"));
        Self { file: database.trim_start_matches("sqlite:").into(), texts }
    }

    /// Runs the page's statements.
    pub fn read(&self, reader: Reader) -> anyhow::Result<usize> {
        CONNECTION.with_borrow_mut(|slot| {
            let connection = match slot {
                Some(connection) => connection,
                None => slot.insert(self.open()?),
            };
            self.read_on(connection, reader)
        })
    }

    fn open(&self) -> anyhow::Result<Connection> {
        let connection = Connection::open_with_flags(&self.file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.execute_batch("PRAGMA cache_size = -16384; PRAGMA query_only = 1")?;
        Ok(connection)
    }

    fn read_on(&self, connection: &Connection, reader: Reader) -> anyhow::Result<usize> {
        let [accounts, days, readings, tariffs] = &self.texts;
        let accounts: Vec<Account> =
            all(connection, accounts, params![reader.person, reader.portal, now(), None::<Vec<u8>>], |row| {
                Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?, get(row, 4)?, get(row, 5)?))
            })?;
        let (first, second, organisation) = pair(&accounts)?;
        let days: Vec<NaiveDate> = all(connection, days, params![0, PAGE_DAYS, first, second], |row| get(row, 0))?;
        let (newest, oldest) = (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or_default());
        let readings: Vec<Reading> = all(connection, readings, params![oldest, newest, first, second], |row| {
            Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?, get(row, 4)?, get(row, 5)?))
        })?;
        let tariffs: Vec<Tariff> = all(connection, tariffs, params![organisation], |row| {
            Ok((get(row, 0)?, get(row, 1)?, get(row, 2)?, get(row, 3)?, get(row, 4)?))
        })?;
        std::hint::black_box((&days, &tariffs));
        Ok(std::hint::black_box(&readings).len())
    }
}

/// Any text after which no link has ended.
fn now() -> &'static str {
    "2022-06-02T00:00:00+00:00"
}

fn get<T: FromSql>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    row.get(index)
}

fn all<T>(
    connection: &Connection,
    text: &str,
    values: impl Params,
    row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> anyhow::Result<Vec<T>> {
    let mut statement = connection.prepare_cached(text)?;
    let rows = statement.query_map(values, row)?;
    Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
}
