//! The way to a flat, step by step («Отделение», «Дом», «Квартира»), in a register of 100,000 flats beside one of 1,000: what
//! the pages show is the same in both, so the ratio tells what the length of the register costs.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use domain::account::IdentifierKind;
use domain::ids::OrganisationId;
use domain::person::Login;
use domain::portal::{HostName, Preset};
use hyper::StatusCode;
use hyper::body::Bytes;
use kabinet::app::App;
use kabinet::flows::register_person::{Registration, register_person};
use kabinet::flows::register_portal::{register_portal, suggestion};
use store::accounts::{self, Place, RegisterAccount};
use store::scope::JobScope;

use crate::child::{self, Child};
use crate::figures::{count, millis, print_table, times};
use crate::ground::{Base, Ground};
use crate::http;
use crate::load::{Round, Target, drive, middle};
use crate::page::{log_in, serve};

const HOST: &str = "zhkh.localhost";
const PATH: &str = "/my/accounts/add";
const LOGIN: &str = "zhilets";
const PASSWORD: &str = "zarechnoe-12";
/// The same as a browser sends them.
const LOG_IN: &str = "login=zhilets&password=zarechnoe-12";

/// The short register.
const FEW: usize = 1000;
const DEPARTMENTS: usize = 3;
/// Of each department.
const BUILDINGS: usize = 500;
/// Flats of the building that is walked to, in either register; about as many as the other buildings of the long one have.
const SHOWN: usize = 67;
/// Accounts a transaction.
const BATCH: usize = 500;
/// The number of the first account.
const FIRST_NUMBER: usize = 100_000_000;

/// The way to a flat over HTTP, among 1,000 flats and among 100,000
#[derive(Args)]
pub struct LinkingBench {
    /// Which database; both otherwise
    #[arg(long, value_enum)]
    base: Option<Base>,
    /// Flats of the long register
    #[arg(long, default_value_t = 100_000)]
    flats: usize,
    /// Rounds with each register, in turn; the median counts
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Length of a round
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
}

impl Default for LinkingBench {
    fn default() -> Self {
        Self { base: None, flats: 100_000, rounds: 3, seconds: 2.0 }
    }
}

/// A page on the way.
struct Step {
    name: &'static str,
    target: Target,
    /// In all lists of the page.
    options: usize,
}

/// A product with a register.
struct Register {
    ground: Ground,
    server: Child,
    steps: Vec<Step>,
}

impl LinkingBench {
    /// Measures and prints.
    pub async fn run(&self) -> anyhow::Result<()> {
        anyhow::ensure!(self.flats >= FEW, "fewer flats than {FEW}");
        let program = child::kabinet()?;
        for base in Base::ALL.into_iter().filter(|base| self.base.is_none_or(|wanted| wanted == *base)) {
            self.measure(base, &program).await?;
        }
        Ok(())
    }

    async fn measure(&self, base: Base, program: &Path) -> anyhow::Result<()> {
        let few = Register::lay(base, program, FEW).await?;
        let many = Register::lay(base, program, self.flats).await?;
        let mut rows = Vec::new();
        for (of_few, of_many) in few.steps.iter().zip(&many.steps) {
            let (options, others) = (of_few.options, of_many.options);
            anyhow::ensure!(options == others, "{}: {options} and {others} options", of_few.name);
            for connections in [1, 16] {
                let contenders = [(&few.server, &of_few.target), (&many.server, &of_many.target)];
                let [short, long] = self.contest(contenders, connections).await?;
                let mut row = vec![of_few.name.to_owned(), options.to_string(), connections.to_string()];
                row.extend([&short, &long].into_iter().flat_map(|rounds| cells(rounds)));
                row.push(times(middle(&long, |round| round.p99), middle(&short, |round| round.p99)));
                rows.push(row);
            }
        }
        let flats = count(self.flats as f64);
        let title = format!("{}: the way to a flat among {} and among {flats}", base.name(), count(FEW as f64));
        print_table(&title, &HEAD, &rows);
        few.clear().await?;
        many.clear().await
    }

    /// Both take their turns round by round, so that a noisy neighbour meets both.
    async fn contest(&self, contenders: [(&Child, &Target); 2], connections: usize) -> anyhow::Result<[Vec<Round>; 2]> {
        let length = Duration::from_secs_f64(self.seconds);
        let mut rounds = [Vec::new(), Vec::new()];
        for (server, target) in contenders {
            drive(target, server, connections, length / 4).await?;
        }
        for _ in 0..self.rounds {
            for (of_one, (server, target)) in rounds.iter_mut().zip(contenders) {
                of_one.push(drive(target, server, connections, length).await?);
            }
        }
        Ok(rounds)
    }
}

const HEAD: [&str; 10] = [
    "step",
    "options",
    "connections",
    "few: pages/s",
    "p50, ms",
    "p99, ms",
    "many: pages/s",
    "p50, ms",
    "p99, ms",
    "p99, many to few",
];

fn cells(rounds: &[Round]) -> [String; 3] {
    [
        count(middle(rounds, |round| round.rate)),
        millis(middle(rounds, |round| round.p50)),
        millis(middle(rounds, |round| round.p99)),
    ]
}

impl Register {
    async fn lay(base: Base, program: &Path, flats: usize) -> anyhow::Result<Self> {
        let ground = Ground::fresh(base).await?;
        fill(&ground, flats).await?;
        let (server, address, _) = serve(&ground, program).await?;
        Ok(Self { ground, server, steps: walk(address).await? })
    }

    async fn clear(self) -> anyhow::Result<()> {
        drop(self.server);
        self.ground.clear().await
    }
}

