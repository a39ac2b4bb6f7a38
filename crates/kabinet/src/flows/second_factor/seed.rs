//! Seeds from which an application makes codes (RFC 6238): read again at every log-in, so encrypted under a key that derives
//! from the server's and stands in no row.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use totp_rs::{Builder, Secret};
use uuid::Uuid;

use crate::app::App;
use crate::flows::Failure;

/// Bytes of a seed: what RFC 4226 advises.
const SEED: usize = 20;
/// Bytes of a nonce: so many that random ones never meet.
const NONCE: usize = 24;

/// A seed.
#[derive(Clone)]
pub struct Seed(Vec<u8>);

impl Seed {
    /// A fresh one.
    pub fn new(app: &App) -> Self {
        Self(app.entropy.bytes::<SEED>().to_vec())
    }

    /// As a row keeps it: it opens for this person alone.
    pub fn sealed(&self, app: &App, owner: PersonId) -> Result<String, Failure> {
        let (nonce, owner): ([u8; NONCE], Uuid) = (app.entropy.bytes(), owner.uuid());
        let payload = Payload { msg: &self.0, aad: owner.as_bytes() };
        let sealed = cipher(app)?.encrypt(&XNonce::from(nonce), payload).map_err(unexpected)?;
        Ok(hex::encode([&nonce[..], sealed.as_slice()].concat()))
    }

    /// From a row.
    pub fn opened(app: &App, owner: PersonId, text: &str) -> Result<Self, Failure> {
        let bytes = hex::decode(text).map_err(unexpected)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or_else(|| unexpected("a short seed"))?;
        let owner = owner.uuid();
        let payload = Payload { msg: sealed, aad: owner.as_bytes() };
        let seed = cipher(app)?.decrypt(&XNonce::from(*nonce), payload);
        Ok(Self(seed.map_err(|_| unexpected("a seed sealed under another key: was secret_key changed?"))?))
    }

    /// As people type it into an application: Base32.
    pub fn to_base32(&self) -> String {
        Secret::from(self.0.as_slice()).to_base32()
    }

    /// The step of thirty seconds whose code this is: the present one, or one before or after for clocks that differ.
    pub fn step_of(&self, typed: &str, at: DateTime<Utc>) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let seconds = u64::try_from(at.timestamp()).ok()?;
        let step = Builder::new().with_secret(self.0.as_slice()).build_noncompliant().check(&digits, seconds)?;
        i64::try_from(step).ok()
    }
}

fn cipher(app: &App) -> Result<XChaCha20Poly1305, Failure> {
    let mac = Hmac::<Sha256>::new_from_slice(&app.secret).map_err(unexpected)?;
    Ok(XChaCha20Poly1305::new(&mac.chain_update("totp seed").finalize().into_bytes()))
}

#[allow(clippy::needless_pass_by_value, reason = "it stands where `map_err` wants a function")]
fn unexpected(what: impl ToString) -> Failure {
    Failure::Data(what.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: SHA-1, the last six of eight digits.
    #[test]
    fn the_codes_of_the_standard_are_right_at_their_time() {
        let seed = Seed(b"12345678901234567890".to_vec());
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let at = |seconds| DateTime::from_timestamp(seconds, 0).unwrap();
            assert_eq!(seed.step_of(code, at(seconds)), Some(seconds / 30), "{seconds}");
            let spaced = format!(" {} {}", &code[..3], &code[3..]);
            assert_eq!(seed.step_of(&spaced, at(seconds + 30)), Some(seconds / 30), "a clock that is fast");
            assert_eq!(seed.step_of(code, at(seconds + 60)), None, "{seconds}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        let seed = Seed(vec![7; SEED]);
        let at = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        for typed in ["", "12345", "1234567", "+12345", "abcdef", "١٢٣٤٥٦"] {
            assert_eq!(seed.step_of(typed, at), None, "{typed}");
        }
    }
}
