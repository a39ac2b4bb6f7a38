//! A page (electricity, payments) of the member of plots 269 and 270, with the demo's data: the product beside bare programs.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use hyper::header::{HeaderValue, LOCATION, SET_COOKIE};
use uuid::Uuid;

use crate::bare::{Answer, Engine, Page};
use crate::child::{self, Child};
use crate::figures::{count, median, percent, print_table, spread};
use crate::ground::{Base, Ground};
use crate::http;
use crate::load::{Round, Target, drive};

/// The page of electricity, which other measurements load too.
pub const PATH: &str = "/my/electricity";
/// The portal of the demo.
pub const HOST: &str = "snt.localhost";
/// The demo's member of plots 269 and 270.
const LOGIN: &str = "login=269&password=sadovod-269";

/// A page of the cabinet over HTTP against bare programs that run the same statements
#[derive(Args)]
pub struct PageBench {
    /// Which database; both otherwise
    #[arg(long, value_enum)]
    base: Option<Base>,
    /// Which page
    #[arg(long, value_enum, default_value_t)]
    page: Page,
    /// Rounds of each program, in turn; the median counts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Length of a round
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
}

impl Default for PageBench {
    fn default() -> Self {
        Self { base: None, page: Page::Electricity, rounds: 5, seconds: 3.0 }
    }
}

/// A program under load.
struct Contender {
    name: &'static str,
    server: Child,
    target: Target,
    rounds: Vec<Round>,
}

impl Contender {
    fn rate(&self) -> f64 {
        median(&self.rounds.iter().map(|round| round.rate).collect::<Vec<_>>())
    }

    fn cpu(&self) -> f64 {
        median(&self.rounds.iter().map(|round| round.cpu).collect::<Vec<_>>())
    }
}

impl PageBench {
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
        let (person, portal) = fill(&ground).await?;
        let (product, answer) = product(&ground, program, self.page).await?;
        println!("\n{}: a page of {} bytes", base.name(), answer.body.len());
        let kept = ground.folder().join("answer.json");
        std::fs::write(&kept, serde_json::to_vec(&answer)?)?;
        let engines: &[Engine] = match (base, self.page) {
            (Base::Sqlite, Page::Electricity) => &[Engine::SqlxSqlite, Engine::Rusqlite],
            (Base::Postgres, Page::Electricity) => &[Engine::SqlxPostgres, Engine::TokioPostgres],
            (Base::Sqlite, Page::Payments) => &[Engine::SqlxSqlite],
            (Base::Postgres, Page::Payments) => &[Engine::SqlxPostgres],
        };
        let mut contenders = vec![product];
        for engine in engines {
            let product = &contenders[0].target;
            contenders.push(bare(*engine, self.page, &ground, &kept, (person, portal), product).await?);
        }
        for connections in [1, 32] {
            self.contest(&mut contenders, connections).await?;
            print(base, connections, &contenders);
        }
        contenders.truncate(1);
        self.packed(base, &mut contenders).await?;
        drop(contenders);
        ground.clear().await
    }

    /// All take their turns round by round, so that a noisy neighbour meets all of them.
    async fn contest(&self, contenders: &mut [Contender], connections: usize) -> anyhow::Result<()> {
        let length = Duration::from_secs_f64(self.seconds);
        for contender in &mut *contenders {
            contender.rounds.clear();
            drive(&contender.target, &contender.server, connections, length / 4).await?;
        }
        for _ in 0..self.rounds {
            for contender in &mut *contenders {
                let round = drive(&contender.target, &contender.server, connections, length).await?;
                contender.rounds.push(round);
            }
        }
        Ok(())
    }

    /// What packing costs on top: browsers ask for it, and no precomputed answer can stand beside it.
    async fn packed(&self, base: Base, product: &mut [Contender]) -> anyhow::Result<()> {
        let mut rows = Vec::new();
        for encoding in ["gzip", "br"] {
            for contender in &mut *product {
                contender.target.encoding = Some(encoding);
                contender.target.length = None;
            }
            self.contest(product, 32).await?;
            for contender in &mut *product {
                let response = http::once(contender.target.address, contender.target.request()).await?;
                let length = response.body().len();
                rows.push(vec![
                    encoding.to_owned(),
                    count(length as f64),
                    count(contender.rate()),
                    count(contender.cpu()),
                ]);
            }
        }
        let title = format!("{}: Kabinet, packed for a browser, 32 connections", base.name());
        print_table(&title, &["encoding", "bytes", "pages/s", "CPU µs"], &rows);
        Ok(())
    }
}

