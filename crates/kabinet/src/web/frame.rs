//! What happens around every request: its id and log line, the portal's doors, the chosen view, security headers.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::TimeDelta;
use domain::portal::Language;
use store::portals::Portal;

use super::error::Refused;
use super::visit::{self, View, Visit};
use super::{Web, cookies, refusals, viewing};
use crate::config::Scheme;

/// The id of a request: in the log, in the answer's header and on the page of an error.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub String);

impl RequestId {
    /// Of this request.
    pub fn of(request: &Request) -> Self {
        request.extensions().get().cloned().unwrap_or_default()
    }
}

/// One log line a request: no address, no query, no login.
pub async fn log_request(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let id = hex::encode(web.app.entropy.bytes::<8>());
    request.extensions_mut().insert(RequestId(id.clone()));
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let begun = Instant::now();
    let mut response = next.run(request).await;
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    if !path.starts_with("/assets/") {
        let path = without_secret(&path);
        tracing::info!(request = id, %method, path, status = response.status().as_u16(), micros, "answered");
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// The path as the log may hold it: what follows the id in a letter's link opens something.
fn without_secret(path: &str) -> &str {
    let is_letters = ["/confirm/", "/recover/", "/links/"].iter().any(|start| path.starts_with(start));
    if is_letters { path.rfind('/').map_or(path, |end| &path[..end]) } else { path }
}

/// What a browser may do with a page: nothing but show it, style it and run our one script.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Headers that harden every answer.
pub async fn security_headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add(header::CONTENT_SECURITY_POLICY, POLICY);
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::X_FRAME_OPTIONS, "DENY");
    add(header::REFERRER_POLICY, "same-origin");
    add(header::CACHE_CONTROL, "no-store");
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    add(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    add(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=()");
    if web.app.config.public_scheme == Scheme::Https {
        add(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// Makes a visit of a request to a portal.
pub async fn enter_portal(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let Some(portal) = request.extensions().get::<Arc<Portal>>().cloned() else {
        return Refused::NotFound.into_response();
    };
    let path = request.uri().path().to_owned();
    if path.starts_with("/assets/") {
        return next.run(request).await;
    }
    let session = visit::session(&web, &portal, request.method(), &path, request.headers()).await;
    let scheme = web.app.config.public_scheme;
    let flash = cookies::get(request.headers(), scheme, cookies::FLASH).filter(|key| !key.is_empty());
    let shown = flash.is_some() && request.method() == Method::GET;
    let view = View::of(request.headers(), &web, &portal.languages);
    let mut visit = Visit { portal, view, session: None, path, flash };
    visit.session = match session {
        Ok(session) => session,
        Err(failure) => {
            let status = Refused::from(failure).into_response().status();
            return refusals::page(&web, &visit, status, &RequestId::of(&request));
        }
    };
    if let Some(refusal) = viewing::refusal(&web, &visit, &request) {
        return refusal;
    }
    request.extensions_mut().insert(visit);
    let mut response = next.run(request).await;
    if shown && !response.status().is_redirection() {
        append_cookie(&mut response, &cookies::clear(scheme, cookies::FLASH, web.app.clock.now()));
    }
    response
}

/// `?lang=`, `?theme=` and `?size=` are plain links: they set a cookie and come back without the question.
pub async fn remember_view(State(web): State<Web>, request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    if request.method() != Method::GET || !query.split('&').any(|pair| cookie_of(pair).is_some()) {
        return next.run(request).await;
    }
    let rest: Vec<&str> = query.split('&').filter(|pair| cookie_of(pair).is_none()).collect();
    let path = request.uri().path();
    let back = if rest.is_empty() { path.to_owned() } else { format!("{path}?{}", rest.join("&")) };
    // A path of two slashes, or of what browsers take for them, would lead to another host.
    let mut response = Redirect::to(&format!("/{}", back.trim_start_matches(['/', '\\']))).into_response();
    let now = web.app.clock.now();
    for (key, value) in query.split('&').filter_map(cookie_of) {
        let expires_at = Some(now + TimeDelta::days(365));
        append_cookie(&mut response, &cookies::set(web.app.config.public_scheme, key, value, expires_at, now));
    }
    response
}

fn cookie_of(pair: &str) -> Option<(&'static str, String)> {
    let (name, value) = pair.split_once('=')?;
    let (key, known) = match name {
        "lang" => (cookies::LANGUAGE, Language::parse(value).is_ok()),
        "theme" => (cookies::THEME, matches!(value, "light" | "dark")),
        "size" => (cookies::SIZE, matches!(value, "large" | "normal")),
        _ => return None,
    };
    known.then(|| (key, value.to_owned()))
}

/// To a page that tells, once, what the last action came to: a key of [`super::page`]'s notices.
pub fn redirect_telling(web: &Web, href: &str, key: &str) -> Response {
    let mut response = Redirect::to(href).into_response();
    let now = web.app.clock.now();
    let cookie = cookies::set(web.app.config.public_scheme, cookies::FLASH, key.to_owned(), None, now);
    append_cookie(&mut response, &cookie);
    response
}

/// Adds a cookie to an answer.
pub fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::without_secret;

    #[test]
    fn no_letters_secret_stands_in_the_log() {
        for start in ["/confirm", "/recover", "/links"] {
            let path = format!("{start}/01812826-4a58-7cf2-8a43-1d3c66c0d0b5/00ff");
            assert_eq!(without_secret(&path), format!("{start}/01812826-4a58-7cf2-8a43-1d3c66c0d0b5"));
        }
        assert_eq!(without_secret("/my/payments"), "/my/payments");
    }
}
