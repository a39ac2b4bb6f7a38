//! Sums of money: whole minor units (kopecks, tiyn) and their currency.

pub mod words;

use crate::number::{self, NumberError};
use std::fmt;

coded! {
    /// The currencies Kabinet bills in; each has two decimals. The code is ISO 4217.
    pub enum Currency {
        /// Russian rouble, 100 kopecks.
        Rub = "RUB",
        /// Kazakh tenge, 100 tiyn.
        Kzt = "KZT",
    }
}

impl Currency {
    /// Decimals of the major unit, the same for both.
    pub const DECIMALS: u32 = 2;

    /// The currency's sign: ₽ or ₸.
    pub const fn symbol(self) -> char {
        match self {
            Self::Rub => '₽',
            Self::Kzt => '₸',
        }
    }
}

/// Why a sum could not be read or computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit 64 bits of minor units.
    #[error("the sum is too large")]
    Overflow,
    /// Two currencies met in one sum.
    #[error("{left} and {right} cannot be added")]
    CurrencyMismatch {
        /// Currency of the first sum.
        left: Currency,
        /// Currency of the second.
        right: Currency,
    },
    /// The text is not a sum.
    #[error(transparent)]
    Number(#[from] NumberError),
}

/// A sum of money in minor units (10^-2 of the currency). Sums of two currencies are never compared, only told apart:
/// there is no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// `minor` kopecks or tiyn.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// Minor units: kopecks or tiyn.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether it is below nothing.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Reads `1 234,56`, `1234.56`, `-0,05`; up to two decimals, spaces of any kind between thousands.
    ///
    /// # Errors
    /// [`MoneyError::Number`] when the text is not such a number.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        Ok(Self::new(number::parse_fixed(text, Currency::DECIMALS)?, currency))
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// `self - other`.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`], [`MoneyError::Overflow`].
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    /// `-self`.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`] for the one sum whose opposite does not exist.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The sum of all, in `currency` (so that the sum of none has one too).
    ///
    /// # Errors
    /// As [`Money::checked_add`].
    pub fn sum(sums: impl IntoIterator<Item = Self>, currency: Currency) -> Result<Self, MoneyError> {
        sums.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// The sum with two decimals after `separator` and no grouping: `1234,56`.
    pub fn to_decimal_string(self, separator: char) -> String {
        number::fixed_string(self.minor, Currency::DECIMALS, 2, separator)
    }

    fn combine(self, other: Self, operation: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch { left: self.currency, right: other.currency });
        }
        let minor = operation(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }
}

/// Plain `1234.56` for files and logs; people are shown sums through the translations.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        number::write_fixed(f, self.minor, Currency::DECIMALS, 2, '.')
    }
}
