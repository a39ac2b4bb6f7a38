//! ИНН: the taxpayer's number.

use super::{RequisiteError, digits, value};
use std::fmt;

/// The number of a taxpayer: 10 digits of an organisation, 12 of a person. Its check digits agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inn(String);

impl Inn {
    /// Reads a number; spaces are free.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, RequisiteError> {
        let number = digits(text, &[10, 12])?;
        let bytes = number.as_bytes();
        let agrees = match bytes.len() {
            10 => agrees(bytes, &[2, 4, 10, 3, 5, 9, 4, 6, 8]),
            _ => agrees(bytes, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) && agrees(bytes, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]),
        };
        // No region has the code 00: without this, a row of zeros would be a number.
        if agrees && !number.starts_with("00") { Ok(Self(number)) } else { Err(RequisiteError::CheckDigit) }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the number of a person, such as a sole trader, who has no [`Kpp`](super::Kpp).
    pub fn is_of_a_person(&self) -> bool {
        self.0.len() == 12
    }
}

/// Whether the digit behind the weighed ones is the one they ask for.
fn agrees(number: &[u8], weights: &[u32]) -> bool {
    let sum: u32 = number.iter().zip(weights).map(|(&digit, weight)| value(digit) * weight).sum();
    number.get(weights.len()).is_some_and(|&check| value(check) == sum % 11 % 10)
}

impl fmt::Display for Inn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Inn, RequisiteError);
