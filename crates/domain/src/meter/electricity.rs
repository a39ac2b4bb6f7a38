//! Electricity of a period: what was used, and what it costs under both ways of accounting (catalogue A8).

use crate::{
    money::{Currency, Money, MoneyError},
    quantity::QuantityOverflow,
    rate::Rate,
    rounding::Rounding,
    span::DateSpan,
    zone::{ZoneError, ZoneValues},
};

coded! {
    /// Which total a member owes; the page shows both.
    pub enum ElectricityAccounting {
        /// Однотарифный учет: all kWh at one price.
        Single = "single",
        /// Двухтарифный учет: day and night apart.
        TwoZone = "two_zone",
    }
}

/// Prices of one kWh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectricityTariff {
    /// At any hour, under single-tariff accounting.
    pub single: Rate,
    /// By day, under two-tariff accounting.
    pub day: Rate,
    /// By night, under two-tariff accounting.
    pub night: Rate,
}

/// Why use or costs cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UseError {
    /// The two readings are not of the same zones, or too far apart.
    #[error(transparent)]
    Zones(#[from] ZoneError),
    /// The total does not fit.
    #[error(transparent)]
    Quantity(#[from] QuantityOverflow),
    /// The cost does not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// A meter over a span: the dial at its start and at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodUse {
    /// The span between the two readings.
    pub span: DateSpan,
    /// The dial on its first day.
    pub start: ZoneValues,
    /// The dial on the day after its last.
    pub end: ZoneValues,
}

/// What a period's use costs, each line rounded by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElectricityCosts {
    /// All kWh at the single tariff.
    pub single: Money,
    /// Day kWh at the day tariff. `None`, like the next two, where the meter does not count day and night apart.
    pub day: Option<Money>,
    /// Night kWh at the night tariff.
    pub night: Option<Money>,
    /// Day and night together: the sum of the two rounded lines.
    pub total: Option<Money>,
}

impl PeriodUse {
    /// End less start, zone by zone; below zero where the dial went back.
    ///
    /// # Errors
    /// [`UseError::Zones`].
    pub fn used(&self) -> Result<ZoneValues, UseError> {
        Ok(self.end.checked_sub(self.start)?)
    }

    /// What the use costs under both ways of accounting.
    ///
    /// # Errors
    /// [`UseError`] as its variants say.
    pub fn costs(
        &self,
        tariff: &ElectricityTariff,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<ElectricityCosts, UseError> {
        tariff.costs(self.used()?, currency, rounding)
    }
}

impl ElectricityTariff {
    /// What `used` kWh cost under both ways of accounting.
    ///
    /// # Errors
    /// [`UseError`] as its variants say.
    pub fn costs(
        &self,
        used: ZoneValues,
        currency: Currency,
        rounding: Rounding,
    ) -> Result<ElectricityCosts, UseError> {
        let single = self.single.cost(used.total()?, currency, rounding)?;
        let (Some(used_by_night), None) = (used.t2, used.t3) else {
            return Ok(ElectricityCosts { single, day: None, night: None, total: None });
        };
        let day = self.day.cost(used.t1, currency, rounding)?;
        let night = self.night.cost(used_by_night, currency, rounding)?;
        Ok(ElectricityCosts { single, day: Some(day), night: Some(night), total: Some(day.checked_add(night)?) })
    }
}

impl ElectricityCosts {
    /// What is owed under `accounting`; a meter that does not count day and night apart is always billed by the single
    /// tariff.
    pub fn payable(&self, accounting: ElectricityAccounting) -> Money {
        match accounting {
            ElectricityAccounting::Single => self.single,
            ElectricityAccounting::TwoZone => self.total.unwrap_or(self.single),
        }
    }
}
