//! Databases for tests: an embedded one in a temporary folder, and a fresh one on the PostgreSQL server that `./test`
//! starts. There is no way to skip one of them.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::PgPool;

use crate::{Db, Options, Result};

/// A database of one test.
pub struct TestDb {
    /// Ready to use, migrated.
    pub db: Db,
    /// Its address, for processes that the test starts.
    pub url: String,
    folder: tempfile::TempDir,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl TestDb {
    /// A folder that lives as long as the test.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// A fresh embedded database.
    ///
    /// # Errors
    /// The database can't be made.
    ///
    /// # Panics
    /// There is no temporary folder.
    pub async fn sqlite() -> Result<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = Db::sqlite_url(&folder.path().join("kabinet.sqlite3"));
        Self::open(url, folder).await
    }

    /// A fresh database on the server named by `KABINET_TEST_POSTGRES`.
    ///
    /// # Errors
    /// The database can't be made.
    ///
    /// # Panics
    /// The variable is not set: run the tests by `./test`.
    pub async fn postgres() -> Result<Self> {
        let server = std::env::var("KABINET_TEST_POSTGRES")
            .expect("KABINET_TEST_POSTGRES names the test server; `./test` starts one and sets it");
        let name = format!("kabinet_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let admin = PgPool::connect(&format!("{server}/postgres")).await?;
        for statement in [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")] {
            sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&admin).await?;
        }
        admin.close().await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self::open(format!("{server}/{name}"), folder).await
    }

    async fn open(url: String, folder: tempfile::TempDir) -> Result<Self> {
        let db = Db::open(&Options { url: url.clone(), connections: 8 }).await?;
        db.migrate().await?;
        Ok(Self { db, url, folder })
    }
}

/// Makes two tests of one body: `both! { async fn name(test) { … } }`, where `test` is a [`TestDb`].
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($test:ident) $body:block)+) => { $(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn body($test: $crate::testing::TestDb) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                body($crate::testing::TestDb::sqlite().await.expect("an embedded database")).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                body($crate::testing::TestDb::postgres().await.expect("a database on the test server")).await;
            }
        }
    )+ };
}
