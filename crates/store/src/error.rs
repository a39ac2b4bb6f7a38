//! What can go wrong in the store, and where it belongs: [`Error::Conflict`] becomes a form field's message,
//! [`Error::Busy`] is worth one more try later, everything else is a defect or a broken machine and goes to the log.

/// A store failure.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A UNIQUE, CHECK or foreign key stopped the write; the constraint's name or text as the database tells it.
    #[error("a constraint stopped the write: {0}")]
    Conflict(String),
    /// Others wrote the same rows again and again, or the one writer of SQLite was taken too long.
    #[error("the database is busy")]
    Busy,
    /// A value in the database that no version of the program writes.
    #[error("unreadable row: {0}")]
    Corrupt(String),
    /// The driver's own error.
    #[error("database: {0}")]
    Driver(sqlx::Error),
    /// A migration failed or doesn't match what was applied before.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// The store's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A row whose text no domain type accepts.
    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }

    /// PostgreSQL asks for the transaction to be run again: serialization failure and deadlock.
    pub(crate) fn wants_retry(&self) -> bool {
        match self {
            Self::Driver(sqlx::Error::Database(e)) => matches!(e.code().as_deref(), Some("40001" | "40P01")),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::error::ErrorKind;
        if let sqlx::Error::Database(e) = &error {
            match e.kind() {
                ErrorKind::UniqueViolation
                | ErrorKind::ForeignKeyViolation
                | ErrorKind::CheckViolation
                | ErrorKind::NotNullViolation => {
                    return Self::Conflict(e.constraint().unwrap_or_else(|| e.message()).to_owned());
                }
                _ => {}
            }
            // SQLITE_BUSY and its extended codes: the busy timeout has already run out.
            if matches!(e.code().as_deref(), Some("5" | "261" | "517")) {
                return Self::Busy;
            }
        }
        if matches!(error, sqlx::Error::PoolTimedOut) {
            return Self::Busy;
        }
        Self::Driver(error)
    }
}
