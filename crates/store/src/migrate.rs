//! The schema, in numbered steps. One text serves both databases; a step that must differ stands in
//! `migrations/sqlite` and `migrations/postgres` under the same number.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use crate::{Db, Handle, Result};

const COMMON: &[(i64, &str, &str)] = &[
    (1, "portals", include_str!("../migrations/common/0001_portals.sql")),
    (2, "people", include_str!("../migrations/common/0002_people.sql")),
    (3, "imports", include_str!("../migrations/common/0003_imports.sql")),
];

/// The numbers of the steps this program knows.
pub fn known_versions() -> Vec<i64> {
    COMMON.iter().map(|(version, ..)| *version).collect()
}

/// The numbers of the steps the database has; empty for a fresh one.
///
/// # Errors
/// The database can't be read.
pub async fn applied_versions(handle: &mut impl Handle) -> Result<Vec<i64>> {
    match run!(handle, scalars, "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version") {
        Ok(versions) => Ok(versions),
        // The table is made by the first migration.
        Err(crate::Error::Driver(sqlx::Error::Database(_))) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

impl Db {
    /// Brings the schema up to this program's version. Safe to run from several processes at once.
    ///
    /// # Errors
    /// A step fails, or an applied step differs from the one this program knows.
    pub async fn migrate(&self) -> Result<()> {
        let steps = COMMON.iter().map(|(version, name, text)| {
            Migration::new(*version, (*name).into(), MigrationType::Simple, (*text).into_sql_str(), false)
        });
        let migrator = Migrator::with_migrations(steps.collect());
        match self {
            Self::Sqlite { write, .. } => migrator.run(write).await?,
            Self::Postgres(pool) => migrator.run(pool).await?,
        }
        Ok(())
    }
}
