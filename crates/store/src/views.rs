//! Views: an operator looks at a cabinet as its person sees it, as far as the accounts are the organisation's own.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::person::Role;
use uuid::Uuid;

use crate::members::Member;
use crate::scope::{CustomerScope, OfficeScope};
use crate::sessions::Session;
use crate::{Error, Handle, Result};

/// A view that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// As the person's own, without offices, and with the accounts of one organisation.
    pub session: Session,
    /// The operator's roles in the organisation; which of them may look is not the store's to say.
    pub roles: Vec<Role>,
}

/// Begins a view in an operator's session; an earlier one of that session is over. Both tokens as hashes.
///
/// # Errors
/// [`Error::Conflict`] when the session is over.
pub async fn begin(
    handle: &mut impl Handle,
    scope: &OfficeScope,
    member: &Member,
    (token_hash, session_hash): (&str, &str),
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    let viewed = member.on_their_behalf();
    run!(handle, execute, "DELETE FROM view_session WHERE session_hash = $1", session_hash)?;
    run!(
        handle,
        execute,
        "INSERT INTO view_session (token_hash, session_hash, operator_id, person_id, portal_id, organisation_id, created_at,
                                   expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        token_hash,
        session_hash,
        scope.person.uuid(),
        viewed.person.uuid(),
        viewed.portal.uuid(),
        scope.organisation.uuid(),
        now,
        expires_at
    )?;
    Ok(())
}

/// The view of this token on this portal, while the operator's session and a role of theirs in the organisation stand.
///
/// # Errors
/// The database can't be read.
pub async fn find(
    handle: &mut impl Handle,
    portal: PortalId,
    (token_hash, session_hash): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Option<View>> {
    let rows: Vec<(Uuid, String, String, Uuid, String, DateTime<Utc>)> = run!(
        handle,
        all,
        "SELECT p.id, p.login, p.full_name, v.organisation_id, r.role, v.expires_at
         FROM view_session v JOIN session s ON s.token_hash = v.session_hash AND s.person_id = v.operator_id
              JOIN person w ON w.id = v.operator_id JOIN person p ON p.id = v.person_id
              JOIN operator_role r ON r.person_id = v.operator_id AND r.organisation_id = v.organisation_id
         WHERE v.token_hash = $1 AND v.session_hash = $2 AND v.portal_id = $3 AND v.expires_at > $4 AND s.expires_at > $4
             AND w.blocked_at IS NULL",
        token_hash,
        session_hash,
        portal.uuid(),
        now
    )?;
    let mut view: Option<View> = None;
    for (person, login, full_name, organisation, role, expires_at) in rows {
        let view = view.get_or_insert_with(|| View {
            session: Session {
                scope: CustomerScope::viewed(person.into(), portal, organisation.into()),
                login,
                full_name,
                roles: Vec::new(),
                expires_at,
            },
            roles: Vec::new(),
        });
        view.roles.push(role.parse().map_err(Error::corrupt)?);
    }
    Ok(view)
}

/// Ends a view; whose cabinet it showed, unless it was over.
///
/// # Errors
/// The database can't be written.
pub async fn end(handle: &mut impl Handle, portal: PortalId, token_hash: &str) -> Result<Option<PersonId>> {
    let person: Option<Uuid> = run!(
        handle,
        optional_scalar,
        "DELETE FROM view_session WHERE token_hash = $1 AND portal_id = $2 RETURNING person_id",
        token_hash,
        portal.uuid()
    )?;
    Ok(person.map(Into::into))
}

/// Sweeps out what has run out.
///
/// # Errors
/// The database can't be written.
pub async fn delete_expired(handle: &mut impl Handle, now: DateTime<Utc>) -> Result<u64> {
    run!(handle, execute, "DELETE FROM view_session WHERE expires_at <= $1", now)
}
