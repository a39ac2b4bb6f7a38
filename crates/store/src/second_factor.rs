//! Codes of an application, recovery codes, and whether log-in asks for more than the password.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use sqlx::FromRow;

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// What a person has set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct State {
    /// Codes of an application are asked for.
    pub totp: bool,
    /// A passkey is asked for after the password.
    pub passkey_asked: bool,
    /// How many passkeys there are.
    pub passkeys: i64,
    /// How many recovery codes are left.
    pub codes_left: i64,
}

impl State {
    /// Whether log-in asks for more than the password.
    pub fn is_on(self) -> bool {
        self.totp || self.passkey_asked && self.passkeys > 0
    }
}

/// What the person has set up.
///
/// # Errors
/// The database can't be read.
pub async fn state(handle: &mut impl Handle, scope: &CustomerScope) -> Result<State> {
    let found: Option<State> = run!(
        handle,
        optional,
        "SELECT EXISTS (SELECT 1 FROM totp t WHERE t.person_id = p.id AND t.confirmed_at IS NOT NULL) AS totp,
                p.passkey_asked, (SELECT COUNT(*) FROM passkey k WHERE k.person_id = p.id) AS passkeys,
                (SELECT COUNT(*) FROM recovery_code c WHERE c.person_id = p.id AND c.used_at IS NULL) AS codes_left
         FROM person p WHERE p.id = $1 AND p.portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(found.unwrap_or_default())
}

/// A seed from which an application makes codes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Totp {
    /// Encrypted.
    pub seed: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its first code was typed; until then it asks nobody for anything.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// The person's seed.
///
/// # Errors
/// The database can't be read.
pub async fn totp(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Option<Totp>> {
    run!(handle, optional, "SELECT seed, created_at, confirmed_at FROM totp WHERE person_id = $1", scope.person.uuid())
}

/// Keeps a new seed; false when one stands that was confirmed.
///
/// # Errors
/// The database can't be written.
pub async fn put_totp(handle: &mut impl Handle, scope: &CustomerScope, seed: &str, now: DateTime<Utc>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "INSERT INTO totp (person_id, seed, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET seed = excluded.seed, created_at = excluded.created_at
         WHERE totp.confirmed_at IS NULL",
        scope.person.uuid(),
        seed,
        now
    )?;
    Ok(touched == 1)
}

/// The first code of this seed was right; false when the seed is another by now, or was confirmed before.
///
/// # Errors
/// The database can't be written.
pub async fn confirm_totp(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    (seed, step): (&str, i64),
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE totp SET confirmed_at = $3, last_step = $4 WHERE person_id = $1 AND seed = $2 AND confirmed_at IS NULL",
        scope.person.uuid(),
        seed,
        now,
        step
    )?;
    Ok(touched == 1)
}

/// Uses the code of a step; false when it or a later one was used.
///
/// # Errors
/// The database can't be written.
pub async fn use_step(handle: &mut impl Handle, scope: &CustomerScope, seed: &str, step: i64) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE totp SET last_step = $3
         WHERE person_id = $1 AND seed = $2 AND last_step < $3 AND confirmed_at IS NOT NULL",
        scope.person.uuid(),
        seed,
        step
    )?;
    Ok(touched == 1)
}

/// Forgets the seed; false when there was none.
///
/// # Errors
/// The database can't be written.
pub async fn delete_totp(handle: &mut impl Handle, person: PersonId) -> Result<bool> {
    let touched = run!(handle, execute, "DELETE FROM totp WHERE person_id = $1", person.uuid())?;
    Ok(touched == 1)
}

/// Whether a passkey is asked for after the password, from now on.
///
/// # Errors
/// The database can't be written.
pub async fn ask_for_passkey(handle: &mut impl Handle, person: PersonId, asked: bool) -> Result<()> {
    run!(handle, execute, "UPDATE person SET passkey_asked = $2 WHERE id = $1", person.uuid(), asked)?;
    Ok(())
}

/// Keeps new recovery codes; earlier ones open nothing any more.
///
/// # Errors
/// The database can't be written.
pub async fn put_codes(handle: &mut impl Handle, scope: &CustomerScope, hashes: &[String]) -> Result<()> {
    delete_codes(handle, scope.person).await?;
    for hash in hashes {
        run!(
            handle,
            execute,
            "INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)",
            scope.person.uuid(),
            hash
        )?;
    }
    Ok(())
}

/// Uses a recovery code; false when the person has no such code, or used it.
///
/// # Errors
/// The database can't be written.
pub async fn use_code(handle: &mut impl Handle, scope: &CustomerScope, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL",
        scope.person.uuid(),
        hash,
        now
    )?;
    Ok(touched == 1)
}

/// Forgets every recovery code.
///
/// # Errors
/// The database can't be written.
pub async fn delete_codes(handle: &mut impl Handle, person: PersonId) -> Result<()> {
    run!(handle, execute, "DELETE FROM recovery_code WHERE person_id = $1", person.uuid())?;
    Ok(())
}
