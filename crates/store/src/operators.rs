//! Who works in the back office of an organisation.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::person::Role;
use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// A role of a person in the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Whose.
    pub person: PersonId,
    /// Their login.
    pub login: String,
    /// Their full name, or empty.
    pub full_name: String,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub granted_at: DateTime<Utc>,
}

/// The organisation's operators with their roles, by login.
///
/// # Errors
/// The database can't be read.
pub async fn list(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<Vec<Operator>> {
    let rows: Vec<(Uuid, String, String, String, DateTime<Utc>)> = run!(
        handle,
        all,
        "SELECT r.person_id, p.login, p.full_name, r.role, r.granted_at
         FROM operator_role r JOIN person p ON p.id = r.person_id
         WHERE r.organisation_id = $1 ORDER BY p.login_key, p.id, r.role",
        scope.organisation().uuid()
    )?;
    rows.into_iter()
        .map(|(person, login, full_name, role, granted_at)| {
            let role = role.parse().map_err(Error::corrupt)?;
            Ok(Operator { person: person.into(), login, full_name, role, granted_at })
        })
        .collect()
}

/// Who may be given a role in the organisation: a person of its portal with this login who isn't blocked.
///
/// # Errors
/// The database can't be read.
pub async fn candidate(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    login_key: &str,
) -> Result<Option<(PersonId, PortalId)>> {
    let row: Option<(Uuid, Uuid)> = run!(
        handle,
        optional,
        "SELECT p.id, p.portal_id FROM person p JOIN organisation o ON o.portal_id = p.portal_id
         WHERE o.id = $1 AND p.login_key = $2 AND p.blocked_at IS NULL",
        scope.organisation().uuid(),
        login_key
    )?;
    Ok(row.map(|(person, portal)| (person.into(), portal.into())))
}

/// Takes a role away; false when the person doesn't have it.
///
/// # Errors
/// The database can't be written.
pub async fn revoke(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    person: PersonId,
    role: Role,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "DELETE FROM operator_role WHERE organisation_id = $1 AND person_id = $2 AND role = $3",
        scope.organisation().uuid(),
        person.uuid(),
        role.code()
    )?;
    Ok(touched == 1)
}

/// Whether the organisation has an administrator who can log in besides this person.
///
/// # Errors
/// The database can't be read.
pub async fn has_administrator_besides(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    person: PersonId,
) -> Result<bool> {
    run!(
        handle,
        scalar,
        "SELECT EXISTS (SELECT 1 FROM operator_role r JOIN person p ON p.id = r.person_id
                        WHERE r.organisation_id = $1 AND r.role = 'administrator' AND r.person_id <> $2
                            AND p.blocked_at IS NULL)",
        scope.organisation().uuid(),
        person.uuid()
    )
}
