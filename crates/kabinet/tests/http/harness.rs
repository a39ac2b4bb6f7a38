//! A whole Kabinet of one test: a fresh database, a clock that is held, repeatable randomness, the router without a network.

use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{OrganisationId, PersonId};
use domain::person::{Login, Role};
use domain::portal::{HostName, Preset};
use gateways::mail::{Letter, Mailer, Recording};
use kabinet::app::App;
use kabinet::clock::Clock;
use kabinet::config::{ClientAddress, Config, Scheme};
use kabinet::entropy::Entropy;
use kabinet::flows::audit::Actor;
use kabinet::flows::grant_role::grant_role;
use kabinet::flows::register_person::{Registration, register_person};
use kabinet::flows::register_portal::{register_portal, suggestion};
use kabinet::jobs::{Post, run_all_due};
use kabinet::web::{Web, router};
use store::organisations::{self, Organisation};
use store::portals::{self, Portal};
use store::scope::JobScope;
use store::testing::TestDb;

use crate::client::Client;

/// The moment at which every test begins: 3 June 2022, 9:00 in Moscow.
pub fn beginning() -> DateTime<Utc> {
    "2022-06-03T06:00:00Z".parse().unwrap()
}

/// Everybody's password.
pub const PASSWORD: &str = "sadovod-2022";

/// A process over a database of its own.
pub struct TestApp {
    pub app: App,
    pub web: Web,
    router: Router,
    test: TestDb,
}

/// A portal with its first organisation.
#[derive(Clone)]
pub struct Place {
    pub portal: Portal,
    pub organisation: OrganisationId,
}

impl Place {
    pub fn host(&self) -> &str {
        self.portal.host.as_str()
    }

    pub fn scope(&self) -> JobScope {
        JobScope::of_command_line(self.organisation)
    }
}

impl TestApp {
    /// As on one's own machine: plain HTTP, no proxy.
    pub async fn new(test: TestDb) -> Self {
        Self::with(test, |_| ()).await
    }

    /// With other settings.
    pub async fn with(test: TestDb, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config {
            database_url: Some(test.url.clone()),
            database_connections: 8,
            data: test.folder().join("data"),
            secret_key: Some("a secret of tests, forty characters long".to_owned()),
            public_scheme: Scheme::Http,
            client_address: ClientAddress::Connection,
            ..Config::default()
        };
        change(&mut config);
        let app = App::open(config, Clock::held(beginning()), Entropy::seeded(1)).await.unwrap();
        let web = Web::new(app.clone(), None);
        Self { router: router(web.clone()), app, web, test }
    }

    /// Another process over the same database, with the same clock.
    pub async fn second_process(&self) -> Client {
        let config = Config::clone(&self.app.config);
        let app = App::open(config, self.app.clock.clone(), Entropy::seeded(2)).await.unwrap();
        Client::new(router(Web::new(app, None)), "")
    }

    /// A browser without cookies, on a portal's host.
    pub fn client(&self, host: &str) -> Client {
        Client::new(self.router.clone(), host)
    }

    /// A browser that has logged in.
    pub async fn logged_in(&self, host: &str, login: &str) -> Client {
        let mut client = self.client(host);
        client.log_in(login).await;
        client
    }

    pub fn advance(&self, seconds: i64) {
        self.app.clock.advance(TimeDelta::seconds(seconds));
    }

    /// A portal of this kind under `{slug}.example.ru`.
    pub async fn portal(&self, slug: &str, preset: Preset) -> Place {
        let host = HostName::parse(&format!("{slug}.example.ru")).unwrap();
        let mut portal = suggestion(self.app.id(), slug, host, preset).unwrap();
        portal.title = format!("Портал «{slug}»");
        let organisation = register_portal(&self.app, &portal).await.unwrap();
        Place { portal, organisation }
    }

    /// One more organisation of a portal.
    pub async fn organisation(&self, place: &Place, code: &str) -> Place {
        let organisation = Organisation::of(self.app.id(), code, format!("СНТ {code}"));
        let now = self.app.clock.now();
        store::write!(self.app.db, |tx| organisations::insert(tx, place.portal.id, &organisation, now).await).unwrap();
        Place { organisation: organisation.id, ..place.clone() }
    }

    pub async fn alias(&self, place: &Place, host: &str) {
        let host = HostName::parse(host).unwrap();
        store::write!(self.app.db, |tx| portals::add_alias(tx, place.portal.id, &host).await).unwrap();
    }

