//! `kabinet demo`.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use domain::portal::TimeZone;
use domain::{Date, parse_date};
use gateways::mail::{Mailer, Recording};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::log;
use super::serve::{Stop, finish};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Scheme};
use crate::demo;
use crate::entropy::Entropy;
use crate::jobs::{self, Post};
use crate::web::{self, Web};

/// Serve four demo portals on embedded SQLite; nothing needs to be set up
#[derive(Args)]
pub struct DemoCommand {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: SocketAddr,
    /// Where the demo's data are kept
    #[arg(long, default_value = "data/demo", value_name = "DIR")]
    data: PathBuf,
    /// The demo's date; its clock ticks on from there
    #[arg(long, default_value = "2022-06-02", value_parser = parse_date, value_name = "DATE")]
    today: Date,
    /// Begin anew: forget what was changed
    #[arg(long)]
    reset: bool,
}

impl DemoCommand {
    /// Serves until a signal comes.
    pub async fn run(self) -> anyhow::Result<()> {
        log::to_stdout();
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("{} can't be listened on: is another program there? Choose another with --listen", self.listen)
        })?;
        let address = listener.local_addr()?;
        if self.reset {
            demo::reset(&self.data)?;
        }
        let config = Config {
            data: self.data,
            listen: address,
            public_scheme: Scheme::Http,
            public_port: Some(address.port()),
            ..Config::default()
        };
        let app = App::open(config, Clock::starting_on(self.today, TimeZone::MOSCOW), Entropy::System).await?;
        app.db.migrate().await?;
        let demo = demo::fill(&app, address.port()).await?;
        let post = Post {
            mailer: Some(Mailer::Recording(Recording::default())),
            from: "kabinet@localhost".to_owned(),
            scheme: Scheme::Http.as_str(),
            port: Some(address.port()),
            in_flight: 1,
        };
        let stop_signal = Stop::listen()?;
        println!("The demo is at {}", demo.start);
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(jobs::run(app.clone(), post, stopped));
        web::serve(listener, Web::new(app.clone(), Some(demo)), stop_signal.asked()).await?;
        finish(&app, &stop, Some(worker)).await;
        Ok(())
    }
}
