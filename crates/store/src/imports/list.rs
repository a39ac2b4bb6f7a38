//! The office's list of imports.

use chrono::{DateTime, Utc};
use domain::ids::ImportId;
use domain::import::ImportKind;
use sea_query::{Expr, ExprTrait as _, Iden, Order, Query};
use sea_query_sqlx::SqlxBinder as _;

use super::{Import, ImportRow, State};
use crate::db::Driver;
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// Which imports an office list shows.
#[derive(Clone, Debug, Default)]
pub struct ListFilter {
    /// Of one kind only.
    pub kind: Option<ImportKind>,
    /// In one state only.
    pub state: Option<State>,
    /// After this one: the cursor of the page before.
    pub after: Option<(DateTime<Utc>, ImportId)>,
    /// Rows a page.
    pub limit: u64,
}

#[derive(Iden)]
enum ImportTable {
    #[iden = "import"]
    Table,
    Id,
    OrganisationId,
    Kind,
    FileName,
    FileSize,
    FileHash,
    State,
    Mapping,
    Form,
    PeriodFrom,
    PeriodTo,
    RowsTotal,
    RowsAdded,
    RowsChanged,
    RowsUnchanged,
    RowsRefused,
    RowsApplied,
    Totals,
    CursorAccount,
    CreatedBy,
    CreatedAt,
    DecidedBy,
    FinishedAt,
    AsOf,
}

/// The organisation's imports, newest first.
///
/// # Errors
/// The database can't be read.
pub async fn list(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    filter: &ListFilter,
) -> Result<Vec<Import>> {
    use ImportTable as I;
    let mut query = Query::select();
    query
        .columns([
            I::Id,
            I::Kind,
            I::FileName,
            I::FileSize,
            I::FileHash,
            I::State,
            I::Mapping,
            I::Form,
            I::PeriodFrom,
            I::PeriodTo,
            I::RowsTotal,
            I::RowsAdded,
            I::RowsChanged,
            I::RowsUnchanged,
            I::RowsRefused,
            I::RowsApplied,
            I::Totals,
            I::CursorAccount,
            I::CreatedBy,
            I::CreatedAt,
            I::DecidedBy,
            I::FinishedAt,
            I::AsOf,
        ])
        .from(I::Table)
        .and_where(Expr::col(I::OrganisationId).eq(scope.organisation().uuid()))
        .and_where_option(filter.kind.map(|kind| Expr::col(I::Kind).eq(kind.code())))
        .and_where_option(filter.state.map(|state| Expr::col(I::State).eq(state.code())))
        .and_where_option(filter.after.map(|(at, id)| {
            Expr::col(I::CreatedAt).lt(at).or(Expr::col(I::CreatedAt).eq(at).and(Expr::col(I::Id).lt(id.uuid())))
        }))
        .order_by(I::CreatedAt, Order::Desc)
        .order_by(I::Id, Order::Desc)
        .limit(filter.limit);
    let rows: Vec<ImportRow> = match handle.driver() {
        Driver::Sqlite(c) => {
            let (text, values) = query.build_sqlx(sea_query::SqliteQueryBuilder);
            sqlx::query_as_with(sqlx::AssertSqlSafe(text), values).fetch_all(c).await?
        }
        Driver::Postgres(c) => {
            let (text, values) = query.build_sqlx(sea_query::PostgresQueryBuilder);
            sqlx::query_as_with(sqlx::AssertSqlSafe(text), values).fetch_all(c).await?
        }
    };
    rows.into_iter().map(Import::try_from).collect()
}
