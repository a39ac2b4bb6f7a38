//! A new portal with its first organisation, as a preset suggests.

use domain::audit::{AuditKind, AuditSubject};
use domain::ids::{OrganisationId, PortalId};
use domain::portal::BrandHueError;
use domain::portal::{BrandHue, HostName, Language, PortalRules, Preset, TimeZone};
use store::Error;
use store::organisations::{self, Organisation};
use store::portals::{self, Portal};

use super::Failure;
use super::audit::{self, Actor, Change, Place};
use crate::app::App;

/// What a preset suggests for a portal.
///
/// # Errors
/// Never in practice: the hues below are hues.
pub fn suggestion(id: PortalId, slug: &str, host: HostName, preset: Preset) -> Result<Portal, BrandHueError> {
    let (title, tagline, hue) = match preset {
        Preset::Snt => ("СНТ", "Официальный сайт", 146),
        Preset::Housing => ("Жилищные услуги", "Личный кабинет жителя", 226),
        Preset::Water => ("Водоканал", "Личный кабинет абонента", 194),
        Preset::Suppliers => ("Единый кабинет", "Личный кабинет плательщика", 328),
    };
    let kazakhstan = preset == Preset::Water;
    Ok(Portal {
        id,
        slug: slug.to_owned(),
        host,
        preset,
        title: title.to_owned(),
        tagline: tagline.to_owned(),
        phone: String::new(),
        hours: String::new(),
        headline: String::new(),
        email: String::new(),
        address: String::new(),
        hue: BrandHue::new(hue)?,
        languages: Language::ALL.to_vec(),
        time_zone: if kazakhstan { TimeZone::parse("Asia/Almaty").unwrap_or_default() } else { TimeZone::MOSCOW },
        rules: PortalRules::of(preset),
    })
}

/// Makes the portal and its first organisation of the same title.
///
/// # Errors
/// [`Error::Conflict`] inside [`Failure::Store`] when short name or host are taken.
pub async fn register_portal(app: &App, portal: &Portal) -> Result<OrganisationId, Failure> {
    let now = app.clock.now();
    let organisation = Organisation::of(app.id(), &portal.slug, &portal.title);
    store::write!(app.db, |tx| {
        let taken = portals::aliases(tx).await?.iter().any(|(host, _)| *host == portal.host);
        if taken {
            return Err(Error::Conflict(format!("portal.host {} is another portal's alias", portal.host)).into());
        }
        portals::save(tx, portal, now).await?;
        organisations::insert(tx, portal.id, &organisation, now).await?;
        let change = Change::of(AuditKind::PortalMade, AuditSubject::Portal, &portal.slug, &portal.title);
        audit::record(app, tx, Place::Portal(portal.id), Actor::CommandLine, &change).await
    })?;
    Ok(organisation.id)
}
