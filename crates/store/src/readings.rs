//! Readings: what a customer sees of theirs, and what an organisation writes.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::account::{Identifier, IdentifierKind};
use domain::ids::{AccountId, ImportId, MeterId};
use domain::meter::Reading;
use domain::{DateSpan, Quantity, ZoneValues};
use sqlx::FromRow;
use uuid::Uuid;

use crate::accounts::LinkedAccount;
use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// A reading with the meter it was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeterReading {
    /// Whose.
    pub account: AccountId,
    /// Which meter.
    pub meter: MeterId,
    /// The dial.
    pub reading: Reading,
}

fn values(t1: i64, t2: Option<i64>, t3: Option<i64>) -> ZoneValues {
    ZoneValues { t1: Quantity::from_micro(t1), t2: t2.map(Quantity::from_micro), t3: t3.map(Quantity::from_micro) }
}

/// The latest days on which a period of electricity ended on these accounts, newest first: a meter's first reading ends
/// none.
///
/// # Errors
/// The database can't be read.
pub async fn electricity_days(
    handle: &mut impl Handle,
    accounts: &[LinkedAccount],
    skip: i64,
    count: i64,
) -> Result<Vec<NaiveDate>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.id().uuid()).collect();
    // SQLite prepares a statement anew each time when the number after LIMIT is bound: its planner peeks at it. A cast hides it.
    let rows: Vec<(NaiveDate,)> = run_in!(
        handle,
        all,
        "SELECT DISTINCT r.taken_on FROM meter m JOIN reading r ON r.account_id = m.account_id AND r.meter_id = m.id
              AND r.taken_on > (SELECT MIN(x.taken_on) FROM reading x
                                WHERE x.account_id = m.account_id AND x.meter_id = m.id)
         WHERE m.service = 'electricity' AND m.account_id IN (",
        &ids,
        ") ORDER BY r.taken_on DESC LIMIT CAST($2 AS BIGINT) OFFSET CAST($1 AS BIGINT)",
        skip,
        count
    )?;
    Ok(rows.into_iter().map(|(day,)| day).collect())
}

/// Electricity readings of these accounts from the first to the last day, each meter's in the order of time, preceded by
/// its latest before the first day: with it the first of them ends a period.
///
/// # Errors
/// The database can't be read.
pub async fn electricity(
    handle: &mut impl Handle,
    accounts: &[LinkedAccount],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<MeterReading>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.id().uuid()).collect();
    let rows: Vec<(Uuid, Uuid, NaiveDate, i64, Option<i64>, Option<i64>)> = run_in!(
        handle,
        all,
        "SELECT r.account_id, r.meter_id, r.taken_on, r.t1, r.t2, r.t3
         FROM meter m JOIN reading r ON r.account_id = m.account_id AND r.meter_id = m.id AND r.taken_on <= $2
              AND r.taken_on >= COALESCE((SELECT MAX(x.taken_on) FROM reading x WHERE x.account_id = m.account_id
                                          AND x.meter_id = m.id AND x.taken_on < $1), $1)
         WHERE m.service = 'electricity' AND m.account_id IN (",
        &ids,
        ") ORDER BY r.account_id, r.meter_id, r.taken_on",
        first,
        last
    )?;
    Ok(rows
        .into_iter()
        .map(|(account, meter, taken_on, t1, t2, t3)| MeterReading {
            account: account.into(),
            meter: meter.into(),
            reading: Reading { taken_on, values: values(t1, t2, t3) },
        })
        .collect())
}

/// What stands on an account about a span for which a file brings readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Key.
    pub account: AccountId,
    /// Whether electricity is laid on; unknown counts as yes.
    pub electrified: bool,
    /// The working electricity meter.
    pub meter: Option<MeterId>,
    /// Its reading on the first day of the span.
    pub at_start: Option<ZoneValues>,
    /// Its reading on the day after the last.
    pub at_end: Option<ZoneValues>,
    /// Its latest reading before the span.
    pub before: Option<Reading>,
    /// Its earliest other reading after the first day: within the span it means that periods overlap.
    pub after: Option<Reading>,
}

/// Number, account, whether electricity is laid on, meter, latest day before the span, earliest other day after its first.
type StandingRow = (String, Uuid, Option<bool>, Option<Uuid>, Option<NaiveDate>, Option<NaiveDate>);

