//! Portals by host name.

use chrono::{DateTime, Utc};
use domain::account::Linking;
use domain::ids::PortalId;
use domain::person::SignUp;
use domain::portal::{BrandHue, HostName, Language, PortalRules, Preset, TimeZone};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Error, Handle, Result};

/// A portal: its address, look and rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Portal {
    /// Key.
    pub id: PortalId,
    /// Short name for the command line.
    pub slug: String,
    /// The one canonical host.
    pub host: HostName,
    /// Where its rules came from.
    pub preset: Preset,
    /// «СНТ «Аникино»».
    pub title: String,
    /// The line under the title.
    pub tagline: String,
    /// What the home page says first, in the portal's first language; empty for the usual sentence.
    pub headline: String,
    /// For questions; as people dial it, or empty.
    pub phone: String,
    /// When the phone is answered.
    pub hours: String,
    /// Where what people write by the contact form is sent, or empty.
    pub email: String,
    /// Where people come to, or empty.
    pub address: String,
    /// The colour of the portal.
    pub hue: BrandHue,
    /// Languages offered, the first is the default.
    pub languages: Vec<Language>,
    /// Where its days begin and end.
    pub time_zone: TimeZone,
    /// What differs from portal to portal.
    pub rules: PortalRules,
}

#[derive(FromRow)]
struct PortalRow {
    id: Uuid,
    slug: String,
    host: String,
    preset: String,
    title: String,
    tagline: String,
    headline: String,
    phone: String,
    hours: String,
    email: String,
    address: String,
    brand_hue: i64,
    languages: String,
    time_zone: String,
    rules: String,
}

impl TryFrom<PortalRow> for Portal {
    type Error = Error;

    fn try_from(row: PortalRow) -> Result<Self> {
        let preset = row.preset.parse().map_err(Error::corrupt)?;
        let languages = row.languages.split(',').map(str::parse).collect::<std::result::Result<_, _>>();
        Ok(Self {
            id: row.id.into(),
            slug: row.slug,
            host: row.host.parse().map_err(Error::corrupt)?,
            preset,
            title: row.title,
            tagline: row.tagline,
            headline: row.headline,
            phone: row.phone,
            hours: row.hours,
            email: row.email,
            address: row.address,
            hue: u16::try_from(row.brand_hue)
                .map_err(Error::corrupt)
                .and_then(|hue| BrandHue::new(hue).map_err(Error::corrupt))?,
            languages: languages.map_err(Error::corrupt)?,
            time_zone: row.time_zone.parse().map_err(Error::corrupt)?,
            rules: rules_of(&row.rules, preset)?,
        })
    }
}

/// Rules that were kept before there were schemes of signing up and of linking take their preset's.
fn rules_of(text: &str, preset: Preset) -> Result<PortalRules> {
    let kept: serde_json::Value = serde_json::from_str(text).map_err(Error::corrupt)?;
    let (signs_up, links) = (kept.get("sign_up").is_some(), kept.get("linking").is_some());
    let mut rules: PortalRules = serde_json::from_value(kept).map_err(Error::corrupt)?;
    if !signs_up {
        rules.sign_up = SignUp::of(preset);
    }
    if !links {
        rules.linking = Linking::of(preset);
    }
    Ok(rules)
}

/// All portals with their aliases, for the routing table.
///
/// # Errors
/// The database can't be read, or a row is unreadable.
pub async fn all(handle: &mut impl Handle) -> Result<Vec<Portal>> {
    let rows: Vec<PortalRow> = run!(
        handle,
        all,
        "SELECT id, slug, host, preset, title, tagline, headline, phone, hours, email, address, brand_hue, languages,
                time_zone, rules
         FROM portal ORDER BY slug"
    )?;
    rows.into_iter().map(Portal::try_from).collect()
}

/// Other hosts with the portal they lead to.
///
/// # Errors
/// The database can't be read.
pub async fn aliases(handle: &mut impl Handle) -> Result<Vec<(HostName, PortalId)>> {
    let rows: Vec<(String, Uuid)> = run!(handle, all, "SELECT host, portal_id FROM portal_alias ORDER BY host")?;
    rows.into_iter().map(|(host, id)| Ok((host.parse().map_err(Error::corrupt)?, id.into()))).collect()
}

