//! `/office/requests`: what people wrote by the contact form.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use domain::phone::Phone;
use serde::Deserialize;
use store::requests::{self, Request};
use uuid::Uuid;

use super::permissions::Correspondent;
use crate::flows::answer_request::{self, LONGEST_NOTE, Outcome};
use crate::i18n::Translator;
use crate::markdown;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, PageLink, PhoneView, html};
use crate::web::public::neighbours;
use crate::web::{Refused, Web};

/// Requests on a page.
const LINES: usize = 30;
/// Nobody turns over more pages.
const LAST_PAGE: i64 = 1000;

#[derive(Template)]
#[template(path = "office/requests.html")]
struct ListPage {
    t: Translator,
    page: PageContext,
    tabs: Vec<PageLink>,
    open: bool,
    requests: Vec<RequestLine>,
    pages: Vec<PageLink>,
}

struct RequestLine {
    href: String,
    number: String,
    name: String,
    plot: String,
    begins: String,
    at: DateView,
}

#[derive(Template)]
#[template(path = "office/request.html")]
struct RequestPage {
    t: Translator,
    page: PageContext,
    title: String,
    summary: Summary,
    name: String,
    email: Option<String>,
    phone: Option<PhoneView>,
    plot: Option<String>,
    login: Option<String>,
    at: DateView,
    message: String,
    answered: Option<AnsweredView>,
    action: String,
    note: FieldView,
}

struct AnsweredView {
    at: DateView,
    by: String,
    note: String,
}

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: Option<i64>,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    note: String,
}

/// Those that are open, or those that were answered.
pub async fn list(
    State(web): State<Web>,
    office: Correspondent,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, Refused> {
    let t = office.visit.translator();
    let open = query.state != "answered";
    let number = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let lines = i64::try_from(LINES).unwrap_or(i64::MAX);
    let mut handle = web.app.db.read().await?;
    let mut found = requests::of_office(&mut handle, office.scope(), open, lines + 1, (number - 1) * lines).await?;
    let waiting = requests::open_count(&mut handle, office.scope()).await?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let href = |open| if open { "/office/requests" } else { "/office/requests?state=answered" };
    let tab = |to: bool, text: String| PageLink { href: href(to).to_owned(), text, current: to == open };
    let zone = office.visit.portal.time_zone;
    let page = ListPage {
        tabs: vec![tab(true, t.s1("requests-open", "count", waiting)), tab(false, t.s("requests-answered").into())],
        open,
        requests: found
            .into_iter()
            .map(|request| RequestLine {
                href: format!("/office/requests/{}", request.id),
                number: request.number.to_string(),
                begins: markdown::summary(&request.message.replace(['#', '*', '_', '`', '<', '>', '[', '!'], " ")),
                at: DateView::moment(request.created_at, zone, t),
                name: request.name,
                plot: request.plot.unwrap_or_default(),
            })
            .collect(),
        pages: neighbours(t, href(open), number, more),
        page: PageContext::of(&web, &office.visit, Area::Office),
        t,
    };
    Ok(html(&page)?)
}

/// One of them.
pub async fn show(State(web): State<Web>, office: Correspondent, Path(id): Path<String>) -> Result<Response, Refused> {
    let found = standing(&web, &office, &id).await?;
    page(&web, &office, found, None)
}

async fn standing(web: &Web, office: &Correspondent, id: &str) -> Result<Request, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    requests::find(&mut web.app.db.read().await?, office.scope(), id).await?.ok_or(Refused::NotFound)
}

/// Marks it answered.
pub async fn answered(
    State(web): State<Web>,
    office: Correspondent,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let found = standing(&web, &office, &id).await?;
    match answer_request::answer_request(&web.app, office.scope(), office.actor, found.id, &fields.note).await? {
        Outcome::Answered => Ok(redirect_telling(&web, "/office/requests", "request-answered")),
        Outcome::NoteLong => page(&web, &office, found, Some(&fields.note)),
        Outcome::Gone => Err(Refused::NotFound),
    }
}

/// `refused` is a note that is too long.
fn page(web: &Web, office: &Correspondent, found: Request, refused: Option<&str>) -> Result<Response, Refused> {
    let t = office.visit.translator();
    let zone = office.visit.portal.time_zone;
    let note = FieldView::new("note", "text", "off", t.s("request-note"))
        .hinted(t.s("request-note-hint"))
        .optional()
        .with(refused.unwrap_or_default())
        .wrong(refused.map(|_| t.s1("request-note-long", "most", LONGEST_NOTE)));
    let phone = found.phone.as_deref().and_then(|phone| Phone::parse(phone).ok());
    let page = RequestPage {
        page: PageContext::of(web, &office.visit, Area::Office),
        title: t.s1("request-title", "number", found.number.to_string()),
        summary: Summary::of(t, std::slice::from_ref(&note)),
        action: format!("/office/requests/{}/answered", found.id),
        phone: phone.map(|phone| PhoneView { href: format!("tel:{phone}"), text: phone.display8() }),
        at: DateView::moment(found.created_at, zone, t),
        answered: found.answered_at.map(|at| AnsweredView {
            at: DateView::moment(at, zone, t),
            by: found.answered_by.unwrap_or_default(),
            note: found.answer_note.unwrap_or_default(),
        }),
        name: found.name,
        email: found.email,
        plot: found.plot,
        login: found.login,
        message: found.message,
        note,
        t,
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&page)?).into_response())
}
