//! Заводской номер of a meter.

use std::fmt;

/// Why a text is no serial number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MeterSerialError {
    /// Nothing but spaces.
    #[error("no serial number is given")]
    Empty,
    /// Longer than [`MeterSerial::MAX_CHARS`].
    #[error("the serial number is longer than 40 characters")]
    TooLong,
    /// A control character inside.
    #[error("the serial number has a character that cannot be typed")]
    Unprintable,
}

/// The number on the meter's face, kept as written save for outer spaces and squeezed inner ones. Leading zeros belong
/// to it. It is not unique: two makers may give the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeterSerial(String);

impl MeterSerial {
    /// The longest serial, in characters.
    pub const MAX_CHARS: usize = 40;

    /// Reads a serial number.
    ///
    /// # Errors
    /// [`MeterSerialError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, MeterSerialError> {
        let serial = crate::search::squeezed(text);
        if serial.is_empty() {
            return Err(MeterSerialError::Empty);
        }
        if serial.chars().any(char::is_control) {
            return Err(MeterSerialError::Unprintable);
        }
        if serial.chars().count() > Self::MAX_CHARS {
            return Err(MeterSerialError::TooLong);
        }
        Ok(Self(serial))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MeterSerial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(MeterSerial, MeterSerialError);
