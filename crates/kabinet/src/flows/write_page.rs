//! A page of the public site is written, shown, hidden, deleted.

use domain::audit::{AuditKind, AuditSubject};
use domain::site::{PagePlace, Slug};
use store::pages::{self, Page, PageText};
use store::scope::OrganisationScope;
use uuid::Uuid;

use super::Failure;
use super::audit::Actor;
use super::audit_text::record_text;
use crate::app::App;
use crate::markdown;

/// The longest heading, in characters.
pub const LONGEST_TITLE: usize = 200;
/// The longest text, in characters.
pub const LONGEST_BODY: usize = 60_000;
/// The last place among pages of one group.
const LAST_POSITION: i64 = 999;

/// The form, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form<'a> {
    /// The heading.
    pub title: &'a str,
    /// The name in the address; empty for what the title suggests.
    pub slug: &'a str,
    /// Code of the place in the menu.
    pub place: &'a str,
    /// Before and after which others.
    pub position: &'a str,
    /// Markdown.
    pub body: &'a str,
    /// Whether everybody is to see it.
    pub published: bool,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No heading.
    TitleMissing,
    /// Longer than [`LONGEST_TITLE`].
    TitleLong,
    /// Not an address, or none could be made of the title.
    SlugOdd,
    /// The portal has another page of this address.
    SlugTaken,
    /// No place of the menu.
    PlaceOdd,
    /// Not a number from 0 to 999.
    PositionOdd,
    /// No text.
    BodyMissing,
    /// Longer than [`LONGEST_BODY`].
    BodyLong,
}

/// Which page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One that is not there yet.
    New,
    /// One that stands, as the editor saw it.
    Standing {
        /// Key.
        id: Uuid,
        /// Which version was opened.
        version: i64,
    },
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands.
    Saved(Uuid),
    /// The fields to mend.
    Faults(Vec<Fault>),
    /// Somebody else wrote it meanwhile: what stands now. Nothing was changed.
    Changed(Box<Page>),
    /// There is no such page.
    Gone,
}

/// What is wrong with heading and text, for whatever bears them.
pub(super) fn text_faults(title: &str, body: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    if title.is_empty() {
        faults.push(Fault::TitleMissing);
    }
    if title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
        faults.push(Fault::TitleLong);
    }
    if body.trim().is_empty() {
        faults.push(Fault::BodyMissing);
    }
    if body.chars().count() > LONGEST_BODY {
        faults.push(Fault::BodyLong);
    }
    faults
}

/// A text as the database holds it: browsers send lines that end in two characters, and of control characters only the ends
/// of lines and tabs mean anything (PostgreSQL has no place for NUL).
pub(super) fn body_of(text: &str) -> String {
    text.replace("\r\n", "\n").replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), "")
}

fn slug_of(form: &Form<'_>) -> Result<Slug, Fault> {
    match form.slug.trim() {
        "" => Slug::of_title(form.title).ok_or(Fault::SlugOdd),
        text => Slug::parse(text).map_err(|_| Fault::SlugOdd),
    }
}

fn position_of(text: &str) -> Result<i64, Fault> {
    match text.trim() {
        "" => Ok(0),
        text => text.parse().ok().filter(|position| (0..=LAST_POSITION).contains(position)).ok_or(Fault::PositionOdd),
    }
}

/// Writes a page, new or from the version that the editor saw.
///
/// # Errors
/// The machine's trouble only.
pub async fn write_page(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    target: Target,
    form: &Form<'_>,
) -> Result<Outcome, Failure> {
    let (title, body) = (form.title.trim(), body_of(form.body));
    let mut faults = text_faults(title, &body);
    let (slug, position) = (slug_of(form), position_of(form.position));
    let place = PagePlace::parse(form.place).map_err(|_| Fault::PlaceOdd);
    // A missing title is told once.
    let untitled = faults.contains(&Fault::TitleMissing) && form.slug.trim().is_empty();
    faults.extend(slug.as_ref().err().copied().filter(|_| !untitled));
    faults.extend(place.as_ref().err());
    faults.extend(position.as_ref().err());
    let (Ok(slug), Ok(place), Ok(position), true) = (slug, place, position, faults.is_empty()) else {
        return Ok(Outcome::Faults(faults));
    };
    let body_html = markdown::render(&body);
    let text = PageText {
        slug: slug.as_str(),
        place,
        position,
        title,
        body: &body,
        body_html: &body_html,
        rendered_by: markdown::RULES,
        published: form.published,
    };
    let (now, id) = (app.clock.now(), app.id());
    let after = Some((title, body.as_str()));
    let written = store::write!(app.db, |tx| {
        let (id, version) = match target {
            Target::New => {
                pages::insert(tx, scope, id, &text, now).await?;
                let what = (AuditKind::TextWritten, AuditSubject::Page, id);
                record_text(app, tx, scope, actor, what, (None, after)).await?;
                return Ok(Outcome::Saved(id));
            }
            Target::Standing { id, version } => (id, version),
        };
        let stands = pages::find(tx, scope, id).await?;
        if pages::update(tx, scope, (id, version), &text, now).await? {
            let before = stands.as_ref().map(text_of);
            let what = (AuditKind::TextWritten, AuditSubject::Page, id);
            record_text(app, tx, scope, actor, what, (before, after)).await?;
            if stands.is_some_and(|stood| stood.published != form.published) {
                let kind = if form.published { AuditKind::TextShown } else { AuditKind::TextHidden };
                record_text(app, tx, scope, actor, (kind, AuditSubject::Page, id), (after, after)).await?;
            }
            return Ok(Outcome::Saved(id));
        }
        Ok::<_, Failure>(stands.map_or(Outcome::Gone, |page| Outcome::Changed(Box::new(page))))
    });
    match written {
        Err(Failure::Store(store::Error::Conflict(_))) => Ok(Outcome::Faults(vec![Fault::SlugTaken])),
        other => other,
    }
}

/// Shows a page to everybody, or hides it; false when there is none.
///
/// # Errors
/// The machine's trouble only.
pub async fn publish_page(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: Uuid,
    published: bool,
) -> Result<bool, Failure> {
    let now = app.clock.now();
    let kind = if published { AuditKind::TextShown } else { AuditKind::TextHidden };
    store::write!(app.db, |tx| {
        let stands = pages::find(tx, scope, id).await?;
        if !pages::publish(tx, scope, id, published, now).await? {
            return Ok(false);
        }
        let text = stands.as_ref().map(text_of);
        record_text(app, tx, scope, actor, (kind, AuditSubject::Page, id), (text, text)).await?;
        Ok::<_, Failure>(true)
    })
}

/// Deletes a page; false when there is none.
///
/// # Errors
/// The machine's trouble only.
pub async fn delete_page(app: &App, scope: &impl OrganisationScope, actor: Actor, id: Uuid) -> Result<bool, Failure> {
    store::write!(app.db, |tx| {
        let stands = pages::find(tx, scope, id).await?;
        if !pages::delete(tx, scope, id).await? {
            return Ok(false);
        }
        let text = stands.as_ref().map(text_of);
        record_text(app, tx, scope, actor, (AuditKind::TextDeleted, AuditSubject::Page, id), (text, None)).await?;
        Ok::<_, Failure>(true)
    })
}

/// What the audit keeps of it.
fn text_of(stood: &Page) -> (&str, &str) {
    (&stood.title, &stood.body)
}
