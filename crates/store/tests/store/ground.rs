//! What the tests stand on: a portal with two organisations, their accounts with meters, people.

use chrono::NaiveDate;
use domain::account::{IdentifierKind, LinkLevel, LinkRole};
use domain::ids::{AccountId, ImportId, MeterId, OrganisationId, PersonId, PortalId};
use domain::meter::Reading;
use domain::{Quantity, ZoneValues};
use store::accounts::{self, LinkedAccount, RegisterAccount, RegisterMeter};
use store::organisations::{self, Organisation};
use store::people::{self, NewPerson};
use store::portals;
use store::readings::StoredReading;
use store::scope::JobScope;
use store::sessions::{self, Session};
use store::testing::TestDb;
use uuid::Uuid;

use crate::one_text::{now, portal};

pub fn organisation(n: u128) -> OrganisationId {
    Uuid::from_u128(n).into()
}

pub fn scope(n: u128) -> JobScope {
    JobScope::of_command_line(organisation(n))
}

pub fn account(n: u128) -> AccountId {
    Uuid::from_u128(1000 + n).into()
}

/// The meter of an account.
pub fn meter(n: u128) -> MeterId {
    Uuid::from_u128(2000 + n).into()
}

pub fn person(n: u128) -> PersonId {
    Uuid::from_u128(3000 + n).into()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn kwh(day: i64, night: i64) -> ZoneValues {
    ZoneValues::day_night(Quantity::from_int(day).unwrap(), Quantity::from_int(night).unwrap())
}

pub fn reading(n: u128, taken_on: &str, values: ZoneValues, import: Option<ImportId>) -> StoredReading {
    StoredReading {
        account: account(n),
        meter: meter(n),
        reading: Reading { taken_on: day(taken_on), values },
        source: "import".into(),
        received_at: now(),
        import,
    }
}

pub fn register_account(n: u128) -> RegisterAccount {
    RegisterAccount {
        electrified: Some(true),
        meters: vec![RegisterMeter { id: meter(n), serial: None, installed: true }],
        ..RegisterAccount::of(account(n), Uuid::from_u128(4000 + n).into(), IdentifierKind::Plot, n.to_string())
    }
}

/// Portal 1 with organisations 1 (plots 1 to 9) and 2 (plots 11 to 12), portal 2 with organisation 3.
pub async fn lay(test: &TestDb) {
    store::write!(test.db, |tx| {
        for n in [1, 2] {
            portals::save(tx, &portal(n), now()).await?;
        }
        for (n, of) in [(1, 1), (2, 1), (3, 2)] {
            let organisation = Organisation::of(organisation(n), format!("o{n}"), format!("СНТ {n}"));
            organisations::insert(tx, PortalId::from(Uuid::from_u128(of)), &organisation, now()).await?;
        }
        let plots: Vec<_> = (1..=9).map(register_account).collect();
        accounts::put(tx, &scope(1), &plots, Uuid::nil, now()).await?;
        accounts::put(tx, &scope(2), &[register_account(11), register_account(12)], Uuid::nil, now()).await
    })
    .unwrap();
}

pub async fn add_person(test: &TestDb, n: u128, of: u128) {
    let login = format!("person{n}");
    let new = NewPerson {
        id: person(n),
        portal: Uuid::from_u128(of).into(),
        login: &login,
        login_key: &login,
        password_hash: "$argon2id$",
        full_name: "",
        email: None,
    };
    store::write!(test.db, |tx| people::insert(tx, &new, now()).await).unwrap();
}

/// A session that stands for an hour; its token's hash is the person's digit.
pub async fn session(test: &TestDb, n: u128, of: u128) -> Option<Session> {
    let hash = format!("{n:064}");
    let until = now() + chrono::TimeDelta::hours(1);
    store::write!(test.db, |tx| sessions::insert(tx, &hash, person(n), now(), until).await).unwrap();
    sessions::find(&mut test.db.read().await.unwrap(), portal(of).id, &hash, now()).await.unwrap()
}

pub async fn link(test: &TestDb, n: u128, to: u128, of: u128) -> store::Result<()> {
    let link = people::Link { person: person(n), account: account(to), level: LinkLevel::Full, role: LinkRole::Owner };
    store::write!(test.db, |tx| people::link_by_operator(tx, &link, portal(1).id, organisation(of), now()).await)
}

/// The accounts that a person reaches.
pub async fn reached(test: &TestDb, session: &Session) -> Vec<LinkedAccount> {
    accounts::of_customer(&mut test.db.read().await.unwrap(), &session.scope, now()).await.unwrap()
}
