//! The register names another holder: whoever was linked to the account sees no more of it, and is told.

use domain::audit::{AuditField, AuditKind};
use domain::ids::AccountId;
use store::Tx;
use store::imports::Import;
use store::links;
use store::outbox::{self, NewLetter};
use store::scope::OrganisationScope;

use crate::app::App;
use crate::flows::audit::{self, Actor, Change, Facts, Place};
use crate::flows::{Failure, letter};

/// Ends the links to these accounts. The actor is whoever brought the file.
pub(super) async fn end_links(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    accounts: &[AccountId],
) -> Result<(), Failure> {
    if accounts.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    for former in links::end_of_former_holders(tx, scope, accounts, now).await? {
        let told = Facts::of(AuditField::Plots, &former.number);
        let change = Change::of_person(AuditKind::LinkEndedByRegister, former.person)
            .told(told, Facts::of(AuditField::Note, &import.file_name));
        audit::record(app, tx, Place::Organisation(scope.organisation()), Actor::CommandLine, &change).await?;
        let Some((portal, recipient, language)) = former.mailbox else { continue };
        let letter = NewLetter {
            id: app.id(),
            portal,
            kind: letter::LINK_ENDED,
            subject: former.account.uuid(),
            recipient: &recipient,
            language,
        };
        outbox::insert(tx, &letter, now).await?;
    }
    Ok(())
}
