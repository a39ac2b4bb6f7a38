//! Kabinet measured against bare programs that do the same, in the same run on the same machine: only the ratios count.
//!
//! `cargo run --release -p bench -- page | linking | storm | import | wait | idle | receipts | outbox | all`; docs/PERFORMANCE.md keeps the last figures.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "measurements become ratios, which are floats; no money is counted here"
)]

mod bare;
mod child;
mod figures;
mod ground;
mod http;
mod idle;
mod import;
mod linking;
mod load;
mod outbox;
mod page;
mod receipts;
mod storm;
mod wait;

use clap::{Parser, Subcommand};

/// Figures of docs/PERFORMANCE.md.
#[derive(Parser)]
#[command(name = "bench")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The electricity page over HTTP against bare programs that run the same statements
    Page(page::PageBench),
    /// The way to a flat over HTTP, among 1,000 flats and among 100,000
    Linking(linking::LinkingBench),
    /// The electricity page over HTTP without and with a storm of log-ins beside it
    Storm(storm::StormBench),
    /// Imports of readings against bare multi-row inserts of the same rows
    Import(import::ImportBench),
    /// How long another writer waits while an import goes in
    Wait(wait::WaitBench),
    /// Memory at rest, start-up, size of the program
    Idle(idle::IdleBench),
    /// Receipts a second a core against bare Typst on the same template; memory over many
    Receipts(receipts::ReceiptsBench),
    /// Letters of the outbox a second
    Outbox(outbox::OutboxBench),
    /// All of these
    All {
        /// With the import of a million rows
        #[arg(long)]
        full: bool,
    },
    /// A bare program: started by `page`
    #[command(hide = true)]
    Bare(bare::Bare),
}

fn main() -> anyhow::Result<()> {
    let command = Cli::parse().command;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    // A bare server has as many threads as the product; the load must not take more than one core from either.
    if !matches!(command, Command::Bare(_)) {
        runtime.worker_threads(1);
    }
    runtime.enable_all().build()?.block_on(run(command))
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Bare(bare) => bare.run().await,
        Command::Page(page) => page.run().await,
        Command::Linking(linking) => linking.run().await,
        Command::Storm(storm) => storm.run().await,
        Command::Import(import) => import.run().await,
        Command::Wait(wait) => wait.run().await,
        Command::Idle(idle) => idle.run().await,
        Command::Receipts(receipts) => receipts.run(),
        Command::Outbox(outbox) => outbox.run().await,
        Command::All { full } => {
            page::PageBench::default().run().await?;
            linking::LinkingBench::default().run().await?;
            storm::StormBench::default().run().await?;
            import::ImportBench::all(full).run().await?;
            wait::WaitBench::default().run().await?;
            idle::IdleBench::default().run().await?;
            receipts::ReceiptsBench::default().run()?;
            outbox::OutboxBench::default().run().await
        }
    }
}
