//! What a portal asks of a password.

/// Longer ones help nobody and cost time to hash.
const MOST: usize = 200;

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer characters than the portal asks for.
    #[error("the password is shorter than {least} characters")]
    TooShort {
        /// How many it asks for.
        least: u8,
    },
    /// More than 200 characters.
    #[error("the password is longer than 200 characters")]
    TooLong,
    /// A letter that another keyboard layout would not type.
    #[error("the password has characters that are not Latin")]
    NotLatin,
}

/// A portal's rule for passwords: catalogue A2 asks for at least 6 characters, Latin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordRules {
    /// The least number of characters.
    pub least: u8,
    /// Only what a Latin keyboard types: letters, digits and signs.
    pub latin: bool,
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self { least: 6, latin: true }
    }
}

impl PasswordRules {
    /// Whether the password will do.
    ///
    /// # Errors
    /// [`PasswordFault`] as its variants say.
    pub fn check(self, password: &str) -> Result<(), PasswordFault> {
        let length = password.chars().count();
        if self.latin && !password.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
            return Err(PasswordFault::NotLatin);
        }
        if length < usize::from(self.least) {
            return Err(PasswordFault::TooShort { least: self.least });
        }
        if length > MOST { Err(PasswordFault::TooLong) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{PasswordFault, PasswordRules};

    #[test]
    fn six_latin_characters_will_do() {
        let rules = PasswordRules::default();
        for good in ["sad123", "a b c!", &"x".repeat(200)] {
            assert_eq!(rules.check(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("", PasswordFault::TooShort { least: 6 }),
            ("sad12", PasswordFault::TooShort { least: 6 }),
            ("садовод", PasswordFault::NotLatin),
            ("sad\u{0}123", PasswordFault::NotLatin),
            (&"x".repeat(201), PasswordFault::TooLong),
        ] {
            assert_eq!(rules.check(bad), Err(fault), "{bad}");
        }
        let any = PasswordRules { least: 3, latin: false };
        assert_eq!(any.check("сад"), Ok(()));
    }
}
