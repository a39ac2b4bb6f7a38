//! «Мое электричество» (catalogue A8): the periods of a person's meters with use and costs.

use std::collections::{BTreeMap, HashMap};

use domain::ids::OrganisationId;
use domain::meter::{ElectricityCosts, ElectricityTariff, PeriodUse, TariffTable};
use domain::portal::PortalRules;
use domain::{Date, DateSpan, Money, Quantity, ZoneValues};
use store::accounts::{self, LinkedAccount};
use store::scope::CustomerScope;
use store::{Handle, readings, tariffs};

use super::Failure;
use crate::app::App;

/// Periods on one page: a year.
pub const PERIODS: i64 = 12;

/// What a person has used and what it costs.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The person's accounts.
    pub accounts: Vec<LinkedAccount>,
    /// Newest first.
    pub periods: Vec<Period>,
    /// Whether there are earlier periods than these.
    pub has_older: bool,
    /// In force at the beginning of the newest period.
    pub tariff: Option<(Date, ElectricityTariff)>,
}

/// A period with a row for each meter.
#[derive(Clone, Debug)]
pub struct Period {
    /// From the opening to the closing reading.
    pub span: DateSpan,
    /// In the order of the accounts.
    pub rows: Vec<Row>,
}

/// One meter in one period.
#[derive(Clone, Debug)]
pub struct Row {
    /// Number of the account: the plot.
    pub number: String,
    /// The dial at both ends.
    pub meter: PeriodUse,
    /// End less start.
    pub used: ZoneValues,
    /// What it costs, where there is a tariff.
    pub costs: Option<ElectricityCosts>,
}

/// Which periods are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pages {
    /// The page of this number, from 0; a page is a year.
    One(u16),
    /// All of them.
    All,
}

/// Reads the statement: four statements on one connection.
///
/// # Errors
/// The machine's trouble only.
pub async fn electricity_statement(
    app: &App,
    rules: &PortalRules,
    scope: &CustomerScope,
    pages: Pages,
) -> Result<Statement, Failure> {
    let mut handle = app.db.read().await?;
    let mut accounts = accounts::open_to_customer(&mut handle, scope, app.clock.now()).await?;
    accounts.retain(|account| account.level() == domain::account::LinkLevel::Full);
    if accounts.is_empty() {
        return Ok(empty(accounts));
    }
    let (days, has_older) = days(&mut handle, &accounts, pages).await?;
    let (Some(newest), Some(oldest)) = (days.first(), days.last()) else { return Ok(empty(accounts)) };
    let found = readings::electricity(&mut handle, &accounts, *oldest, *newest).await?;
    let mut organisations: Vec<OrganisationId> = accounts.iter().map(LinkedAccount::organisation).collect();
    organisations.sort_unstable();
    organisations.dedup();
    let tables = tariffs::electricity_of(&mut handle, &organisations).await?;
    drop(handle);
    let periods = by_span(&accounts, &found, &tables, rules)?;
    // One price list stands under the table; where organisations differ, the sums alone tell.
    let tariff = match (periods.first(), organisations.as_slice()) {
        (Some(period), [one]) => tables.get(one).and_then(|table| in_force(table, period.span.from())),
        _ => None,
    };
    Ok(Statement { accounts, periods, has_older, tariff })
}

fn empty(accounts: Vec<LinkedAccount>) -> Statement {
    Statement { accounts, periods: Vec::new(), has_older: false, tariff: None }
}

/// The days on which a page's periods end; one more tells that there are earlier ones. Paged by ends, each period stands
/// on one page though meters be read on different days.
async fn days(
    handle: &mut impl Handle,
    accounts: &[LinkedAccount],
    pages: Pages,
) -> Result<(Vec<Date>, bool), Failure> {
    let (skip, count) = match pages {
        Pages::One(page) => (i64::from(page) * PERIODS, PERIODS + 1),
        Pages::All => (0, i64::MAX),
    };
    let mut days = readings::electricity_days(handle, accounts, skip, count).await?;
    let has_older = pages != Pages::All && i64::try_from(days.len()).is_ok_and(|found| found == count);
    if has_older {
        days.pop();
    }
    Ok((days, has_older))
}

fn in_force(table: &TariffTable<ElectricityTariff>, day: Date) -> Option<(Date, ElectricityTariff)> {
    table.iter().filter(|(from, _)| *from <= day).last().map(|(from, tariff)| (from, *tariff))
}

/// Readings come in the order of meters; pages show them by period, newest first.
fn by_span(
    accounts: &[LinkedAccount],
    found: &[readings::MeterReading],
    tables: &HashMap<OrganisationId, TariffTable<ElectricityTariff>>,
    rules: &PortalRules,
) -> Result<Vec<Period>, Failure> {
    let data = |error: domain::meter::UseError| Failure::Data(error.to_string());
    let mut spans: BTreeMap<DateSpan, Vec<(usize, Row)>> = BTreeMap::new();
    for meter in found.chunk_by(|a, b| (a.account, a.meter) == (b.account, b.meter)) {
        let Some(place) = accounts.iter().position(|account| account.id() == meter[0].account) else { continue };
        let dials: Vec<_> = meter.iter().map(|reading| reading.reading).collect();
        for period in domain::meter::periods(&dials) {
            let used = period.used().map_err(data)?;
            let costs = tables
                .get(&accounts[place].organisation())
                .and_then(|table| table.on(period.span.from()))
                .map(|tariff| tariff.costs(used, rules.currency, rules.rounding))
                .transpose()
                .map_err(data)?;
            let row = Row { number: accounts[place].number().to_owned(), meter: period, used, costs };
            spans.entry(period.span).or_default().push((place, row));
        }
    }
    let periods = spans.into_iter().rev().map(|(span, mut rows)| {
        rows.sort_by_key(|(place, _)| *place);
        Period { span, rows: rows.into_iter().map(|(_, row)| row).collect() }
    });
    let mut periods: Vec<Period> = periods.collect();
    // Newest by its end: meters read on other days than the neighbours' stand beside them.
    periods.sort_by_key(|period| std::cmp::Reverse((period.span.to(), period.span.from())));
    Ok(periods)
}

/// Sums over the rows of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodTotals {
    /// kWh by day.
    pub day: Quantity,
    /// kWh by night.
    pub night: Quantity,
    /// kWh.
    pub all: Quantity,
    /// By the single tariff; `None` while a tariff is missing.
    pub single: Option<Money>,
    /// By two tariffs; a meter without zones counts with its single cost.
    pub two_zone: Option<Money>,
}

impl Period {
    /// Sums over all rows.
    ///
    /// # Errors
    /// The sums don't fit.
    pub fn totals(&self, rules: &PortalRules) -> Result<PeriodTotals, Failure> {
        let zero = Money::new(0, rules.currency);
        let mut totals = PeriodTotals {
            day: Quantity::default(),
            night: Quantity::default(),
            all: Quantity::default(),
            single: Some(zero),
            two_zone: Some(zero),
        };
        for row in &self.rows {
            totals.day = totals.day.checked_add(row.used.t1)?;
            totals.night = totals.night.checked_add(row.used.t2.unwrap_or_default())?;
            totals.all = totals.all.checked_add(row.used.total()?)?;
            let add = |sum: Option<Money>, cost: Option<Money>| {
                sum.zip(cost).map(|(sum, cost)| sum.checked_add(cost)).transpose()
            };
            totals.single = add(totals.single, row.costs.map(|costs| costs.single))?;
            totals.two_zone = add(totals.two_zone, row.costs.map(|costs| costs.total.unwrap_or(costs.single)))?;
        }
        Ok(totals)
    }
}
