//! Writing, to the letter of the standard.

use super::{PaymentQr, QrField, encoding::to_windows_1251};

/// The separators in the order in which they are tried. None can stand in a key, or be taken for the `=` behind it.
const SEPARATORS: [char; 14] = ['|', '#', ';', ':', '^', '_', '~', '{', '}', '!', '$', '%', '&', '*'];

/// The most bytes of the five required fields with their keys and separators, without the header.
const REQUIRED_BYTES: usize = 300;

/// Why a payment can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrWriteError {
    /// A required field is absent.
    #[error("{0} is missing")]
    Missing(QrField),
    /// Shorter or longer than the standard allows.
    #[error("{0} has a wrong length")]
    Length(QrField),
    /// A character that this field, or any, can't have.
    #[error("{0} has a character that does not belong there")]
    Character(QrField),
    /// The required fields are longer than 300 bytes in UTF-8, and in windows-1251 too, or it lacks a letter.
    #[error("the required fields are longer than 300 bytes")]
    RequiredTooLong,
    /// Each separator occurs in some value.
    #[error("no separator is left that no value contains")]
    NoSeparator,
}

impl PaymentQr {
    /// The bytes of the QR code: in UTF-8; in windows-1251, one byte a letter, where the required fields would be too
    /// long otherwise, as the full names of communities and banks in Russian are.
    ///
    /// # Errors
    /// [`QrWriteError`] as its variants say.
    pub fn write(&self) -> Result<Vec<u8>, QrWriteError> {
        for required in QrField::REQUIRED {
            self.get(required).ok_or(QrWriteError::Missing(required))?;
        }
        for (&field, value) in &self.fields {
            check(field, value)?;
        }
        let unused = |separator: &char| !self.fields.values().any(|value| value.contains(*separator));
        let separator = SEPARATORS.into_iter().find(unused).ok_or(QrWriteError::NoSeparator)?.to_string();
        let required = self.joined(QrField::REQUIRED.len(), &separator);
        let all = self.joined(usize::MAX, &separator);
        if required.len() <= REQUIRED_BYTES {
            return Ok(format!("ST00012{separator}{all}").into_bytes());
        }
        let fits = to_windows_1251(&required).is_some_and(|bytes| bytes.len() <= REQUIRED_BYTES);
        let bytes = if fits { to_windows_1251(&all) } else { None };
        let bytes = bytes.ok_or(QrWriteError::RequiredTooLong)?;
        Ok([format!("ST00011{separator}").as_bytes(), &bytes].concat())
    }

    /// The first `count` fields as `Key=Value`.
    fn joined(&self, count: usize, separator: &str) -> String {
        let pairs = self.fields.iter().take(count).map(|(field, value)| format!("{field}={value}"));
        pairs.collect::<Vec<_>>().join(separator)
    }
}

fn check(field: QrField, value: &str) -> Result<(), QrWriteError> {
    let (least, most) = field.length();
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    if !(least..=most).contains(&value.chars().count()) {
        Err(QrWriteError::Length(field))
    } else if value.chars().any(char::is_control) || (field.is_of_digits() && !digits) {
        Err(QrWriteError::Character(field))
    } else {
        Ok(())
    }
}
