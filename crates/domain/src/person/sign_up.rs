//! How people come to a login: data of the portal, filled in by its preset (catalogue A2, B1, C2, D1).

use std::fmt;

use super::Login;
use crate::account::{Identifier, IdentifierKind};
use crate::portal::Preset;

/// A text that can't begin a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a prefix is 1 to 10 Latin letters, lower case")]
pub struct LoginPrefixError;

/// What stands before a contract's number in a login: `vk`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LoginPrefix(String);

impl LoginPrefix {
    /// Reads a prefix.
    ///
    /// # Errors
    /// [`LoginPrefixError`] for anything but 1 to 10 lower-case Latin letters: a digit would run into the number.
    pub fn parse(text: &str) -> Result<Self, LoginPrefixError> {
        let fits = (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase());
        if fits { Ok(Self(text.to_owned())) } else { Err(LoginPrefixError) }
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LoginPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(LoginPrefix, LoginPrefixError);

/// The scheme by which people sign up.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(tag = "scheme", rename_all = "snake_case", deny_unknown_fields)]
pub enum SignUp {
    /// «Номер участка (логин)» (A2).
    #[default]
    PlotNumber,
    /// A name of one's own choice (B1).
    UserName,
    /// An individual's login is the account's number, a legal entity's the prefix and the contract (C2: `123` → `vk123`).
    Contract {
        /// Of legal entities.
        prefix: LoginPrefix,
    },
    /// The e-mail address (D1).
    Email,
}

coded! {
    /// Who signs up, where the scheme asks.
    pub enum Applicant {
        /// «Физическое лицо».
        Individual = "individual",
        /// «Юридическое лицо».
        LegalEntity = "legal_entity",
    }
}

impl Applicant {
    /// The kind of number that their account is known by.
    pub const fn identifier(self) -> IdentifierKind {
        match self {
            Self::Individual => IdentifierKind::AccountNumber,
            Self::LegalEntity => IdentifierKind::Contract,
        }
    }
}

impl SignUp {
    /// What a preset starts with.
    pub fn of(preset: Preset) -> Self {
        match preset {
            Preset::Snt => Self::PlotNumber,
            Preset::Housing => Self::UserName,
            Preset::Water => Self::Contract { prefix: LoginPrefix("vk".to_owned()) },
            Preset::Suppliers => Self::Email,
        }
    }

    /// Who may sign up: one sort of people, unless contracts are asked for.
    pub fn applicants(&self) -> &'static [Applicant] {
        match self {
            Self::Contract { .. } => Applicant::ALL,
            _ => &[Applicant::Individual],
        }
    }

    /// The login that follows from an account's number; none where people choose theirs.
    pub fn login_of(&self, applicant: Applicant, number: &Identifier) -> Option<Login> {
        let text = match (self, applicant) {
            (Self::PlotNumber, _) | (Self::Contract { .. }, Applicant::Individual) => number.as_str().to_owned(),
            (Self::Contract { prefix }, Applicant::LegalEntity) => format!("{prefix}{number}"),
            (Self::UserName | Self::Email, _) => return None,
        };
        Login::parse(&text).ok()
    }

    /// Whether this may be a name of one's own choice: 3 to 64 letters, digits, dots, dashes and underscores, and a letter among
    /// them, so that it isn't taken for somebody's account. An address would be somebody's other login.
    pub fn is_user_name(text: &str) -> bool {
        let text = text.trim();
        (3..=Login::MAX_CHARS).contains(&text.chars().count())
            && text.chars().any(char::is_alphabetic)
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(scheme: &SignUp, applicant: Applicant, number: &str) -> Option<String> {
        scheme.login_of(applicant, &Identifier::parse(number).unwrap()).map(|login| login.to_string())
    }

    #[test]
    fn logins_of_contracts_and_accounts() {
        let water = SignUp::of(Preset::Water);
        for (number, wanted) in [("123", "vk123"), ("1230", "vk1230"), ("1187/2", "vk1187/2"), ("№ 2666", "vk2666")] {
            assert_eq!(login(&water, Applicant::LegalEntity, number).as_deref(), Some(wanted));
        }
        assert_eq!(login(&water, Applicant::Individual, "04008220").as_deref(), Some("04008220"));
        assert_eq!(login(&SignUp::of(Preset::Snt), Applicant::Individual, "269").as_deref(), Some("269"));
        assert_eq!(login(&SignUp::of(Preset::Suppliers), Applicant::Individual, "1"), None);
    }

    #[test]
    fn names_of_ones_own_choice() {
        for good in ["ivanova", "Иванова-45", "a.b_c", "әсел"] {
            assert!(SignUp::is_user_name(good), "{good}");
        }
        for bad in ["", "ab", "1204538", "a@b.example", "Иванова А", "a\u{0}bc", &"x".repeat(65)] {
            assert!(!SignUp::is_user_name(bad), "{bad}");
        }
    }

    #[test]
    fn kept_as_data() {
        let text = serde_json::to_string(&SignUp::of(Preset::Water)).unwrap();
        assert_eq!(text, r#"{"scheme":"contract","prefix":"vk"}"#);
        assert_eq!(serde_json::from_str::<SignUp>(&text).unwrap(), SignUp::of(Preset::Water));
        assert!(serde_json::from_str::<SignUp>(r#"{"scheme":"contract","prefix":"vk1"}"#).is_err());
    }
}
