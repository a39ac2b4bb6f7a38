//! Meters of every service, as files of meters write them.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::ids::{AccountId, MeterId};
use domain::meter::{MeterService, MeterState};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// A meter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    /// Whose.
    pub account: AccountId,
    /// Key within the account.
    pub id: MeterId,
    /// What it counts.
    pub service: MeterService,
    /// Factory number; some meters have none.
    pub serial: Option<String>,
    /// Where it stands, or what its file calls it.
    pub title: Option<String>,
    /// How many zones it counts apart.
    pub zones: i64,
    /// Whole figures of its dial.
    pub digits: Option<i64>,
    /// Figures of its dial behind the point.
    pub decimals: Option<i64>,
    /// The last verification.
    pub verified_on: Option<NaiveDate>,
    /// The last day on which the verification holds.
    pub verify_by: Option<NaiveDate>,
    /// When it was put up.
    pub installed_on: Option<NaiveDate>,
    /// When it was taken down.
    pub removed_on: Option<NaiveDate>,
    /// Whether it works.
    pub state: MeterState,
}

impl Meter {
    /// A working meter of which nothing is known but what it counts.
    pub fn of(account: AccountId, id: MeterId, service: MeterService) -> Self {
        Self {
            account,
            id,
            service,
            serial: None,
            title: None,
            zones: 1,
            digits: None,
            decimals: None,
            verified_on: None,
            verify_by: None,
            installed_on: None,
            removed_on: None,
            state: MeterState::Installed,
        }
    }
}

#[derive(FromRow)]
struct MeterRow {
    account_id: Uuid,
    id: Uuid,
    service: String,
    serial: Option<String>,
    title: Option<String>,
    zones: i64,
    digits: Option<i64>,
    decimals: Option<i64>,
    verified_on: Option<NaiveDate>,
    verify_by: Option<NaiveDate>,
    installed_on: Option<NaiveDate>,
    removed_on: Option<NaiveDate>,
    state: String,
}

impl TryFrom<MeterRow> for Meter {
    type Error = Error;

    fn try_from(row: MeterRow) -> Result<Self> {
        Ok(Self {
            account: row.account_id.into(),
            id: row.id.into(),
            service: MeterService::parse(&row.service).map_err(Error::corrupt)?,
            serial: row.serial,
            title: row.title,
            zones: row.zones,
            digits: row.digits,
            decimals: row.decimals,
            verified_on: row.verified_on,
            verify_by: row.verify_by,
            installed_on: row.installed_on,
            removed_on: row.removed_on,
            state: MeterState::parse(&row.state).map_err(Error::corrupt)?,
        })
    }
}

/// All meters of these accounts, the oldest first; accounts of other organisations are left out.
///
/// # Errors
/// The database can't be read.
pub async fn of_accounts(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
) -> Result<HashMap<AccountId, Vec<Meter>>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let mut found: HashMap<AccountId, Vec<Meter>> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(handle.list_length()) {
        let rows: Vec<MeterRow> = run_in!(
            handle,
            all,
            "SELECT account_id, id, service, serial, title, zones, digits, decimals, verified_on, verify_by, installed_on,
                    removed_on, state
             FROM meter
             WHERE (SELECT a.organisation_id FROM account a WHERE a.id = account_id) = $1 AND account_id IN (",
            ids,
            ") ORDER BY account_id, id",
            scope.organisation().uuid()
        )?;
        for row in rows {
            let meter = Meter::try_from(row)?;
            found.entry(meter.account).or_default().push(meter);
        }
    }
    Ok(found)
}

/// Writes meters as given, new or known.
///
/// # Errors
/// [`Error::Conflict`] for a second working meter of one number or place.
pub async fn put(handle: &mut impl Handle, _scope: &impl OrganisationScope, meters: &[Meter]) -> Result<()> {
    // One that is taken down steps back before another takes its place: the index allows one of a number.
    for state in [MeterState::Removed, MeterState::Installed] {
        let meters: Vec<&Meter> = meters.iter().filter(|meter| meter.state == state).collect();
        let day = |f: fn(&Meter) -> Option<NaiveDate>| Column::OptionalDate(meters.iter().map(|m| f(m)).collect());
        let number = |f: fn(&Meter) -> Option<i64>| Column::OptionalNumber(meters.iter().map(|m| f(m)).collect());
        Bulk {
            table: "meter",
            columns: vec![
                ("account_id", Column::Uuid(meters.iter().map(|m| m.account.uuid()).collect())),
                ("id", Column::Uuid(meters.iter().map(|m| m.id.uuid()).collect())),
                ("service", Column::Text(meters.iter().map(|m| m.service.code().to_owned()).collect())),
                ("serial", Column::OptionalText(meters.iter().map(|m| m.serial.clone()).collect())),
                ("title", Column::OptionalText(meters.iter().map(|m| m.title.clone()).collect())),
                ("zones", Column::Number(meters.iter().map(|m| m.zones).collect())),
                ("digits", number(|m| m.digits)),
                ("decimals", number(|m| m.decimals)),
                ("verified_on", day(|m| m.verified_on)),
                ("verify_by", day(|m| m.verify_by)),
                ("installed_on", day(|m| m.installed_on)),
                ("removed_on", day(|m| m.removed_on)),
                ("state", Column::Text(vec![state.code().to_owned(); meters.len()])),
            ],
            conflict: "ON CONFLICT (account_id, id) DO UPDATE SET serial = excluded.serial, title = excluded.title,
                zones = excluded.zones, digits = excluded.digits, decimals = excluded.decimals,
                verified_on = excluded.verified_on, verify_by = excluded.verify_by,
                installed_on = excluded.installed_on, removed_on = excluded.removed_on, state = excluded.state",
        }
        .insert(handle)
        .await?;
    }
    Ok(())
}
