//! A request seen as a visit: to which portal, in which language, by whom.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::portal::Language;
use store::people::{self, Office};
use store::portals::Portal;
use store::second_factor;
use store::sessions::{self, Session};

use super::cookies;
use super::error::{Refused, internal};
use super::state::Web;
use super::viewing;
use crate::config;
use crate::flows::Failure;
use crate::flows::audit::Actor;
use crate::flows::log_in::{is_token, token_hash};
use crate::i18n::Translator;

/// How the person likes to see pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language of the page.
    pub language: Language,
    /// `light`, `dark` or empty.
    pub theme: &'static str,
    /// `large` or empty.
    pub size: &'static str,
}

/// A visit to a portal.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Whose pages.
    pub portal: Arc<Portal>,
    /// Language, theme and size.
    pub view: View,
    /// Who has logged in.
    pub session: Option<Arc<Session>>,
    /// The path, for «log in first» and the current item of the menu.
    pub path: String,
    /// What the last action came to: a key of the translations.
    pub flash: Option<String>,
}

impl Visit {
    /// Speaks the visitor's language.
    pub fn translator(&self) -> Translator {
        Translator::new(self.view.language)
    }

    /// The session of a person at whose cabinet an operator looks.
    pub fn viewed(&self) -> Option<&Session> {
        self.session.as_deref().filter(|session| session.scope.is_view())
    }
}

impl View {
    /// From the cookies, else from what the browser asks for, else the first of the portal's languages.
    pub fn of(headers: &HeaderMap, web: &Web, languages: &[Language]) -> Self {
        let scheme = web.app.config.public_scheme;
        let chosen = cookies::get(headers, scheme, cookies::LANGUAGE)
            .and_then(|code| Language::parse(&code).ok())
            .filter(|language| languages.contains(language));
        let language = chosen
            .or_else(|| accepted(headers, languages))
            .or_else(|| languages.first().copied())
            .unwrap_or(Language::Ru);
        let theme = match cookies::get(headers, scheme, cookies::THEME).as_deref() {
            Some("dark") => "dark",
            Some("light") => "light",
            _ => "",
        };
        let size = if cookies::get(headers, scheme, cookies::SIZE).as_deref() == Some("large") { "large" } else { "" };
        Self { language, theme, size }
    }
}

/// The first language in `Accept-Language` that the portal speaks; order stands for weight, as browsers send it.
fn accepted(headers: &HeaderMap, languages: &[Language]) -> Option<Language> {
    let header = headers.get(axum::http::header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    header
        .split(',')
        .filter_map(|part| Language::parse(&part.trim().get(..2)?.to_ascii_lowercase()).ok())
        .find(|language| languages.contains(language))
}

/// The session behind the cookie, or the view that an operator began in it. Reads come from the cache, writes look into the table.
pub async fn session(
    web: &Web,
    portal: &Portal,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
) -> Result<Option<Arc<Session>>, Failure> {
    let Some(token) = cookies::get(headers, web.app.config.public_scheme, cookies::SESSION) else { return Ok(None) };
    if !is_token(&token) {
        return Ok(None);
    }
    let now = web.app.clock.now();
    let hash = token_hash(&token);
    if let Some(viewed) = viewing::session(web, portal, path, headers, &hash).await? {
        return Ok(Some(viewed));
    }
    if method.is_safe()
        && let Some(session) = web.sessions.get(portal.id, &hash, now).await
    {
        return Ok(Some(session));
    }
    let found = sessions::find(&mut web.app.db.read().await?, portal.id, &hash, now).await?.map(Arc::new);
    web.sessions.put(portal.id, &hash, now, found.as_ref()).await;
    Ok(found)
}

impl FromRequestParts<Web> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _web: &Web) -> Result<Self, Response> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| internal("a route outside the portals asked for a visit"))
    }
}

impl OptionalFromRequestParts<Web> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _web: &Web) -> Result<Option<Self>, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// A visit of somebody who has logged in; others are sent to log in first.
#[derive(Clone, Debug)]
pub struct Member {
    /// The visit.
    pub visit: Visit,
    /// Their session.
    pub session: Arc<Session>,
}

impl FromRequestParts<Web> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let visit = <Visit as FromRequestParts<Web>>::from_request_parts(parts, web).await?;
        match visit.session.clone() {
            Some(session) => Ok(Self { visit, session }),
            None => Err(login_first(&parts.method, &parts.uri)),
        }
    }
}

/// Only pages are come back to: a form would be sent without its fields.
fn login_first(method: &Method, uri: &Uri) -> Response {
    let next = uri.path_and_query().map_or("/", |path| path.as_str());
    if method == Method::GET && next != "/" {
        let query = query_encoded(next);
        return Redirect::to(&format!("/login?next={query}")).into_response();
    }
    Redirect::to("/login").into_response()
}

/// Percent-encodes a value of a query.
pub fn query_encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// A visit of an operator to their office; for everybody else there is no such page.
#[derive(Clone, Debug)]
pub struct Operator {
    /// The visit.
    pub visit: Visit,
    /// The organisation they work for.
    pub office: Office,
}

impl FromRequestParts<Web> for Operator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let member = Member::from_request_parts(parts, web).await?;
        let mut handle =
            web.app.db.read().await.map_err(|error| Refused::from(Failure::from(error)).into_response())?;
        let offices = people::offices(&mut handle, &member.session.scope).await;
        let offices = offices.map_err(|error| Refused::from(Failure::from(error)).into_response())?;
        let Some(office) = offices.into_iter().next() else { return Err(Refused::NotFound.into_response()) };
        if member.visit.portal.rules.operators_second_factor {
            let state = second_factor::state(&mut handle, &member.session.scope).await;
            let state = state.map_err(|error| Refused::from(Failure::from(error)).into_response())?;
            if !state.is_on() {
                return Err(Redirect::to("/my/second-factor").into_response());
            }
        }
        Ok(Self { visit: member.visit, office })
    }
}

/// Where a request comes from, as far as the configuration trusts anybody's word.
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<Web> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self(client_address(web, &parts.headers, parts.extensions.get::<ConnectInfo<SocketAddr>>())))
    }
}

/// Whoever has logged in, as the list of changes names them.
impl FromRequestParts<Web> for Actor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let member = Member::from_request_parts(parts, web).await?;
        let address = client_address(web, &parts.headers, parts.extensions.get::<ConnectInfo<SocketAddr>>());
        Ok(Self::Person(member.session.scope.person(), address))
    }
}

fn client_address(web: &Web, headers: &HeaderMap, connection: Option<&ConnectInfo<SocketAddr>>) -> IpAddr {
    let connection = connection.map_or(IpAddr::from([127, 0, 0, 1]), |ConnectInfo(address)| address.ip());
    match web.app.config.client_address {
        config::ClientAddress::Connection => connection,
        config::ClientAddress::RightmostForwardedFor => headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.rsplit(',').next())
            .and_then(|address| address.trim().parse().ok())
            .unwrap_or(connection),
    }
}
