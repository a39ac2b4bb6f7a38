//! The zones of a meter and values by zone.

use crate::quantity::{Quantity, QuantityOverflow};

coded! {
    /// A zone of the day that a meter counts apart. A meter without zones counts everything in the first.
    pub enum Zone {
        /// Day (07–23), or everything.
        T1 = "t1",
        /// Night (23–07).
        T2 = "t2",
        /// The third zone of a three-zone meter.
        T3 = "t3",
    }
}

/// Why values by zone do not combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ZoneError {
    /// One of the two has a zone that the other lacks.
    #[error("zone {0} stands on one side only")]
    Differ(Zone),
    /// The result does not fit.
    #[error(transparent)]
    Overflow(#[from] QuantityOverflow),
}

/// A value in each zone that the meter has: dial readings, or what was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneValues {
    /// Day, or everything.
    pub t1: Quantity,
    /// Night, where the meter has zones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t2: Option<Quantity>,
    /// The third zone, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub t3: Option<Quantity>,
}

impl ZoneValues {
    /// Of a meter without zones.
    pub const fn single(t1: Quantity) -> Self {
        Self { t1, t2: None, t3: None }
    }

    /// Of a two-zone meter.
    pub const fn day_night(day: Quantity, night: Quantity) -> Self {
        Self { t1: day, t2: Some(night), t3: None }
    }

    /// The value in `zone`, if the meter has it.
    pub const fn get(self, zone: Zone) -> Option<Quantity> {
        match zone {
            Zone::T1 => Some(self.t1),
            Zone::T2 => self.t2,
            Zone::T3 => self.t3,
        }
    }

    /// The zones it has, with their values.
    pub fn iter(self) -> impl Iterator<Item = (Zone, Quantity)> {
        Zone::ALL.iter().filter_map(move |&zone| Some((zone, self.get(zone)?)))
    }

    /// The sum over the zones.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn total(self) -> Result<Quantity, QuantityOverflow> {
        Quantity::sum(self.iter().map(|(_, value)| value))
    }

    /// `self + other`, zone by zone.
    ///
    /// # Errors
    /// [`ZoneError::Differ`] unless both have the same zones; [`ZoneError::Overflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, ZoneError> {
        self.combine(other, Quantity::checked_add)
    }

    /// `self - other`, zone by zone.
    ///
    /// # Errors
    /// [`ZoneError::Differ`] unless both have the same zones; [`ZoneError::Overflow`].
    pub fn checked_sub(self, other: Self) -> Result<Self, ZoneError> {
        self.combine(other, Quantity::checked_sub)
    }

    /// The first zone whose value is below zero.
    pub fn first_negative(self) -> Option<Zone> {
        self.iter().find(|(_, value)| value.is_negative()).map(|(zone, _)| zone)
    }

    /// The first zone, of those both have, where `self` is below `other`.
    pub fn first_below(self, other: Self) -> Option<Zone> {
        self.iter().find(|&(zone, value)| other.get(zone).is_some_and(|floor| value < floor)).map(|(zone, _)| zone)
    }

    /// The first zone that only one of the two has.
    pub fn first_unpaired(self, other: Self) -> Option<Zone> {
        Zone::ALL.iter().copied().find(|&zone| self.get(zone).is_some() != other.get(zone).is_some())
    }

    fn combine(
        self,
        other: Self,
        operation: impl Fn(Quantity, Quantity) -> Result<Quantity, QuantityOverflow>,
    ) -> Result<Self, ZoneError> {
        if let Some(zone) = self.first_unpaired(other) {
            return Err(ZoneError::Differ(zone));
        }
        let optional = |left: Option<Quantity>, right: Option<Quantity>| {
            left.zip(right).map(|(left, right)| operation(left, right)).transpose()
        };
        Ok(Self {
            t1: operation(self.t1, other.t1)?,
            t2: optional(self.t2, other.t2)?,
            t3: optional(self.t3, other.t3)?,
        })
    }
}
