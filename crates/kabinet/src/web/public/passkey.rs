//! `/login/passkey`: log-in with a passkey alone, driven by the script; also the second step of whoever typed the password.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::person::SignUp;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::login::{landing, own_path, welcome};
use crate::flows::begin_session::Origin;
use crate::flows::log_in::Outcome;
use crate::flows::log_in_by_passkey::{self, Answer, Asked};
use crate::flows::second_step;
use crate::web::agent::Agent;
use crate::web::frame::append_cookie;
use crate::web::passkey_answers::{question, refusal};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web, cookies};

/// Asks whatever authenticator there is.
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
) -> Result<Response, Refused> {
    let t = visit.translator();
    Ok(match log_in_by_passkey::ask(&web.app, &visit.portal, address).await? {
        Asked::Question(asked) => question(&asked),
        Asked::Impossible => refusal(StatusCode::UNPROCESSABLE_ENTITY, &t.s("passkey-failed")),
        Asked::TooMany { minutes } => {
            refusal(StatusCode::TOO_MANY_REQUESTS, &t.s1("login-too-many-text", "minutes", minutes))
        }
    })
}

/// What the script sends when the authenticator has answered.
#[derive(Deserialize)]
pub struct Answered {
    id: Uuid,
    credential: Value,
    #[serde(default)]
    remember: bool,
    #[serde(default)]
    next: String,
}

/// Lets in whoever the key belongs to.
pub async fn log_in(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Agent(agent): Agent,
    headers: HeaderMap,
    Json(answered): Json<Answered>,
) -> Result<Response, Refused> {
    let scheme = web.app.config.public_scheme;
    let device = cookies::get(&headers, scheme, cookies::DEVICE);
    let step = cookies::get(&headers, scheme, cookies::STEP);
    // The box was ticked beside the password, where that was typed first.
    let waiting = match step.as_deref() {
        Some(token) => second_step::waiting(&web.app, &visit.portal, token).await?,
        None => None,
    };
    let remember = match waiting {
        Some((step, _)) => step.remember,
        None => answered.remember || visit.portal.rules.sign_up == SignUp::PlotNumber,
    };
    let answer = Answer {
        id: answered.id,
        credential: answered.credential,
        remember,
        origin: Origin { address, agent: &agent, device: device.as_deref() },
        step: step.as_deref(),
    };
    let t = visit.translator();
    Ok(match log_in_by_passkey::log_in(&web.app, &visit.portal, answer).await? {
        Outcome::Welcome { session, device, expires_at } => {
            let next = landing(own_path(&answered.next).unwrap_or_default());
            let response = Json(json!({ "next": next })).into_response();
            let from = (&visit, &headers);
            let mut response = welcome(&web, from, response, (session, device), expires_at, remember).await?;
            append_cookie(&mut response, &cookies::clear(scheme, cookies::STEP, web.app.clock.now()));
            response
        }
        Outcome::Blocked => refusal(StatusCode::FORBIDDEN, &t.s("login-blocked-text")),
        Outcome::Wrong { .. } | Outcome::Captcha | Outcome::TooMany { .. } | Outcome::SecondStep { .. } => {
            refusal(StatusCode::UNPROCESSABLE_ENTITY, &t.s("passkey-unknown"))
        }
    })
}
