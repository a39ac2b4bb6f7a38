//! КПП: why an organisation stands in a tax office's books.

use super::{RequisiteError, compact};
use std::fmt;

/// The code beside an organisation's ИНН: nine characters, digits but for the fifth and sixth, which may be Latin
/// capitals. It has no check digit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kpp(String);

impl Kpp {
    /// Reads a code; spaces are free.
    ///
    /// # Errors
    /// [`RequisiteError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, RequisiteError> {
        let belongs = |index, byte: u8| byte.is_ascii_digit() || (matches!(index, 4 | 5) && byte.is_ascii_uppercase());
        compact(text, &[9], belongs).map(Self)
    }

    /// The nine characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Kpp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Kpp, RequisiteError);
