//! Announcements of the public site.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{PersonId, PortalId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// An announcement in a list.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Listed {
    /// Key.
    pub id: Uuid,
    /// Its heading.
    pub title: String,
    /// How it begins.
    pub summary: String,
    /// Its day.
    pub published_on: NaiveDate,
    /// Stands before the others.
    pub pinned: bool,
}

/// What everybody sees on this day: pinned first, then the latest.
///
/// # Errors
/// The database can't be read.
pub async fn latest(
    handle: &mut impl Handle,
    portal: PortalId,
    today: NaiveDate,
    limit: i64,
    offset: i64,
) -> Result<Vec<Listed>> {
    run!(
        handle,
        all,
        "SELECT id, title, summary, published_on, pinned FROM announcement
         WHERE portal_id = $1 AND published AND published_on <= $2
         ORDER BY pinned DESC, published_on DESC, id DESC LIMIT $3 OFFSET $4",
        portal.uuid(),
        today,
        limit,
        offset
    )
}

/// An announcement as everybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct PublicAnnouncement {
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// What was made of it when it was saved.
    pub body_html: String,
    /// By which rules.
    pub rendered_by: i64,
    /// Its day.
    pub published_on: NaiveDate,
    /// Stands before the others.
    pub pinned: bool,
}

/// An announcement that everybody sees on this day.
///
/// # Errors
/// The database can't be read.
pub async fn published(
    handle: &mut impl Handle,
    portal: PortalId,
    id: Uuid,
    today: NaiveDate,
) -> Result<Option<PublicAnnouncement>> {
    run!(
        handle,
        optional,
        "SELECT title, body, body_html, rendered_by, published_on, pinned FROM announcement
         WHERE portal_id = $1 AND id = $2 AND published AND published_on <= $3",
        portal.uuid(),
        id,
        today
    )
}

/// What an editor writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncementText<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Markdown.
    pub body: &'a str,
    /// What is made of it.
    pub body_html: &'a str,
    /// How it begins, for lists.
    pub summary: &'a str,
    /// By which rules.
    pub rendered_by: i64,
    /// Its day: before it, nobody sees it.
    pub published_on: NaiveDate,
    /// Stands before the others.
    pub pinned: bool,
    /// Whether everybody sees it.
    pub published: bool,
}

/// An announcement as its editors see it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Announcement {
    /// Key.
    pub id: Uuid,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Its day.
    pub published_on: NaiveDate,
    /// Stands before the others.
    pub pinned: bool,
    /// Whether everybody sees it.
    pub published: bool,
    /// Counts up with each change.
    pub version: i64,
    /// When it was written last.
    pub changed_at: DateTime<Utc>,
    /// By whom, if a person wrote it.
    pub changed_by: Option<String>,
}

/// Announcements of the organisation, the latest first; without their bodies.
///
/// # Errors
/// The database can't be read.
pub async fn of_office(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    limit: i64,
    offset: i64,
) -> Result<Vec<Announcement>> {
    run!(
        handle,
        all,
        "SELECT a.id, a.title, '' AS body, a.published_on, a.pinned, a.published, a.version, a.changed_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS changed_by
         FROM announcement a LEFT JOIN person p ON p.id = a.changed_by
         WHERE a.organisation_id = $1 ORDER BY a.published_on DESC, a.id DESC LIMIT $2 OFFSET $3",
        scope.organisation().uuid(),
        limit,
        offset
    )
}

/// An announcement of the organisation.
///
/// # Errors
/// The database can't be read.
pub async fn find(handle: &mut impl Handle, scope: &impl OrganisationScope, id: Uuid) -> Result<Option<Announcement>> {
    run!(
        handle,
        optional,
        "SELECT a.id, a.title, a.body, a.published_on, a.pinned, a.published, a.version, a.changed_at,
                COALESCE(NULLIF(p.full_name, ''), p.login) AS changed_by
         FROM announcement a LEFT JOIN person p ON p.id = a.changed_by
         WHERE a.id = $1 AND a.organisation_id = $2",
        id,
        scope.organisation().uuid()
    )
}

/// A new announcement.
///
/// # Errors
/// The database can't be written.
pub async fn insert(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    id: Uuid,
    text: &AnnouncementText<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        handle,
        execute,
        "INSERT INTO announcement (id, portal_id, organisation_id, title, body, body_html, summary, rendered_by, published_on,
                                   pinned, published, version, changed_at, changed_by)
         VALUES ($1, (SELECT portal_id FROM organisation WHERE id = $2), $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)",
        id,
        scope.organisation().uuid(),
        text.title,
        text.body,
        text.body_html,
        text.summary,
        text.rendered_by,
        text.published_on,
        text.pinned,
        text.published,
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(())
}

/// Writes an announcement anew; false when it is no longer of this version.
///
/// # Errors
/// The database can't be written.
pub async fn update(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    (id, version): (Uuid, i64),
    text: &AnnouncementText<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "UPDATE announcement SET title = $4, body = $5, body_html = $6, summary = $7, rendered_by = $8, published_on = $9,
                pinned = $10, published = $11, version = version + 1, changed_at = $12, changed_by = $13
         WHERE id = $1 AND organisation_id = $2 AND version = $3",
        id,
        scope.organisation().uuid(),
        version,
        text.title,
        text.body,
        text.body_html,
        text.summary,
        text.rendered_by,
        text.published_on,
        text.pinned,
        text.published,
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(touched > 0)
}

/// Shows an announcement to everybody, or hides it; false when there is none.
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
        "UPDATE announcement SET published = $3, version = version + 1, changed_at = $4, changed_by = $5
         WHERE id = $1 AND organisation_id = $2",
        id,
        scope.organisation().uuid(),
        published,
        now,
        scope.person().map(PersonId::uuid)
    )?;
    Ok(touched > 0)
}

/// Deletes an announcement; false when there is none.
///
/// # Errors
/// The database can't be written.
pub async fn delete(handle: &mut impl Handle, scope: &impl OrganisationScope, id: Uuid) -> Result<bool> {
    let touched = run!(
        handle,
        execute,
        "DELETE FROM announcement WHERE id = $1 AND organisation_id = $2",
        id,
        scope.organisation().uuid()
    )?;
    Ok(touched > 0)
}
