//! Every SQL text of the crate prepares on both databases.

use sqlx::{Executor as _, SqlSafeStr as _};
use store::Db;
use store::testing::TestDb;

/// The texts behind `run!`, `run_in!`, `run_values!` and the claims, read from the source: a new one is covered when it is written.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name != "db.rs" && name != "testing.rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let place = path.display().to_string();
                found.extend(plain(&source).into_iter().map(|text| (place.clone(), text)));
                found.extend(with_lists(&source).into_iter().map(|text| (place.clone(), text)));
            }
        }
    }
    found
}

fn literal(source: &str) -> (&str, &str) {
    let start = source.find('"').unwrap() + 1;
    let end = start + source[start..].find('"').unwrap();
    (&source[start..end], &source[end + 1..])
}

fn plain(source: &str) -> Vec<String> {
    let calls = source.split("run!(").skip(1).map(|call| literal(call).0.to_owned());
    let claims = source
        .split(": &str = ")
        .skip(1)
        .filter(|rest| rest.starts_with("\"UPDATE"))
        .map(|rest| literal(rest).0.to_owned());
    calls.chain(claims).collect()
}

/// A list of two values stands for every list.
fn with_lists(source: &str) -> Vec<String> {
    let with_list = |call: &str, open: &str, close: &str| {
        let (head, rest) = literal(call);
        let (tail, _) = literal(rest);
        let bound = (1..9).take_while(|n| format!("{head}{tail}").contains(&format!("${n}"))).count();
        format!("{head}{open}${}{close}, {open}${}{close}{tail}", bound + 1, bound + 2)
    };
    let lists = source.split("run_in!(").skip(1).map(|call| with_list(call, "", ""));
    lists.chain(source.split("run_values!(").skip(1).map(|call| with_list(call, "(", ")"))).collect()
}

#[tokio::test]
async fn every_statement_prepares_on_both() {
    let texts = texts();
    assert!(texts.len() > 50, "only {} statements were found: the scan is broken", texts.len());
    let databases = [TestDb::sqlite().await.unwrap(), TestDb::postgres().await.unwrap()];
    let mut failures = Vec::new();
    for (place, text) in &texts {
        for test in &databases {
            let statement = sqlx::AssertSqlSafe(text.clone()).into_sql_str();
            let outcome = match &test.db {
                Db::Sqlite { .. } if text.contains("SKIP LOCKED") => continue,
                Db::Sqlite { write, .. } => write.prepare(statement).await.map(|_| ()),
                Db::Postgres(pool) => pool.prepare(statement).await.map(|_| ()),
            };
            if let Err(error) = outcome {
                failures.push(format!("{place} on {}: {error}\n{text}\n", test.db.kind()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
