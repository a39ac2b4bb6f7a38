//! What Kabinet takes while nobody looks: memory at rest, start-up, the size of the program.

use std::path::Path;
use std::time::Duration;

use clap::Args;

use crate::child::{self, Child};
use crate::figures::{median, megabytes, print_table};
use crate::ground::{Base, Ground};
use crate::load::drive;
use crate::page::{fill, member, serve};

/// A start is over in a moment: so many make a median.
const STARTS: usize = 5;

/// Memory at rest, start-up, size of the program
#[derive(Args, Default)]
pub struct IdleBench {}

impl IdleBench {
    /// Measures and prints.
    pub async fn run(&self) -> anyhow::Result<()> {
        let program = child::kabinet()?;
        let mut rows = vec![demo(&program).await?];
        for base in Base::ALL {
            rows.push(served(&program, base).await?);
        }
        let head = ["program", "start-up, ms", "at rest", "after a load of pages"];
        print_table("Start-up and memory", &head, &rows);
        let size = std::fs::metadata(&program)?.len();
        println!("\nThe program: {} ({} without debug lines)", megabytes(size), stripped(&program)?);
        Ok(())
    }
}

/// `kabinet demo`, started again on the data of its first start.
async fn demo(program: &Path) -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let start = async || {
        let address = child::free_address()?;
        let mut command = child::command(program);
        command.args(["demo", "--listen", &address.to_string(), "--data"]).arg(folder.path());
        let child = Child::start({
            command.stdout(std::process::Stdio::null());
            command
        })?;
        let took = child::ready(address, "/healthz").await?;
        anyhow::Ok((child, address, took))
    };
    let (first, _, filling) = start().await?;
    first.stop()?;
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        let (again, _, took) = start().await?;
        starts.push(took);
        again.stop()?;
    }
    let (server, address, took) = start().await?;
    starts.push(took);
    let name = format!("kabinet demo (its first start: {} ms)", filling.as_millis());
    rested(name, &starts, &server, address).await
}

/// `kabinet serve` on the demo's data.
async fn served(program: &Path, base: Base) -> anyhow::Result<Vec<String>> {
    let ground = Ground::fresh(base).await?;
    fill(&ground).await?;
    let mut starts = Vec::new();
    for _ in 1..STARTS {
        let (server, _, took) = serve(&ground, program).await?;
        starts.push(took);
        server.stop()?;
    }
    let (server, address, took) = serve(&ground, program).await?;
    starts.push(took);
    let row = rested(format!("kabinet serve, {}", base.name()), &starts, &server, address).await;
    server.stop()?;
    ground.clear().await?;
    row
}

async fn rested(
    name: String,
    starts: &[Duration],
    server: &Child,
    address: std::net::SocketAddr,
) -> anyhow::Result<Vec<String>> {
    tokio::time::sleep(Duration::from_secs(2)).await;
    let at_rest = server.resident()?;
    let target = member(address).await?;
    drive(&target, server, 32, Duration::from_secs(3)).await?;
    let after = server.resident()?;
    let starts: Vec<f64> = starts.iter().map(|start| start.as_secs_f64() * 1e3).collect();
    Ok(vec![name, format!("{:.0}", median(&starts)), megabytes(at_rest), megabytes(after)])
}

/// The size that binutils' `strip` leaves; «?» without it.
fn stripped(program: &Path) -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("kabinet");
    let done = std::process::Command::new("strip").arg("-o").arg(&copy).arg(program).status();
    Ok(match done {
        Ok(status) if status.success() => megabytes(std::fs::metadata(&copy)?.len()),
        _ => "?".to_owned(),
    })
}
