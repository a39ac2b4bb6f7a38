//! Phone numbers: read in any spelling, kept as E.164, shown as people of Russia and Kazakhstan dial them.

pub mod list;

pub use list::{ListedPhone, PhoneList};

use std::fmt;

/// A text that is no phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a phone number")]
pub struct PhoneError;

/// A phone number in E.164: `+79991234567`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Digits of a number of Russia or Kazakhstan without the country code.
const NATIONAL_DIGITS: usize = 10;

impl Phone {
    /// Reads one number: `8…`, `7…` and `+7…` of 11 digits, 10 digits without a prefix (a Kazakh number then begins
    /// with 7), or `+` and the code of another country. Spaces, dots, dashes and brackets are free (`domain.md` 3.4).
    ///
    /// # Errors
    /// [`PhoneError`] for anything else, and for area codes that do not exist (beginning with 0, 1, 2, 5 or 6).
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        let international = text.starts_with('+');
        let digits = digits_of(text.strip_prefix('+').unwrap_or(text))?;
        // The length decides before the prefix: the ten digits of a Kazakh number begin with 7 too.
        let national = match (international, digits.len()) {
            (_, 11) if digits.starts_with('7') => &digits[1..],
            (false, 11) if digits.starts_with('8') => &digits[1..],
            (false, NATIONAL_DIGITS) => &digits,
            // No country has 89…: it is an 8 of Russia with a plus by mistake, and nobody's to guess.
            (true, 8..=15) if !digits.starts_with(['0', '7']) && !digits.starts_with("89") => {
                return Ok(Self(format!("+{digits}")));
            }
            _ => return Err(PhoneError),
        };
        if national.starts_with(['3', '4', '7', '8', '9']) {
            Ok(Self(format!("+7{national}")))
        } else {
            Err(PhoneError)
        }
    }

    /// E.164 with its plus, as columns hold it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits without the plus, as some SMS providers want them.
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }

    /// `89991234567`, as the cabinet shows and takes it; a number of another country keeps its plus.
    pub fn display8(&self) -> String {
        match self.national() {
            Some(national) => format!("8{national}"),
            None => self.0.clone(),
        }
    }

    /// Whether an SMS can reach it: 9XX of Russia, 70X and 74X to 78X of Kazakhstan. Of other countries' numbers it is
    /// not known: no.
    pub fn is_mobile(&self) -> bool {
        let Some(national) = self.national() else { return false };
        national.starts_with('9') || matches!(national.as_bytes(), [b'7', b'0' | b'4'..=b'8', ..])
    }

    /// The ten digits after +7.
    fn national(&self) -> Option<&str> {
        self.0.strip_prefix("+7").filter(|national| national.len() == NATIONAL_DIGITS)
    }
}

/// The digits, if nothing but digits and the punctuation of phone numbers is there.
fn digits_of(text: &str) -> Result<String, PhoneError> {
    let mut digits = String::with_capacity(15);
    for c in text.chars() {
        match c {
            '0'..='9' if digits.len() < 15 => digits.push(c),
            c if is_punctuation(c) => {}
            _ => return Err(PhoneError),
        }
    }
    Ok(digits)
}

/// What may stand between the digits of one number.
pub(crate) fn is_punctuation(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Phone, PhoneError);
