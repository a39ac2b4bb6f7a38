//! An announcement is written, shown, hidden, deleted.

use domain::audit::{AuditKind, AuditSubject};
use domain::{Date, parse_date};
use store::announcements::{self, Announcement, AnnouncementText};
use store::scope::OrganisationScope;
use uuid::Uuid;

use super::Failure;
use super::audit::Actor;
use super::audit_text::record_text;
use super::write_page::{self, Target, body_of, text_faults};
use crate::app::App;
use crate::markdown;

/// The form, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form<'a> {
    /// The heading.
    pub title: &'a str,
    /// Markdown.
    pub body: &'a str,
    /// Its day, as people or browsers write it.
    pub published_on: &'a str,
    /// Before the others.
    pub pinned: bool,
    /// Whether everybody is to see it.
    pub published: bool,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Heading or text.
    Text(write_page::Fault),
    /// Not a day.
    DayOdd,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands.
    Saved(Uuid),
    /// The fields to mend.
    Faults(Vec<Fault>),
    /// Somebody else wrote it meanwhile: what stands now. Nothing was changed.
    Changed(Box<Announcement>),
    /// There is no such announcement.
    Gone,
}

/// `2022-06-01` as browsers send it, or as people write it.
fn day_of(text: &str) -> Option<Date> {
    parse_date(text).ok()
}

/// Writes an announcement, new or from the version that the editor saw.
///
/// # Errors
/// The machine's trouble only.
pub async fn write_announcement(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    target: Target,
    form: &Form<'_>,
) -> Result<Outcome, Failure> {
    let (title, body) = (form.title.trim(), body_of(form.body));
    let mut faults: Vec<Fault> = text_faults(title, &body).into_iter().map(Fault::Text).collect();
    let day = day_of(form.published_on);
    if day.is_none() {
        faults.push(Fault::DayOdd);
    }
    let (Some(published_on), true) = (day, faults.is_empty()) else { return Ok(Outcome::Faults(faults)) };
    let (body_html, summary) = (markdown::render(&body), markdown::summary(&body));
    let text = AnnouncementText {
        title,
        body: &body,
        body_html: &body_html,
        summary: &summary,
        rendered_by: markdown::RULES,
        published_on,
        pinned: form.pinned,
        published: form.published,
    };
    let (now, id) = (app.clock.now(), app.id());
    let after = Some((title, body.as_str()));
    store::write!(app.db, |tx| {
        let (id, version) = match target {
            Target::New => {
                announcements::insert(tx, scope, id, &text, now).await?;
                let what = (AuditKind::TextWritten, AuditSubject::Announcement, id);
                record_text(app, tx, scope, actor, what, (None, after)).await?;
                return Ok(Outcome::Saved(id));
            }
            Target::Standing { id, version } => (id, version),
        };
        let stands = announcements::find(tx, scope, id).await?;
        if announcements::update(tx, scope, (id, version), &text, now).await? {
            let before = stands.as_ref().map(text_of);
            let what = (AuditKind::TextWritten, AuditSubject::Announcement, id);
            record_text(app, tx, scope, actor, what, (before, after)).await?;
            if stands.is_some_and(|stood| stood.published != form.published) {
                let kind = if form.published { AuditKind::TextShown } else { AuditKind::TextHidden };
                record_text(app, tx, scope, actor, (kind, AuditSubject::Announcement, id), (after, after)).await?;
            }
            return Ok(Outcome::Saved(id));
        }
        Ok::<_, Failure>(stands.map_or(Outcome::Gone, |one| Outcome::Changed(Box::new(one))))
    })
}

/// Shows an announcement to everybody, or hides it; false when there is none.
///
/// # Errors
/// The machine's trouble only.
pub async fn publish_announcement(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: Uuid,
    published: bool,
) -> Result<bool, Failure> {
    let now = app.clock.now();
    let kind = if published { AuditKind::TextShown } else { AuditKind::TextHidden };
    store::write!(app.db, |tx| {
        let stands = announcements::find(tx, scope, id).await?;
        if !announcements::publish(tx, scope, id, published, now).await? {
            return Ok(false);
        }
        let text = stands.as_ref().map(text_of);
        record_text(app, tx, scope, actor, (kind, AuditSubject::Announcement, id), (text, text)).await?;
        Ok::<_, Failure>(true)
    })
}

/// Deletes an announcement; false when there is none.
///
/// # Errors
/// The machine's trouble only.
pub async fn delete_announcement(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: Uuid,
) -> Result<bool, Failure> {
    store::write!(app.db, |tx| {
        let stands = announcements::find(tx, scope, id).await?;
        if !announcements::delete(tx, scope, id).await? {
            return Ok(false);
        }
        let text = stands.as_ref().map(text_of);
        record_text(app, tx, scope, actor, (AuditKind::TextDeleted, AuditSubject::Announcement, id), (text, None))
            .await?;
        Ok::<_, Failure>(true)
    })
}

/// What the audit keeps of it.
fn text_of(stood: &Announcement) -> (&str, &str) {
    (&stood.title, &stood.body)
}
