//! Who works in the back office: an administrator gives roles to people of the portal and takes them away.

use domain::audit::{AuditField, AuditKind};
use domain::ids::PersonId;
use domain::person::{Login, Role};
use store::operators;
use store::scope::{OfficeScope, OrganisationScope as _};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use super::grant_role::grant_role;
use crate::app::App;

/// Gives the person of this login a role; false when nobody of the portal has it.
///
/// # Errors
/// The machine's trouble only.
pub async fn give_role(app: &App, scope: &OfficeScope, actor: Actor, login: &str, role: Role) -> Result<bool, Failure> {
    let Ok(login) = Login::parse(login) else { return Ok(false) };
    let found = operators::candidate(&mut app.db.read().await?, scope, login.key()).await?;
    let Some((person, portal)) = found else { return Ok(false) };
    grant_role(app, actor, person, portal, scope.organisation(), role).await?;
    Ok(true)
}

/// What became of a role that was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It is gone.
    Done,
    /// They don't have it.
    Absent,
    /// The organisation would have no administrator.
    Last,
}

/// Takes a role away; the organisation keeps an administrator.
///
/// # Errors
/// The machine's trouble only.
pub async fn revoke_role(
    app: &App,
    scope: &OfficeScope,
    actor: Actor,
    person: PersonId,
    role: Role,
) -> Result<Revoked, Failure> {
    store::write!(app.db, |tx| {
        if role == Role::Administrator && !operators::has_administrator_besides(tx, scope, person).await? {
            return Ok(Revoked::Last);
        }
        if !operators::revoke(tx, scope, person, role).await? {
            return Ok(Revoked::Absent);
        }
        let told = Facts::of(AuditField::Role, role.code());
        let change = Change::of_person(AuditKind::RoleRevoked, person).told(told, Facts::none());
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        Ok::<_, Failure>(Revoked::Done)
    })
}
