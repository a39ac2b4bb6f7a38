//! Prices of a kWh from a day on.

use domain::Date;
use domain::meter::ElectricityTariff;
use store::scope::OrganisationScope;
use store::tariffs;

use super::Failure;
use crate::app::App;

/// Sets the prices; those already set for that day are replaced.
///
/// # Errors
/// The machine's trouble only.
pub async fn set_electricity_tariff(
    app: &App,
    scope: &impl OrganisationScope,
    valid_from: Date,
    tariff: &ElectricityTariff,
) -> Result<(), Failure> {
    store::write!(app.db, |tx| Ok(tariffs::set_electricity(tx, scope, valid_from, tariff).await?))
}
