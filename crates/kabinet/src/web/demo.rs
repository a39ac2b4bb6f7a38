//! The demo's own pages on `localhost`: portals and people, and every letter. They exist in the demo only and answer
//! this machine only.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use domain::portal::{Language, TimeZone};
use serde_json::json;
use store::outbox::{self, SentLetter};
use uuid::Uuid;

use super::assets::AssetLinks;
use super::page::{DateView, LanguageView, PageContext, html, logo};
use super::visit::View;
use super::{Refused, Web};
use crate::i18n::Translator;

/// Letters shown at most.
const LETTERS: i64 = 500;

/// `/`, `/mailbox`, `/mailbox.json` and the letters.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/", get(start))
        .route("/mailbox", get(mailbox))
        .route("/mailbox.json", get(mailbox_json))
        .route("/mailbox/{id}", get(letter))
        .route("/mailbox/{id}/html", get(letter_html))
}

/// Whoever comes from another machine finds nothing here, whatever address the demo listens on.
pub async fn only_loopback(State(web): State<Web>, request: Request, next: Next) -> Response {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    // No address means a test that calls the router without a network.
    if web.demo.is_none() || from.is_some_and(|from| !from.to_canonical().is_loopback()) {
        return Refused::NotFound.into_response();
    }
    next.run(request).await
}

fn frame(web: &Web, headers: &HeaderMap) -> (Translator, PageContext) {
    let view = View::of(headers, web, Language::ALL);
    let mut page = PageContext::bare(view, AssetLinks::new(None));
    page.languages = Language::ALL
        .iter()
        .map(|language| LanguageView {
            code: language.code(),
            name: language.own_name(),
            current: *language == view.language,
        })
        .collect();
    (Translator::new(view.language), page)
}

#[derive(Template)]
#[template(path = "public/start.html")]
struct StartPage {
    t: Translator,
    page: PageContext,
    portals: Vec<StartPortal>,
}

struct StartPortal {
    name: String,
    about: String,
    logo: &'static str,
    href: String,
    host: String,
    ready: bool,
    people: Vec<StartPerson>,
}

struct StartPerson {
    login: String,
    password: String,
    role: String,
    accounts: String,
    href: String,
}

async fn start(State(web): State<Web>, headers: HeaderMap) -> Result<Html<String>, Refused> {
    let Some(demo) = web.demo.clone() else { return Err(Refused::NotFound) };
    let (t, page) = frame(&web, &headers);
    let people = |slug: &str| demo.people.iter().filter(|person| person.portal == slug).cloned().collect::<Vec<_>>();
    let portals = demo.portals.iter().map(|portal| StartPortal {
        name: portal.title.clone(),
        about: t.s(format!("start-about-{}", portal.kind.code())).into(),
        logo: logo(portal.kind),
        href: format!("{}/", portal.address),
        host: portal.address.trim_start_matches("http://").to_owned(),
        ready: portal.ready,
        people: people(&portal.slug)
            .into_iter()
            .map(|person| StartPerson {
                role: t.s(format!("start-role-{}", person.role)).into(),
                accounts: person.accounts.join(", "),
                href: format!("{}/login?login={}", portal.address, person.login),
                login: person.login,
                password: person.password,
            })
            .collect(),
    });
    let portals = portals.collect();
    Ok(html(&StartPage { t, page, portals })?)
}

#[derive(Template)]
#[template(path = "public/mailbox.html")]
struct MailboxPage {
    t: Translator,
    page: PageContext,
    letters: Vec<LetterLine>,
}

struct LetterLine {
    href: String,
    to: String,
    subject: String,
    at: DateView,
    attachments: u32,
}

async fn letters(web: &Web) -> Result<Vec<SentLetter>, Refused> {
    Ok(outbox::latest_sent(&mut web.app.db.read().await?, LETTERS).await?)
}

async fn mailbox(State(web): State<Web>, headers: HeaderMap) -> Result<Html<String>, Refused> {
    let (t, page) = frame(&web, &headers);
    let lines = letters(&web).await?.into_iter().map(|letter| LetterLine {
        href: format!("/mailbox/{}", letter.id),
        to: letter.recipient,
        subject: letter.title,
        at: DateView::moment(letter.sent_at, TimeZone::MOSCOW, t),
        attachments: 0,
    });
    let letters = lines.collect();
    Ok(html(&MailboxPage { t, page, letters })?)
}

async fn mailbox_json(State(web): State<Web>) -> Result<Json<serde_json::Value>, Refused> {
    let list = letters(&web).await?.into_iter().map(|letter| {
        json!({
            "to": letter.recipient, "subject": letter.title, "text": letter.body_text, "html": letter.body_html,
            "attachments": [], "time": letter.sent_at,
        })
    });
    Ok(Json(list.collect()))
}

#[derive(Template)]
#[template(path = "public/letter.html")]
struct LetterPage {
    t: Translator,
    page: PageContext,
    to: String,
    from: String,
    subject: String,
    at: DateView,
    text: String,
    html_href: Option<String>,
    attachments: Vec<AttachmentView>,
}

/// Of a letter with documents.
struct AttachmentView {
    href: String,
    name: String,
    about: String,
}

async fn one(web: &Web, id: Uuid) -> Result<SentLetter, Refused> {
    letters(web).await?.into_iter().find(|letter| letter.id == id).ok_or(Refused::NotFound)
}

async fn letter(State(web): State<Web>, Path(id): Path<Uuid>, headers: HeaderMap) -> Result<Html<String>, Refused> {
    let (t, page) = frame(&web, &headers);
    let letter = one(&web, id).await?;
    let page = LetterPage {
        page,
        to: letter.recipient,
        from: "kabinet@localhost".to_owned(),
        subject: letter.title,
        at: DateView::moment(letter.sent_at, TimeZone::MOSCOW, t),
        text: letter.body_text,
        html_href: Some(format!("/mailbox/{id}/html")),
        attachments: Vec::new(),
        t,
    };
    Ok(html(&page)?)
}

/// A letter brings its own styles and nothing that runs: it is shown in a sandbox.
async fn letter_html(State(web): State<Web>, Path(id): Path<Uuid>) -> Result<Response, Refused> {
    let letter = one(&web, id).await?;
    let mut response = Html(letter.body_html).into_response();
    let policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}
