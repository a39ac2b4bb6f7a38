//! The numbers an account is known by.

use std::fmt;

coded! {
    /// What kind of number it is; an organisation has each value of a kind once.
    pub enum IdentifierKind {
        /// № участка.
        Plot = "plot",
        /// Лицевой счёт.
        AccountNumber = "account_number",
        /// № договора.
        Contract = "contract",
        /// Единый лицевой счёт of ГИС ЖКХ.
        Els = "els",
        /// A number it bore before.
        Former = "former",
    }
}

/// Why a text is no account number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Nothing but spaces and signs of number.
    #[error("no number is given")]
    Empty,
    /// Longer than [`Identifier::MAX_CHARS`].
    #[error("the number is longer than 40 characters")]
    TooLong,
    /// A control character inside.
    #[error("the number has a character that cannot be typed")]
    Unprintable,
}

/// An account number in the one form in which it is stored and looked up: no spaces, no leading «№», upper case.
/// Leading zeros are kept (`04008220` is not `4008220`), and so are slashes and dashes (`1187/2`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(String);

impl Identifier {
    /// The longest number, in characters.
    pub const MAX_CHARS: usize = 40;

    /// Reads and normalises a number as a person or a file writes it.
    ///
    /// # Errors
    /// [`IdentifierError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let mut value = String::new();
        let marks = text.chars().filter(|c| !c.is_whitespace()).skip_while(|&c| c == '№');
        for (index, c) in marks.flat_map(char::to_uppercase).enumerate() {
            if c.is_control() {
                return Err(IdentifierError::Unprintable);
            }
            if index == Self::MAX_CHARS {
                return Err(IdentifierError::TooLong);
            }
            value.push(c);
        }
        if value.is_empty() { Err(IdentifierError::Empty) } else { Ok(Self(value)) }
    }

    /// The normalised number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Identifier {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

text_form!(Identifier, IdentifierError);
