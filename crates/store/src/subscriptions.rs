//! «Редактирование подписки»: what a person wants to be written about.

use chrono::{DateTime, Utc};
use domain::person::{Channel, SubscriptionKind};

use crate::scope::CustomerScope;
use crate::{Error, Handle, Result};

/// A subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// What about.
    pub kind: SubscriptionKind,
    /// By which way.
    pub channel: Channel,
    /// Since when.
    pub since: DateTime<Utc>,
}

impl Subscription {
    /// What is chosen, whenever it was.
    pub fn choice(&self) -> (SubscriptionKind, Channel) {
        (self.kind, self.channel)
    }
}

/// The person's subscriptions.
///
/// # Errors
/// The database can't be read.
pub async fn of_customer(handle: &mut impl Handle, scope: &CustomerScope) -> Result<Vec<Subscription>> {
    let rows: Vec<(String, String, DateTime<Utc>)> = run!(
        handle,
        all,
        "SELECT kind, channel, since FROM subscription WHERE person_id = $1 ORDER BY kind, channel",
        scope.person.uuid()
    )?;
    let subscription = |(kind, channel, since): (String, String, DateTime<Utc>)| {
        let (kind, channel) = (kind.parse().map_err(Error::corrupt)?, channel.parse().map_err(Error::corrupt)?);
        Ok(Subscription { kind, channel, since })
    };
    rows.into_iter().map(subscription).collect()
}

/// Subscribes the person; what they have already stands since it began.
///
/// # Errors
/// The database can't be written.
pub async fn put(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    (kind, channel): (SubscriptionKind, Channel),
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO subscription (person_id, kind, channel, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, kind, channel) DO NOTHING",
        scope.person.uuid(),
        kind.code(),
        channel.code(),
        now
    )?;
    Ok(())
}

/// Ends one of the person's subscriptions.
///
/// # Errors
/// The database can't be written.
pub async fn delete(
    handle: &mut impl Handle,
    scope: &CustomerScope,
    (kind, channel): (SubscriptionKind, Channel),
) -> Result<()> {
    run!(
        handle,
        execute,
        "DELETE FROM subscription WHERE person_id = $1 AND kind = $2 AND channel = $3",
        scope.person.uuid(),
        kind.code(),
        channel.code()
    )?;
    Ok(())
}
