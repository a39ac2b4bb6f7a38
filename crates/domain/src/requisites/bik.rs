//! БИК: the bank's code.

use super::{RequisiteError, digits};
use std::fmt;

/// The code of a bank, or of an office of the Bank of Russia or the treasury: nine digits, the first a zero. It has no
/// check digit of its own; an account's check digit covers it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bik(String);

impl Bik {
    /// Reads a code; spaces are free.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, RequisiteError> {
        let code = digits(text, &[9])?;
        if code.starts_with('0') { Ok(Self(code)) } else { Err(RequisiteError::Character) }
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the treasury's: the numbers of its accounts have no check digit.
    pub(super) fn is_of_the_treasury(&self) -> bool {
        self.0.starts_with("01")
    }

    /// Whether it is an office of the Bank of Russia (РКЦ), which has no correspondent account.
    pub(super) fn is_of_the_bank_of_russia(&self) -> bool {
        matches!(self.bank(), "000" | "001" | "002")
    }

    /// The last three digits: the bank among those of its region.
    pub(super) fn bank(&self) -> &str {
        &self.0[6..]
    }

    /// The fifth and sixth digits: the office of the Bank of Russia that keeps the bank's account.
    pub(super) fn office(&self) -> &str {
        &self.0[4..6]
    }
}

impl fmt::Display for Bik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Bik, RequisiteError);
