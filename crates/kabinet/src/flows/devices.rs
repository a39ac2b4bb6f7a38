//! «Устройства и входы»: a person ends a session of theirs, or all but this one.

use store::scope::CustomerScope;
use store::{log_ins, sessions};
use uuid::Uuid;

use super::Failure;
use crate::app::App;

/// Ends the session of one log-in; the hash of its token, or nothing when the person has no such log-in.
///
/// # Errors
/// The machine's trouble only.
pub async fn end(app: &App, scope: &CustomerScope, id: Uuid) -> Result<Option<String>, Failure> {
    store::write!(app.db, |tx| Ok::<_, Failure>(log_ins::end(tx, scope, id).await?))
}

/// Ends every session but that of this token's hash.
///
/// # Errors
/// The machine's trouble only.
pub async fn end_others(app: &App, scope: &CustomerScope, token_hash: &str) -> Result<u64, Failure> {
    store::write!(app.db, |tx| Ok::<_, Failure>(sessions::delete_others(tx, scope, token_hash).await?))
}
