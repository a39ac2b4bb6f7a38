//! A person's link to an account, made on the command line by whoever knows whose it is.

use domain::account::{Identifier, IdentifierKind, LinkLevel, LinkRole};
use domain::audit::{AuditField, AuditKind};
use domain::ids::{PersonId, PortalId};
use store::scope::OrganisationScope;
use store::{accounts, people};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// Links the person to the account of this number, in full and as its owner. False when the organisation has no such
/// account.
///
/// # Errors
/// The machine's trouble, or a conflict when person and organisation stand in different portals.
pub async fn link_account(
    app: &App,
    scope: &impl OrganisationScope,
    portal: PortalId,
    person: PersonId,
    kind: IdentifierKind,
    number: &Identifier,
) -> Result<bool, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let known = accounts::known(tx, scope, kind, &[number.as_str()]).await?;
        let Some(account) = known.get(number.as_str()) else { return Ok(false) };
        let link = people::Link { person, account: *account, level: LinkLevel::Full, role: LinkRole::Owner };
        people::link_by_operator(tx, &link, portal, scope.organisation(), now).await?;
        let change = Change::of_person(AuditKind::LinkMade, person)
            .told(Facts::none(), Facts::of(AuditField::Plots, number.as_str()));
        audit::record(app, tx, Place::Organisation(scope.organisation()), Actor::CommandLine, &change).await?;
        Ok::<_, Failure>(true)
    })
}
