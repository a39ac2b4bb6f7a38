//! Refusals as pages: whatever status a handler or a layer answers with, people read a sentence and what to do.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::portal::Language;

use super::assets::AssetLinks;
use super::frame::RequestId;
use super::page::{Area, PageContext};
use super::visit::{View, Visit};
use super::{Web, error};
use crate::i18n::Translator;

#[derive(Template)]
#[template(path = "public/error.html")]
struct ErrorPage {
    t: Translator,
    page: PageContext,
    status: u16,
    title: String,
    text: String,
    advice: String,
    home: Option<String>,
    request: String,
}

/// Puts a page around every refusal that has none yet.
pub async fn render(State(web): State<Web>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let id = RequestId::of(&request);
    let headers = request.headers().clone();
    let response = next.run(request).await;
    if !is_unexplained(&response) {
        return response;
    }
    let status = response.status();
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut explained = match visit {
        Some(visit) => page(&web, &visit, status, &id),
        None => bare(&web, &headers, status, &id),
    };
    if let Some(allow) = allow {
        explained.headers_mut().insert(header::ALLOW, allow);
    }
    explained
}

fn is_unexplained(response: &Response) -> bool {
    let is_refusal = response.status().is_client_error() || response.status().is_server_error();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // Our script reads JSON and says itself what it reads.
    is_refusal && !kind.starts_with("text/html") && !kind.starts_with("application/json")
}

/// A refusal on a portal.
pub fn page(web: &Web, visit: &Visit, status: StatusCode, id: &RequestId) -> Response {
    html(
        visit.translator(),
        PageContext::of(web, visit, Area::Public),
        status,
        &known(status).to_string(),
        Some("/"),
        id,
    )
}

/// An operator who looks at a cabinet wanted to change something there.
pub fn only_looking(web: &Web, visit: &Visit, id: &RequestId) -> Response {
    html(visit.translator(), PageContext::of(web, visit, Area::Public), StatusCode::FORBIDDEN, "view", Some("/my"), id)
}

/// A refusal where no portal is known.
pub fn bare(web: &Web, headers: &HeaderMap, status: StatusCode, id: &RequestId) -> Response {
    let view = View::of(headers, web, Language::ALL);
    let page = PageContext::bare(view, AssetLinks::new(None));
    html(Translator::new(view.language), page, status, &known(status).to_string(), None, id)
}

/// `code` names the sentences.
fn html(
    t: Translator,
    page: PageContext,
    status: StatusCode,
    code: &str,
    home: Option<&str>,
    id: &RequestId,
) -> Response {
    let page = ErrorPage {
        t,
        page,
        status: status.as_u16(),
        title: t.s(format!("error-{code}-title")).into(),
        text: t.s(format!("error-{code}-text")).into(),
        advice: t.s(format!("error-{code}-advice")).into(),
        home: home.map(ToOwned::to_owned),
        request: if status.is_server_error() { id.0.clone() } else { String::new() },
    };
    match page.render() {
        Ok(html) => {
            let kind = HeaderValue::from_static("text/html; charset=utf-8");
            (status, [(header::CONTENT_TYPE, kind)], html).into_response()
        }
        Err(trouble) => error::internal(&trouble.to_string()),
    }
}

/// Statuses that have sentences of their own; others speak with the voice of their class.
fn known(status: StatusCode) -> u16 {
    match status.as_u16() {
        code @ (400 | 403 | 404 | 405 | 413 | 415 | 421 | 422 | 429 | 503) => code,
        code if code < 500 => 400,
        _ => 500,
    }
}
