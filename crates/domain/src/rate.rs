//! Prices of one unit of a service.

use crate::{
    money::{Currency, Money, MoneyError},
    number::{self, NumberError},
    quantity::Quantity,
    rounding::Rounding,
};
use std::fmt;

/// Millionths of quantity × millionths of price, in one minor unit: 10^12 / 10^2.
const PARTS_PER_MINOR: i128 = 10_000_000_000;

/// A price in millionths of the currency's major unit per unit of service (scale 10^6): 5.93 ₽ a kWh is 5 930 000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(i64);

impl Rate {
    /// Parts of one major unit of currency.
    pub const SCALE: i64 = 1_000_000;
    /// Decimals kept: the scale is 10^6.
    pub const DECIMALS: u32 = 6;

    /// From millionths, as columns hold them.
    pub const fn from_micro(micro: i64) -> Self {
        Self(micro)
    }

    /// Millionths, as columns hold them.
    pub const fn micro(self) -> i64 {
        self.0
    }

    /// Whether it is below zero: a price that no one can mean.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Reads `5,93` or `197.02`: up to six decimals.
    ///
    /// # Errors
    /// [`NumberError`] when the text is not such a number.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        number::parse_fixed(text, Self::DECIMALS).map(Self)
    }

    /// What `quantity` costs: the exact product, rounded once to the minor unit.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] when the cost does not fit.
    pub fn cost(self, quantity: Quantity, currency: Currency, rounding: Rounding) -> Result<Money, MoneyError> {
        let product = i128::from(self.0) * i128::from(quantity.micro());
        let minor = rounding.divide(product, PARTS_PER_MINOR).ok_or(MoneyError::Overflow)?;
        let minor = i64::try_from(minor).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, currency))
    }

    /// At least two decimals, as prices are written: `5,93`, `204,50`, `137,9412`.
    pub fn to_decimal_string(self, separator: char) -> String {
        number::fixed_string(self.0, Self::DECIMALS, 2, separator)
    }
}

/// The shortest decimal form with a dot: `5.93`, `204.5`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        number::write_fixed(f, self.0, Self::DECIMALS, 0, '.')
    }
}

text_form!(Rate, NumberError);
