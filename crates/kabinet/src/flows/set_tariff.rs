//! Prices of a kWh from a day on.

use domain::Date;
use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::meter::{ElectricityTariff, TariffTable};
use store::scope::OrganisationScope;
use store::tariffs;

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// Sets the prices; those already set for that day are replaced.
///
/// # Errors
/// The machine's trouble only.
pub async fn set_electricity_tariff(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    valid_from: Date,
    tariff: &ElectricityTariff,
) -> Result<(), Failure> {
    store::write!(app.db, |tx| {
        let standing = tariffs::electricity(tx, scope.organisation()).await?;
        tariffs::set_electricity(tx, scope, valid_from, tariff).await?;
        let change = change_of(AuditKind::TariffSet, valid_from).told(facts_on(&standing, valid_from), facts(tariff));
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await
    })
}

/// Removes the prices that begin on a day: those before them hold on. False when there are none.
///
/// # Errors
/// The machine's trouble only.
pub async fn remove_electricity_tariff(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    valid_from: Date,
) -> Result<bool, Failure> {
    store::write!(app.db, |tx| {
        let standing = tariffs::electricity(tx, scope.organisation()).await?;
        if !tariffs::remove_electricity(tx, scope, valid_from).await? {
            return Ok(false);
        }
        let change =
            change_of(AuditKind::TariffRemoved, valid_from).told(facts_on(&standing, valid_from), Facts::none());
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        Ok::<_, Failure>(true)
    })
}

/// Something done to the prices of a day.
fn change_of(kind: AuditKind, valid_from: Date) -> Change {
    Change::of(kind, AuditSubject::Tariff, &valid_from, &valid_from.format("%d.%m.%Y").to_string())
}

/// The prices that begin on this very day.
fn facts_on(table: &TariffTable<ElectricityTariff>, valid_from: Date) -> Facts {
    table.iter().find(|(from, _)| *from == valid_from).map(|(_, tariff)| facts(tariff)).unwrap_or_default()
}

fn facts(tariff: &ElectricityTariff) -> Facts {
    Facts::of(AuditField::Single, tariff.single.to_string())
        .with(AuditField::Day, tariff.day.to_string())
        .with(AuditField::Night, tariff.night.to_string())
}
