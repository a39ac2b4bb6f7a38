//! The schema, in numbered steps. One text serves both databases; a step that must differ stands in
//! `migrations/sqlite` and `migrations/postgres` under the same number.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use crate::{Db, Handle, Result};

const COMMON: &[(i64, &str, &str)] = &[
    (1, "portals", include_str!("../migrations/common/0001_portals.sql")),
    (2, "people", include_str!("../migrations/common/0002_people.sql")),
    (3, "imports", include_str!("../migrations/common/0003_imports.sql")),
    (5, "registration", include_str!("../migrations/common/0005_registration.sql")),
    (6, "ledger", include_str!("../migrations/common/0006_ledger.sql")),
    (7, "bank_details", include_str!("../migrations/common/0007_bank_details.sql")),
    (8, "site", include_str!("../migrations/common/0008_site.sql")),
    (9, "office", include_str!("../migrations/common/0009_office.sql")),
    (10, "letters", include_str!("../migrations/common/0010_letters.sql")),
    (11, "registers", include_str!("../migrations/common/0011_registers.sql")),
    (12, "sign_up", include_str!("../migrations/common/0012_sign_up.sql")),
    (13, "log_ins", include_str!("../migrations/common/0013_log_ins.sql")),
    (14, "links", include_str!("../migrations/common/0014_links.sql")),
    (15, "second_factor", include_str!("../migrations/common/0015_second_factor.sql")),
    (16, "profile", include_str!("../migrations/common/0016_profile.sql")),
    (17, "meters", include_str!("../migrations/common/0017_meters.sql")),
    (18, "view", include_str!("../migrations/common/0018_view.sql")),
];
/// Steps of which SQLite has its own text. They begin and end their transactions themselves.
const SQLITE: &[(i64, &str, &str)] = &[(4, "import_kinds", include_str!("../migrations/sqlite/0004_import_kinds.sql"))];
/// The same steps for PostgreSQL.
const POSTGRES: &[(i64, &str, &str)] =
    &[(4, "import_kinds", include_str!("../migrations/postgres/0004_import_kinds.sql"))];

/// The step that gave people the columns by which they are searched.
const SEARCHED_SINCE: i64 = 9;

/// The numbers of the steps this program knows.
pub fn known_versions() -> Vec<i64> {
    let mut versions: Vec<i64> = COMMON.iter().chain(SQLITE).map(|(version, ..)| *version).collect();
    versions.sort_unstable();
    versions
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
        let stood = applied_versions(&mut self.read().await?).await?;
        let step = |(version, name, text): &(i64, &'static str, &'static str), no_transaction| {
            let text = text.into_sql_str();
            Migration::new(*version, (*name).into(), MigrationType::Simple, text, no_transaction)
        };
        let (own, no_transaction) = match self {
            Self::Sqlite { .. } => (SQLITE, true),
            Self::Postgres(_) => (POSTGRES, false),
        };
        let mut steps: Vec<Migration> = COMMON.iter().map(|common| step(common, false)).collect();
        steps.extend(own.iter().map(|own| step(own, no_transaction)));
        steps.sort_by_key(|step| step.version);
        let migrator = Migrator::with_migrations(steps);
        match self {
            Self::Sqlite { write, .. } => migrator.run(write).await?,
            Self::Postgres(pool) => migrator.run(pool).await?,
        }
        // What is searched is folded by the program: SQL's `lower` knows ASCII only, or what its locale does.
        if !stood.is_empty() && !stood.contains(&SEARCHED_SINCE) {
            crate::people::fill_keys(self).await?;
        }
        Ok(())
    }
}
