//! Imports of readings: the product's own command beside bare multi-row inserts of the rows it wrote, on the same schema
//! and in transactions of the same size.

mod files;
mod postgres;
mod sqlite;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::child::{self, Child, Finished};
use crate::figures::{count, median, megabytes, percent, print_table};
use crate::ground::{Base, Ground};

/// File rows a transaction, as the product's.
const TRANSACTION: usize = 1000;

/// Imports of readings against bare multi-row inserts of the same rows
#[derive(Args)]
pub struct ImportBench {
    /// Which database; both otherwise
    #[arg(long, value_enum)]
    base: Option<Base>,
    /// Rows of the file; 10,000 and 100,000 otherwise
    #[arg(long)]
    rows: Vec<usize>,
    /// A million rows as well
    #[arg(long)]
    full: bool,
    /// Repetitions; the median counts (of a million rows one is made)
    #[arg(long, default_value_t = 3)]
    repeat: usize,
}

impl ImportBench {
    /// For `bench all`.
    pub fn all(full: bool) -> Self {
        Self { base: None, rows: Vec::new(), full, repeat: 3 }
    }

    fn sizes(&self) -> Vec<usize> {
        let mut sizes = if self.rows.is_empty() { vec![10_000, 100_000] } else { self.rows.clone() };
        if self.full {
            sizes.push(1_000_000);
        }
        sizes
    }

    /// Measures and prints.
    pub async fn run(&self) -> anyhow::Result<()> {
        let program = child::kabinet()?;
        for base in Base::ALL.into_iter().filter(|base| self.base.is_none_or(|wanted| wanted == *base)) {
            let mut table = Vec::new();
            for rows in self.sizes() {
                table.push(self.measure(base, &program, rows).await?);
            }
            let head = [
                "rows of the file",
                "Kabinet rows/s",
                "bare rows/s",
                "Kabinet has",
                "CPU µs a row",
                "peak memory",
                "register rows/s",
            ];
            print_table(&format!("{}: import of readings", base.name()), &head, &table);
        }
        Ok(())
    }

    async fn measure(&self, base: Base, program: &Path, rows: usize) -> anyhow::Result<Vec<String>> {
        let ground = Ground::fresh(base).await?;
        let (register, readings) = prepare(&ground, program, rows)?;
        let registered = import(&ground, program, &register)?;
        let (mut product, mut plain, mut cpu, mut highest) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for _ in 0..if rows > 200_000 { 1 } else { self.repeat } {
            let loaded = ground.copy().await?;
            let finished = import(&loaded, program, &readings)?;
            let emptied = ground.copy().await?;
            let took = insert_bare(base, &loaded, &emptied, rows).await?;
            loaded.clear().await?;
            emptied.clear().await?;
            product.push(rows as f64 / finished.took.as_secs_f64());
            plain.push(rows as f64 / took.as_secs_f64());
            cpu.push(finished.cpu.as_secs_f64() * 1e6 / rows as f64);
            highest = highest.max(finished.peak);
        }
        ground.clear().await?;
        Ok(vec![
            count(rows as f64),
            count(median(&product)),
            count(median(&plain)),
            percent(median(&product), median(&plain)),
            format!("{:.1}", median(&cpu)),
            megabytes(highest),
            count(rows as f64 / registered.took.as_secs_f64()),
        ])
    }
}

/// The portal with its prices.
fn lay(ground: &Ground, program: &Path) -> anyhow::Result<()> {
    let run = |arguments: &[&str]| {
        let mut command = ground.kabinet(program, arguments);
        command.stdout(std::process::Stdio::null());
        Child::start(command)?.finish()
    };
    run(&["migrate"])?;
    run(&["portal", "add", "--slug", "snt", "--host", "snt.localhost", "--preset", "snt"])?;
    let prices = ["--single", "5.93", "--day", "6.82", "--night", "2.65"];
    run(&[&["tariff", "set", "--portal", "snt", "--from", "2022-01-01"][..], &prices[..]].concat())?;
    Ok(())
}

/// The portal, and files of a register and of readings in the ground's folder.
pub fn prepare(ground: &Ground, program: &Path, rows: usize) -> anyhow::Result<(PathBuf, PathBuf)> {
    lay(ground, program)?;
    let (register, readings) = (ground.folder().join("register.csv"), ground.folder().join("readings.csv"));
    files::write_register(&register, rows)?;
    files::write_readings(&readings, rows)?;
    Ok((register, readings))
}

/// The product's own command, in a process of its own.
fn import(ground: &Ground, program: &Path, file: &Path) -> anyhow::Result<Finished> {
    let mut command = ground.kabinet(program, &["import", "--portal", "snt"]);
    command.arg(file).stdout(std::process::Stdio::null());
    Child::start(command)?.finish()
}

/// Writes on `into` the rows that the product wrote on `from`; only the writing is timed.
async fn insert_bare(base: Base, from: &Ground, into: &Ground, rows: usize) -> anyhow::Result<Duration> {
    let (written, took) = match base {
        Base::Sqlite => sqlite::copy(&from.file(), &into.file())?,
        Base::Postgres => postgres::copy(&from.url(), &into.url()).await?,
    };
    anyhow::ensure!(written == 3 * rows, "{written} rows instead of one staged and two readings of {rows}");
    Ok(took)
}
