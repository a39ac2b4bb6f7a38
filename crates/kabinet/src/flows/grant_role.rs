//! A role in the back office of an organisation.

use domain::audit::{AuditField, AuditKind};
use domain::ids::{OrganisationId, PersonId, PortalId};
use domain::person::Role;
use store::people;

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// Gives a person of the portal a role in one of its organisations; a role they have is no error.
///
/// # Errors
/// The machine's trouble, or a conflict when person and organisation stand in different portals.
pub async fn grant_role(
    app: &App,
    actor: Actor,
    person: PersonId,
    portal: PortalId,
    organisation: OrganisationId,
    role: Role,
) -> Result<(), Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        if people::grant(tx, person, portal, organisation, role, now).await? {
            let change = Change::of_person(AuditKind::RoleGranted, person)
                .told(Facts::none(), Facts::of(AuditField::Role, role.code()));
            audit::record(app, tx, Place::Organisation(organisation), actor, &change).await?;
        }
        Ok::<_, Failure>(())
    })
}
