//! `GET /login`, `POST /login`, `POST /logout`.

use std::net::IpAddr;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::{DateTime, Utc};
use domain::person::SignUp;
use serde::Deserialize;

use super::{CaptchaView, LoginForm, captcha_told};
use crate::flows::begin_session::Origin;
use crate::flows::captcha::{Answer, Guarded};
use crate::flows::log_in::{self, LogIn, Outcome, token_hash};
use crate::flows::passkeys::are_possible;
use crate::i18n::Translator;
use crate::web::agent::Agent;
use crate::web::frame::append_cookie;
use crate::web::page::{Area, NoticeView, PageContext, html};
use crate::web::visit::{ClientAddress, Visit, query_encoded};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "public/login.html")]
struct LoginPage {
    t: Translator,
    page: PageContext,
    login: LoginForm,
    problem: Option<LoginProblem>,
    captcha: Option<CaptchaView>,
    told: Option<NoticeView>,
    /// The portal has a name that authenticators know it by.
    keys_possible: bool,
}

enum LoginProblem {
    Missing { login: bool, password: bool },
    Wrong,
    Captcha,
    Blocked,
    TooMany { minutes: i64 },
}

impl LoginPage {
    fn login_wrong(&self) -> bool {
        matches!(self.problem, Some(LoginProblem::Missing { login: true, .. }))
    }

    fn password_wrong(&self) -> bool {
        matches!(self.problem, Some(LoginProblem::Missing { password: true, .. }))
    }
}

#[derive(Deserialize)]
pub struct FormQuery {
    #[serde(default)]
    next: String,
    #[serde(default)]
    login: String,
}

/// The form.
pub async fn form(
    State(web): State<Web>,
    mut visit: Visit,
    Query(query): Query<FormQuery>,
) -> Result<Response, Refused> {
    let next = own_path(&query.next).unwrap_or_default();
    if !next.is_empty() && visit.flash.is_none() {
        visit.flash = Some("login-first".to_owned());
    }
    page(&web, &visit, StatusCode::OK, (query.login, false), next, Said::default())
}

#[derive(Deserialize)]
pub struct Fields {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    remember: Option<String>,
    #[serde(default, rename = "do")]
    action: String,
    #[serde(default)]
    captcha: String,
    #[serde(default)]
    digits: String,
}

/// What the last try came to.
#[derive(Default)]
struct Said {
    problem: Option<LoginProblem>,
    captcha: Option<CaptchaView>,
    told: Option<NoticeView>,
}

impl Said {
    fn of(problem: LoginProblem) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }

    fn with_picture(self, web: &Web) -> Self {
        Self { captcha: Some(CaptchaView::fresh(web, Guarded::LogIn, None)), ..self }
    }
}

/// Lets a person in.
pub async fn log_in(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Agent(agent): Agent,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let next = own_path(&fields.next).unwrap_or_default();
    let remember = fields.remember.is_some() || visit.portal.rules.sign_up == SignUp::PlotNumber;
    if let Some(said) = digits_again(&web, &visit, &fields, address).await? {
        return page(&web, &visit, StatusCode::OK, (fields.login, remember), next, said);
    }
    let missing = (fields.login.trim().is_empty(), fields.password.is_empty());
    if missing.0 || missing.1 {
        let problem = LoginProblem::Missing { login: missing.0, password: missing.1 };
        let picture =
            (!fields.captcha.is_empty()).then(|| CaptchaView::of(Guarded::LogIn, &fields.captcha, &fields.digits));
        let said = Said { captcha: picture, ..Said::of(problem) };
        return page(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, (fields.login, remember), next, said);
    }
    let scheme = web.app.config.public_scheme;
    let device = cookies::get(&headers, scheme, cookies::DEVICE);
    let origin = Origin { address, agent: &agent, device: device.as_deref() };
    let captcha = Answer { id: &fields.captcha, digits: &fields.digits };
    let attempt = LogIn { login: &fields.login, password: &fields.password, origin, remember, captcha };
    match log_in::log_in(&web.app, &visit.portal, &attempt).await? {
        Outcome::Welcome { session, device, expires_at } => {
            let response = Redirect::to(&landing(next)).into_response();
            welcome(&web, (&visit, &headers), response, (session, device), expires_at, remember).await
        }
        Outcome::SecondStep { token, expires_at } => {
            let query = if next.is_empty() { String::new() } else { format!("?next={}", query_encoded(&next)) };
            let mut response = Redirect::to(&format!("/login/code{query}")).into_response();
            let now = web.app.clock.now();
            append_cookie(&mut response, &cookies::set(scheme, cookies::STEP, token, Some(expires_at), now));
            Ok(response)
        }
        Outcome::Wrong { captcha } => {
            let said = Said::of(LoginProblem::Wrong);
            let said = if captcha { said.with_picture(&web) } else { said };
            page(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, (fields.login, remember), next, said)
        }
        Outcome::Captcha => {
            let said = Said::of(LoginProblem::Captcha).with_picture(&web);
            page(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, (fields.login, remember), next, said)
        }
        Outcome::Blocked => {
            let said = Said::of(LoginProblem::Blocked);
            page(&web, &visit, StatusCode::FORBIDDEN, (fields.login, remember), next, said)
        }
        Outcome::TooMany { minutes } => {
            let said = Said::of(LoginProblem::TooMany { minutes });
            page(&web, &visit, StatusCode::TOO_MANY_REQUESTS, (fields.login, remember), next, said)
        }
    }
}

