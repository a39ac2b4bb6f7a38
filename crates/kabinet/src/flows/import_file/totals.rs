//! Control totals of the sound rows: what an operator compares with the paper.

use domain::import::RegisterRow;
use domain::{Money, Quantity};
use serde::{Deserialize, Serialize};

use super::readings::StagedReading;
use crate::flows::Failure;

/// Sums over the rows that are not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Totals {
    /// Of a register.
    Register {
        /// Sound rows.
        rows: i64,
        /// Square metres.
        area: Quantity,
        /// With electricity.
        electrified: i64,
        /// With a meter of the new kind.
        new_meter: i64,
    },
    /// Of a file of readings.
    Readings {
        /// Sound rows.
        rows: i64,
        /// kWh by day.
        use_day: Quantity,
        /// kWh by night.
        use_night: Quantity,
        /// kWh.
        use_all: Quantity,
        /// Cost by the single tariff, minor units.
        single: i64,
        /// Cost by day.
        day: i64,
        /// Cost by night.
        night: i64,
        /// Cost by the two tariffs.
        total: i64,
    },
}

impl Totals {
    /// Nothing yet.
    pub fn none(kind: domain::import::ImportKind) -> Self {
        let zero = Quantity::default();
        match kind {
            domain::import::ImportKind::Register => {
                Self::Register { rows: 0, area: zero, electrified: 0, new_meter: 0 }
            }
            domain::import::ImportKind::Readings => Self::Readings {
                rows: 0,
                use_day: zero,
                use_night: zero,
                use_all: zero,
                single: 0,
                day: 0,
                night: 0,
                total: 0,
            },
        }
    }

    /// Counts a row of a register in.
    pub(super) fn add_register(&mut self, row: &RegisterRow) -> Result<(), Failure> {
        if let Self::Register { rows, area, electrified, new_meter } = self {
            *rows += 1;
            *area = area.checked_add(row.area.unwrap_or_default())?;
            *electrified += i64::from(row.electrified == Some(true));
            *new_meter += i64::from(row.new_meter == Some(true));
        }
        Ok(())
    }

    /// Takes a row of a register out again.
    pub(super) fn remove_register(&mut self, row: &RegisterRow) -> Result<(), Failure> {
        if let Self::Register { rows, area, electrified, new_meter } = self {
            *rows -= 1;
            *area = area.checked_sub(row.area.unwrap_or_default())?;
            *electrified -= i64::from(row.electrified == Some(true));
            *new_meter -= i64::from(row.new_meter == Some(true));
        }
        Ok(())
    }

    /// Counts a row of readings in (`sign` 1) or takes it out again (−1).
    pub(super) fn count_reading(&mut self, row: &StagedReading, sign: i64) -> Result<(), Failure> {
        let Self::Readings { rows, use_day, use_night, use_all, single, day, night, total } = self else {
            return Ok(());
        };
        let used = row.used()?;
        let quantity = |sum: &mut Quantity, by: Quantity| -> Result<(), Failure> {
            *sum = if sign > 0 { sum.checked_add(by)? } else { sum.checked_sub(by)? };
            Ok(())
        };
        let money = |sum: &mut i64, by: Option<Money>| -> Result<(), Failure> {
            let by = by.map_or(0, Money::minor) * sign;
            *sum = sum.checked_add(by).ok_or_else(|| Failure::Data("the total does not fit".into()))?;
            Ok(())
        };
        *rows += sign;
        quantity(use_day, used.t1)?;
        quantity(use_night, used.t2.unwrap_or_default())?;
        quantity(use_all, used.total()?)?;
        let costs = row.costs();
        money(single, costs.map(|costs| costs.single))?;
        money(day, costs.and_then(|costs| costs.day))?;
        money(night, costs.and_then(|costs| costs.night))?;
        money(total, costs.and_then(|costs| costs.total))
    }
}

impl Totals {
    /// For scripts: quantities and sums as plain decimals, as in `542025.72`.
    pub fn plain(&self) -> serde_json::Value {
        let sum = |minor: i64| Money::new(minor, domain::Currency::Rub).to_string();
        match self {
            Self::Register { rows, area, electrified, new_meter } => serde_json::json!({
                "rows": rows, "area_m2": area.to_string(), "electrified": electrified, "new_meter": new_meter,
            }),
            Self::Readings { rows, use_day, use_night, use_all, single, day, night, total } => serde_json::json!({
                "rows": rows, "use_day": use_day.to_string(), "use_night": use_night.to_string(),
                "use_all": use_all.to_string(), "single": sum(*single), "day": sum(*day), "night": sum(*night),
                "total": sum(*total),
            }),
        }
    }
}