/// What stands on the accounts of these numbers about a span. Numbers that nobody bears are absent.
///
/// # Errors
/// The database can't be read.
pub async fn standing(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    kind: IdentifierKind,
    numbers: &[&str],
    span: DateSpan,
) -> Result<HashMap<Identifier, Standing>> {
    // Lookups inside the list of columns, not joins: however little PostgreSQL knows of fresh tables, it can do nothing
    // but look each number up (a join of all accounts takes a hundred times as long).
    let mut rows: Vec<StandingRow> = Vec::with_capacity(numbers.len());
    for numbers in numbers.chunks(handle.list_length()) {
        let some: Vec<StandingRow> = run_values!(
            handle,
            all,
            "WITH wanted (value) AS (VALUES ",
            numbers,
            "), found AS MATERIALIZED (
             SELECT w.value, (SELECT i.account_id FROM account_identifier i
                              WHERE i.organisation_id = $1 AND i.kind = $2 AND i.value = w.value) AS account_id
             FROM wanted w),
         metered AS MATERIALIZED (
             SELECT f.value, f.account_id,
                    (SELECT p.electrified FROM account a JOIN premises p ON p.id = a.premises_id
                     WHERE a.id = f.account_id) AS electrified,
                    (SELECT m.id FROM meter m WHERE m.account_id = f.account_id AND m.service = 'electricity'
                         AND m.state = 'installed' ORDER BY m.id LIMIT 1) AS meter_id
             FROM found f WHERE f.account_id IS NOT NULL)
         SELECT k.value, k.account_id, k.electrified, k.meter_id,
                (SELECT MAX(x.taken_on) FROM reading x
                 WHERE x.account_id = k.account_id AND x.meter_id = k.meter_id AND x.taken_on < $3) AS before_on,
                (SELECT MIN(x.taken_on) FROM reading x
                 WHERE x.account_id = k.account_id AND x.meter_id = k.meter_id AND x.taken_on > $3
                     AND x.taken_on <> $4) AS after_on
         FROM metered k",
            scope.organisation().uuid(),
            kind.code(),
            span.from(),
            span.to()
        )?;
        rows.extend(some);
    }
    let dials = dials(handle, &rows, span).await?;
    let mut found = HashMap::with_capacity(rows.len());
    for (number, account, electrified, meter, before_on, after_on) in rows {
        let dial = |day: NaiveDate| dials.get(&(account, meter?, day)).copied();
        let neighbour =
            |day: Option<NaiveDate>| day.and_then(|day| Some(Reading { taken_on: day, values: dial(day)? }));
        let standing = Standing {
            account: account.into(),
            electrified: electrified.unwrap_or(true),
            meter: meter.map(Into::into),
            at_start: dial(span.from()),
            at_end: dial(span.to()),
            before: neighbour(before_on),
            after: neighbour(after_on),
        };
        found.insert(number.parse().map_err(crate::Error::corrupt)?, standing);
    }
    Ok(found)
}

/// Dials by account, meter and day.
type Dials = HashMap<(Uuid, Uuid, NaiveDate), ZoneValues>;

