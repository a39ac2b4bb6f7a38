//! How long another writer waits while an import goes in. SQLite has one writer; on PostgreSQL they don't meet.

use std::time::{Duration, Instant};

use clap::Args;
use rusqlite::{Connection, TransactionBehavior};

use crate::child::{self, Child};
use crate::figures::{count, median, print_table};
use crate::ground::{Base, Ground};
use crate::import;

/// How long another writer waits while an import goes in
#[derive(Args)]
pub struct WaitBench {
    /// Rows of the file
    #[arg(long, default_value_t = 100_000)]
    rows: usize,
}

impl Default for WaitBench {
    fn default() -> Self {
        Self { rows: 100_000 }
    }
}

impl WaitBench {
    /// Measures and prints.
    pub async fn run(&self) -> anyhow::Result<()> {
        let program = child::kabinet()?;
        let ground = Ground::fresh(Base::Sqlite).await?;
        let (register, readings) = import::prepare(&ground, &program, self.rows)?;
        let mut waits = Vec::new();
        for file in [register, readings] {
            let mut command = ground.kabinet(&program, &["import", "--portal", "snt"]);
            command.arg(&file).stdout(std::process::Stdio::null());
            waits.extend(write_beside(&Child::start(command)?, &ground)?);
        }
        let longest = waits.iter().copied().fold(0.0, f64::max);
        let row = vec![count(self.rows as f64), count(waits.len() as f64), count(median(&waits)), count(longest)];
        print_table("SQLite: another writer while a register and readings go in", &HEAD, &[row]);
        ground.clear().await
    }
}

const HEAD: [&str; 4] = ["rows of each file", "writes", "median wait, ms", "longest wait, ms"];

/// Writes every 20 ms until the process has ended; tells how many milliseconds each write took.
fn write_beside(import: &Child, ground: &Ground) -> anyhow::Result<Vec<f64>> {
    let mut connection = Connection::open(ground.file())?;
    connection.busy_timeout(Duration::from_secs(30))?;
    let mut waits = Vec::new();
    while !import.has_ended()? {
        let begun = Instant::now();
        let write = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write.execute("UPDATE portal SET tagline = tagline", [])?;
        write.commit()?;
        waits.push(begun.elapsed().as_secs_f64() * 1e3);
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(waits)
}
