//! The name by which a person logs in: a plot, a free name, an account number, `vk` and a contract, or an e-mail
//! address.

use std::fmt;

/// Why a text is no login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// Nothing but spaces.
    #[error("no login is given")]
    Empty,
    /// Longer than [`Login::MAX_CHARS`].
    #[error("the login is longer than 64 characters")]
    TooLong,
    /// A control character inside.
    #[error("the login has a character that cannot be typed")]
    Unprintable,
}

/// A login as its owner wrote it, without outer spaces. Two logins are the same if their [`Login::key`]s are, and
/// compare so.
#[derive(Debug, Clone)]
pub struct Login {
    written: String,
    key: String,
}

impl Login {
    /// The longest login, in characters.
    pub const MAX_CHARS: usize = 64;

    /// Reads a login.
    ///
    /// # Errors
    /// [`LoginError`] as its variants say.
    pub fn parse(text: &str) -> Result<Self, LoginError> {
        let written = crate::search::squeezed(text);
        if written.is_empty() {
            return Err(LoginError::Empty);
        }
        if written.chars().any(char::is_control) {
            return Err(LoginError::Unprintable);
        }
        if written.chars().count() > Self::MAX_CHARS {
            return Err(LoginError::TooLong);
        }
        let key = written.to_lowercase();
        Ok(Self { written, key })
    }

    /// As written by its owner.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Lower case of any alphabet: unique in a portal.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl PartialEq for Login {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Login {}

impl std::hash::Hash for Login {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

text_form!(Login, LoginError);
