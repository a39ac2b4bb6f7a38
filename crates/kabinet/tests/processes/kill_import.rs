//! `kill -9` in the middle of an import of 300,000 readings, twenty times: run again, it ends as an uninterrupted one.
//! Whoever looks meanwhile never sees half a plot's period.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use store::{Db, both};

use crate::installation::Installation;

/// Two readings a plot.
const PLOTS: u32 = 150_000;
const KILLS: usize = 20;

/// What plot `n` reads: day and night at the start and at the end.
fn dial(n: u32) -> [u32; 4] {
    [n, n / 2, n + n % 300, n / 2 + n % 100]
}

fn register(installation: &Installation) -> PathBuf {
    let mut text = String::from("№ участка;Электрификация;Заводской № счетчика\n");
    for n in 1..=PLOTS {
        writeln!(text, "{n};Да;{n:09}").unwrap();
    }
    installation.file("register.csv", &text)
}

fn month(installation: &Installation) -> PathBuf {
    let mut text = String::from("№ участка;Период с;Период по;Начало: День;Начало: Ночь;Конец: День;Конец: Ночь\n");
    for n in 1..=PLOTS {
        let [day, night, end_day, end_night] = dial(n);
        writeln!(text, "{n};01.05.2022;01.06.2022;{day};{night};{end_day};{end_night}").unwrap();
    }
    installation.file("month.csv", &text)
}

/// Plots that have one of the two readings only.
async fn half_plots(db: &Db) -> i64 {
    let text = "SELECT COUNT(*) FROM (SELECT account_id FROM reading GROUP BY account_id HAVING COUNT(*) <> 2) half";
    match db {
        Db::Sqlite { read, .. } => sqlx::query_scalar(text).fetch_one(read).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await.unwrap(),
    }
}

type Dial = (String, i64, i64, i64, i64);

async fn all_dials(db: &Db) -> Vec<Dial> {
    let text = "SELECT a.number, s.t1, s.t2, e.t1, e.t2 FROM account a
        JOIN reading s ON s.account_id = a.id AND s.taken_on = '2022-05-01'
        JOIN reading e ON e.account_id = a.id AND e.taken_on = '2022-06-01'";
    let mut dials: Vec<Dial> = match db {
        Db::Sqlite { read, .. } => sqlx::query_as(text).fetch_all(read).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_as(text).fetch_all(pool).await.unwrap(),
    };
    dials.sort_by_key(|(number, ..)| number.parse::<u32>().unwrap());
    dials
}

/// Looks at the readings again and again until told to stop; returns how often it looked.
async fn watch(db: Db, stop: Arc<AtomicBool>) -> u32 {
    let mut looks = 0;
    while !stop.load(Ordering::Relaxed) {
        assert_eq!(half_plots(&db).await, 0, "a reader saw half a plot's period");
        looks += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    looks
}

both! {
    async fn a_killed_import_ends_as_an_uninterrupted_one(test) {
        let installation = Installation::new(test).with_snt();
        let loaded = installation.import(&register(&installation), &[]);
        assert_eq!(loaded.report["applied"], PLOTS);
        let file = month(&installation);
        let stop = Arc::new(AtomicBool::new(false));
        let watcher = tokio::spawn(watch(installation.test.db.clone(), Arc::clone(&stop)));

        let mut rng = StdRng::seed_from_u64(2022);
        let mut killed_at_work = 0;
        for _ in 0..KILLS {
            let mut child =
                installation.command(&["import", file.to_str().unwrap(), "--portal", "snt"]).spawn().unwrap();
            // Moments of the whole run, reading and loading alike: each run goes on where the last was killed.
            tokio::time::sleep(Duration::from_millis(rng.random_range(150..1500))).await;
            if child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                killed_at_work += 1;
            }
            child.wait().unwrap();
        }
        assert!(killed_at_work > KILLS / 2, "only {killed_at_work} kills met a running import");

        let last = installation.import(&file, &[]);
        assert_eq!(last.code, 0, "{:#}", last.report);
        let again = installation.import(&file, &["--dry-run"]);
        assert_eq!(again.report["unchanged"], PLOTS, "{:#}", again.report);
        stop.store(true, Ordering::Relaxed);
        assert!(watcher.await.unwrap() > 10);

        let dials = all_dials(&installation.test.db).await;
        assert_eq!(dials.len(), PLOTS as usize);
        for ((number, s1, s2, e1, e2), n) in dials.into_iter().zip(1..=PLOTS) {
            let micro = dial(n).map(|kwh| i64::from(kwh) * 1_000_000);
            assert_eq!((number, [s1, s2, e1, e2]), (n.to_string(), micro));
        }
        installation.must(&["doctor"]);
    }
}
