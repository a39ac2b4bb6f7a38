//! Pages of the public site.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, PortalId};
use domain::site::PagePlace;
use sqlx::FromRow;
use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// A page in the menu of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuPage {
    /// Where it stands.
    pub place: PagePlace,
    /// The name in its address.
    pub slug: String,
    /// Its heading.
    pub title: String,
}

/// The published pages of a portal in the order of the menu.
///
/// # Errors
/// The database can't be read, or a row is unreadable.
pub async fn menu(handle: &mut impl Handle, portal: PortalId) -> Result<Vec<MenuPage>> {
    let rows: Vec<(String, String, String)> = run!(
        handle,
        all,
        "SELECT place, slug, title FROM site_page WHERE portal_id = $1 AND published ORDER BY position, title, id",
        portal.uuid()
    )?;
    let page = |(place, slug, title): (String, String, String)| {
        Ok(MenuPage { place: place.parse().map_err(Error::corrupt)?, slug, title })
    };
    rows.into_iter().map(page).collect()
}

/// A page as everybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PublicPage {
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// What was made of it when it was saved.
    pub body_html: String,
    /// By which rules.
    pub rendered_by: i64,
    /// When it was written last.
    pub changed_at: DateTime<Utc>,
}

/// A published page of a portal.
///
/// # Errors
/// The database can't be read.
pub async fn published(handle: &mut impl Handle, portal: PortalId, slug: &str) -> Result<Option<PublicPage>> {
    run!(
        handle,
        optional,
        "SELECT title, body, body_html, rendered_by, changed_at FROM site_page
         WHERE portal_id = $1 AND slug = $2 AND published",
        portal.uuid(),
        slug
    )
}

/// What an editor writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText<'a> {
    /// The name in its address.
    pub slug: &'a str,
    /// Where it stands in the menu.
    pub place: PagePlace,
    /// Before and after which others of its place.
    pub position: i64,
    /// Its heading.
    pub title: &'a str,
    /// Markdown.
    pub body: &'a str,
    /// What is made of it.
    pub body_html: &'a str,
    /// By which rules.
    pub rendered_by: i64,
    /// Whether everybody sees it.
    pub published: bool,
}

/// A page as its editors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Key.
    pub id: Uuid,
    /// The name in its address.
    pub slug: String,
    /// Where it stands in the menu.
    pub place: PagePlace,
    /// Before and after which others of its place.
    pub position: i64,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Whether everybody sees it.
    pub published: bool,
    /// Counts up with each change.
    pub version: i64,
    /// When it was written last.
    pub changed_at: DateTime<Utc>,
    /// By whom, if a person wrote it.
    pub changed_by: Option<String>,
}

#[derive(FromRow)]
struct PageRow {
    id: Uuid,
    slug: String,
    place: String,
    position: i64,
    title: String,
    body: String,
    published: bool,
    version: i64,
    changed_at: DateTime<Utc>,
    changed_by: Option<String>,
}

impl TryFrom<PageRow> for Page {
    type Error = Error;

    fn try_from(row: PageRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            slug: row.slug,
            place: row.place.parse().map_err(Error::corrupt)?,
            position: row.position,
            title: row.title,
            body: row.body,
            published: row.published,
            version: row.version,
            changed_at: row.changed_at,
            changed_by: row.changed_by,
        })
    }
}

/// All pages of the organisation, in the order of the menu; without their bodies.
///
/// # Errors
/// The database can't be read, or a row is unreadable.
pub async fn of_office(handle: &mut impl Handle, scope: &impl OrganisationScope) -> Result<Vec<Page>> {
    let rows: Vec<PageRow> = run!(
        handle,
        all,
        "SELECT s.id, s.slug, s.place, s.position, s.title, '' AS body, s.published, s.version, s.changed_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS changed_by
         FROM site_page s LEFT JOIN person p ON p.id = s.changed_by
         WHERE s.organisation_id = $1
         ORDER BY CASE s.place WHEN 'charter' THEN 1 WHEN 'board' THEN 2 WHEN 'finances' THEN 3 ELSE 4 END, s.position,
             s.title, s.id",
        scope.organisation().uuid()
    )?;
    rows.into_iter().map(Page::try_from).collect()
}

/// A page of the organisation.
///
/// # Errors
/// The database can't be read, or the row is unreadable.
pub async fn find(handle: &mut impl Handle, scope: &impl OrganisationScope, id: Uuid) -> Result<Option<Page>> {
    let row: Option<PageRow> = run!(
        handle,
        optional,
        "SELECT s.id, s.slug, s.place, s.position, s.title, s.body, s.published, s.version, s.changed_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS changed_by
         FROM site_page s LEFT JOIN person p ON p.id = s.changed_by
         WHERE s.id = $1 AND s.organisation_id = $2",
        id,
        scope.organisation().uuid()
    )?;
    row.map(Page::try_from).transpose()
}

/// A new page.
///
/// # Errors
/// [`Error::Conflict`] when the portal has a page of this address.
pub async fn insert(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
    text: &PageText<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO site_page (id, portal_id, organisation_id, slug, place, position, title, body, body_html, rendered_by,
                                published, version, changed_at, changed_by)
         VALUES ($1, (SELECT portal_id FROM organisation WHERE id = $2), $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)",
        id,
        scope.organisation().uuid(),
        text.slug,
        text.place.code(),
        text.position,
        text.title,
        text.body,
        text.body_html,
        text.rendered_by,
        text.published,
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(())
}

/// Writes a page anew; false when it is no longer of this version.
///
/// # Errors
/// [`Error::Conflict`] when the portal has another page of this address.
pub async fn update(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    (id, version): (Uuid, i64),
    text: &PageText<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE site_page SET slug = $4, place = $5, position = $6, title = $7, body = $8, body_html = $9, rendered_by = $10,
                published = $11, version = version + 1, changed_at = $12, changed_by = $13
         WHERE id = $1 AND organisation_id = $2 AND version = $3",
        id,
        scope.organisation().uuid(),
        version,
        text.slug,
        text.place.code(),
        text.position,
        text.title,
        text.body,
        text.body_html,
        text.rendered_by,
        text.published,
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(touched > 0)
}

/// Shows a page to everybody, or hides it; false when there is none.
///
/// # Errors
/// The database can't be written.
pub async fn publish(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
    published: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE site_page SET published = $3, version = version + 1, changed_at = $4, changed_by = $5
         WHERE id = $1 AND organisation_id = $2",
        id,
        scope.organisation().uuid(),
        published,
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(touched > 0)
}

/// Deletes a page; false when there is none.
///
/// # Errors
/// The database can't be written.
pub async fn delete(handle: &mut impl Handle, scope: &impl OrganisationScope, id: Uuid) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "DELETE FROM site_page WHERE id = $1 AND organisation_id = $2",
        id,
        scope.organisation().uuid()
    )?;
    Ok(touched > 0)
}
