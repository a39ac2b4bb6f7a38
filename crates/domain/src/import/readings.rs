//! A row of a file of readings.

use crate::{
    account::Identifier,
    meter::PeriodUse,
    money::Money,
    quantity::Quantity,
    span::DateSpan,
    zone::{Zone, ZoneValues},
};

coded! {
    /// What a column of a file of readings can hold.
    pub enum ReadingField {
        /// The account's or plot's number.
        Number = "number",
        /// The month, where one column names it.
        Period = "period",
        /// The first day of the period.
        PeriodFrom = "period_from",
        /// The day after its last.
        PeriodTo = "period_to",
        /// The dial at the start: day, or all of a meter without zones.
        StartDay = "start_day",
        /// The dial at the start: night.
        StartNight = "start_night",
        /// The dial at the start: third zone.
        StartThird = "start_third",
        /// The sum of the dial at the start.
        StartSum = "start_sum",
        /// The dial at the end: day, or all of a meter without zones.
        EndDay = "end_day",
        /// The dial at the end: night.
        EndNight = "end_night",
        /// The dial at the end: third zone.
        EndThird = "end_third",
        /// The sum of the dial at the end.
        EndSum = "end_sum",
        /// What was used by day.
        UseDay = "use_day",
        /// What was used by night.
        UseNight = "use_night",
        /// What was used in all.
        UseAll = "use_all",
        /// Its cost at the single tariff.
        CostSingle = "cost_single",
        /// The cost of the day's.
        CostDay = "cost_day",
        /// The cost of the night's.
        CostNight = "cost_night",
        /// Day and night together.
        CostTotal = "cost_total",
    }
}

impl ReadingField {
    /// The column of the dial at the start, by zone.
    pub const fn start(zone: Zone) -> Self {
        match zone {
            Zone::T1 => Self::StartDay,
            Zone::T2 => Self::StartNight,
            Zone::T3 => Self::StartThird,
        }
    }

    /// The column of the dial at the end, by zone.
    pub const fn end(zone: Zone) -> Self {
        match zone {
            Zone::T1 => Self::EndDay,
            Zone::T2 => Self::EndNight,
            Zone::T3 => Self::EndThird,
        }
    }
}

/// What one row says of an account's meter over a period.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingRow {
    /// The account's or plot's number.
    pub number: Identifier,
    /// The span between the readings.
    pub span: DateSpan,
    /// The dial on its first day.
    pub start: ZoneValues,
    /// The dial on the day after its last.
    pub end: ZoneValues,
    /// What the file computed itself: compared, never kept.
    pub stated: StatedFigures,
}

/// Figures that a file states though they follow from the readings; each may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatedFigures {
    /// The sum of the dial at the start.
    pub start_sum: Option<Quantity>,
    /// The sum of the dial at the end.
    pub end_sum: Option<Quantity>,
    /// What was used by day.
    pub use_day: Option<Quantity>,
    /// What was used by night.
    pub use_night: Option<Quantity>,
    /// What was used in all.
    pub use_all: Option<Quantity>,
    /// Its cost at the single tariff.
    pub cost_single: Option<Money>,
    /// The cost of the day's.
    pub cost_day: Option<Money>,
    /// The cost of the night's.
    pub cost_night: Option<Money>,
    /// Day and night together.
    pub cost_total: Option<Money>,
}

impl ReadingRow {
    /// The span and its two readings.
    pub const fn period_use(&self) -> PeriodUse {
        PeriodUse { span: self.span, start: self.start, end: self.end }
    }
}