fn print(base: Base, connections: usize, contenders: &[Contender]) {
    let product = &contenders[0];
    let rows: Vec<Vec<String>> = contenders
        .iter()
        .map(|contender| {
            let rates: Vec<f64> = contender.rounds.iter().map(|round| round.rate).collect();
            let (least, most) = spread(&rates);
            vec![
                contender.name.to_owned(),
                count(contender.rate()),
                format!("{}–{}", count(least), count(most)),
                count(contender.cpu()),
                percent(product.rate(), contender.rate()),
                percent(contender.cpu(), product.cpu()),
            ]
        })
        .collect();
    let title = format!("{}, {connections} connection(s)", base.name());
    let head = ["program", "pages/s", "of which least–most", "CPU µs a page", "Kabinet has of its pages/s", "by CPU"];
    print_table(&title, &head, &rows);
}

/// The demo's data. Returns the member and the portal.
pub async fn fill(ground: &Ground) -> anyhow::Result<(Uuid, Uuid)> {
    let app = ground.app().await?;
    kabinet::demo::fill(&app, 80).await?;
    let text = "SELECT id, portal_id FROM person WHERE login = '269'";
    let found = match &app.db {
        store::Db::Sqlite { read, .. } => sqlx::query_as(text).fetch_one(read).await?,
        store::Db::Postgres(pool) => sqlx::query_as(text).fetch_one(pool).await?,
    };
    app.db.close().await;
    Ok(found)
}

/// Starts the product on a filled ground.
pub async fn serve(ground: &Ground, program: &Path) -> anyhow::Result<(Child, SocketAddr, Duration)> {
    serve_with(ground, program, &[]).await
}

/// The same with more settings.
pub async fn serve_with(
    ground: &Ground,
    program: &Path,
    settings: &[(&str, &str)],
) -> anyhow::Result<(Child, SocketAddr, Duration)> {
    let address = child::free_address()?;
    let mut command = ground.kabinet(program, &["serve", "--role", "web"]);
    command.env("KABINET_LISTEN", address.to_string()).envs(settings.iter().copied());
    command.stdout(std::process::Stdio::null());
    let server = Child::start(command)?;
    let took = child::ready(address, "/healthz").await?;
    Ok((server, address, took))
}

/// The product with its member logged in, and its answer.
async fn product(ground: &Ground, program: &Path, page: Page) -> anyhow::Result<(Contender, Answer)> {
    let (server, address, _) = serve(ground, program).await?;
    let mut target = Target { path: page.path(), ..member(address).await? };
    let response = http::once(address, target.request()).await?;
    anyhow::ensure!(response.status().is_success(), "the page answers {}", response.status());
    let body = String::from_utf8(response.body().to_vec())?;
    target.length = Some(body.len());
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| Ok((name.to_string(), value.to_str()?.to_owned())));
    let answer = Answer { headers: headers.collect::<anyhow::Result<_>>()?, body };
    anyhow::ensure!(answer.body.contains("269") && answer.body.contains("270"), "this is another page");
    Ok((Contender { name: "Kabinet", server, target, rounds: Vec::new() }, answer))
}

/// Logs the member in.
pub async fn member(address: SocketAddr) -> anyhow::Result<Target> {
    log_in(address, HOST, LOGIN, PATH).await
}

/// Logs somebody in who will ask for this page of this portal.
pub async fn log_in(
    address: SocketAddr,
    portal: &str,
    form: &'static str,
    path: &'static str,
) -> anyhow::Result<Target> {
    let host = format!("{portal}:{}", address.port());
    let response = http::once(address, http::post_form("/login", &host, form)).await?;
    anyhow::ensure!(response.headers().contains_key(LOCATION), "log-in answers {}", response.status());
    let cookies = response.headers().get_all(SET_COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    let mut named = cookies.filter_map(|cookie| cookie.split(';').next());
    let session = named.find(|cookie| cookie.starts_with("kabinet_session=")).context("no session")?;
    let cookie = HeaderValue::from_str(session)?;
    Ok(Target { address, host, path, form: None, cookie, encoding: None, length: None })
}

/// A bare program with the product's answer.
async fn bare(
    engine: Engine,
    page: Page,
    ground: &Ground,
    answer: &Path,
    (person, portal): (Uuid, Uuid),
    product: &Target,
) -> anyhow::Result<Contender> {
    let address = child::free_address()?;
    let mut command = child::command(&std::env::current_exe()?);
    let engine_name = clap::ValueEnum::to_possible_value(&engine).map(|value| value.get_name().to_owned());
    command
        .args([
            "bare",
            "--page",
            &page.name(),
            "--engine",
            &engine_name.unwrap_or_default(),
            "--database",
            &ground.url(),
        ])
        .args(["--person", &person.to_string(), "--portal", &portal.to_string()])
        .args(["--listen", &address.to_string(), "--answer"])
        .arg(answer);
    let server = Child::start(command)?;
    child::ready(address, page.path()).await?;
    let target = Target { address, ..product.clone() };
    Ok(Contender { name: engine.name(), server, target, rounds: Vec::new() })
}
