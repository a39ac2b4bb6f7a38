//! The board says whose plot it is; whoever declared it is told by a letter.

use domain::account::{DeclarationState, LinkLevel, LinkRole};
use domain::audit::{AuditField, AuditKind};
use store::people::Link;
use store::scope::OrganisationScope;
use store::{declarations, people};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::{Failure, letter, notice};
use crate::app::App;

/// Approves or refuses a waiting declaration; false when there is none of this key for the organisation to decide.
///
/// # Errors
/// The machine's trouble only.
pub async fn decide_declaration(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: Uuid,
    approve: bool,
) -> Result<bool, Failure> {
    let (now, letter): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        let Some(found) = declarations::decidable(tx, scope, id).await? else { return Ok(false) };
        let (state, kind) = if approve {
            let Some(account) = found.account else { return Ok(false) };
            let person = found.person;
            let link = Link { person, account, level: LinkLevel::Full, role: LinkRole::Owner };
            people::link_by_operator(tx, &link, found.portal, scope.organisation(), now).await?;
            (DeclarationState::Accepted, AuditKind::DeclarationApproved)
        } else {
            (DeclarationState::Refused, AuditKind::DeclarationRefused)
        };
        declarations::decide(tx, scope, id, state, now).await?;
        let told = Facts::of(AuditField::Plots, found.number);
        let change = Change::of_person(kind, found.person).told(Facts::none(), told);
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        let kind = if approve { letter::PLOT_APPROVED } else { letter::PLOT_REFUSED };
        notice::tell(tx, found.person, (letter, kind, id), now).await?;
        Ok::<_, Failure>(true)
    })
}
