//! The two schemas agree, and both databases enforce the constraints.

use std::collections::BTreeSet;

use store::testing::TestDb;
use store::{Db, both};

/// Every column as «table.column nullable type».
async fn columns(db: &Db) -> BTreeSet<String> {
    let rows: Vec<(String, String, bool, String)> = match db {
        Db::Sqlite { read, .. } => sqlx::query_as(
            "SELECT m.name, c.name, c.\"notnull\" = 0 AND c.pk = 0, lower(c.type)
             FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '_sqlx%'",
        )
        .fetch_all(read)
        .await
        .unwrap(),
        Db::Postgres(pool) => sqlx::query_as(
            "SELECT table_name::TEXT, column_name::TEXT, is_nullable = 'YES',
                    CASE udt_name WHEN 'int8' THEN 'bigint' WHEN 'bool' THEN 'boolean' ELSE udt_name END::TEXT
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
        )
        .fetch_all(pool)
        .await
        .unwrap(),
    };
    rows.into_iter().map(|(table, column, null, kind)| format!("{table}.{column} {null} {kind}")).collect()
}

#[tokio::test]
async fn the_two_schemas_agree() {
    let sqlite = columns(&TestDb::sqlite().await.unwrap().db).await;
    let postgres = columns(&TestDb::postgres().await.unwrap().db).await;
    assert!(sqlite.len() > 100);
    let odd: Vec<_> = sqlite.symmetric_difference(&postgres).collect();
    assert!(odd.is_empty(), "{odd:#?}");
}

#[tokio::test]
async fn no_column_could_hold_a_float() {
    let sqlite = columns(&TestDb::sqlite().await.unwrap().db).await;
    let known = ["uuid", "text", "bigint", "boolean", "date", "timestamptz"];
    for column in sqlite {
        assert!(known.iter().any(|kind| column.ends_with(&format!(" {kind}"))), "{column}");
    }
}

both! {
    async fn migrating_again_changes_nothing(test) {
        test.db.migrate().await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(store::applied_versions(&mut handle).await.unwrap(), store::known_versions());
    }
}
