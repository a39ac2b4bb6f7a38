//! Amounts of what is supplied or measured: kWh, m³, Gcal, m², people.

use crate::{
    number::{self, NumberError},
    rounding::Rounding,
};
use std::fmt;

/// A result that does not fit 64 bits of millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the quantity is too large")]
pub struct QuantityOverflow;

/// A quantity in millionths of its unit (scale 10^6); the unit is the service's, not the number's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Quantity(i64);

impl Quantity {
    /// Parts of one unit.
    pub const SCALE: i64 = 1_000_000;
    /// Decimals kept: the scale is 10^6.
    pub const DECIMALS: u32 = 6;
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From millionths, as columns hold them.
    pub const fn from_micro(micro: i64) -> Self {
        Self(micro)
    }

    /// From whole units.
    ///
    /// # Errors
    /// [`QuantityOverflow`] above some 9.2 × 10^12.
    pub fn from_int(units: i64) -> Result<Self, QuantityOverflow> {
        units.checked_mul(Self::SCALE).map(Self).ok_or(QuantityOverflow)
    }

    /// Millionths, as columns hold them.
    pub const fn micro(self) -> i64 {
        self.0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Reads `12 345,678` or `00000145.554`: up to six decimals, spaces of any kind between thousands.
    ///
    /// # Errors
    /// [`NumberError`] when the text is not such a number.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        number::parse_fixed(text, Self::DECIMALS).map(Self)
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, QuantityOverflow> {
        self.0.checked_add(other.0).map(Self).ok_or(QuantityOverflow)
    }

    /// `self - other`.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn checked_sub(self, other: Self) -> Result<Self, QuantityOverflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(QuantityOverflow)
    }

    /// The sum of all.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn sum(quantities: impl IntoIterator<Item = Self>) -> Result<Self, QuantityOverflow> {
        quantities.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// `self × numerator / denominator`, rounded once to the millionth. A denominator that is not positive counts as an
    /// overflow.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn scaled(self, numerator: i64, denominator: i64, rounding: Rounding) -> Result<Self, QuantityOverflow> {
        let product = i128::from(self.0) * i128::from(numerator);
        let scaled = rounding.divide(product, i128::from(denominator)).ok_or(QuantityOverflow)?;
        i64::try_from(scaled).map(Self).map_err(|_| QuantityOverflow)
    }

    /// Rounded to `decimals` places, as norms of consumption are published; six and more change nothing.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn rounded(self, decimals: u32, rounding: Rounding) -> Result<Self, QuantityOverflow> {
        let step = 10_i64.pow(Self::DECIMALS.saturating_sub(decimals));
        let steps = rounding.divide(i128::from(self.0), i128::from(step)).ok_or(QuantityOverflow)?;
        i64::try_from(steps * i128::from(step)).map(Self).map_err(|_| QuantityOverflow)
    }

    /// The shortest decimal form after `separator`, without grouping: `145,554`, `9012`.
    pub fn to_decimal_string(self, separator: char) -> String {
        number::fixed_string(self.0, Self::DECIMALS, 0, separator)
    }
}

/// The shortest decimal form with a dot: `145.554`, `9012`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        number::write_fixed(f, self.0, Self::DECIMALS, 0, '.')
    }
}

text_form!(Quantity, NumberError);
