//! «Редактирование подписки» (catalogue C7): what a person wants to be written about. It is kept; the letters themselves begin
//! when an organisation sends them.

use std::net::IpAddr;

use domain::audit::{AuditField, AuditKind};
use domain::person::{Channel, SubscriptionKind};
use domain::phone::Phone;
use store::portals::Portal;
use store::scope::CustomerScope;
use store::subscriptions::{self, Subscription};
use store::{Handle, profiles};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// One box of the table.
pub type Choice = (SubscriptionKind, Channel);

/// What stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriptions {
    /// What is chosen.
    pub chosen: Vec<Choice>,
    /// The person told a mobile phone, so that SMS can be chosen.
    pub has_mobile: bool,
}

/// What the person chose.
///
/// # Errors
/// The machine's trouble only.
pub async fn subscriptions(app: &App, scope: &CustomerScope) -> Result<Subscriptions, Failure> {
    let mut handle = app.db.read().await?;
    let has_mobile = has_mobile(&mut handle, scope).await?;
    let stored = subscriptions::of_customer(&mut handle, scope).await?;
    let open = |choice: &Choice| choice.1 != Channel::Sms || has_mobile;
    Ok(Subscriptions { chosen: stored.iter().map(Subscription::choice).filter(open).collect(), has_mobile })
}

async fn has_mobile(handle: &mut impl Handle, scope: &CustomerScope) -> Result<bool, Failure> {
    let phone = profiles::find(handle, scope).await?.and_then(|profile| profile.phone);
    Ok(phone.and_then(|phone| Phone::parse(&phone).ok()).is_some_and(|phone| phone.is_mobile()))
}

/// Keeps these and no others; an SMS to nobody's phone isn't kept.
///
/// # Errors
/// The machine's trouble only.
pub async fn save(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &[Choice],
    address: IpAddr,
) -> Result<(), Failure> {
    let (now, actor) = (app.clock.now(), Actor::Person(scope.person(), address));
    store::write!(app.db, |tx| {
        let has_mobile = has_mobile(tx, scope).await?;
        let stood: Vec<Choice> =
            subscriptions::of_customer(tx, scope).await?.iter().map(Subscription::choice).collect();
        let stands: Vec<Choice> =
            wanted.iter().copied().filter(|choice| choice.1 != Channel::Sms || has_mobile).collect();
        for ended in stood.iter().filter(|choice| !stands.contains(choice)) {
            subscriptions::delete(tx, scope, *ended).await?;
        }
        for begun in stands.iter().filter(|choice| !stood.contains(choice)) {
            subscriptions::put(tx, scope, *begun, now).await?;
        }
        let (before, after) = Facts::differing(&facts(&stood), &facts(&stands));
        if !(before.is_empty() && after.is_empty()) {
            let change = Change::of_person(AuditKind::SubscriptionsChanged, scope.person()).told(before, after);
            audit::record(app, tx, Place::Portal(portal.id), actor, &change).await?;
        }
        Ok::<_, Failure>(())
    })
}

/// «bill-email, news-sms», in the order of the table.
fn facts(choices: &[Choice]) -> Facts {
    let mut sorted = choices.to_vec();
    sorted.sort_unstable();
    let codes: Vec<String> = sorted.iter().map(|(kind, channel)| format!("{kind}-{channel}")).collect();
    Facts::of(AuditField::Subscriptions, codes.join(", "))
}