    pub async fn person(&self, place: &Place, login: &str) -> PersonId {
        let login = Login::parse(login).unwrap();
        let person =
            Registration { portal: place.portal.id, login: &login, password: PASSWORD, full_name: "", email: None };
        register_person(&self.app, &person).await.unwrap()
    }

    pub async fn operator(&self, place: &Place, login: &str, role: Role) -> PersonId {
        let person = self.person(place, login).await;
        grant_role(&self.app, Actor::CommandLine, person, place.portal.id, place.organisation, role).await.unwrap();
        person
    }

    /// Runs a statement that no part of the program makes yet: `$1` is the person.
    pub async fn about_person(&self, sql: &'static str, person: PersonId) {
        let touched = match &self.test.db {
            store::Db::Sqlite { write, .. } => {
                sqlx::query(sql).bind(person.uuid()).execute(write).await.unwrap().rows_affected()
            }
            store::Db::Postgres(pool) => {
                sqlx::query(sql).bind(person.uuid()).execute(pool).await.unwrap().rows_affected()
            }
        };
        assert!(touched > 0, "{sql}");
    }

    /// The worker does everything that is due, then the clock goes on.
    pub async fn work(&self) {
        let post = Post { mailer: None, from: String::new(), scheme: "http", port: None, in_flight: 1 };
        run_all_due(&self.app, &post).await.unwrap();
        self.advance(1);
    }

    /// The worker sends the letters that wait.
    pub async fn deliver(&self) -> Vec<Letter> {
        let mailbox = Recording::default();
        let mailer = Some(Mailer::Recording(mailbox.clone()));
        let post = Post { mailer, from: "kabinet@example.ru".to_owned(), scheme: "http", port: None, in_flight: 1 };
        run_all_due(&self.app, &post).await.unwrap();
        mailbox.letters()
    }

    /// Every import with how it stands, and the letters and readings there are: what an import could change.
    pub async fn state_of_imports(&self) -> Vec<String> {
        self.texts(
            "SELECT file_name || state || CAST(rows_applied AS TEXT) || COALESCE(mapping, '') FROM import
             UNION ALL SELECT 'r' || CAST(COUNT(*) AS TEXT) || ':' || CAST(COALESCE(SUM(t1), 0) AS TEXT) FROM reading
             UNION ALL SELECT 'd' || number || state FROM declared_account
             UNION ALL SELECT 's' || slug || CAST(version AS TEXT) FROM site_page
             UNION ALL SELECT 'n' || title || CAST(version AS TEXT) FROM announcement
             UNION ALL SELECT 'q' || CAST(number AS TEXT) || COALESCE(CAST(answered_at AS TEXT), '') FROM contact_request
             UNION ALL SELECT 'p' || login || CASE WHEN blocked_at IS NULL THEN '' ELSE ' blocked' END FROM person
             UNION ALL SELECT 'l' || CAST(COUNT(*) AS TEXT) FROM link WHERE until IS NULL
             UNION ALL SELECT 'm' || CAST(COUNT(*) AS TEXT) FROM outbox_letter WHERE kind <> 'new_device'
             UNION ALL SELECT 'b' || level || role || proof FROM link WHERE until IS NULL
             UNION ALL SELECT 'w' || proof || state FROM link_request
             UNION ALL SELECT 'h' || email || state FROM share_offer
             UNION ALL SELECT 'o' || CAST(COUNT(*) AS TEXT) FROM operator_role
             UNION ALL SELECT 'v' || CAST(COUNT(*) AS TEXT) FROM view_session
             UNION ALL SELECT 't' || CAST(COUNT(*) AS TEXT) FROM electricity_tariff
             UNION ALL SELECT 'a' || CAST(COUNT(*) AS TEXT) FROM account ORDER BY 1",
        )
        .await
    }

    /// Runs a statement that no part of the program makes.
    pub async fn run(&self, sql: &'static str) {
        match &self.test.db {
            store::Db::Sqlite { write, .. } => drop(sqlx::query(sql).execute(write).await.unwrap()),
            store::Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }

    /// A column of texts.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        match &self.test.db {
            store::Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_all(read).await.unwrap(),
            store::Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// One number.
    pub async fn count(&self, sql: &'static str) -> i64 {
        match &self.test.db {
            store::Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_one(read).await.unwrap(),
            store::Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    }
}
