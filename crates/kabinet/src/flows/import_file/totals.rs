//! Control totals of the sound rows: what an operator compares with the paper.

use domain::import::{ChargeRow, MeterRow, PaymentFor, PaymentRow, RegisterRow};
use domain::meter::{MeterService, MeterState};
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
        /// People.
        #[serde(default)]
        residents: i64,
        /// What debtors owe, minor units.
        #[serde(default)]
        owed: i64,
        /// What others paid ahead, minor units, not below zero.
        #[serde(default)]
        ahead: i64,
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
    /// Of a file of charges; sums in minor units.
    Charges {
        /// Sound rows.
        rows: i64,
        /// «Начислено».
        accrued: i64,
        /// «Оплачено».
        paid: i64,
        /// «К оплате»: what rows with too little paid lack.
        due: i64,
    },
    /// Of a file of payments; sums in minor units.
    Payments {
        /// Sound rows.
        rows: i64,
        /// All of them.
        amount: i64,
        /// Of which for electricity.
        electricity: i64,
        /// Of which for nothing in particular.
        unassigned: i64,
    },
    /// Of a file of meters; readings are summed over zones and meters, those taken down among them.
    Meters {
        /// Sound rows.
        rows: i64,
        /// Counting day and night apart.
        zoned: i64,
        /// Taken down.
        removed: i64,
        /// Without a number.
        nameless: i64,
        /// kWh.
        electricity: Quantity,
        /// m³.
        cold_water: Quantity,
        /// m³.
        hot_water: Quantity,
        /// m³.
        gas: Quantity,
        /// Gcal.
        heat: Quantity,
    },
}

fn count_money(sum: &mut i64, by: Money, sign: i64) -> Result<(), Failure> {
    *sum = sum.checked_add(by.minor() * sign).ok_or_else(|| Failure::Data("the total does not fit".into()))?;
    Ok(())
}

impl Totals {
    /// Nothing yet.
    pub fn none(kind: domain::import::ImportKind) -> Self {
        let zero = Quantity::default();
        match kind {
            domain::import::ImportKind::Register => {
                Self::Register { rows: 0, area: zero, electrified: 0, new_meter: 0, residents: 0, owed: 0, ahead: 0 }
            }
            domain::import::ImportKind::Charges => Self::Charges { rows: 0, accrued: 0, paid: 0, due: 0 },
            domain::import::ImportKind::Payments => {
                Self::Payments { rows: 0, amount: 0, electricity: 0, unassigned: 0 }
            }
            domain::import::ImportKind::Meters => Self::Meters {
                rows: 0,
                zoned: 0,
                removed: 0,
                nameless: 0,
                electricity: zero,
                cold_water: zero,
                hot_water: zero,
                gas: zero,
                heat: zero,
            },
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

    /// Counts a row of a register in (`sign` 1) or takes it out again (−1).
    pub(super) fn count_register(&mut self, row: &RegisterRow, sign: i64) -> Result<(), Failure> {
        if let Self::Register { rows, area, electrified, new_meter, residents, owed, ahead } = self {
            let of_row = row.area.unwrap_or_default();
            *rows += sign;
            *area = if sign > 0 { area.checked_add(of_row)? } else { area.checked_sub(of_row)? };
            *electrified += sign * i64::from(row.electrified == Some(true));
            *new_meter += sign * i64::from(row.new_meter == Some(true));
            *residents += sign * row.residents.map_or(0, i64::from);
            if let Some(balance) = row.balance {
                if balance.is_negative() {
                    count_money(ahead, balance, -sign)?;
                } else {
                    count_money(owed, balance, sign)?;
                }
            }
        }
        Ok(())
    }

    /// Counts a row of charges in (`sign` 1) or takes it out again (−1).
    pub(super) fn count_charge(&mut self, row: &ChargeRow, sign: i64) -> Result<(), Failure> {
        if let Self::Charges { rows, accrued, paid, due } = self {
            *rows += sign;
            count_money(accrued, row.accrued, sign)?;
            count_money(paid, row.paid, sign)?;
            count_money(due, row.balance().due()?, sign)?;
        }
        Ok(())
    }

    /// Counts a payment in (`sign` 1) or takes it out again (−1).
    pub(super) fn count_payment(&mut self, row: &PaymentRow, sign: i64) -> Result<(), Failure> {
        if let Self::Payments { rows, amount, electricity, unassigned } = self {
            *rows += sign;
            count_money(amount, row.amount, sign)?;
            match row.paid_for {
                PaymentFor::Electricity => count_money(electricity, row.amount, sign)?,
                PaymentFor::Unassigned => count_money(unassigned, row.amount, sign)?,
                PaymentFor::Item(_) => {}
            }
        }
        Ok(())
    }

    /// Counts a meter in (`sign` 1) or takes it out again (−1).
    pub(super) fn count_meter(&mut self, row: &MeterRow, sign: i64) -> Result<(), Failure> {
        let Self::Meters { rows, zoned, removed, nameless, electricity, cold_water, hot_water, gas, heat } = self
        else {
            return Ok(());
        };
        *rows += sign;
        *zoned += sign * i64::from(row.zones.is_some_and(|zones| zones > 1));
        *removed += sign * i64::from(row.state == Some(MeterState::Removed));
        *nameless += sign * i64::from(row.serial.is_none());
        let Some(values) = row.reading else { return Ok(()) };
        let sum = match row.service {
            MeterService::Electricity => electricity,
            MeterService::ColdWater => cold_water,
            MeterService::HotWater => hot_water,
            MeterService::Gas => gas,
            MeterService::Heat => heat,
        };
        let of_row = values.total()?;
        *sum = if sign > 0 { sum.checked_add(of_row)? } else { sum.checked_sub(of_row)? };
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
        let money = |sum: &mut i64, by: Option<Money>| by.map_or(Ok(()), |by| count_money(sum, by, sign));
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
            Self::Register { rows, area, electrified, new_meter, residents, owed, ahead } => serde_json::json!({
                "rows": rows, "area_m2": area.to_string(), "electrified": electrified, "new_meter": new_meter,
                "residents": residents, "owed": sum(*owed), "ahead": sum(*ahead),
            }),
            Self::Readings { rows, use_day, use_night, use_all, single, day, night, total } => serde_json::json!({
                "rows": rows, "use_day": use_day.to_string(), "use_night": use_night.to_string(),
                "use_all": use_all.to_string(), "single": sum(*single), "day": sum(*day), "night": sum(*night),
                "total": sum(*total),
            }),
            Self::Charges { rows, accrued, paid, due } => serde_json::json!({
                "rows": rows, "accrued": sum(*accrued), "paid": sum(*paid), "due": sum(*due),
            }),
            Self::Payments { rows, amount, electricity, unassigned } => serde_json::json!({
                "rows": rows, "sum": sum(*amount), "electricity": sum(*electricity), "unassigned": sum(*unassigned),
            }),
            Self::Meters { rows, zoned, removed, nameless, electricity, cold_water, hot_water, gas, heat } => {
                serde_json::json!({
                    "rows": rows, "zoned": zoned, "removed": removed, "nameless": nameless,
                    "electricity": electricity.to_string(), "cold_water": cold_water.to_string(),
                    "hot_water": hot_water.to_string(), "gas": gas.to_string(), "heat": heat.to_string(),
                })
            }
        }
    }
}
