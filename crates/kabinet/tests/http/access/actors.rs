//! Two portals, two organisations in one of them, and everybody who might knock.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::ids::ImportId;
use domain::portal::Preset;

use super::rows::{Row, Stage};
use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::snt::readings_file;

/// What plot 7 has used: a figure that stands nowhere else.
pub const USED: &str = "713";
/// The file of the rightful operator.
pub const FILE: &str = "tayna-pravleniya.csv";
/// A plot of that file which the register doesn't know.
pub const UNKNOWN_PLOT: &str = "98765";

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
    /// Whose door it is.
    Rightful,
}

impl Actor {
    pub const STRANGERS: &[Self] =
        &[Self::Anonymous, Self::Stranger, Self::Foreigner, Self::ForeignOperator, Self::OtherOperator, Self::Editor];

    /// Not logged in to this portal.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Anonymous | Self::Foreigner | Self::ForeignOperator)
    }
}

pub struct Actors {
    pub snt: Place,
    voda: Place,
    months: AtomicI64,
}

impl Actors {
    pub async fn new(test: &TestApp) -> Self {
        let snt = test.with_small_snt("snt").await;
        test.tariff(&snt, "01.01.2022", "5.93", "6.82", "2.65").await;
        test.import(&snt, "may.csv", &readings_file(&[("7", "01.05.2022", "01.06.2022", [1000, 500, 1713, 500])]))
            .await;
        test.import(&snt, "more.csv", &readings_file(&[("8", "01.05.2022", "01.06.2022", [10, 5, 20, 6])])).await;
        test.member(&snt, "7", &["7"]).await;
        test.member(&snt, "8", &["8"]).await;
        test.operators(&snt, "").await;
        let lesnoe = test.organisation(&snt, "lesnoe").await;
        test.import(&lesnoe, "other.csv", "№ участка;Электрификация;Владелец\r\n7;да;\r\n".as_bytes()).await;
        test.operators(&lesnoe, "-lesnoe").await;
        let voda = test.portal("voda", Preset::Water).await;
        test.person(&voda, "7").await;
        test.operators(&voda, "").await;
        let actors = Self { snt, voda, months: AtomicI64::new(0) };
        actors.import(test, Stage::Checked).await;
        actors
    }

    pub async fn client(&self, test: &TestApp, actor: Actor, row: &Row) -> Client {
        let here = self.snt.host();
        match actor {
            Actor::Anonymous => test.client(here),
            Actor::Stranger => test.logged_in(here, "8").await,
            Actor::Foreigner => self.of_elsewhere(test, "7").await,
            Actor::ForeignOperator => self.of_elsewhere(test, "administrator").await,
            Actor::OtherOperator => test.logged_in(here, "administrator-lesnoe").await,
            Actor::Editor => test.logged_in(here, "editor").await,
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
