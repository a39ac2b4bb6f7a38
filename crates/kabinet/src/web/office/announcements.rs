//! `/office/announcements`: what is new, as the office writes it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;
use store::announcements::{self, Announcement};
use uuid::Uuid;

use super::permissions::SiteEditor;
use super::texts::{self, OtherView, Pressed, TextForm};
use crate::flows::write_announcement::{self, Fault, Outcome};
use crate::flows::write_page::LONGEST_BODY;
use crate::i18n::Translator;
use crate::markdown;
use crate::web::form::FieldView;
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, PageLink, html};
use crate::web::public::{PageQuery, neighbours};
use crate::web::{Refused, Web};

const LIST: &str = "/office/announcements";
/// Announcements on a page.
const LINES: usize = 30;

#[derive(Template)]
#[template(path = "office/announcements.html")]
struct ListPage {
    t: Translator,
    page: PageContext,
    news: Vec<NewsLine>,
    pages: Vec<PageLink>,
}

struct NewsLine {
    href: String,
    title: String,
    number: String,
    pinned: bool,
    published: bool,
    /// Published, but its day is still to come.
    waits: bool,
    public: String,
    day: DateView,
    by: String,
}

#[derive(Template)]
#[template(path = "office/announcement-edit.html")]
struct EditPage {
    t: Translator,
    page: PageContext,
    heading: String,
    form: TextForm,
    day: FieldView,
    pinned: bool,
    delete: String,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    published_on: String,
    #[serde(default)]
    pinned: Option<String>,
    #[serde(default)]
    state: String,
    #[serde(default)]
    version: i64,
    #[serde(default, rename = "do")]
    pressed: Pressed,
}

impl Fields {
    fn of(one: &Announcement) -> Self {
        Self {
            title: one.title.clone(),
            body: one.body.clone(),
            published_on: one.published_on.to_string(),
            pinned: one.pinned.then(|| "yes".to_owned()),
            state: if one.published { "published" } else { "draft" }.to_owned(),
            version: one.version,
            pressed: Pressed::Save,
        }
    }
}

/// Why the form is shown again.
#[derive(Default)]
struct Shown {
    faults: Vec<Fault>,
    preview: bool,
    other: Option<Box<Announcement>>,
}

/// A page of them.
pub async fn list(
    State(web): State<Web>,
    editor: SiteEditor,
    Query(query): Query<PageQuery>,
) -> Result<Html<String>, Refused> {
    let (t, number) = (editor.visit.translator(), query.number()?);
    let lines = i64::try_from(LINES).unwrap_or(i64::MAX);
    let mut handle = web.app.db.read().await?;
    let mut found = announcements::of_office(&mut handle, editor.scope(), lines + 1, (number - 1) * lines).await?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let today = web.app.clock.today(editor.visit.portal.time_zone);
    let news = found.into_iter().map(|one| NewsLine {
        href: format!("{LIST}/{}", one.id),
        public: format!("/announcements/{}", one.id),
        number: t.short_date(one.published_on),
        waits: one.published && one.published_on > today,
        day: DateView::day(one.published_on, t),
        by: one.changed_by.unwrap_or_default(),
        title: one.title,
        pinned: one.pinned,
        published: one.published,
    });
    let page = ListPage {
        news: news.collect(),
        pages: neighbours(t, LIST, number, more),
        page: PageContext::of(&web, &editor.visit, Area::Office),
        t,
    };
    Ok(html(&page)?)
}

/// An empty form, for today.
pub async fn blank(State(web): State<Web>, editor: SiteEditor) -> Result<Response, Refused> {
    let today = web.app.clock.today(editor.visit.portal.time_zone);
    let fields = Fields { published_on: today.to_string(), ..Fields::default() };
    form(&web, &editor, None, &fields, Shown::default())
}

/// A new announcement.
pub async fn create(
    State(web): State<Web>,
    editor: SiteEditor,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    write(&web, &editor, None, fields).await
}

/// A form with what stands.
pub async fn edit(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Response, Refused> {
    let found = standing(&web, &editor, &id).await?;
    form(&web, &editor, Some(found.id), &Fields::of(&found), Shown::default())
}

/// Writes a standing announcement.
pub async fn save(
    State(web): State<Web>,
    editor: SiteEditor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let found = standing(&web, &editor, &id).await?;
    write(&web, &editor, Some(found.id), fields).await
}

async fn standing(web: &Web, editor: &SiteEditor, id: &str) -> Result<Announcement, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    announcements::find(&mut web.app.db.read().await?, editor.scope(), id).await?.ok_or(Refused::NotFound)
}

