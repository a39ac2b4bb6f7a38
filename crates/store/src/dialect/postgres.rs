//! Bulk insert on PostgreSQL: one statement, one array a column.

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;

use super::{Bulk, Column};
use crate::Result;

pub(super) async fn insert(connection: &mut PgConnection, bulk: Bulk) -> Result<u64> {
    let arrays = bulk
        .columns
        .iter()
        .enumerate()
        .map(|(index, (_, column))| format!("${}::{}[]", index + 1, type_name(column)))
        .collect::<Vec<_>>()
        .join(", ");
    let text =
        format!("INSERT INTO {} ({}) SELECT * FROM UNNEST({arrays}) {}", bulk.table, bulk.names(), bulk.conflict);
    let mut query = sqlx::query(AssertSqlSafe(text));
    for (_, column) in bulk.columns {
        query = match column {
            Column::Uuid(v) => query.bind(v),
            Column::OptionalUuid(v) => query.bind(v),
            Column::Number(v) => query.bind(v),
            Column::OptionalNumber(v) => query.bind(v),
            Column::Text(v) => query.bind(v),
            Column::OptionalText(v) => query.bind(v),
            Column::Flag(v) => query.bind(v),
            Column::Date(v) => query.bind(v),
            Column::OptionalDate(v) => query.bind(v),
            Column::Instant(v) => query.bind(v),
        };
    }
    Ok(query.execute(connection).await?.rows_affected())
}

fn type_name(column: &Column) -> &'static str {
    match column {
        Column::Uuid(_) | Column::OptionalUuid(_) => "UUID",
        Column::Number(_) | Column::OptionalNumber(_) => "BIGINT",
        Column::Text(_) | Column::OptionalText(_) => "TEXT",
        Column::Flag(_) => "BOOLEAN",
        Column::Date(_) | Column::OptionalDate(_) => "DATE",
        Column::Instant(_) => "TIMESTAMPTZ",
    }
}
