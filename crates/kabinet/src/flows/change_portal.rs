//! A portal's looks, rules and hosts are changed.

use domain::portal::HostName;
use store::portals::{self, Portal};

use super::Failure;
use crate::app::App;

/// Saves the portal and lets further hosts lead to it; other processes see it within five seconds.
///
/// # Errors
/// The machine's trouble, or a conflict when a host is taken.
pub async fn change_portal(app: &App, portal: &Portal, aliases: &[HostName]) -> Result<(), Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        for alias in aliases {
            portals::add_alias(tx, portal.id, alias).await?;
        }
        Ok::<_, Failure>(portals::save(tx, portal, now).await?)
    })
}
