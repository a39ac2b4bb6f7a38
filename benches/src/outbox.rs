//! Letters of the outbox a second: claimed, written out, handed to a mailer that only keeps them, marked.

use std::time::{Duration, Instant};

use clap::Args;
use domain::email::Email;
use domain::person::Login;
use domain::portal::{HostName, Preset};
use gateways::mail::{Mailer, Recording};
use kabinet::app::App;
use kabinet::clock::Clock;
use kabinet::config::Config;
use kabinet::entropy::Entropy;
use kabinet::flows::register_person::{Registration, register_person};
use kabinet::flows::register_portal::{register_portal, suggestion};
use kabinet::jobs::{self, Post};
use store::outbox::{self, NewLetter};
use tokio::sync::watch;

use crate::figures::{count, median, print_table};
use crate::ground::{Base, Ground};

/// Letters of the outbox a second: claim, write out, keep, mark
#[derive(Args)]
pub struct OutboxBench {
    /// Which database; both otherwise
    #[arg(long, value_enum)]
    base: Option<Base>,
    /// Letters a round
    #[arg(long, default_value_t = 5000)]
    letters: usize,
    /// Rounds; the median counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

impl Default for OutboxBench {
    fn default() -> Self {
        Self { base: None, letters: 5000, rounds: 3 }
    }
}

impl OutboxBench {
    /// Measures and prints.
    pub async fn run(&self) -> anyhow::Result<()> {
        let mut rows = Vec::new();
        for base in Base::ALL.into_iter().filter(|base| self.base.is_none_or(|wanted| wanted == *base)) {
            for in_flight in [1, 4] {
                let ground = Ground::fresh(base).await?;
                let mut figures = Vec::new();
                for round in 0..self.rounds {
                    figures.push(self.letters as f64 / self.round(&ground, in_flight, round).await?.as_secs_f64());
                }
                rows.push(vec![base.name().to_owned(), in_flight.to_string(), count(median(&figures))]);
                ground.clear().await?;
            }
        }
        print_table("Letters of the outbox", &["database", "letters under way", "letters/s"], &rows);
        Ok(())
    }

    async fn round(&self, ground: &Ground, in_flight: usize, round: usize) -> anyhow::Result<Duration> {
        let config = Config {
            database_url: Some(ground.url()),
            data: ground.folder().to_path_buf(),
            secret_key: Some("a bench keeps no secrets, so this one is written down".to_owned()),
            ..Config::default()
        };
        let app = App::open(config, Clock::system(), Entropy::System).await?;
        app.db.migrate().await?;
        self.queue(&app, round).await?;
        let mailer = Some(Mailer::Recording(Recording::default()));
        let post = Post { mailer, from: "kabinet@example.ru".to_owned(), scheme: "https", port: None, in_flight };
        let (stop, stopped) = watch::channel(false);
        let begun = Instant::now();
        let worker = tokio::spawn(jobs::run(app.clone(), post, stopped));
        while outbox::counts(&mut app.db.read().await?).await?.0 > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let took = begun.elapsed();
        stop.send(true)?;
        worker.await?;
        app.db.close().await;
        Ok(took)
    }

    /// A portal of its own a round, with one person and letters that tell of a new password.
    async fn queue(&self, app: &App, round: usize) -> anyhow::Result<()> {
        let slug = format!("snt{round}");
        let portal = suggestion(app.id(), &slug, HostName::parse(&format!("{slug}.example.ru"))?, Preset::Snt)?;
        register_portal(app, &portal).await?;
        let (login, email) = (Login::parse("269")?, Email::parse("member@example.ru")?);
        let registration = Registration {
            portal: portal.id,
            login: &login,
            password: "sadovod",
            full_name: "Соколова Нина Петровна",
            email: Some(&email),
        };
        let person = register_person(app, &registration).await?;
        let ids: Vec<uuid::Uuid> = (0..self.letters).map(|_| app.id()).collect();
        let now = app.clock.now();
        let queued: store::Result<()> = store::write!(app.db, |tx| {
            for id in &ids {
                let letter = NewLetter {
                    id: *id,
                    portal: portal.id,
                    kind: "password_changed",
                    subject: person.uuid(),
                    recipient: email.as_str(),
                    language: None,
                };
                outbox::insert(tx, &letter, now).await?;
            }
            Ok(())
        });
        Ok(queued?)
    }
}
