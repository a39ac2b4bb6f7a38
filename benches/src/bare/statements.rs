//! The statements of the electricity page, word for word the product's (a test compares them), in their order. The
//! session is not among them: the product's stands in its cache while a person looks around.

use chrono::NaiveDate;
use uuid::Uuid;

/// Accounts of the person ($1) on the portal ($2) now ($3), of any organisation ($4 is null).
pub const ACCOUNTS: &str = "SELECT a.id, a.organisation_id, a.number, p.electrified, l.level, l.role
         FROM link l JOIN account a ON a.id = l.account_id JOIN premises p ON p.id = a.premises_id
         WHERE l.person_id = $1 AND l.portal_id = $2 AND (l.until IS NULL OR l.until > $3)
             AND l.organisation_id = COALESCE($4, l.organisation_id)
         ORDER BY length(a.number), a.number, a.id";

/// The latest days on which periods end: $1 are left out, $2 are taken, of two accounts.
pub const DAYS: &str =
    "SELECT DISTINCT r.taken_on FROM meter m JOIN reading r ON r.account_id = m.account_id AND r.meter_id = m.id
              AND r.taken_on > (SELECT MIN(x.taken_on) FROM reading x
                                WHERE x.account_id = m.account_id AND x.meter_id = m.id)
         WHERE m.service = 'electricity' AND m.account_id IN ($3, $4) ORDER BY r.taken_on DESC LIMIT CAST($2 AS BIGINT) OFFSET CAST($1 AS BIGINT)";

/// Readings from the first ($1) to the last day ($2) of two accounts, and the latest of each meter before.
pub const READINGS: &str = "SELECT r.account_id, r.meter_id, r.taken_on, r.t1, r.t2, r.t3
         FROM meter m JOIN reading r ON r.account_id = m.account_id AND r.meter_id = m.id AND r.taken_on <= $2
              AND r.taken_on >= COALESCE((SELECT MAX(x.taken_on) FROM reading x WHERE x.account_id = m.account_id
                                          AND x.meter_id = m.id AND x.taken_on < $1), $1)
         WHERE m.service = 'electricity' AND m.account_id IN ($3, $4) ORDER BY r.account_id, r.meter_id, r.taken_on";

/// Prices of the organisation ($1).
pub const TARIFFS: &str =
    "SELECT organisation_id, valid_from, single_rate, day_rate, night_rate FROM electricity_tariff
         WHERE organisation_id IN ($1) ORDER BY valid_from";

/// Periods on a page, and one that tells that there are more.
pub const PAGE_DAYS: i64 = 13;

/// A row of [`ACCOUNTS`].
pub type Account = (Uuid, Uuid, String, Option<bool>, String, String);
/// A row of [`READINGS`].
pub type Reading = (Uuid, Uuid, NaiveDate, i64, Option<i64>, Option<i64>);
/// A row of [`TARIFFS`].
pub type Tariff = (Uuid, NaiveDate, i64, i64, i64);

/// The two accounts, their organisation.
///
/// # Errors
/// The person has another number of accounts: the statements here are for two.
pub fn pair(accounts: &[Account]) -> anyhow::Result<(Uuid, Uuid, Uuid)> {
    match accounts {
        [first, second] => Ok((first.0, second.0, first.1)),
        other => anyhow::bail!("{} accounts instead of two", other.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::{ACCOUNTS, DAYS, READINGS, TARIFFS};

    const SOURCES: &str = concat!(
        include_str!("../../../crates/store/src/accounts.rs"),
        include_str!("../../../crates/store/src/readings.rs"),
        include_str!("../../../crates/store/src/tariffs.rs"),
    );

    /// On one line, with an empty list where the accounts stand.
    fn words(text: &str) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.replace("\", &ids, \"", "").replace("$3, $4", "").replace("IN ($1", "IN (")
    }

    #[test]
    fn the_bare_programs_run_the_products_statements() {
        let sources = words(SOURCES);
        for statement in [ACCOUNTS, DAYS, READINGS, TARIFFS] {
            let statement = words(statement);
            assert!(
                sources.contains(&statement),
                "the product has no «{statement}» any more: change benches/src/bare/statements.rs"
            );
        }
    }
}
