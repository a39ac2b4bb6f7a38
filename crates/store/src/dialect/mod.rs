//! What the two databases do differently: bulk inserts and the claim of a job. Nothing else may ask which one it is.

mod postgres;
mod sqlite;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::Result;
use crate::db::{Driver, Handle};

/// One column of a bulk insert, all its rows.
pub(crate) enum Column {
    Uuid(Vec<Uuid>),
    OptionalUuid(Vec<Option<Uuid>>),
    Number(Vec<i64>),
    OptionalNumber(Vec<Option<i64>>),
    Text(Vec<String>),
    OptionalText(Vec<Option<String>>),
    Flag(Vec<Option<bool>>),
    Date(Vec<NaiveDate>),
    OptionalDate(Vec<Option<NaiveDate>>),
    Instant(Vec<DateTime<Utc>>),
}

/// Many rows for one table, column by column.
pub(crate) struct Bulk {
    /// `INSERT INTO` this.
    pub table: &'static str,
    /// Names with their rows, all of one length.
    pub columns: Vec<(&'static str, Column)>,
    /// What follows the rows: `ON CONFLICT …`, or nothing.
    pub conflict: &'static str,
}

impl Bulk {
    fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }

    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// Inserts the rows; returns how many were written.
    pub async fn insert(self, handle: &mut impl Handle) -> Result<u64> {
        if self.rows() == 0 {
            return Ok(0);
        }
        match handle.driver() {
            Driver::Sqlite(connection) => sqlite::insert(connection, &self).await,
            Driver::Postgres(connection) => postgres::insert(connection, self).await,
        }
    }
}

impl Column {
    fn len(&self) -> usize {
        match self {
            Self::Uuid(v) => v.len(),
            Self::OptionalUuid(v) => v.len(),
            Self::Number(v) => v.len(),
            Self::OptionalNumber(v) => v.len(),
            Self::Text(v) => v.len(),
            Self::OptionalText(v) => v.len(),
            Self::Flag(v) => v.len(),
            Self::Date(v) => v.len(),
            Self::OptionalDate(v) => v.len(),
            Self::Instant(v) => v.len(),
        }
    }
}

/// The text that takes the next due row of a queue for the leaseholder: other workers pass over it.
pub(crate) fn claim(handle: &mut impl Handle, sqlite: &'static str, postgres: &'static str) -> &'static str {
    match handle.driver() {
        Driver::Sqlite(_) => sqlite,
        Driver::Postgres(_) => postgres,
    }
}
