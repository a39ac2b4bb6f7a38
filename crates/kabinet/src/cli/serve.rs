//! `kabinet serve`.

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use gateways::mail::{Mailer, Smtp};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::log;
use crate::app::App;
use crate::config::Config;
use crate::jobs::{self, Post};
use crate::web::{self, Web};

/// Serve the portals
#[derive(Args)]
pub struct Serve {
    /// What this process does; any number of either may run side by side on PostgreSQL
    #[arg(long, value_enum, default_value_t = Role::All)]
    role: Role,
}

/// What a process does.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    /// Pages and background work.
    All,
    /// Pages only.
    Web,
    /// Background work only.
    Worker,
}

impl Serve {
    /// Serves until a signal comes.
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        log::to_stdout();
        let app = super::open(config).await?;
        let post = post(&app.config)?;
        // Before anybody is told that we serve: a signal that comes then must find us listening.
        let stop_signal = Stop::listen()?;
        let (stop, stopped) = watch::channel(false);
        let worker = (self.role != Role::Web).then(|| tokio::spawn(jobs::run(app.clone(), post, stopped.clone())));
        if self.role == Role::Worker {
            tracing::info!(database = app.db.kind(), "working");
            stop_signal.asked().await;
        } else {
            let listener = TcpListener::bind(app.config.listen)
                .await
                .with_context(|| format!("{} can't be listened on: is another program there?", app.config.listen))?;
            tracing::info!(listen = %listener.local_addr()?, database = app.db.kind(), "serving");
            web::serve(listener, Web::new(app.clone(), None), stop_signal.asked()).await?;
        }
        finish(&app, &stop, worker).await;
        Ok(())
    }
}

/// Lets the worker finish what it has in hand, then closes the database.
pub async fn finish(app: &App, stop: &watch::Sender<bool>, worker: Option<tokio::task::JoinHandle<()>>) {
    let _ = stop.send(true);
    if let Some(worker) = worker
        && let Err(error) = worker.await
    {
        tracing::error!(%error, "the worker ended badly");
    }
    app.db.close().await;
    tracing::info!("stopped");
}

/// Who carries the letters of this installation.
fn post(config: &Config) -> anyhow::Result<Post> {
    let read =
        |file: &std::path::PathBuf| std::fs::read(file).with_context(|| format!("smtp_ca_file: {}", file.display()));
    let authorities = config.smtp_ca_file.as_ref().map(read).transpose()?;
    let smtp = config.smtp_url.as_deref().map(|url| Smtp::new(url, authorities.as_deref())).transpose()?;
    let mailer = smtp.map(Mailer::Smtp);
    let from = match (&mailer, &config.smtp_from) {
        (Some(_), None) => anyhow::bail!("smtp_url is set but smtp_from is not: set the address letters come from"),
        (_, from) => from.clone().unwrap_or_default(),
    };
    let in_flight = usize::try_from(config.smtp_connections)?;
    anyhow::ensure!((1..=64).contains(&in_flight), "smtp_connections is 1 to 64");
    Ok(Post { mailer, from, scheme: config.public_scheme.as_str(), port: config.public_port, in_flight })
}

/// Ctrl+C and SIGTERM.
pub struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    /// From now on the signals no longer kill the process.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Resolves when one of them comes.
    pub async fn asked(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
