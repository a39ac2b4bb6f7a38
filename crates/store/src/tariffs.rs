//! Dated tariffs of an organisation.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Rate;
use domain::ids::OrganisationId;
use domain::meter::{ElectricityTariff, TariffTable};

use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// Sets the prices of a kWh from a day on; those already set for that day are replaced.
///
/// # Errors
/// The database can't be written.
pub async fn set_electricity(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    valid_from: NaiveDate,
    tariff: &ElectricityTariff,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO electricity_tariff (organisation_id, valid_from, single_rate, day_rate, night_rate)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id, valid_from) DO UPDATE SET single_rate = excluded.single_rate,
             day_rate = excluded.day_rate, night_rate = excluded.night_rate",
        scope.organisation().uuid(),
        valid_from,
        tariff.single.micro(),
        tariff.day.micro(),
        tariff.night.micro()
    )?;
    Ok(())
}

/// Removes the prices that begin on a day; false when there are none.
///
/// # Errors
/// The database can't be written.
pub async fn remove_electricity(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    valid_from: NaiveDate,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "DELETE FROM electricity_tariff WHERE organisation_id = $1 AND valid_from = $2",
        scope.organisation().uuid(),
        valid_from
    )?;
    Ok(touched == 1)
}

/// The first days of the periods whose costs hang on prices that begin on this day: those before the next prices begin.
///
/// # Errors
/// The database can't be read.
pub async fn priced_days(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    valid_from: NaiveDate,
) -> Result<Vec<NaiveDate>> {
    run!(
        handle,
        scalars,
        "SELECT DISTINCT r.taken_on FROM account a JOIN reading r ON r.account_id = a.id
         WHERE a.organisation_id = $1 AND r.taken_on >= $2
             AND NOT EXISTS (SELECT 1 FROM electricity_tariff t WHERE t.organisation_id = $1
                             AND t.valid_from > $2 AND t.valid_from <= r.taken_on)
             AND EXISTS (SELECT 1 FROM reading n WHERE n.account_id = r.account_id AND n.meter_id = r.meter_id
                         AND n.taken_on > r.taken_on)
         ORDER BY r.taken_on",
        scope.organisation().uuid(),
        valid_from
    )
}

/// The prices of a kWh of several organisations over time; public, so no scope is asked for.
///
/// # Errors
/// The database can't be read.
pub async fn electricity_of(
    handle: &mut impl Handle,
    organisations: &[OrganisationId],
) -> Result<HashMap<OrganisationId, TariffTable<ElectricityTariff>>> {
    let ids: Vec<Uuid> = organisations.iter().map(|id| id.uuid()).collect();
    let rows: Vec<(Uuid, NaiveDate, i64, i64, i64)> = run_in!(
        handle,
        all,
        "SELECT organisation_id, valid_from, single_rate, day_rate, night_rate FROM electricity_tariff
         WHERE organisation_id IN (",
        &ids,
        ") ORDER BY valid_from"
    )?;
    let mut entries: HashMap<OrganisationId, Vec<(NaiveDate, ElectricityTariff)>> = HashMap::new();
    for (organisation, valid_from, single, day, night) in rows {
        entries.entry(organisation.into()).or_default().push((valid_from, tariff(single, day, night)));
    }
    entries
        .into_iter()
        .map(|(organisation, entries)| Ok((organisation, TariffTable::new(entries).map_err(Error::corrupt)?)))
        .collect()
}

fn tariff(single: i64, day: i64, night: i64) -> ElectricityTariff {
    let rate = Rate::from_micro;
    ElectricityTariff { single: rate(single), day: rate(day), night: rate(night) }
}

/// The prices of a kWh over time. Tariffs are public: no scope is asked for.
///
/// # Errors
/// The database can't be read.
pub async fn electricity(
    handle: &mut impl Handle,
    organisation: OrganisationId,
) -> Result<TariffTable<ElectricityTariff>> {
    let rows: Vec<(NaiveDate, i64, i64, i64)> = run!(
        handle,
        all,
        "SELECT valid_from, single_rate, day_rate, night_rate FROM electricity_tariff
         WHERE organisation_id = $1 ORDER BY valid_from",
        organisation.uuid()
    )?;
    let entries = rows.into_iter().map(|(valid_from, single, day, night)| (valid_from, tariff(single, day, night)));
    TariffTable::new(entries.collect()).map_err(Error::corrupt)
}
