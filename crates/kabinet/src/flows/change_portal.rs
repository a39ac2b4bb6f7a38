//! A portal's looks, rules and hosts are changed, on the command line.

use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::portal::HostName;
use store::portals::{self, Portal};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// Saves the portal and lets further hosts lead to it; other processes see it within five seconds.
///
/// # Errors
/// The machine's trouble, or a conflict when a host is taken.
pub async fn change_portal(app: &App, portal: &Portal, aliases: &[HostName]) -> Result<(), Failure> {
    let now = app.clock.now();
    let after = facts(portal)?;
    store::write!(app.db, |tx| {
        let before = portals::by_id(tx, portal.id).await?.as_ref().map(facts).transpose()?.unwrap_or_default();
        for alias in aliases {
            portals::add_alias(tx, portal.id, alias).await?;
        }
        portals::save(tx, portal, now).await?;
        let (before, mut after) = Facts::differing(&before, &after);
        if !aliases.is_empty() {
            let hosts: Vec<&str> = aliases.iter().map(HostName::as_str).collect();
            after = after.with(AuditField::Aliases, hosts.join(", "));
        }
        let change = Change::of(AuditKind::PortalChanged, AuditSubject::Portal, &portal.slug, &portal.title);
        audit::record(app, tx, Place::Portal(portal.id), Actor::CommandLine, &change.told(before, after)).await
    })
}

fn facts(portal: &Portal) -> Result<Facts, Failure> {
    let languages: Vec<&str> = portal.languages.iter().map(|language| language.code()).collect();
    Ok(Facts::of(AuditField::Title, &portal.title)
        .with(AuditField::Tagline, &portal.tagline)
        .with(AuditField::Headline, &portal.headline)
        .with(AuditField::Email, &portal.email)
        .with(AuditField::Address, &portal.address)
        .with(AuditField::Phone, &portal.phone)
        .with(AuditField::Hours, &portal.hours)
        .with(AuditField::Hue, portal.hue.degrees().to_string())
        .with(AuditField::Languages, languages.join(", "))
        .with(AuditField::TimeZone, portal.time_zone.name())
        .with(AuditField::Host, portal.host.as_str())
        .with(AuditField::Rules, serde_json::to_string(&portal.rules)?))
}
