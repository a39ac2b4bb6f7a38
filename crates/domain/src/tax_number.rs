//! The number by which the tax office knows a holder: ИНН in Russia, ИИН or БИН in Kazakhstan (`domain.md` 3.4).

use std::fmt;

use crate::requisites::{Inn, RequisiteError};

/// 10 or 12 digits whose check digits agree by the rule of one of the two countries. A register holds both kinds where a
/// company of one country has premises in the other, so the country isn't asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxNumber(String);

impl TaxNumber {
    /// Reads a number; spaces are free.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, RequisiteError> {
        match Inn::parse(text) {
            Ok(inn) => Ok(Self(inn.as_str().to_owned())),
            Err(RequisiteError::CheckDigit) => {
                let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                if agrees_in_kazakhstan(&number) { Ok(Self(number)) } else { Err(RequisiteError::CheckDigit) }
            }
            Err(error) => Err(error),
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// ИИН and БИН: the sum of eleven digits by their places, modulo 11; where that gives 10, by the places shifted by two;
/// where that gives 10 again, there is no such number.
fn agrees_in_kazakhstan(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, first)) = digits.split_last().filter(|(_, first)| first.len() == 11) else { return false };
    let rest = |weights: [u32; 11]| first.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    let wanted = match rest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) {
        10 => rest([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]),
        rest => rest,
    };
    // A row of zeros agrees and is nobody's; no month has the number 00.
    wanted == *check && !number.starts_with("0000")
}

impl fmt::Display for TaxNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(TaxNumber, RequisiteError);

#[cfg(test)]
mod tests {
    use super::{RequisiteError, TaxNumber};

    #[test]
    fn numbers_of_both_countries() {
        // `domain.md` 3.4, and holders of the registers in `shared/data/vodokanal`.
        for good in ["7707083893", "500100732259", "971240001315", "870430301264", "120640247430", " 771208 372436 "] {
            assert!(TaxNumber::parse(good).is_ok(), "{good}");
        }
        for (bad, error) in [
            ("6200098765", RequisiteError::CheckDigit),
            ("971240001316", RequisiteError::CheckDigit),
            ("000000000000", RequisiteError::CheckDigit),
            ("97124000131", RequisiteError::Length),
            ("97124000131X", RequisiteError::Character),
            ("", RequisiteError::Empty),
        ] {
            assert_eq!(TaxNumber::parse(bad), Err(error), "{bad}");
        }
    }
}
