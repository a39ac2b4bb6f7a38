//! Bank accounts, whose check digit covers the bank's code too (Банк России, 08.09.1997 № 515).

use super::{Bik, RequisiteError, compact, digits, value};
use std::fmt;

/// A client's account (расчётный счёт) in the bank it was read with: 20 characters whose check digit agrees.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankAccount(String);

/// What stands for the digits in the sixth place of accounts in clearing currencies.
const LETTERS: &[u8; 10] = b"ABCEHKMPTX";

impl BankAccount {
    /// Reads an account of the bank `bik`; spaces are free. The treasury's accounts have no check digit.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say; [`RequisiteError::OtherBank`] for a correspondent account.
    pub fn parse(text: &str, bik: &Bik) -> Result<Self, RequisiteError> {
        let belongs = |index, byte: u8| byte.is_ascii_digit() || (index == 5 && LETTERS.contains(&byte));
        let account = compact(text, &[20], belongs)?;
        if account.starts_with("301") {
            return Err(RequisiteError::OtherBank);
        }
        let prefix = if bik.is_of_the_bank_of_russia() { format!("0{}", bik.office()) } else { bik.bank().to_owned() };
        if bik.is_of_the_treasury() || agrees(&prefix, &account) {
            Ok(Self(account))
        } else {
            Err(RequisiteError::CheckDigit)
        }
    }

    /// The 20 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A bank's own account with the Bank of Russia (корреспондентский счёт), of the bank it was read with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorrespondentAccount(String);

impl CorrespondentAccount {
    /// Reads the correspondent account of the bank `bik`; spaces are free. A bank's begins with 301 and ends like its
    /// BIC; the treasury's single account (40102…) is not checked.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say.
    pub fn parse(text: &str, bik: &Bik) -> Result<Self, RequisiteError> {
        let account = digits(text, &[20])?;
        if bik.is_of_the_treasury() {
            return Ok(Self(account));
        }
        if !account.starts_with("301") || !account.ends_with(bik.bank()) {
            return Err(RequisiteError::OtherBank);
        }
        if agrees(&format!("0{}", bik.office()), &account) {
            Ok(Self(account))
        } else {
            Err(RequisiteError::CheckDigit)
        }
    }

    /// The 20 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the last digits of all 23 products with 7, 1, 3, 7, 1, 3 … add up to a ten.
fn agrees(prefix: &str, account: &str) -> bool {
    let weights = [7, 1, 3].into_iter().cycle();
    let sum: u32 =
        prefix.bytes().chain(account.bytes()).zip(weights).map(|(byte, weight)| place(byte) * weight % 10).sum();
    sum.is_multiple_of(10)
}

/// A digit's value, or that of the letter that stands for it.
fn place(byte: u8) -> u32 {
    (0..).zip(LETTERS).find(|&(_, &letter)| letter == byte).map_or_else(|| value(byte), |(digit, _)| digit)
}

impl fmt::Display for BankAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CorrespondentAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