/// The dials of these accounts from the earliest day that matters to the latest.
async fn dials(handle: &mut impl Handle, standing: &[StandingRow], span: DateSpan) -> Result<Dials> {
    let accounts: Vec<Uuid> = standing.iter().map(|row| row.1).collect();
    let first = standing.iter().filter_map(|row| row.4).min().unwrap_or(span.from());
    let last = standing.iter().filter_map(|row| row.5).max().unwrap_or(span.to()).max(span.to());
    let mut dials = Dials::new();
    for accounts in accounts.chunks(handle.list_length()) {
        let rows: Vec<(Uuid, Uuid, NaiveDate, i64, Option<i64>, Option<i64>)> = run_in!(
            handle,
            all,
            "SELECT account_id, meter_id, taken_on, t1, t2, t3 FROM reading
         WHERE taken_on >= $1 AND taken_on <= $2 AND account_id IN (",
            accounts,
            ")",
            first,
            last
        )?;
        dials.extend(
            rows.into_iter().map(|(account, meter, day, t1, t2, t3)| ((account, meter, day), values(t1, t2, t3))),
        );
    }
    Ok(dials)
}

/// The working electricity meters of these accounts.
///
/// # Errors
/// The database can't be read.
pub async fn electricity_meters(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, MeterId>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let mut meters: HashMap<AccountId, MeterId> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(handle.list_length()) {
        let rows: Vec<(Uuid, Uuid)> = run_in!(
            handle,
            all,
            "SELECT m.account_id, m.id FROM meter m
         WHERE m.service = 'electricity' AND m.state = 'installed'
             AND (SELECT a.organisation_id FROM account a WHERE a.id = m.account_id) = $1 AND m.account_id IN (",
            ids,
            ") ORDER BY m.account_id, m.id DESC",
            scope.organisation().uuid()
        )?;
        meters.extend(rows.into_iter().map(|(account, meter)| (AccountId::from(account), MeterId::from(meter))));
    }
    Ok(meters)
}

/// A reading as an import writes and undoes it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StoredReading {
    /// Whose.
    pub account: AccountId,
    /// Which meter.
    pub meter: MeterId,
    /// The dial.
    pub reading: Reading,
    /// «import», «site», «operator».
    pub source: String,
    /// When it reached us.
    pub received_at: DateTime<Utc>,
    /// The import that brought it last.
    pub import: Option<ImportId>,
}

#[derive(FromRow)]
struct StoredRow {
    account_id: Uuid,
    meter_id: Uuid,
    taken_on: NaiveDate,
    t1: i64,
    t2: Option<i64>,
    t3: Option<i64>,
    source: String,
    received_at: DateTime<Utc>,
    import_id: Option<Uuid>,
}

impl From<StoredRow> for StoredReading {
    fn from(row: StoredRow) -> Self {
        Self {
            account: row.account_id.into(),
            meter: row.meter_id.into(),
            reading: Reading { taken_on: row.taken_on, values: values(row.t1, row.t2, row.t3) },
            source: row.source,
            received_at: row.received_at,
            import: row.import_id.map(Into::into),
        }
    }
}

/// Readings of these meters on one of the days, as they stand.
///
/// # Errors
/// The database can't be read.
pub async fn stored_on(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
    days: DateSpan,
) -> Result<Vec<StoredReading>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let mut found = Vec::new();
    for ids in ids.chunks(handle.list_length()) {
        let rows: Vec<StoredRow> = run_in!(
            handle,
            all,
            "SELECT account_id, meter_id, taken_on, t1, t2, t3, source, received_at, import_id FROM reading
             WHERE taken_on IN ($1, $2) AND (SELECT a.organisation_id FROM account a WHERE a.id = account_id) = $3
                 AND account_id IN (",
            ids,
            ")",
            days.from(),
            days.to(),
            scope.organisation().uuid()
        )?;
        found.extend(rows.into_iter().map(StoredReading::from));
    }
    Ok(found)
}

/// Readings of these accounts from the first to the last day, as they stand.
///
/// # Errors
/// The database can't be read.
pub async fn between(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<StoredReading>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let mut found = Vec::new();
    for ids in ids.chunks(handle.list_length()) {
        let rows: Vec<StoredRow> = run_in!(
            handle,
            all,
            "SELECT account_id, meter_id, taken_on, t1, t2, t3, source, received_at, import_id FROM reading
             WHERE taken_on >= $1 AND taken_on <= $2
                 AND (SELECT a.organisation_id FROM account a WHERE a.id = account_id) = $3 AND account_id IN (",
            ids,
            ")",
            first,
            last,
            scope.organisation().uuid()
        )?;
        found.extend(rows.into_iter().map(StoredReading::from));
    }
    Ok(found)
}

/// Readings of these accounts that the import wrote last.
///
/// # Errors
/// The database can't be read.
pub async fn of_import(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    accounts: &[AccountId],
) -> Result<Vec<StoredReading>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let rows: Vec<StoredRow> = run_in!(
        handle,
        all,
        "SELECT account_id, meter_id, taken_on, t1, t2, t3, source, received_at, import_id FROM reading
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2) AND account_id IN (",
        &ids,
        ")",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Takes the readings out that the import wrote last on these accounts.
///
/// # Errors
/// The database can't be written.
pub async fn delete_of_import(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    accounts: &[AccountId],
) -> Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let _: Vec<(Uuid,)> = run_in!(
        handle,
        all,
        "DELETE FROM reading
         WHERE import_id = (SELECT i.id FROM import i WHERE i.id = $1 AND i.organisation_id = $2)
             AND account_id IN (",
        &ids,
        ") RETURNING account_id",
        import.uuid(),
        scope.organisation().uuid()
    )?;
    Ok(())
}

/// Writes readings, new or in place of those of the same meter and day.
///
/// # Errors
/// [`crate::Error::Conflict`] for a meter that doesn't exist.
pub async fn put(handle: &mut impl Handle, _scope: &impl OrganisationScope, readings: &[StoredReading]) -> Result<u64> {
    let number = |f: fn(&ZoneValues) -> Option<Quantity>| {
        Column::OptionalNumber(readings.iter().map(|r| f(&r.reading.values).map(Quantity::micro)).collect())
    };
    Bulk {
        table: "reading",
        columns: vec![
            ("account_id", Column::Uuid(readings.iter().map(|r| r.account.uuid()).collect())),
            ("meter_id", Column::Uuid(readings.iter().map(|r| r.meter.uuid()).collect())),
            ("taken_on", Column::Date(readings.iter().map(|r| r.reading.taken_on).collect())),
            ("t1", Column::Number(readings.iter().map(|r| r.reading.values.t1.micro()).collect())),
            ("t2", number(|values| values.t2)),
            ("t3", number(|values| values.t3)),
            ("source", Column::Text(readings.iter().map(|r| r.source.clone()).collect())),
            ("received_at", Column::Instant(readings.iter().map(|r| r.received_at).collect())),
            ("import_id", Column::OptionalUuid(readings.iter().map(|r| r.import.map(ImportId::uuid)).collect())),
        ],
        conflict: "ON CONFLICT (account_id, meter_id, taken_on) DO UPDATE SET t1 = excluded.t1, t2 = excluded.t2,
            t3 = excluded.t3, source = excluded.source, received_at = excluded.received_at,
            import_id = excluded.import_id",
    }
    .insert(handle)
    .await
}
