//! `/login/code`: the second step of a log-in, after the right password.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use store::second_factor::State as Factors;

use super::login::{landing, own_path, welcome};
use crate::flows::begin_session::Origin;
use crate::flows::second_step::{self, Outcome};
use crate::i18n::{Translator, Words};
use crate::web::agent::Agent;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::{append_cookie, redirect_telling};
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "public/login-code.html")]
struct CodePage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    /// What to do.
    lead: Words,
    field: FieldView,
    next: String,
    /// The person has a passkey.
    has_keys: bool,
}

/// Where to go after.
#[derive(Deserialize)]
pub struct FormQuery {
    #[serde(default)]
    next: String,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

/// Asks for the code.
pub async fn form(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Query(query): Query<FormQuery>,
) -> Result<Response, Refused> {
    page(&web, &visit, &headers, &query.next, None).await
}

/// Takes the code.
pub async fn by_code(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Agent(agent): Agent,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let scheme = web.app.config.public_scheme;
    let device = cookies::get(&headers, scheme, cookies::DEVICE);
    let origin = Origin { address, agent: &agent, device: device.as_deref() };
    let token = cookies::get(&headers, scheme, cookies::STEP).unwrap_or_default();
    let t = visit.translator();
    match second_step::by_code(&web.app, &visit.portal, &token, &fields.code, origin).await? {
        Outcome::Welcome { session, device, expires_at, remember } => {
            let next = own_path(&fields.next).unwrap_or_default();
            let response = Redirect::to(&landing(next)).into_response();
            let from = (&visit, &headers);
            let mut response = welcome(&web, from, response, (session, device), expires_at, remember).await?;
            append_cookie(&mut response, &cookies::clear(scheme, cookies::STEP, web.app.clock.now()));
            Ok(response)
        }
        Outcome::Wrong => {
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, t.s("step-wrong").into());
            page(&web, &visit, &headers, &fields.next, Some(wrong)).await
        }
        Outcome::TooMany { minutes } => {
            let wrong = (StatusCode::TOO_MANY_REQUESTS, t.s1("login-too-many-text", "minutes", minutes));
            page(&web, &visit, &headers, &fields.next, Some(wrong)).await
        }
        Outcome::Gone => Ok(gone(&web)),
    }
}

/// The password is asked for anew.
fn gone(web: &Web) -> Response {
    let mut response = redirect_telling(web, "/login", "step-gone");
    let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
    append_cookie(&mut response, &cookies::clear(scheme, cookies::STEP, now));
    response
}

async fn page(
    web: &Web,
    visit: &Visit,
    headers: &HeaderMap,
    next: &str,
    wrong: Option<(StatusCode, String)>,
) -> Result<Response, Refused> {
    let t = visit.translator();
    let token = cookies::get(headers, web.app.config.public_scheme, cookies::STEP).unwrap_or_default();
    let Some((_, state)) = second_step::waiting(&web.app, &visit.portal, &token).await? else { return Ok(gone(web)) };
    let (status, wrong) = match wrong {
        Some((status, wrong)) => (status, Some(wrong)),
        None => (StatusCode::OK, None),
    };
    let field = FieldView::new("code", "text", "one-time-code", t.s("step-code")).hinted(t.s("step-hint")).wrong(wrong);
    let page = CodePage {
        page: PageContext::of(web, visit, Area::Public),
        summary: Summary::of(t, std::slice::from_ref(&field)),
        lead: lead(t, state),
        next: own_path(next).unwrap_or_default(),
        has_keys: state.passkeys > 0,
        field,
        t,
    };
    Ok((status, html(&page)?).into_response())
}

/// What opens the cabinet depends on what its owner has set up.
fn lead(t: Translator, state: Factors) -> Words {
    match (state.totp, state.passkeys > 0) {
        (true, true) => t.s("step-lead-both"),
        (true, false) => t.s("step-lead-code"),
        (false, _) => t.s("step-lead-key"),
    }
}
