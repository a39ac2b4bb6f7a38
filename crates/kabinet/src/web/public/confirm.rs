//! `/confirm/{id}/{code}`: the link of a letter (catalogue A3). Mail programs open links by themselves, so looking changes
//! nothing: a button does.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::told_confirmed;
use crate::flows::begin_session::Origin;
use crate::flows::confirm_email::{self, NewSession, Outcome};
use crate::i18n::Translator;
use crate::web::agent::Agent;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::{append_cookie, redirect_telling};
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "public/confirm.html")]
struct ConfirmPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    /// The address to confirm; nothing when the link no longer does.
    email: Option<String>,
    action: String,
    /// Asked of whoever isn't logged in as the one who registered.
    password: Option<FieldView>,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    password: String,
}

/// Asks whether to confirm.
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Path((id, code)): Path<(String, String)>,
) -> Result<Response, Refused> {
    page(&web, &visit, (&id, &code), None).await
}

/// Confirms.
pub async fn by_link(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Agent(agent): Agent,
    headers: HeaderMap,
    Path((id, code)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let Ok(key) = id.parse::<Uuid>() else { return page(&web, &visit, (&id, &code), None).await };
    let session = visit.session.as_ref().map(|session| session.scope);
    let device = cookies::get(&headers, web.app.config.public_scheme, cookies::DEVICE);
    let origin = Origin { address, agent: &agent, device: device.as_deref() };
    let (key, password) = ((key, code.as_str()), fields.password.as_str());
    let outcome = confirm_email::by_link(&web.app, &visit.portal, key, session, password, origin).await?;
    match outcome {
        Outcome::Confirmed { other_login, session } => {
            let key = told_confirmed(&visit.portal.rules.sign_up, other_login.is_some());
            let mut response = redirect_telling(&web, "/my/registration", key);
            if let Some(NewSession { token, device, expires_at }) = session {
                let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
                append_cookie(&mut response, &cookies::set(scheme, cookies::SESSION, token, Some(expires_at), now));
                append_cookie(&mut response, &cookies::device(scheme, device, now));
            }
            Ok(response)
        }
        other => page(&web, &visit, (&id, &code), Some(other)).await,
    }
}

async fn page(
    web: &Web,
    visit: &Visit,
    (id, code): (&str, &str),
    outcome: Option<Outcome>,
) -> Result<Response, Refused> {
    let t = visit.translator();
    let challenge = match id.parse::<Uuid>() {
        Ok(key) => confirm_email::behind_link(&web.app, &visit.portal, key, code, false).await?,
        Err(_) => None,
    };
    let is_own = |person| visit.session.as_ref().is_some_and(|session| session.scope.person() == person);
    let wrong = (outcome == Some(Outcome::WrongPassword)).then(|| t.s("confirm-wrong-password").into());
    let password = challenge.as_ref().filter(|challenge| !is_own(challenge.person)).map(|_| {
        FieldView::new("password", "password", "current-password", t.s("login-password"))
            .hinted(t.s("confirm-password-hint"))
            .wrong(wrong)
    });
    let (status, summary) = match outcome {
        _ if challenge.is_none() => (StatusCode::GONE, Summary::default()),
        None => (StatusCode::OK, Summary::default()),
        Some(Outcome::TooMany) => (StatusCode::TOO_MANY_REQUESTS, Summary::said(t.s("told-code-many").into())),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, Summary::of(t, password.as_slice())),
    };
    let page = ConfirmPage {
        t,
        page: PageContext::of(web, visit, Area::Public),
        summary,
        email: challenge.map(|challenge| challenge.email),
        action: format!("/confirm/{id}/{code}"),
        password,
    };
    Ok((status, html(&page)?).into_response())
}
