//! The statements of «Статус моих оплат», word for word the product's (a test compares them), by sqlx on both databases.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::statements::{ACCOUNTS, Account, pair};

/// Plots of two accounts.
pub const PREMISES: &str = "SELECT a.id, p.street, p.area, p.electrified, p.new_meter
         FROM account a JOIN premises p ON p.id = a.premises_id WHERE a.id IN ($1, $2)";

/// The day of the board's list, of the organisation ($1).
pub const AS_OF: &str =
    "SELECT MAX(as_of) FROM import WHERE kind = 'charges' AND state = 'applied' AND organisation_id IN ($1)";

/// Items of two accounts, with payments after that day ($1) until today ($2).
pub const ITEMS: &str = "SELECT account_id, title, CAST(SUM(accrued) AS BIGINT), CAST(SUM(paid) AS BIGINT) FROM (
             SELECT c.account_id, i.title, c.accrued, c.paid FROM charge c JOIN charge_item i ON i.id = c.item_id
             UNION ALL
             SELECT p.account_id, i.title, 0, p.amount FROM payment p JOIN charge_item i ON i.id = p.item_id
             WHERE (CAST($1 AS DATE) IS NULL OR p.paid_on > $1) AND p.paid_on <= $2) booked
         WHERE account_id IN ($3, $4) GROUP BY account_id, title ORDER BY account_id, title";

/// Payments of two accounts for no item, until today ($1).
pub const OTHERS: &str = "SELECT account_id, service, CAST(SUM(amount) AS BIGINT), MAX(paid_on) FROM payment
         WHERE item_id IS NULL AND paid_on <= $1 AND account_id IN ($2, $3) GROUP BY account_id, service";

/// A row of [`PREMISES`].
type Premises = (Uuid, Option<String>, Option<i64>, Option<bool>, Option<bool>);
/// A row of [`ITEMS`].
type Item = (Uuid, String, i64, i64);
/// A row of [`OTHERS`].
type Other = (Uuid, Option<String>, i64, NaiveDate);

/// Runs the page's statements on a connection of either database; tells how many items there are.
macro_rules! read_payments {
    ($pool:expr, $reader:expr) => {{
        let mut held = $pool.acquire().await?;
        let accounts: Vec<Account> = sqlx::query_as(ACCOUNTS)
            .bind($reader.person)
            .bind($reader.portal)
            .bind(DateTime::<Utc>::UNIX_EPOCH)
            .bind(None::<uuid::Uuid>)
            .fetch_all(&mut *held)
            .await?;
        let (first, second, organisation) = pair(&accounts)?;
        let premises: Vec<Premises> = sqlx::query_as(PREMISES).bind(first).bind(second).fetch_all(&mut *held).await?;
        let as_of: Option<NaiveDate> = sqlx::query_scalar(AS_OF).bind(organisation).fetch_one(&mut *held).await?;
        let today = NaiveDate::from_ymd_opt(2099, 1, 1);
        let items: Vec<Item> =
            sqlx::query_as(ITEMS).bind(as_of).bind(today).bind(first).bind(second).fetch_all(&mut *held).await?;
        let others: Vec<Other> =
            sqlx::query_as(OTHERS).bind(today).bind(first).bind(second).fetch_all(&mut *held).await?;
        std::hint::black_box((&premises, &others));
        Ok(std::hint::black_box(&items).len())
    }};
}

/// On the embedded database.
pub async fn read_sqlite(pool: &sqlx::SqlitePool, reader: super::Reader) -> anyhow::Result<usize> {
    read_payments!(pool, reader)
}

/// On the server.
pub async fn read_postgres(pool: &sqlx::PgPool, reader: super::Reader) -> anyhow::Result<usize> {
    read_payments!(pool, reader)
}

#[cfg(test)]
mod tests {
    use super::{AS_OF, ITEMS, OTHERS, PREMISES};

    const SOURCES: &str = concat!(
        include_str!("../../../crates/store/src/accounts.rs"),
        include_str!("../../../crates/store/src/imports.rs"),
        include_str!("../../../crates/store/src/ledger/customer.rs"),
    );

    /// On one line, with an empty list where the accounts stand.
    fn words(text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        ["\", &ids, \"", "$3, $4", "$2, $3", "$1, $2"]
            .iter()
            .fold(line, |line, list| line.replace(&format!("IN ({list})"), "IN ()"))
            .replace("IN (\", &ids, \")", "IN ()")
            .replace("organisation_id IN ($1)", "organisation_id IN ()")
    }

    #[test]
    fn the_bare_program_runs_the_products_statements() {
        let sources = words(SOURCES);
        for statement in [PREMISES, AS_OF, ITEMS, OTHERS] {
            let statement = words(statement);
            assert!(
                sources.contains(&statement),
                "the product has no «{statement}» any more: change benches/src/bare/payments.rs"
            );
        }
    }
}
