//! A role in the back office of an organisation.

use domain::ids::{OrganisationId, PersonId, PortalId};
use domain::person::Role;
use store::people;

use super::Failure;
use crate::app::App;

/// Gives a person of the portal a role in one of its organisations; a role they have is no error.
///
/// # Errors
/// The machine's trouble, or a conflict when person and organisation stand in different portals.
pub async fn grant_role(
    app: &App,
    person: PersonId,
    portal: PortalId,
    organisation: OrganisationId,
    role: Role,
) -> Result<(), Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| Ok(people::grant(tx, person, portal, organisation, role, now).await?))
}
