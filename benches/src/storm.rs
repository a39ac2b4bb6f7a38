//! A page beside a storm of log-ins: Argon2 runs under its cap, so pages stay quick.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use domain::ids::PortalId;
use domain::person::Login;
use hyper::StatusCode;
use hyper::header::HeaderValue;
use kabinet::flows::register_person::{Registration, register_person};
use tokio::task::JoinHandle;

use crate::child;
use crate::figures::{count, median, millis, print_table, times};
use crate::ground::{Base, Ground};
use crate::http;
use crate::load::{Round, Target, drive, middle};
use crate::page::{fill, member, serve_with};

/// Of everybody in the storm.
const PASSWORD: &str = "storm-over-snt";
/// A storm has begun by then.
const RISING: Duration = Duration::from_secs(1);

/// The electricity page over HTTP without and with a storm of log-ins beside it
#[derive(Args)]
pub struct StormBench {
    /// Which database; both otherwise
    #[arg(long, value_enum)]
    base: Option<Base>,
    /// Connections that ask for the page
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// Clients that log in without a pause
    #[arg(long, default_value_t = 32)]
    clients: usize,
    /// Rounds without and with the storm, in turn; the median counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Length of a round
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
}

impl Default for StormBench {
    fn default() -> Self {
        Self { base: None, connections: 8, clients: 32, rounds: 3, seconds: 10.0 }
    }
}

impl StormBench {
    /// Measures and prints.
    pub async fn run(&self) -> anyhow::Result<()> {
        let program = child::kabinet()?;
        for base in Base::ALL.into_iter().filter(|base| self.base.is_none_or(|wanted| wanted == *base)) {
            self.measure(base, &program).await?;
        }
        Ok(())
    }

    async fn measure(&self, base: Base, program: &Path) -> anyhow::Result<()> {
        let ground = Ground::fresh(base).await?;
        let (_, portal) = fill(&ground).await?;
        add_people(&ground, portal.into(), self.clients).await?;
        // Log-ins of one address are limited, also those that are under way: the storm comes from many, through a proxy.
        let proxied = [("KABINET_CLIENT_ADDRESS", "rightmost_forwarded_for")];
        let (server, address, _) = serve_with(&ground, program, &proxied).await?;
        let mut page = member(address).await?;
        let response = http::once(address, page.request()).await?;
        anyhow::ensure!(response.status() == StatusCode::OK, "the page answers {}", response.status());
        page.length = Some(response.body().len());

        let length = Duration::from_secs_f64(self.seconds);
        drive(&page, &server, self.connections, length / 4).await?;
        let (mut calm, mut stormy) = (Vec::new(), Vec::new());
        let mut log_ins = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..self.rounds {
            calm.push(drive(&page, &server, self.connections, length).await?);
            let storm = Storm::begin(&page, self.clients);
            tokio::time::sleep(RISING).await;
            let (before, begun) = (storm.counts(), Instant::now());
            stormy.push(drive(&page, &server, self.connections, length).await?);
            let (after, took) = (storm.counts(), begun.elapsed().as_secs_f64());
            storm.end().await?;
            for ((rates, after), before) in log_ins.iter_mut().zip(after).zip(before) {
                rates.push((after - before) as f64 / took);
            }
        }
        self.print(base, &calm, &stormy, &log_ins);
        drop(server);
        ground.clear().await
    }

    fn print(&self, base: Base, calm: &[Round], stormy: &[Round], log_ins: &[Vec<f64>; 3]) {
        let p99 = |rounds: &[Round]| middle(rounds, |round| round.p99);
        let mut rows = vec![row("without", calm), row("with", stormy)];
        let [right, wrong, busy] = log_ins;
        for row in &mut rows {
            row.resize(HEAD.len(), String::new());
        }
        if let Some(with) = rows.last_mut() {
            with.truncate(4);
            with.push(times(p99(stormy), p99(calm)));
            with.extend([right, wrong, busy].map(|rates| format!("{:.1}", median(rates))));
        }
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        let title = format!(
            "{}: the electricity page at {} connections without and with {} clients that log in, {cores} cores",
            base.name(),
            self.connections,
            self.clients
        );
        print_table(&title, &HEAD, &rows);
    }
}

