//! What a portal asks of a password.

/// Longer ones help nobody and cost time to hash.
const MOST: usize = 200;
/// Whoever works in an office sees everybody's data.
const LEAST_OF_OPERATORS: u8 = 12;

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
    /// Only letters or only digits.
    #[error("the password needs a letter and a digit")]
    NoLetterOrDigit,
    /// One of those that everybody tries first.
    #[error("the password is among the commonest")]
    Common,
}

/// A portal's rule for passwords. The presets take the manuals' bounds (catalogue A2: 6, Latin; D1: 5, letters and digits); a manual's
/// maximum is a hint only, since it keeps nobody safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordRules {
    /// The least number of characters.
    pub least: u8,
    /// Only what a Latin keyboard types: letters, digits and signs.
    pub latin: bool,
    /// At least one letter and one digit.
    pub letter_and_digit: bool,
    /// «5–10 знаков», as a manual says; longer ones are taken.
    pub hinted_most: Option<u8>,
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self { least: 8, latin: false, letter_and_digit: false, hinted_most: None }
    }
}

impl PasswordRules {
    /// The same for those who work in an office: twelve characters at least.
    #[must_use]
    pub fn of_operators(self) -> Self {
        Self { least: self.least.max(LEAST_OF_OPERATORS), ..self }
    }

    /// Whether the password will do, as far as its form goes.
    ///
    /// # Errors
    /// [`PasswordFault`] as its variants say; [`PasswordFault::Common`] needs a dictionary and is told elsewhere.
    pub fn check(self, password: &str) -> Result<(), PasswordFault> {
        let length = password.chars().count();
        if password.chars().any(char::is_control) || self.latin && !password.chars().all(is_latin) {
            return Err(PasswordFault::NotLatin);
        }
        if length < usize::from(self.least) {
            return Err(PasswordFault::TooShort { least: self.least });
        }
        let has = |of: fn(char) -> bool| password.chars().any(of);
        if self.letter_and_digit && !(has(char::is_alphabetic) && has(char::is_numeric)) {
            return Err(PasswordFault::NoLetterOrDigit);
        }
        if length > MOST { Err(PasswordFault::TooLong) } else { Ok(()) }
    }
}

fn is_latin(c: char) -> bool {
    c == ' ' || c.is_ascii_graphic()
}

#[cfg(test)]
mod tests {
    use super::{PasswordFault, PasswordRules};
    use crate::portal::{PortalRules, Preset};

    #[test]
    fn six_latin_characters_will_do_in_a_garden_community() {
        let rules = PortalRules::of(Preset::Snt).password;
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
    }

    #[test]
    fn letters_and_digits_and_no_maximum_among_suppliers() {
        let rules = PortalRules::of(Preset::Suppliers).password;
        for good in ["abc12", "смородина1", "a1bcdefghijklmnop"] {
            assert_eq!(rules.check(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("ab12", PasswordFault::TooShort { least: 5 }),
            ("abcde", PasswordFault::NoLetterOrDigit),
            ("12345", PasswordFault::NoLetterOrDigit),
        ] {
            assert_eq!(rules.check(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn twelve_characters_at_least_in_an_office() {
        let rules = PortalRules::of(Preset::Snt).password.of_operators();
        assert_eq!(rules.check("sadovod-2022"), Ok(()));
        assert_eq!(rules.check("sadovod-202"), Err(PasswordFault::TooShort { least: 12 }));
        assert_eq!(rules.check("садовод-2022"), Err(PasswordFault::NotLatin));
        assert_eq!(PasswordRules { least: 16, ..rules }.of_operators().least, 16);
    }

    #[test]
    fn eight_characters_of_any_alphabet_elsewhere() {
        let rules = PasswordRules::default();
        assert_eq!(rules.check("қалақшаң"), Ok(()));
        assert_eq!(rules.check("қалақша"), Err(PasswordFault::TooShort { least: 8 }));
    }
}
