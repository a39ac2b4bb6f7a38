//! Recovery codes: shown once, kept as hashes under the server's key.

use domain::ids::PersonId;
use domain::person::RecoveryCode;

use crate::app::App;
use crate::flows::log_in::keyed_hash;

/// New codes, with what is kept of them.
pub fn made(app: &App, owner: PersonId) -> (Vec<RecoveryCode>, Vec<String>) {
    let codes: Vec<RecoveryCode> = (0..RecoveryCode::AT_ONCE).map(|_| RecoveryCode::of(app.entropy.bytes())).collect();
    let hashes = codes.iter().map(|code| hash(app, owner, code)).collect();
    (codes, hashes)
}

/// What is kept of a code.
pub fn hash(app: &App, owner: PersonId, code: &RecoveryCode) -> String {
    keyed_hash(app, &format!("recovery code|{owner}|{}", code.as_str()))
}