const HEAD: [&str; 8] = [
    "storm",
    "pages/s",
    "p50, ms",
    "p99, ms",
    "p99, with to without",
    "right log-ins/s",
    "wrong log-ins/s",
    "answered 503, a second",
];

fn row(name: &str, rounds: &[Round]) -> Vec<String> {
    vec![
        name.to_owned(),
        count(middle(rounds, |round| round.rate)),
        millis(middle(rounds, |round| round.p50)),
        millis(middle(rounds, |round| round.p99)),
    ]
}

/// Everybody in the storm has a login of their own: wrong guesses at one are limited.
async fn add_people(ground: &Ground, portal: PortalId, count: usize) -> anyhow::Result<()> {
    let app = ground.app().await?;
    for number in 0..count {
        let login = Login::parse(&login_of(number))?;
        let person = Registration { portal, login: &login, password: PASSWORD, full_name: "", email: None };
        register_person(&app, &person).await?;
    }
    app.db.close().await;
    Ok(())
}

fn login_of(number: usize) -> String {
    format!("storm{number}")
}

/// Clients that log in without a pause and without cookies.
struct Storm {
    tally: Arc<Tally>,
    clients: Vec<JoinHandle<anyhow::Result<()>>>,
}

/// What became of log-ins so far.
#[derive(Default)]
struct Tally {
    is_over: AtomicBool,
    right: AtomicU64,
    wrong: AtomicU64,
    busy: AtomicU64,
}

impl Storm {
    fn begin(page: &Target, clients: usize) -> Self {
        let tally = Arc::<Tally>::default();
        let client = |number| {
            let (host, tally) = (page.host.clone(), Arc::clone(&tally));
            let client = Client { address: page.address, host, login: login_of(number), tally };
            tokio::spawn(client.run())
        };
        let clients = (0..clients).map(client).collect();
        Self { tally, clients }
    }

    /// Right ones, wrong ones, those that were answered «later».
    fn counts(&self) -> [u64; 3] {
        [&self.tally.right, &self.tally.wrong, &self.tally.busy].map(|counter| counter.load(Ordering::Relaxed))
    }

    async fn end(self) -> anyhow::Result<()> {
        self.tally.is_over.store(true, Ordering::Relaxed);
        for client in self.clients {
            client.await??;
        }
        Ok(())
    }
}

/// Strangers so far: each has an address and a login that nobody had before.
static STRANGERS: AtomicU32 = AtomicU32::new(0);

struct Client {
    address: SocketAddr,
    host: String,
    login: String,
    tally: Arc<Tally>,
}

impl Client {
    async fn run(self) -> anyhow::Result<()> {
        while !self.tally.is_over.load(Ordering::Relaxed) {
            self.try_once(true).await?;
            self.try_once(false).await?;
        }
        Ok(())
    }

    /// Its own login, or one that nobody has: a hash is computed either way.
    async fn try_once(&self, right: bool) -> anyhow::Result<()> {
        let stranger = STRANGERS.fetch_add(1, Ordering::Relaxed);
        let login = if right { self.login.clone() } else { format!("nobody{stranger}") };
        let mut request = http::post_form("/login", &self.host, format!("login={login}&password={PASSWORD}"));
        let from = Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 0).to_bits() + stranger);
        request.headers_mut().insert("x-forwarded-for", HeaderValue::from_str(&from.to_string())?);
        let response = http::once(self.address, request).await?;
        let counter = match response.status() {
            StatusCode::SEE_OTHER if right => &self.tally.right,
            StatusCode::UNPROCESSABLE_ENTITY if !right => {
                let asks = String::from_utf8_lossy(response.body()).contains("name=\"captcha\"");
                anyhow::ensure!(!asks, "a picture is asked for: no hash is computed");
                &self.tally.wrong
            }
            StatusCode::SERVICE_UNAVAILABLE => &self.tally.busy,
            status => anyhow::bail!("log-in of {login} answers {status}"),
        };
        counter.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
