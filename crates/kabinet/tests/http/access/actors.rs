//! Two portals, two organisations in one of them, and everybody who might knock.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::account::{Finding, Identifier, IdentifierKind, Linking, Proof};
use domain::ids::{AccountId, ImportId, PersonId};
use domain::portal::Preset;
use kabinet::flows::change_portal::change_portal;
use store::accounts;

use super::rows::{Row, Stage};
use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::html::between;
use crate::snt::readings_file;

/// What plot 7 has used: a figure that stands nowhere else.
pub const USED: &str = "713";
/// What the rightful member owes.
pub const OWED: &str = "913,57";
/// Where the organisation's money goes.
pub const BANK_ACCOUNT: &str = "40703810138250123016";
/// The file of the rightful operator.
pub const FILE: &str = "tayna-pravleniya.csv";
/// The price by day that the organisation set.
pub const PRICE: &str = "6,82";
/// Who works in the organisation's office.
pub const BOOKKEEPER: &str = "accountant</a>";
/// A file that is in.
pub const LOADED: &str = "fees.csv";
/// A plot of that file which the register doesn't know.
pub const UNKNOWN_PLOT: &str = "98765";

/// A page and an announcement that are drafts, or were.
pub const TEXT: &str = "Тайная смета";
/// Who wrote to the organisation.
pub const WRITER: &str = "Тайный автор";

/// The mobile phone of the member of plot 7.
pub const PHONE: &str = "89990000007";
/// Who knows the number of the rightful one's account, and no more.
pub const BASIC: &str = "basic";
/// What they write to the operator.
pub const ASKED: &str = "Прошу открыть тайный счёт";
/// The address of plot 7.
pub const ADDRESS: &str = "Тайная улица, 7";

/// Who declares plots of the organisation.
pub const DECLARER: &str = "vosmoy@example.ru";

/// Who knocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody who has logged in.
    Anonymous,
    /// A member of the same portal with a plot of their own.
    Stranger,
    /// A person of another portal, with that portal's cookie.
    Foreigner,
    /// An operator of another portal, with that portal's cookie.
    ForeignOperator,
    /// An operator of another organisation of the same portal.
    OtherOperator,
    /// An operator of this organisation whose role doesn't allow it.
    Editor,
    /// Whose link to the account of the rightful one is basic: nothing is proved.
    Basic,
    /// Whose link to it has ended.
    Ended,
    /// To whom the rightful one opened it, to look at.
    Viewer,
    /// Whose door it is.
    Rightful,
}

impl Actor {
    pub const STRANGERS: &[Self] = &[
        Self::Anonymous,
        Self::Stranger,
        Self::Foreigner,
        Self::ForeignOperator,
        Self::OtherOperator,
        Self::Editor,
        Self::Basic,
        Self::Ended,
        Self::Viewer,
    ];

    /// Not logged in to this portal.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Anonymous | Self::Foreigner | Self::ForeignOperator)
    }
}

/// Any proof will do, by the number; three people whose links to the account of plot 7 differ.
async fn links(test: &TestApp, snt: &Place) {
    let mut portal = snt.portal.clone();
    portal.rules.linking = Linking {
        finding: Finding::Number,
        proofs: vec![Proof::Receipt, Proof::Meter, Proof::Code, Proof::Pin, Proof::Approval],
        ..Linking::default()
    };
    change_portal(&test.app, &portal, &[]).await.unwrap();
    test.advance(6);
    let end = "UPDATE link SET until = since WHERE person_id = $1";
    let basic = "UPDATE link SET level = 'basic', proof = 'none' WHERE person_id = $1";
    let viewer = "UPDATE link SET role = 'viewer' WHERE person_id = $1";
    for (login, change) in [(BASIC, basic), ("ended", end), ("viewer", viewer)] {
        let person = test.member(snt, login, &["7"]).await;
        test.about_person(change, person).await;
    }
    test.run("UPDATE premises SET address = 'Тайная улица, 7' WHERE id IN (SELECT premises_id FROM account WHERE number = '7')").await;
}

pub struct Actors {
    pub snt: Place,
    voda: Place,
    months: AtomicI64,
    texts: AtomicI64,
    declarer: PersonId,
}

