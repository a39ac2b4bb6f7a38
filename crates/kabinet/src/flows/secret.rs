//! Links and codes of letters: HMAC by the server's key over the row's id, purpose, address and expiry. They can be written
//! out again and again, and nobody finds them in the database.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use store::challenges::Challenge;

use super::Failure;
use crate::app::App;

/// Bytes of a link's secret.
const LINK: usize = 16;

/// The secret part of a link, in hexadecimal.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn link(app: &App, challenge: &Challenge) -> Result<String, Failure> {
    let mut text = hex::encode(mac(app, "link", challenge)?.finalize().into_bytes());
    text.truncate(LINK * 2);
    Ok(text)
}

/// Whether this is the secret part of the challenge's link; takes as long for every wrong one.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn is_link(app: &App, challenge: &Challenge, text: &str) -> Result<bool, Failure> {
    let Ok(bytes) = hex::decode(text) else { return Ok(false) };
    Ok(bytes.len() == LINK && mac(app, "link", challenge)?.verify_truncated_left(&bytes).is_ok())
}

/// Six digits to type; few may be tried.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn code(app: &App, challenge: &Challenge) -> Result<String, Failure> {
    let bytes = mac(app, "code", challenge)?.finalize().into_bytes();
    let number = bytes.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    Ok(format!("{:06}", number % 1_000_000))
}

fn mac(app: &App, form: &str, challenge: &Challenge) -> Result<Hmac<Sha256>, Failure> {
    let mac = Hmac::<Sha256>::new_from_slice(&app.secret).map_err(|error| Failure::Data(error.to_string()))?;
    let (id, purpose, expiry) = (challenge.id, challenge.purpose, challenge.expires_at.timestamp_micros());
    Ok(mac.chain_update(format!("{form}|{id}|{purpose}|{expiry}|{}", challenge.email)))
}
