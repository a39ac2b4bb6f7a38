//! What a meter's dial showed on a day.

use crate::{date::Date, zone::ZoneValues};

/// The dial at the start of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The day on which it was taken.
    pub taken_on: Date,
    /// What stood on the dial, zone by zone.
    pub values: ZoneValues,
}