impl Actors {
    pub async fn new(test: &TestApp) -> Self {
        let snt = test.with_small_snt("snt").await;
        test.tariff(&snt, "01.01.2022", "5.93", "6.82", "2.65").await;
        test.import(&snt, "may.csv", &readings_file(&[("7", "01.05.2022", "01.06.2022", [1000, 500, 1713, 500])]))
            .await;
        test.import(&snt, LOADED, "№ участка;Статья;Начислено;Оплачено\n7;Взнос;913,57;0\n".as_bytes()).await;
        test.bank_details(&snt).await;
        test.import(&snt, "more.csv", &readings_file(&[("8", "01.05.2022", "01.06.2022", [10, 5, 20, 6])])).await;
        test.member(&snt, "7", &["7"]).await;
        let declarer = test.member(&snt, "8", &["8"]).await;
        test.about_person(
            "UPDATE person SET email = 'vosmoy@example.ru', email_key = 'vosmoy@example.ru', email_confirmed_at = created_at
             WHERE id = $1",
            declarer,
        )
        .await;
        test.operators(&snt, "").await;
        let lesnoe = test.organisation(&snt, "lesnoe").await;
        test.import(&lesnoe, "other.csv", "№ участка;Электрификация;Владелец\r\n7;да;\r\n".as_bytes()).await;
        test.operators(&lesnoe, "-lesnoe").await;
        let voda = test.portal("voda", Preset::Water).await;
        test.person(&voda, "7").await;
        test.operators(&voda, "").await;
        links(test, &snt).await;
        let own = [("plots", "7"), ("phone", PHONE)];
        test.logged_in(snt.host(), "7").await.post("/my/registration/edit", &own).await;
        let actors = Self { snt, voda, months: AtomicI64::new(0), texts: AtomicI64::new(0), declarer };
        actors.import(test, Stage::Checked).await;
        actors.declaration(test).await;
        actors.text(test, "/office/pages", false).await;
        actors.text(test, "/office/announcements", false).await;
        actors.request(test).await;
        actors.link_request(test).await;
        actors
    }

    /// A request for an operator's word about the account of plot 7, made anew.
    pub async fn link_request(&self, test: &TestApp) -> String {
        let mut basic = test.logged_in(self.snt.host(), BASIC).await;
        let href = format!("/my/accounts/{}/request", self.account(test).await);
        basic.post(&href, &[("proof", "approval"), ("note", ASKED)]).await;
        let mut office = test.logged_in(self.snt.host(), "administrator").await;
        let page = office.get("/office/link-requests").await;
        between(page.text(), "/office/link-requests/", "/approve").to_owned()
    }

    /// The account of plot 7.
    pub async fn account(&self, test: &TestApp) -> AccountId {
        let plot = Identifier::parse("7").unwrap();
        let mut handle = test.app.db.read().await.unwrap();
        let found =
            accounts::known(&mut handle, &self.snt.scope(), IdentifierKind::Plot, &[plot.as_str()]).await.unwrap();
        found[plot.as_str()]
    }

    /// An offer of the account of plot 7, made anew.
    pub async fn offer(&self, test: &TestApp) -> String {
        let href = format!("/my/accounts/{}", self.account(test).await);
        let mut owner = test.logged_in(self.snt.host(), "7").await;
        self.months.fetch_add(1, Ordering::Relaxed);
        let email = format!("gost{}@example.ru", self.months.load(Ordering::Relaxed));
        owner.post(&format!("{href}/share"), &[("email", &email), ("role", "viewer")]).await;
        let page = owner.get(&href).await;
        between(page.text(), &format!("{href}/share/"), "/end").to_owned()
    }

    /// A new page or announcement, a draft unless it is published.
    pub async fn text(&self, test: &TestApp, list: &str, published: bool) -> String {
        self.texts.fetch_add(1, Ordering::Relaxed);
        // The latest is known by the time in its id.
        test.advance(1);
        let slug = self.latest_slug();
        let state = if published { "published" } else { "draft" };
        let mut editor = test.logged_in(self.snt.host(), "editor").await;
        let fields = [
            ("title", TEXT),
            ("body", "Текст"),
            ("slug", &slug),
            ("place", "finances"),
            ("published_on", "2022-06-01"),
            ("state", state),
        ];
        assert_eq!(editor.post(list, &fields).await.location(), list);
        let page = editor.get(list).await;
        let ids = crate::html::attributes(page.text(), "href")
            .into_iter()
            .filter_map(|href| href.strip_prefix(list)?.strip_prefix('/'));
        // Later ones have greater ids.
        ids.filter(|id| id.len() == 36).max().unwrap().to_owned()
    }

    /// The address of the page that was made last.
    pub fn latest_slug(&self) -> String {
        format!("tayna-{}", self.texts.load(Ordering::Relaxed))
    }

    /// A request to the organisation.
    pub async fn request(&self, test: &TestApp) -> String {
        let fields = [("name", WRITER), ("contact", "89990000001"), ("message", "Есть вопрос"), ("consent", "yes")];
        let answer = test.client(self.snt.host()).at_address("198.51.100.7").post("/contacts", &fields).await;
        answer.location().rsplit('/').next().unwrap().to_owned()
    }

