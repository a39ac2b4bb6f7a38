//! A link ends: by whoever has it, by the holder who was told of it (never by anybody who only knows the number).

use std::net::IpAddr;

use domain::audit::{AuditField, AuditKind};
use domain::ids::AccountId;
use store::links::{self, LinkNotice};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{accounts, people};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::{Failure, letter, notice, secret};
use crate::app::App;

/// «Удалить лицевой счет»: the person's own link ends, with what they opened to others. False when they have none.
///
/// # Errors
/// The machine's trouble only.
pub async fn by_person(app: &App, scope: &CustomerScope, account: AccountId, address: IpAddr) -> Result<bool, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let Some(linked) = accounts::one_of_customer(tx, scope, account, now).await? else { return Ok(false) };
        people::end_link(tx, scope, account, now).await?;
        links::end_shared(tx, scope, account, now).await?;
        let told = Facts::of(AuditField::Plots, linked.number());
        let change = Change::of_person(AuditKind::LinkEnded, scope.person()).told(told, Facts::none());
        let place = Place::Organisation(linked.organisation());
        audit::record(app, tx, place, Actor::Person(scope.person(), address), &change).await?;
        Ok::<_, Failure>(true)
    })
}

/// The notice behind the link of a letter, if the link is right and stands.
///
/// # Errors
/// The machine's trouble only.
pub async fn behind_link(app: &App, portal: &Portal, id: Uuid, text: &str) -> Result<Option<LinkNotice>, Failure> {
    let now = app.clock.now();
    let found = links::notice(&mut app.db.read().await?, portal.id, id, now).await?;
    let Some(found) = found else { return Ok(None) };
    let is_right = secret::is_notice(app, &found, text)? && found.expires_at > now;
    Ok(is_right.then_some(found))
}

/// The holder says by the letter that whoever linked the account has nothing to do with it. False when it ended before.
///
/// # Errors
/// The machine's trouble only.
pub async fn by_holder(app: &App, portal: &Portal, (id, text): (Uuid, &str), address: IpAddr) -> Result<bool, Failure> {
    let Some(found) = behind_link(app, portal, id, text).await? else { return Ok(false) };
    let (now, letter_id): (_, Uuid) = (app.clock.now(), app.id());
    store::write!(app.db, |tx| {
        if !links::end_by_notice(tx, &found, now).await? {
            return Ok(false);
        }
        // Nobody has logged in: whoever holds the letter acts, and the address tells from where.
        let told = Facts::of(AuditField::Plots, &found.number).with(AuditField::Email, &found.recipient);
        let change = Change::of_person(AuditKind::LinkEndedByHolder, found.person).told(told, Facts::none());
        let actor = Actor::Person(found.person, address);
        audit::record(app, tx, Place::Organisation(found.organisation), actor, &change).await?;
        notice::tell(tx, found.person, (letter_id, letter::LINK_ENDED, found.account.uuid()), now).await?;
        Ok::<_, Failure>(true)
    })
}
