//! `/office/pages`: the pages of the public site.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use domain::site::PagePlace;
use serde::Deserialize;
use store::pages::{self, Page};
use uuid::Uuid;

use super::permissions::SiteEditor;
use super::texts::{self, OtherView, Pressed, TextForm};
use crate::flows::write_page::{self, Fault, LONGEST_BODY, Outcome};
use crate::i18n::Translator;
use crate::markdown;
use crate::web::form::FieldView;
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::{Refused, Web};

const LIST: &str = "/office/pages";

#[derive(Template)]
#[template(path = "office/pages.html")]
struct ListPage {
    t: Translator,
    page: PageContext,
    pages: Vec<PageLine>,
}

struct PageLine {
    href: String,
    title: String,
    number: String,
    place: String,
    published: bool,
    public: String,
    at: DateView,
    by: String,
}

#[derive(Template)]
#[template(path = "office/page-edit.html")]
struct EditPage {
    t: Translator,
    page: PageContext,
    heading: String,
    form: TextForm,
    slug: FieldView,
    position: FieldView,
    places: Vec<PlaceView>,
    place_error: Option<String>,
    delete: String,
}

struct PlaceView {
    code: &'static str,
    name: String,
    chosen: bool,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    title: String,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    version: i64,
    #[serde(default, rename = "do")]
    pressed: Pressed,
}

impl Fields {
    fn of(page: &Page) -> Self {
        Self {
            title: page.title.clone(),
            slug: page.slug.clone(),
            place: page.place.code().to_owned(),
            position: page.position.to_string(),
            body: page.body.clone(),
            state: if page.published { "published" } else { "draft" }.to_owned(),
            version: page.version,
            pressed: Pressed::Save,
        }
    }
}

/// Why the form is shown again.
#[derive(Default)]
struct Shown {
    faults: Vec<Fault>,
    preview: bool,
    other: Option<Box<Page>>,
}

/// All of them.
pub async fn list(State(web): State<Web>, editor: SiteEditor) -> Result<Html<String>, Refused> {
    let t = editor.visit.translator();
    let found = pages::of_office(&mut web.app.db.read().await?, editor.scope()).await?;
    let lines = found.into_iter().map(|page| PageLine {
        href: format!("{LIST}/{}", page.id),
        public: format!("/pages/{}", page.slug),
        number: page.position.to_string(),
        place: t.s(format!("page-place-{}", page.place)).into(),
        at: DateView::moment(page.changed_at, editor.visit.portal.time_zone, t),
        by: page.changed_by.unwrap_or_default(),
        title: page.title,
        published: page.published,
    });
    let page = ListPage { pages: lines.collect(), page: PageContext::of(&web, &editor.visit, Area::Office), t };
    Ok(html(&page)?)
}

/// An empty form.
pub async fn blank(State(web): State<Web>, editor: SiteEditor) -> Result<Response, Refused> {
    let fields = Fields { place: PagePlace::Other.code().to_owned(), ..Fields::default() };
    form(&web, &editor, None, &fields, Shown::default())
}

/// A new page.
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

/// Writes a standing page.
pub async fn save(
    State(web): State<Web>,
    editor: SiteEditor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let found = standing(&web, &editor, &id).await?;
    write(&web, &editor, Some(found.id), fields).await
}

async fn standing(web: &Web, editor: &SiteEditor, id: &str) -> Result<Page, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    pages::find(&mut web.app.db.read().await?, editor.scope(), id).await?.ok_or(Refused::NotFound)
}

async fn write(web: &Web, editor: &SiteEditor, id: Option<Uuid>, fields: Fields) -> Result<Response, Refused> {
    // A text that is too long is told so by saving, which saves nothing of it.
    if fields.pressed == Pressed::Preview && fields.body.chars().count() <= LONGEST_BODY {
        return form(web, editor, id, &fields, Shown { preview: true, ..Shown::default() });
    }
    let typed = write_page::Form {
        title: &fields.title,
        slug: &fields.slug,
        place: &fields.place,
        position: &fields.position,
        body: &fields.body,
        published: fields.state == "published",
    };
    let target = texts::target(id, fields.version);
    match write_page::write_page(&web.app, editor.scope(), editor.actor, target, &typed).await? {
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
    let wrong = |fault: Fault| shown.faults.contains(&fault);
    let (title, body) = texts::fields(t, &typed.title, &typed.body, &shown.faults);
    let slug_error = match () {
        () if wrong(Fault::SlugTaken) => Some(t.s("page-slug-taken").into()),
        () if wrong(Fault::SlugOdd) => Some(t.s("page-slug-odd").into()),
        () => None,
    };
    let slug = FieldView::new("slug", "text", "off", t.s("page-slug"))
        .hinted(t.s("page-slug-hint"))
        .optional()
        .with(&typed.slug)
        .wrong(slug_error);
    let position = FieldView::new("position", "text", "off", t.s("page-position"))
        .hinted(t.s("page-position-hint"))
        .optional()
        .with(&typed.position)
        .wrong(wrong(Fault::PositionOdd).then(|| t.s("page-position-odd").into()));
    let status = match &shown {
        shown if shown.other.is_some() => StatusCode::CONFLICT,
        shown if shown.faults.is_empty() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let place_error = wrong(Fault::PlaceOdd).then(|| t.s("page-place-odd").into_string());
    let mut summary = texts::summary(t, &[&title, &slug, &position, &body]);
    summary.lines.extend(place_error.clone().map(|text| ("place", text)));
    let form = TextForm {
        action: id.map_or_else(|| LIST.to_owned(), |id| format!("{LIST}/{id}")),
        version: typed.version,
        summary,
        published: typed.state == "published",
        preview: shown.preview.then(|| (typed.title.clone(), markdown::render(&typed.body))),
        other: shown.other.map(|page| OtherView {
            said: t.s1("text-other-said", "who", page.changed_by.unwrap_or_default()),
            title: page.title,
            body: page.body,
        }),
        title,
        body,
    };
    let places = PagePlace::ALL.iter().map(|place| PlaceView {
        code: place.code(),
        name: t.s(format!("page-place-{place}")).into(),
        chosen: typed.place == place.code(),
    });
    let page = EditPage {
        page: PageContext::of(web, &editor.visit, Area::Office),
        heading: if id.is_some() { t.s("page-edit") } else { t.s("page-new") }.into(),
        form,
        slug,
        position,
        places: places.collect(),
        place_error,
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
    let found = write_page::publish_page(&web.app, editor.scope(), editor.actor, id, published).await?;
    texts::shown(web, LIST, found, published)
}

/// Asks whether to delete it.
pub async fn ask(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Html<String>, Refused> {
    let found = standing(&web, &editor, &id).await?;
    let question = editor.visit.translator().s1("page-delete-question", "title", &found.title);
    texts::ask(&web, &editor, LIST, found.id, question)
}

/// Deletes it.
pub async fn delete(State(web): State<Web>, editor: SiteEditor, Path(id): Path<String>) -> Result<Response, Refused> {
    let id = id.parse().map_err(|_| Refused::NotFound)?;
    texts::deleted(&web, LIST, write_page::delete_page(&web.app, editor.scope(), editor.actor, id).await?)
}
