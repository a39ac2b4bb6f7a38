//! Shares in per cent: VAT rates, discounts, surcharges.

use crate::{
    money::{Money, MoneyError},
    number::{self, NumberError},
    rounding::Rounding,
};
use std::fmt;

/// A share in hundredths of a per cent (scale 10^2): 12 % is 1200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Percent(i64);

impl Percent {
    /// From hundredths of a per cent.
    pub const fn from_basis_points(points: i64) -> Self {
        Self(points)
    }

    /// Hundredths of a per cent, as columns hold them.
    pub const fn basis_points(self) -> i64 {
        self.0
    }

    /// Reads `12`, `16,5`: up to two decimals, no per-cent sign.
    ///
    /// # Errors
    /// [`NumberError`] when the text is not such a number.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        number::parse_fixed(text, 2).map(Self)
    }

    /// This share of `sum`, rounded to the minor unit. VAT on a line is taken so from the rounded net (`domain.md`
    /// 4.4).
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn of(self, sum: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        let product = i128::from(self.0) * i128::from(sum.minor());
        let minor = rounding.divide(product, 10_000).ok_or(MoneyError::Overflow)?;
        let minor = i64::try_from(minor).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, sum.currency()))
    }
}

/// The shortest decimal form with a dot and no sign: `12`, `16.5`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        number::write_fixed(f, self.0, 2, 0, '.')
    }
}

text_form!(Percent, NumberError);