    /// A declaration of plot 9 that waits, made anew.
    pub async fn declaration(&self, test: &TestApp) -> String {
        let mut declarer = test.logged_in(self.snt.host(), "8").await;
        for plots in ["8", "8,9"] {
            declarer.post("/my/registration/edit", &[("plots", plots)]).await;
        }
        let mut office = test.logged_in(self.snt.host(), "administrator").await;
        let page = office.get("/office/members").await;
        between(page.text(), "/office/declarations/", "/approve").to_owned()
    }

    /// A member made anew for what the office may do with them: the end of the address after `/office/members/`.
    pub async fn managed(&self, test: &TestApp, path: &str) -> String {
        let login = format!("m{}", self.months.fetch_add(1, Ordering::Relaxed));
        let Some((_, action)) = path.split_once("{id}/") else { return self.declarer.to_string() };
        if action == "confirmation" {
            let email = format!("{login}@example.ru");
            let mut client = test.client(self.snt.host());
            let secret = ("sadovod-2022", "sadovod-2022");
            let number = format!("9{login}");
            let form = [
                ("login", &*number),
                ("email", &email),
                ("password", secret.0),
                ("again", secret.1),
                ("consent", "on"),
            ];
            client.post("/register", &form).await;
            client.post("/my/registration/edit", &[("plots", "9")]).await;
            test.advance(61);
            let mut office = test.logged_in(self.snt.host(), "administrator").await;
            let page = office.get(&format!("/office/members?q={email}")).await;
            return format!("{}/confirmation", between(page.text(), "/office/members/", "\""));
        }
        let person = test.member(&self.snt, &login, &["9"]).await;
        test.about_person(
            "UPDATE person SET email = login || '@example.ru', email_confirmed_at = created_at WHERE id = $1",
            person,
        )
        .await;
        if action == "unblock" {
            test.about_person("UPDATE person SET blocked_at = created_at WHERE id = $1", person).await;
        }
        if action.starts_with("links") {
            let mut office = test.logged_in(self.snt.host(), "administrator").await;
            let page = office.get(&format!("/office/members/{person}")).await;
            return format!("{person}/links/{}/end", between(page.text(), "/links/", "/end"));
        }
        format!("{person}/{action}")
    }

    pub async fn client(&self, test: &TestApp, actor: Actor, row: &Row) -> Client {
        let here = self.snt.host();
        match actor {
            Actor::Anonymous => test.client(here),
            Actor::Stranger => test.logged_in(here, "8").await,
            Actor::Foreigner => self.of_elsewhere(test, "7").await,
            Actor::ForeignOperator => self.of_elsewhere(test, "administrator").await,
            Actor::OtherOperator => test.logged_in(here, "administrator-lesnoe").await,
            Actor::Basic => test.logged_in(here, BASIC).await,
            Actor::Ended => test.logged_in(here, "ended").await,
            Actor::Viewer => test.logged_in(here, "viewer").await,
            Actor::Editor if row.is_site() => test.logged_in(here, "accountant").await,
            Actor::Editor if row.is_requests() => test.logged_in(here, "administrator-lesnoe").await,
            Actor::Editor => test.logged_in(here, "editor").await,
            Actor::Rightful if row.is_site() => test.logged_in(here, "editor").await,
            Actor::Rightful if row.is_requests() => test.logged_in(here, "accountant").await,
            Actor::Rightful if row.is_administration() => test.logged_in(here, "administrator").await,
            Actor::Rightful if row.is_office() => test.logged_in(here, "accountant").await,
            Actor::Rightful => test.logged_in(here, "7").await,
        }
    }

    /// Cookies of the other portal, shown on this one's host.
    async fn of_elsewhere(&self, test: &TestApp, login: &str) -> Client {
        let mut client = test.logged_in(self.voda.host(), login).await;
        assert_ne!(client.get("/my").await.location(), "/login?next=/my", "not logged in there");
        self.snt.host().clone_into(&mut client.host);
        client
    }

    /// A new import of the organisation that has come so far, with a row that goes in and one that is refused.
    pub async fn import(&self, test: &TestApp, stage: Stage) -> ImportId {
        let month = self.months.fetch_add(1, Ordering::Relaxed);
        let day = |month: i64| format!("01.{:02}.{}", month % 12 + 1, 2030 + month / 12);
        let (from, to) = (day(month), day(month + 1));
        let file = readings_file(&[("8", &from, &to, [20, 6, 20, 6]), (UNKNOWN_PLOT, &from, &to, [1, 1, 2, 2])]);
        let mut operator = test.logged_in(self.snt.host(), "administrator").await;
        let answer = operator.upload("/office/imports", "auto", FILE, &file).await;
        let id = answer.location().rsplit('/').next().unwrap().parse().unwrap();
        test.work().await;
        if stage == Stage::Applied {
            operator.post(&format!("/office/imports/{id}/apply"), &[]).await;
            test.work().await;
        }
        id
    }
}
