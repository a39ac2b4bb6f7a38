//! «Удалить профиль»: whoever knows the password takes their leave. The ledger stays, and tells nobody's name.

use std::net::IpAddr;

use domain::audit::{AuditField, AuditKind};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{accounts, erasure, people};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::change_access::{Fault, wrong_password};
use super::{Failure, letter, notice};
use crate::app::App;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The profile is gone, with every session.
    Deleted,
    /// Not the password, or too many tries.
    Fault(Fault),
    /// Whoever works in an office hands over their role first.
    Operator,
}

/// Whether the person works in an office.
///
/// # Errors
/// The machine's trouble only.
pub async fn is_operator(app: &App, scope: &CustomerScope) -> Result<bool, Failure> {
    Ok(!people::offices(&mut app.db.read().await?, scope).await?.is_empty())
}

/// Deletes the person's profile.
///
/// # Errors
/// The machine's trouble only.
pub async fn delete(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    password: &str,
    address: IpAddr,
) -> Result<Outcome, Failure> {
    if is_operator(app, scope).await? {
        return Ok(Outcome::Operator);
    }
    if let Some(fault) = wrong_password(app, portal, scope, password).await? {
        return Ok(Outcome::Fault(fault));
    }
    let (now, person, letter_id): (_, _, Uuid) = (app.clock.now(), scope.person(), app.id());
    let actor = Actor::Person(person, address);
    store::write!(app.db, |tx| {
        // A role that was given meanwhile counts too.
        if !people::offices(tx, scope).await?.is_empty() {
            return Ok(Outcome::Operator);
        }
        for account in accounts::of_customer(tx, scope, now).await? {
            let told = Facts::of(AuditField::Plots, account.number());
            let change = Change::of_person(AuditKind::LinkEnded, person).told(told, Facts::none());
            audit::record(app, tx, Place::Organisation(account.organisation()), actor, &change).await?;
        }
        // Before the person is nobody: the letter needs their address, the audit their login.
        notice::tell(tx, person, (letter_id, letter::PROFILE_DELETED, person.uuid()), now).await?;
        let change = Change::of_person(AuditKind::ProfileDeleted, person);
        audit::record(app, tx, Place::Portal(portal.id), actor, &change).await?;
        erasure::erase(tx, scope, now).await?;
        Ok::<_, Failure>(Outcome::Deleted)
    })
}
