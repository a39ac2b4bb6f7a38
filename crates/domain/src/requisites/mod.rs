//! Numbers by which an organisation of Russia and its bank are known, with their check digits (`domain.md` 3.4).
//!
//! All are read with spaces anywhere, as people copy them from a letterhead, and kept without.

mod account;
mod bik;
mod details;
mod inn;
mod kpp;
mod ogrn;

pub use account::{BankAccount, CorrespondentAccount};
pub use bik::Bik;
pub use details::{BankDetails, BankDetailsError, BankDetailsField, BankDetailsText};
pub use inn::Inn;
pub use kpp::Kpp;
pub use ogrn::Ogrn;

/// Why a text is no such number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequisiteError {
    /// Nothing but spaces.
    #[error("no number is given")]
    Empty,
    /// A character that has no place there.
    #[error("the number has a character that does not belong to it")]
    Character,
    /// Too short or too long.
    #[error("the number has a wrong length")]
    Length,
    /// A check digit disagrees with the others: some digit is mistyped, or two have changed places. Of an account, it
    /// may also be the BIC that is wrong.
    #[error("the check digit of the number is wrong")]
    CheckDigit,
    /// An account of another bank than the BIC says, or not of the kind that is asked for.
    #[error("this is not an account of that kind in that bank")]
    OtherBank,
}

/// The text without its spaces, of one of `lengths` characters that `belongs` takes.
fn compact(text: &str, lengths: &[usize], belongs: impl Fn(usize, u8) -> bool) -> Result<String, RequisiteError> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if number.is_empty() {
        Err(RequisiteError::Empty)
    } else if !number.is_ascii() {
        Err(RequisiteError::Character)
    } else if !lengths.contains(&number.len()) {
        // Of a text with letters, the letters are the plainer fault.
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        Err(if digits { RequisiteError::Length } else { RequisiteError::Character })
    } else if number.bytes().enumerate().all(|(index, byte)| belongs(index, byte)) {
        Ok(number)
    } else {
        Err(RequisiteError::Character)
    }
}

/// [`compact`] for numbers of digits only.
fn digits(text: &str, lengths: &[usize]) -> Result<String, RequisiteError> {
    compact(text, lengths, |_, byte| byte.is_ascii_digit())
}

/// The value of a digit.
fn value(digit: u8) -> u32 {
    u32::from(digit.wrapping_sub(b'0'))
}