/// Another picture, or the digits of this one by letter: the form comes back as it was, without the password.
async fn digits_again(web: &Web, visit: &Visit, fields: &Fields, address: IpAddr) -> Result<Option<Said>, Refused> {
    match (fields.action.as_str(), fields.captcha.parse()) {
        ("newcode", _) => Ok(Some(Said::default().with_picture(web))),
        ("letter", Ok(id)) => {
            let from = (address, visit.view.language);
            let sent = log_in::send_digits(&web.app, &visit.portal, &fields.login, id, from).await?;
            let captcha = Some(CaptchaView::of(Guarded::LogIn, &fields.captcha, ""));
            Ok(Some(Said { captcha, told: Some(captcha_told(visit.translator(), sent)), ..Said::default() }))
        }
        _ => Ok(None),
    }
}

/// An answer that lets somebody in; whatever session this browser had before is over. Without «Запомнить» the browser forgets
/// the new one when it is closed.
pub(super) async fn welcome(
    web: &Web,
    (visit, headers): (&Visit, &HeaderMap),
    mut response: Response,
    (session, device): (String, String),
    expires_at: DateTime<Utc>,
    remember: bool,
) -> Result<Response, Refused> {
    let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
    if let Some(former) = cookies::get(headers, scheme, cookies::SESSION) {
        log_in::log_out(&web.app, &former).await?;
        web.sessions.put(visit.portal.id, &token_hash(&former), now, None).await;
    }
    let kept_until = remember.then_some(expires_at);
    append_cookie(&mut response, &cookies::set(scheme, cookies::SESSION, session, kept_until, now));
    append_cookie(&mut response, &cookies::device(scheme, device, now));
    Ok(response)
}

/// Where one goes after log-in: on, else where `/my` leads.
pub(super) fn landing(next: String) -> String {
    if next.is_empty() { "/my".to_owned() } else { next }
}

/// Ends the session.
pub async fn log_out(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Result<Response, Refused> {
    let scheme = web.app.config.public_scheme;
    let now = web.app.clock.now();
    if let Some(token) = cookies::get(&headers, scheme, cookies::SESSION) {
        log_in::log_out(&web.app, &token).await?;
        web.sessions.put(visit.portal.id, &token_hash(&token), now, None).await;
    }
    let mut response = Redirect::to("/login").into_response();
    append_cookie(&mut response, &cookies::clear(scheme, cookies::SESSION, now));
    if cookies::get(&headers, scheme, cookies::VIEW).is_some() {
        append_cookie(&mut response, &cookies::clear(scheme, cookies::VIEW, now));
    }
    append_cookie(&mut response, &cookies::set(scheme, cookies::FLASH, "out".to_owned(), None, now));
    Ok(response)
}

fn page(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    (login, remembered): (String, bool),
    next: String,
    Said { problem, captcha, told }: Said,
) -> Result<Response, Refused> {
    let t = visit.translator();
    let login = LoginForm { remembered, ..LoginForm::new(t, &visit.portal.rules, login, next) };
    let keys_possible = are_possible(&web.app, &visit.portal);
    let page =
        LoginPage { t, page: PageContext::of(web, visit, Area::Public), login, problem, captcha, told, keys_possible };
    Ok((status, html(&page)?).into_response())
}

/// A path of this portal: anything else would lead away.
pub(super) fn own_path(next: &str) -> Option<String> {
    let is_own =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(|c: char| c == '\\' || c.is_control());
    (is_own && next.len() <= 500).then(|| next.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_paths_of_this_portal_are_come_back_to() {
        assert_eq!(own_path("/my/electricity?page=2").as_deref(), Some("/my/electricity?page=2"));
        for foreign in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/x", "/\0"]
        {
            assert_eq!(own_path(foreign), None, "{foreign}");
        }
    }
}
