//! ОГРН and ОГРНИП: the number in the state register.

use super::{RequisiteError, digits, value};
use std::fmt;

/// The number in the register: 13 digits of an organisation (ОГРН), 15 of a sole trader (ОГРНИП). Its check digit agrees.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ogrn(String);

impl Ogrn {
    /// Reads a number; spaces are free.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, RequisiteError> {
        let number = digits(text, &[13, 15])?;
        let (body, check) = number.split_at(number.len() - 1);
        // 11 or 13: the number of digits before the check digit, less one.
        let divisor = body.len() as u64 - 1;
        let remainder = body.parse::<u64>().map_err(|_| RequisiteError::Length)? % divisor % 10;
        let agrees = check.bytes().all(|digit| u64::from(value(digit)) == remainder);
        if agrees && !number.starts_with('0') { Ok(Self(number)) } else { Err(RequisiteError::CheckDigit) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is an ОГРНИП, the number of a sole trader.
    pub fn is_of_a_person(&self) -> bool {
        self.0.len() == 15
    }
}

impl fmt::Display for Ogrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Ogrn, RequisiteError);