/// A portal by its short name.
///
/// # Errors
/// The database can't be read, or the row is unreadable.
pub async fn by_slug(handle: &mut impl Handle, slug: &str) -> Result<Option<Portal>> {
    let row: Option<PortalRow> = run!(
        handle,
        optional,
        "SELECT id, slug, host, preset, title, tagline, headline, phone, hours, email, address, brand_hue, languages,
                time_zone, rules
         FROM portal WHERE slug = $1",
        slug
    )?;
    row.map(Portal::try_from).transpose()
}

/// A portal by its key.
///
/// # Errors
/// The database can't be read, or the row is unreadable.
pub async fn by_id(handle: &mut impl Handle, id: PortalId) -> Result<Option<Portal>> {
    let row: Option<PortalRow> = run!(
        handle,
        optional,
        "SELECT id, slug, host, preset, title, tagline, headline, phone, hours, email, address, brand_hue, languages,
                time_zone, rules
         FROM portal WHERE id = $1",
        id.uuid()
    )?;
    row.map(Portal::try_from).transpose()
}

/// Makes the portal or brings an existing one (same id) up to date.
///
/// # Errors
/// [`Error::Conflict`] when the short name or the host is taken.
pub async fn save(handle: &mut impl Handle, portal: &Portal, now: DateTime<Utc>) -> Result<()> {
    let languages: Vec<&str> = portal.languages.iter().map(|language| language.code()).collect();
    let rules = serde_json::to_string(&portal.rules).map_err(Error::corrupt)?;
    run!(
        handle,
        execute,
        "INSERT INTO portal (id, slug, host, preset, title, tagline, phone, hours, brand_hue, languages, time_zone,
                             rules, created_at, headline, email, address)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         ON CONFLICT (id) DO UPDATE SET host = excluded.host, title = excluded.title, tagline = excluded.tagline,
             phone = excluded.phone, hours = excluded.hours, brand_hue = excluded.brand_hue,
             languages = excluded.languages, time_zone = excluded.time_zone, rules = excluded.rules,
             headline = excluded.headline, email = excluded.email, address = excluded.address",
        portal.id.uuid(),
        &portal.slug,
        portal.host.as_str(),
        portal.preset.code(),
        &portal.title,
        &portal.tagline,
        &portal.phone,
        &portal.hours,
        i64::from(portal.hue.degrees()),
        languages.join(","),
        portal.time_zone.name(),
        &rules,
        now,
        &portal.headline,
        &portal.email,
        &portal.address,
    )?;
    Ok(())
}

/// Lets another host lead to the portal.
///
/// # Errors
/// [`Error::Conflict`] when the host is an alias already.
pub async fn add_alias(handle: &mut impl Handle, portal: PortalId, host: &HostName) -> Result<()> {
    run!(handle, execute, "INSERT INTO portal_alias (host, portal_id) VALUES ($1, $2)", host.as_str(), portal.uuid())?;
    Ok(())
}

/// The portal of an organisation, for the worker and the command line.
///
/// # Errors
/// The database can't be read, or the row is unreadable.
pub async fn of_organisation(
    handle: &mut impl Handle,
    scope: &impl crate::scope::OrganisationScope,
) -> Result<Option<Portal>> {
    let row: Option<PortalRow> = run!(
        handle,
        optional,
        "SELECT p.id, p.slug, p.host, p.preset, p.title, p.tagline, p.headline, p.phone, p.hours, p.email, p.address,
                p.brand_hue, p.languages, p.time_zone, p.rules
         FROM portal p JOIN organisation o ON o.portal_id = p.id WHERE o.id = $1",
        scope.organisation().uuid()
    )?;
    row.map(Portal::try_from).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portals_of_before_take_their_presets_scheme() {
        let of_before = r#"{"self_registration":false}"#;
        for preset in Preset::ALL {
            assert_eq!(rules_of(of_before, *preset).unwrap().sign_up, SignUp::of(*preset));
        }
        let chosen = r#"{"sign_up":{"scheme":"email"}}"#;
        assert_eq!(rules_of(chosen, Preset::Housing).unwrap().sign_up, SignUp::Email);
    }
}
