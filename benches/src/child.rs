//! Programs under measurement: processes of their own, so that their CPU and memory are theirs alone.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;

/// CPU ticks a second in /proc, whatever the kernel's own clock (man 5 proc).
const TICKS: u32 = 100;
/// A program that hasn't answered by then never will.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running process; dropped it is killed.
pub struct Child {
    process: std::process::Child,
}

impl Child {
    /// Starts a program. Settings of the surrounding shell don't reach it.
    pub fn start(mut command: Command) -> anyhow::Result<Self> {
        let process = command.stdin(Stdio::null()).spawn();
        Ok(Self { process: process.with_context(|| format!("{command:?} doesn't start"))? })
    }

    fn proc(&self, name: &str) -> anyhow::Result<String> {
        Ok(std::fs::read_to_string(format!("/proc/{}/{name}", self.process.id()))?)
    }

    /// CPU time so far, of all threads, in the program and in the kernel. A process that has ended keeps it until it is
    /// waited for.
    pub fn cpu(&self) -> anyhow::Result<Duration> {
        let stat = self.proc("stat")?;
        // The name in parentheses may hold anything; «state» follows it, user and system time are the 12th and 13th.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |index: usize| fields.get(index).and_then(|text| text.parse::<u32>().ok());
        let all = ticks(11).zip(ticks(12)).map(|(user, system)| user + system).context("/proc/PID/stat")?;
        Ok(Duration::from_secs(1) * all / TICKS)
    }

    /// Whether it has; its status is not asked for yet.
    pub fn has_ended(&self) -> anyhow::Result<bool> {
        let stat = self.proc("stat")?;
        Ok(stat.rsplit(')').next().unwrap_or_default().trim_start().starts_with('Z'))
    }

    /// A figure of /proc/PID/status in bytes; none once the process has ended.
    fn memory(&self, name: &str) -> anyhow::Result<Option<u64>> {
        let status = self.proc("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kilobytes = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        Ok(kilobytes.map(|kilobytes| kilobytes * 1024))
    }

    /// Memory in use now, bytes.
    pub fn resident(&self) -> anyhow::Result<u64> {
        self.memory("VmRSS")?.context("the process has ended")
    }

    /// Waits for the end. Tells CPU time and the peak of memory, seen at most 5 ms before the end.
    pub fn finish(mut self) -> anyhow::Result<Finished> {
        let begun = Instant::now();
        let mut peak = 0;
        while !self.has_ended()? {
            peak = self.memory("VmHWM")?.unwrap_or(peak);
            std::thread::sleep(Duration::from_millis(5));
        }
        let (took, cpu) = (begun.elapsed(), self.cpu()?);
        let status = self.process.wait()?;
        anyhow::ensure!(status.success(), "a program under measurement failed: {status}");
        Ok(Finished { took, cpu, peak })
    }

    /// Asks the process to end, as an operator would, and waits for it.
    pub fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").arg(self.process.id().to_string()).status()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // One that has ended already can't be killed: nothing is lost.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a finished process used.
pub struct Finished {
    /// From its start.
    pub took: Duration,
    /// Of all threads.
    pub cpu: Duration,
    /// The largest resident memory, bytes.
    pub peak: u64,
}

/// Waits until the program answers on its port; tells how long that took.
pub async fn ready(address: SocketAddr, path: &str) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    loop {
        let request = crate::http::get(path, "localhost");
        if let Ok(response) = crate::http::once(address, request).await
            && response.status().is_success()
        {
            return Ok(begun.elapsed());
        }
        anyhow::ensure!(begun.elapsed() < PATIENCE, "nothing answers on {address}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// An address on this machine where nobody listens.
pub fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// A command without the `KABINET_` settings of the shell that runs the bench.
pub fn command(program: &std::path::Path) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("KABINET_") {
            command.env_remove(name);
        }
    }
    command
}

/// The product's program, built first: `cargo run -p bench` alone would leave an old one, or none, beside the bench.
/// `KABINET_BENCH_BINARY` names another.
pub fn kabinet() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("KABINET_BENCH_BINARY") {
        return Ok(path.into());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status =
        Command::new(cargo).args(["build", "--release", "--quiet", "-p", "kabinet", "--bin", "kabinet"]).status()?;
    anyhow::ensure!(status.success(), "the product doesn't build");
    let bench = std::env::current_exe()?;
    Ok(bench.with_file_name("kabinet"))
}
