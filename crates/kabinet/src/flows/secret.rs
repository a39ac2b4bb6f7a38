//! Links and codes of letters: HMAC by the server's key over the row's id, purpose, address and expiry. They can be written
//! out again and again, and nobody finds them in the database.

use domain::ids::AccountId;
use domain::{Date, Period};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use store::challenges::Challenge;
use store::link_requests::LinkRequest;
use store::links::LinkNotice;

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
    Ok(number(&mac(app, "code", challenge)?.finalize().into_bytes(), 6))
}

/// «Контрольная строка» (catalogue C4): twelve digits; few may be tried.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn control(app: &App, challenge: &Challenge) -> Result<String, Failure> {
    Ok(number(&mac(app, "control", challenge)?.finalize().into_bytes(), 12))
}

/// The PIN of a request: six digits, few may be tried (catalogue D4).
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn pin(app: &App, request: &LinkRequest) -> Result<String, Failure> {
    let expiry = request.expires_at.map(|at| at.timestamp_micros()).unwrap_or_default();
    let email = request.email.as_deref().unwrap_or_default();
    Ok(number(&bytes(app, &format!("pin|{}|{expiry}|{email}", request.id))?, 6))
}

/// The secret part of the link by which a holder ends somebody's link, in hexadecimal.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn notice(app: &App, notice: &LinkNotice) -> Result<String, Failure> {
    let expiry = notice.expires_at.timestamp_micros();
    let mut text = hex::encode(bytes(app, &format!("notice|{}|{expiry}|{}", notice.id, notice.recipient))?);
    text.truncate(LINK * 2);
    Ok(text)
}

/// Whether this is the secret part of the notice's link; takes as long for every wrong one.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn is_notice(app: &App, found: &LinkNotice, text: &str) -> Result<bool, Failure> {
    let right = notice(app, found)?;
    let differs = right.bytes().zip(text.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b));
    Ok(text.len() == right.len() && differs == 0)
}

/// The code that is printed on an account's receipts of a month: ten digits, told from the account and the month alone.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn receipt_code(app: &App, account: AccountId, month: Period) -> Result<String, Failure> {
    Ok(number(&bytes(app, &format!("receipt|{account}|{month}"))?, 10))
}

/// The codes of the receipts that may still lie on somebody's table: of this month and the three before.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn recent_receipt_codes(app: &App, account: AccountId, today: Date) -> Result<Vec<String>, Failure> {
    let this_month = Period::of(today).map_err(|error| Failure::Data(error.to_string()))?;
    let months = std::iter::successors(Some(this_month), |month| Some(month.prev())).take(4);
    months.map(|month| receipt_code(app, account, month)).collect()
}

fn number(bytes: &[u8], digits: u32) -> String {
    let number = bytes.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:0width$}", number % 10_u64.pow(digits), width = digits as usize)
}

/// What the server's key makes of a text.
pub(super) fn bytes(app: &App, text: &str) -> Result<Vec<u8>, Failure> {
    let mac = Hmac::<Sha256>::new_from_slice(&app.secret).map_err(|error| Failure::Data(error.to_string()))?;
    Ok(mac.chain_update(text).finalize().into_bytes().to_vec())
}

fn mac(app: &App, form: &str, challenge: &Challenge) -> Result<Hmac<Sha256>, Failure> {
    let mac = Hmac::<Sha256>::new_from_slice(&app.secret).map_err(|error| Failure::Data(error.to_string()))?;
    let (id, purpose, expiry) = (challenge.id, challenge.purpose, challenge.expires_at.timestamp_micros());
    Ok(mac.chain_update(format!("{form}|{id}|{purpose}|{expiry}|{}", challenge.email)))
}
