//! An installation of its own for a test: a data folder, a database, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use store::testing::TestDb;

/// A folder and a database.
pub struct Installation {
    pub test: TestDb,
}

/// What an import printed and how it ended.
pub struct Imported {
    pub code: i32,
    pub report: Value,
}

/// A file of the examples.
pub fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name)
}

impl Installation {
    pub fn new(test: TestDb) -> Self {
        Self { test }
    }

    /// A command with this installation's settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kabinet"));
        command
            .args(arguments)
            .current_dir(self.test.folder())
            .env("KABINET_DATABASE_URL", &self.test.url)
            .env("KABINET_DATA", self.test.folder().join("data"))
            .env("KABINET_PUBLIC_SCHEME", "http")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed.
    pub fn must(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "kabinet {arguments:?}: {told}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A garden community with the seed's prices and nothing else.
    pub fn with_snt(self) -> Self {
        self.must(&["portal", "add", "--preset", "snt", "--host", "snt.example.ru"]);
        let prices = ["--single", "5.93", "--day", "6.82", "--night", "2.65"];
        self.must(&[&["tariff", "set", "--portal", "snt", "--from", "01.01.2022"], &prices[..]].concat());
        self
    }

    /// `kabinet import FILE --portal snt --json …`.
    pub fn import(&self, file: &Path, more: &[&str]) -> Imported {
        self.import_to("snt", file, more)
    }

    /// `kabinet import FILE --portal PORTAL --json …`.
    pub fn import_to(&self, portal: &str, file: &Path, more: &[&str]) -> Imported {
        let file = file.to_str().unwrap();
        let output = self.run(&[&["import", file, "--portal", portal, "--json", "--lang", "ru"], more].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no report for {file}: {told}"));
        Imported { code: output.status.code().unwrap(), report }
    }

    /// Writes a file beside the data.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.test.folder().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Rows of a table.
    pub async fn count(&self, table: &'static str) -> i64 {
        let text = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        match &self.test.db {
            store::Db::Sqlite { read, .. } => sqlx::query_scalar(text).fetch_one(read).await.unwrap(),
            store::Db::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await.unwrap(),
        }
    }
}
