//! Recovery codes: what opens the cabinet when the phone with the codes is gone.

use std::fmt;

/// Letters and digits that nobody takes for one another (Crockford's).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Fifty bits: with few tries none is guessed.
const LENGTH: usize = 10;

/// A recovery code. Shown in two halves, taken in any spelling.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// How many a person gets at once.
    pub const AT_ONCE: usize = 10;

    /// Of random bytes; five bits of each are taken.
    pub fn of(random: [u8; LENGTH]) -> Self {
        let letters = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)]));
        Self(letters.collect())
    }

    /// As typed: with or without the dash, in capitals, with «O» for zero and «I» or «L» for one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for letter in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let letter = match letter.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            };
            let known = u8::try_from(letter).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !known || code.len() == LENGTH {
                return None;
            }
            code.push(letter);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// As it is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(LENGTH / 2);
        write!(f, "{first}-{second}")
    }
}

/// Never into a log.
impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::RecoveryCode;

    #[test]
    fn a_code_is_taken_as_it_is_shown_and_as_people_type_it() {
        let code = RecoveryCode::of([0, 1, 2, 10, 17, 31, 32, 255, 18, 20]);
        assert_eq!(code.to_string(), "012ah-z0zjm");
        for text in ["012ah-z0zjm", "012AHZ0ZJM", " 0 1 2 a h z 0 z j m ", "Ol2AH-ZOZJM", "oI2ah z0zjm"] {
            assert_eq!(RecoveryCode::parse(text).as_ref(), Some(&code), "{text}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in
            ["", "012345", "012ah-z0zj", "012ah-z0zjmm", "012ah-z0zju", "012ah_z0zjm", "О12ah-z0zjm", "012ah-z0zj\u{0}"]
        {
            assert_eq!(RecoveryCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_log_never_shows_a_code() {
        let shown = format!("{:?}", RecoveryCode::of([7; 10]));
        assert!(!shown.contains("77777"), "{shown}");
    }
}
