//! «Удалить профиль»: what a person told goes; the row stays without it, because the ledger and the audit refer to it.

use chrono::{DateTime, Utc};

use crate::scope::CustomerScope;
use crate::{Handle, Result};

/// Makes a person nobody: log-in, letters, links and all they wrote of themselves are gone. Name and address are free again.
///
/// # Errors
/// The database can't be written.
pub async fn erase(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<()> {
    delete_ways_in(handle, scope).await?;
    delete_told(handle, scope).await?;
    end_links(handle, scope, now).await?;
    forget_asked(handle, scope, now).await?;
    // A login's key is in lower case, so nobody can type this one; no password has such a hash.
    let hex = scope.person.uuid().simple().to_string();
    run!(
        handle,
        execute,
        "UPDATE person SET login = $3, login_key = $4, password_hash = '-', full_name = '', search_name = '', email = NULL,
             email_key = NULL, email_confirmed_at = NULL, language = NULL, last_login_at = NULL, passkey_asked = FALSE,
             deleted_at = $5
         WHERE id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid(),
        format!("deleted-{hex}"),
        format!("Deleted-{hex}"),
        now
    )?;
    Ok(())
}

/// Sessions, browsers, second factors, and log-ins half-way.
async fn delete_ways_in(handle: &mut impl Handle, scope: &CustomerScope) -> Result<()> {
    let person = scope.person.uuid();
    run!(handle, execute, "DELETE FROM session WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM known_device WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM log_in WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM login_step WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM totp WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM recovery_code WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM passkey WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM passkey_ceremony WHERE person_id = $1", person)?;
    Ok(())
}

/// What they wrote of themselves, and the letters that wait for them to act.
async fn delete_told(handle: &mut impl Handle, scope: &CustomerScope) -> Result<()> {
    let person = scope.person.uuid();
    run!(handle, execute, "DELETE FROM email_challenge WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM registration WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM declared_account WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM person_details WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM subscription WHERE person_id = $1", person)?;
    run!(handle, execute, "DELETE FROM consent WHERE person_id = $1", person)?;
    run!(handle, execute, "UPDATE contact_request SET person_id = NULL WHERE person_id = $1", person)?;
    Ok(())
}

/// Their links, and those of the people whom they opened an account to.
async fn end_links(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE link SET until = $3
         WHERE (person_id = $1 OR shared_by = $1) AND portal_id = $2 AND (until IS NULL OR until > $3)",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    run!(
        handle,
        execute,
        "UPDATE share_offer SET state = 'withdrawn', decided_at = $3
         WHERE shared_by = $1 AND portal_id = $2 AND state IN ('open', 'accepted')",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    Ok(())
}

/// Their address in what others opened to them; what they asked for and wrote to prove an account.
async fn forget_asked(handle: &mut impl Handle, scope: &CustomerScope, now: DateTime<Utc>) -> Result<()> {
    run!(
        handle,
        execute,
        "UPDATE share_offer SET email = 'deleted', email_key = 'deleted'
         WHERE person_id = $1 AND portal_id = $2 AND state <> 'open'",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    run!(
        handle,
        execute,
        "UPDATE link_request SET state = 'over', decided_at = $3
         WHERE person_id = $1 AND portal_id = $2 AND state IN ('waiting', 'sent')",
        scope.person.uuid(),
        scope.portal.uuid(),
        now
    )?;
    run!(
        handle,
        execute,
        "UPDATE link_request SET note = '', email = NULL WHERE person_id = $1 AND portal_id = $2",
        scope.person.uuid(),
        scope.portal.uuid()
    )?;
    Ok(())
}