/// A housing manager with so many flats, and a resident whose registration is finished: the form opens to no other.
async fn fill(ground: &Ground, flats: usize) -> anyhow::Result<()> {
    let app = ground.app().await?;
    let portal = suggestion(app.id(), "zhkh", HostName::parse(HOST)?, Preset::Housing)?;
    let organisation = register_portal(&app, &portal).await?;
    let login = Login::parse(LOGIN)?;
    let full_name = "Соколова Нина Петровна";
    let resident = Registration { portal: portal.id, login: &login, password: PASSWORD, full_name, email: None };
    register_person(&app, &resident).await?;
    write_register(&app, organisation, flats).await?;
    app.db.close().await;
    ground.settle().await
}

async fn write_register(app: &App, organisation: OrganisationId, flats: usize) -> anyhow::Result<()> {
    let (scope, now) = (JobScope::of_command_line(organisation), app.clock.now());
    let register: Vec<RegisterAccount> = (0..flats).map(|index| account(app, index)).collect();
    for batch in register.chunks(BATCH) {
        let written: store::Result<()> =
            store::write!(app.db, |tx| accounts::put(tx, &scope, batch, || app.id(), now).await);
        written?;
    }
    Ok(())
}

fn account(app: &App, index: usize) -> RegisterAccount {
    let number = (FIRST_NUMBER + index).to_string();
    RegisterAccount {
        holders: vec!["Соколова Нина Петровна".to_owned()],
        place: Some(place(index)),
        ..RegisterAccount::of(app.id(), app.id(), IdentifierKind::AccountNumber, number)
    }
}

/// Where a flat is: the first ones in the building that is walked to, the others dealt out to the other buildings, those of
/// the same department first, so that the short register has that department whole.
fn place(index: usize) -> Place {
    let (department, building, flat) = match index.checked_sub(SHOWN) {
        None => (0, 0, index),
        Some(rest) => {
            let others = DEPARTMENTS * BUILDINGS - 1;
            let (other, flat) = (rest % others, rest / others);
            match other.checked_sub(BUILDINGS - 1) {
                None => (0, other + 1, flat),
                Some(far) => (1 + far % (DEPARTMENTS - 1), far / (DEPARTMENTS - 1), flat),
            }
        }
    };
    Place { department: department_title(department), building: building_title(building), flat: Some(flat_title(flat)) }
}

fn department_title(index: usize) -> String {
    format!("Отделение {}", index + 1)
}

fn building_title(index: usize) -> String {
    format!("ул. Садовая, д. {}", index + 1)
}

fn flat_title(index: usize) -> String {
    (index + 1).to_string()
}

/// Logs the resident in and goes the whole way once.
async fn walk(address: SocketAddr) -> anyhow::Result<Vec<Step>> {
    let page = log_in(address, HOST, LOG_IN, PATH).await?;
    let sent = |department: &str, building: &str, flat: &str| {
        let form = format!("do=step&department={department}&building={building}&flat={flat}");
        Target { form: Some(Bytes::from(form)), ..page.clone() }
    };
    let (form, text) = step("the form", page.clone()).await?;
    let department = value_of(&text, &department_title(0))?.to_owned();
    let (buildings, text) = step("department → buildings", sent(&department, "", "")).await?;
    let building = value_of(&text, &building_title(0))?.to_owned();
    let (flats, text) = step("building → flats", sent(&department, &building, "")).await?;
    let flat = flat_title(0);
    anyhow::ensure!(text.contains(&format!("<option value=\"{flat}\"")), "flat {flat} is not in the list");
    let (account, text) = step("flat → accounts", sent(&department, &building, &flat)).await?;
    value_of(&text, &FIRST_NUMBER.to_string())?;
    Ok(vec![form, buildings, flats, account])
}

/// A page on the way, and its text.
async fn step(name: &'static str, mut target: Target) -> anyhow::Result<(Step, String)> {
    let response = http::once(target.address, target.request()).await?;
    anyhow::ensure!(response.status() == StatusCode::OK, "{name}: {}", response.status());
    let text = String::from_utf8(response.body().to_vec())?;
    target.length = Some(text.len());
    let options = text.matches("<option ").count();
    Ok((Step { name, target, options }, text))
}

/// What a list sends for this text.
fn value_of<'a>(page: &'a str, text: &str) -> anyhow::Result<&'a str> {
    let before = page.split_once(&format!(">{text}</option>")).map(|(before, _)| before);
    let value = before.and_then(|before| before.rsplit_once("<option value=\"")?.1.split('"').next());
    value.with_context(|| format!("«{text}» is in no list"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{BUILDINGS, DEPARTMENTS, FEW, SHOWN, place, value_of};

    #[test]
    fn both_registers_show_lists_of_the_same_length() {
        for flats in [FEW, 100_000] {
            let places: Vec<_> = (0..flats).map(place).collect();
            let departments: BTreeSet<_> = places.iter().map(|place| &place.department).collect();
            assert_eq!(departments.len(), DEPARTMENTS);
            let own = places.iter().filter(|other| other.department == places[0].department);
            let buildings: BTreeSet<_> = own.clone().map(|place| &place.building).collect();
            assert_eq!(buildings.len(), BUILDINGS);
            let own: Vec<_> = own.filter(|other| other.building == places[0].building).collect();
            let numbers: BTreeSet<_> = own.iter().map(|place| &place.flat).collect();
            assert_eq!((own.len(), numbers.len()), (SHOWN, SHOWN));
        }
    }

    #[test]
    fn a_value_is_read_by_its_text() {
        let page = "<option value=\"a\">д. 10</option><option value=\"b\" selected>д. 1</option>";
        assert_eq!(value_of(page, "д. 1").unwrap(), "b");
        assert!(value_of(page, "д. 2").is_err());
    }
}
