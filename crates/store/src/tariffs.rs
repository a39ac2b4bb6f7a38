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