async fn write(web: &Web, editor: &SiteEditor, id: Option<Uuid>, fields: Fields) -> Result<Response, Refused> {
    // A text that is too long is told so by saving, which saves nothing of it.
    if fields.pressed == Pressed::Preview && fields.body.chars().count() <= LONGEST_BODY {
        return form(web, editor, id, &fields, Shown { preview: true, ..Shown::default() });
    }
    let typed = write_announcement::Form {
        title: &fields.title,
        body: &fields.body,
        published_on: &fields.published_on,
        pinned: fields.pinned.is_some(),
        published: fields.state == "published",
    };
    let target = texts::target(id, fields.version);
    match write_announcement::write_announcement(&web.app, editor.scope(), editor.actor, target, &typed).await? {
        Outcome::Saved(_) => Ok(redirect_telling(web, LIST, "text-saved")),
        Outcome::Gone => Err(Refused::NotFound),
        Outcome::Faults(faults) => form(web, editor, id, &fields, Shown { faults, ..Shown::default() }),
        // Saving once more is a decision: it begins from what stands now.
        Outcome::Changed(other) => {
            let fields = Fields { version: other.version, ..fields };
            form(web, editor, id, &fields, Shown { other: Some(other), ..Shown::default() })
        }
    }
}

fn form(web: &Web, editor: &SiteEditor, id: Option<Uuid>, typed: &Fields, shown: Shown) -> Result<Response, Refused> {
    let t = editor.visit.translator();
    let in_text: Vec<_> = shown
        .faults
        .iter()
        .filter_map(|fault| if let Fault::Text(fault) = fault { Some(*fault) } else { None })
        .collect();
    let (title, body) = texts::fields(t, &typed.title, &typed.body, &in_text);
    let day = FieldView::new("published_on", "date", "off", t.s("announcement-day"))
        .hinted(t.s("announcement-day-hint"))
        .with(&typed.published_on)
        .wrong(shown.faults.contains(&Fault::DayOdd).then(|| t.s("announcement-day-odd").into()));
    let status = match &shown {
        shown if shown.other.is_some() => StatusCode::CONFLICT,
        shown if shown.faults.is_empty() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let summary = texts::summary(t, &[&title, &day, &body]);
    let form = TextForm {
        action: id.map_or_else(|| LIST.to_owned(), |id| format!("{LIST}/{id}")),
        version: typed.version,
        summary,
        published: typed.state == "published",
        preview: shown.preview.then(|| (typed.title.clone(), markdown::render(&typed.body))),
        other: shown.other.map(|one| OtherView {
            said: t.s1("text-other-said", "who", one.changed_by.unwrap_or_default()),
            title: one.title,
            body: one.body,
        }),
        title,
        body,
    };
    let page = EditPage {
        page: PageContext::of(web, &editor.visit, Area::Office),
        heading: if id.is_some() { t.s("announcement-edit") } else { t.s("announcement-new") }.into(),
        form,
        day,
        pinned: typed.pinned.is_some(),
        delete: id.map(|id| format!("{LIST}/{id}/delete")).unwrap_or_default(),
        t,
    };
    Ok((status, html(&page)?).into_response())
}

/// Everybody sees it.
pub async fn publish(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Response, Refused> {
    show(&web, &editor, &id, true).await
}

/// Nobody but the office sees it.
pub async fn hide(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Response, Refused> {
    show(&web, &editor, &id, false).await
}

async fn show(web: &Web, editor: &SiteEditor, id: &str, published: bool) -> Result<Response, Refused> {
    let id = id.parse().map_err(|_| Refused::NotFound)?;
    let found = write_announcement::publish_announcement(&web.app, editor.scope(), editor.actor, id, published).await?;
    texts::shown(web, LIST, found, published)
}

/// Asks whether to delete it.
pub async fn ask(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Html<String>, Refused> {
    let found = standing(&web, &editor, &id).await?;
    let question = editor.visit.translator().s1("announcement-delete-question", "title", &found.title);
    texts::ask(&web, &editor, LIST, found.id, question)
}

/// Deletes it.
pub async fn delete(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Response, Refused> {
    let id = id.parse().map_err(|_| Refused::NotFound)?;
    texts::deleted(
        &web,
        LIST,
        write_announcement::delete_announcement(&web.app, editor.scope(), editor.actor, id).await?,
    )
}
