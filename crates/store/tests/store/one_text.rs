//! The data layer's promises (docs/adr/0001): one SQL text and one macro carry every kind of query on both databases.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use domain::Rate;
use domain::ids::{OrganisationId, PortalId};
use domain::meter::ElectricityTariff;
use domain::portal::{BrandHue, HostName, Language, PortalRules, Preset, TimeZone};
use store::organisations::{self, Organisation};
use store::portals::{self, Portal};
use store::scope::JobScope;
use store::{Error, Tx, both, jobs, tariffs};
use uuid::Uuid;

pub fn now() -> DateTime<Utc> {
    "2026-11-10T09:30:00.123456Z".parse().unwrap()
}

pub fn portal(n: u128) -> Portal {
    Portal {
        id: PortalId::from(Uuid::from_u128(n)),
        slug: format!("snt{n}"),
        host: HostName::parse(&format!("snt{n}.example.ru")).unwrap(),
        preset: Preset::Snt,
        title: "СНТ «Аникино»".into(),
        tagline: String::new(),
        phone: String::new(),
        hours: String::new(),
        headline: String::new(),
        email: String::new(),
        address: String::new(),
        hue: BrandHue::new(146).unwrap(),
        languages: vec![Language::Ru, Language::Kk],
        time_zone: TimeZone::MOSCOW,
        rules: PortalRules::default(),
    }
}

pub fn organisation(n: u128) -> Organisation {
    Organisation::of(OrganisationId::from(Uuid::from_u128(n)), "snt", "СНТ «Ёлочка»")
}

pub async fn portal_with_organisation(tx: &mut Tx) -> Result<JobScope, Error> {
    portals::save(tx, &portal(1), now()).await?;
    organisations::insert(tx, portal(1).id, &organisation(2), now()).await?;
    Ok(JobScope::of_command_line(organisation(2).id))
}

both! {
    /// A UUID, text, rules as JSON, and an upsert.
    async fn a_portal_comes_back_as_it_was_saved(test) {
        let mut changed = portal(1);
        changed.title = "Другое имя".into();
        store::write!(test.db, |tx| {
            portals::save(tx, &portal(1), now()).await?;
            portals::save(tx, &portal(3), now()).await?;
            portals::save(tx, &changed, now()).await
        }).unwrap();
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(portals::all(&mut handle).await.unwrap(), vec![changed, portal(3)]);
    }

    /// A fixed-point decimal and a date, there and back.
    async fn a_rate_and_a_date_come_back_exactly(test) {
        let tariff = ElectricityTariff {
            single: Rate::from_micro(5_930_000), day: Rate::from_micro(6_820_001), night: Rate::from_micro(i64::MAX),
        };
        let day = NaiveDate::from_ymd_opt(2022, 2, 28).unwrap();
        store::write!(test.db, |tx| {
            let scope = portal_with_organisation(tx).await?;
            tariffs::set_electricity(tx, &scope, day, &tariff).await
        }).unwrap();
        let mut handle = test.db.read().await.unwrap();
        let table = tariffs::electricity(&mut handle, organisation(2).id).await.unwrap();
        assert_eq!(table.on(day), Some(&tariff));
        assert_eq!(table.on(day.pred_opt().unwrap()), None);
    }

    /// A job claim: one worker gets it, the other nothing until the lease runs out. An instant keeps its microseconds.
    async fn a_job_is_claimed_once(test) {
        let later = now() + chrono::TimeDelta::seconds(60);
        let (id, subject) = (Uuid::from_u128(7), Uuid::from_u128(8));
        store::write!(test.db, |tx| jobs::insert(tx, id, "probe", subject, now()).await).unwrap();
        let claim = async |at| store::write!(test.db, |tx| jobs::claim(tx, at, later).await).unwrap();
        let (one, two) = (claim(now()).await, claim(now()).await);
        assert_eq!(one.map(|job| (job.id, job.attempts)), Some((id, 1)));
        assert_eq!(two, None);
        assert_eq!(claim(later).await.map(|job| job.attempts), Some(2));
    }

    /// A constraint is told by name or text, and nothing of the transaction stays.
    async fn a_conflict_undoes_the_transaction(test) {
        let outcome = store::write!(test.db, |tx| {
            portals::save(tx, &portal(1), now()).await?;
            let mut same_host = portal(2);
            same_host.host = portal(1).host;
            portals::save(tx, &same_host, now()).await
        });
        assert!(matches!(outcome, Err(Error::Conflict(text)) if text.contains("host")));
        assert!(portals::all(&mut test.db.read().await.unwrap()).await.unwrap().is_empty());
    }

    /// Foreign keys hold on both.
    async fn an_organisation_needs_its_portal(test) {
        let outcome = store::write!(test.db, |tx| organisations::insert(tx, portal(9).id, &organisation(2), now()).await);
        assert!(matches!(outcome, Err(Error::Conflict(_))), "{outcome:?}");
    }

    /// One `Tx` through several store functions, run again when PostgreSQL finds two writers in each other's way:
    /// every writer adds one to what it read, and none is lost.
    async fn concurrent_writers_lose_nothing(test) {
        let day = NaiveDate::from_ymd_opt(2022, 1, 1).unwrap();
        let tariff = |n| ElectricityTariff { single: Rate::from_micro(n), day: Rate::from_micro(0), night: Rate::from_micro(0) };
        let scope = store::write!(test.db, |tx| {
            let scope = portal_with_organisation(tx).await?;
            tariffs::set_electricity(tx, &scope, day, &tariff(0)).await?;
            Ok::<_, Error>(scope)
        }).unwrap();
        let runs = AtomicU32::new(0);
        let writers = (0..8).map(|_| async {
            store::write!(test.db, |tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                let table = tariffs::electricity(tx, organisation(2).id).await?;
                let current = table.on(day).unwrap().single.micro();
                tokio::task::yield_now().await;
                tariffs::set_electricity(tx, &scope, day, &tariff(current + 1)).await
            }).unwrap();
        });
        futures::future::join_all(writers).await;
        let table = tariffs::electricity(&mut test.db.read().await.unwrap(), organisation(2).id).await.unwrap();
        assert_eq!(table.on(day).unwrap().single.micro(), 8);
        assert!(runs.load(Ordering::Relaxed) >= 8);
    }

    /// A page's future may move between threads, with a transaction's body inside.
    async fn a_transaction_runs_inside_a_spawned_task(test) {
        let db = test.db.clone();
        tokio::spawn(async move { store::write!(db, |tx| portal_with_organisation(tx).await.map(|_| ())) })
            .await.unwrap().unwrap();
    }
}
