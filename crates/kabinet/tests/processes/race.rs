//! Two processes write the same readings at the same time: one file is in as a whole, never a mixture.

use std::fmt::Write as _;
use std::process::Stdio;

use store::both;

use crate::installation::Installation;

const PLOTS: u32 = 400;

fn month(add: u32) -> String {
    let mut text = String::from("№ участка;Период с;Период по;Начало День;Начало Ночь;Конец День;Конец Ночь\n");
    for n in 1..=PLOTS {
        writeln!(text, "{n};01.05.2022;01.06.2022;{n};{n};{};{}", n + add, n + add).unwrap();
    }
    text
}

both! {
    async fn two_imports_of_one_month_never_mix(test) {
        let installation = Installation::new(test).with_snt();
        let mut register = String::from("№ участка;Электрификация\n");
        for n in 1..=PLOTS {
            writeln!(register, "{n};Да").unwrap();
        }
        let loaded = installation.import(&installation.file("register.csv", &register), &["--kind", "register"]);
        assert_eq!(loaded.report["applied"], PLOTS);
        let files = [installation.file("ten.csv", &month(10)), installation.file("twenty.csv", &month(20))];
        let children: Vec<_> = files
            .iter()
            .map(|file| {
                let arguments = ["import", file.to_str().unwrap(), "--portal", "snt"];
                installation.command(&arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        let outcomes: Vec<_> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        assert!(outcomes.iter().any(|outcome| outcome.status.success()));
        for outcome in outcomes.iter().filter(|outcome| !outcome.status.success()) {
            let told = String::from_utf8_lossy(&outcome.stderr);
            assert!(told.contains("run"), "who was second is told what to do: {told}");
        }
        let kinds: i64 = {
            let text = "SELECT COUNT(DISTINCT e.t1 - s.t1) FROM reading s
                JOIN reading e ON e.account_id = s.account_id AND e.taken_on = '2022-06-01'
                WHERE s.taken_on = '2022-05-01'";
            match &installation.test.db {
                store::Db::Sqlite { read, .. } => sqlx::query_scalar(text).fetch_one(read).await.unwrap(),
                store::Db::Postgres(pool) => sqlx::query_scalar(text).fetch_one(pool).await.unwrap(),
            }
        };
        assert_eq!(kinds, 1, "the readings are of one file");
        assert_eq!(installation.count("reading").await, i64::from(PLOTS) * 2);
        installation.must(&["doctor"]);
    }
}
