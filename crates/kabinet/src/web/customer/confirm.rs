//! `/confirm`: the code of a letter is typed where its link doesn't open (catalogue A3).

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};
use serde::Deserialize;

use crate::flows::confirm_email::{self, Outcome};
use crate::flows::log_in::token_hash;
use crate::web::frame::redirect_telling;
use crate::web::public::told_confirmed;
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web, cookies};

const PAGE: &str = "/my/registration";

/// The address that stands in letters: the field is on the page of one's own data.
pub async fn form(_member: Member) -> Redirect {
    Redirect::to(PAGE)
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    code: String,
}

/// Confirms by the code.
pub async fn by_code(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let portal = &member.visit.portal;
    let key = match confirm_email::by_code(&web.app, portal, &member.session.scope, &fields.code, address).await? {
        Outcome::Confirmed { other_login, .. } => told_confirmed(&portal.rules.sign_up, other_login.is_some()),
        Outcome::WrongCode | Outcome::WrongPassword => "code-wrong",
        Outcome::TooMany => "code-many",
        Outcome::Gone | Outcome::Held => "code-gone",
    };
    // The login may be another now.
    if let Some(token) = cookies::get(&headers, web.app.config.public_scheme, cookies::SESSION) {
        web.sessions.put(portal.id, &token_hash(&token), web.app.clock.now(), None).await;
    }
    Ok(redirect_telling(&web, PAGE, key))
}

/// Sends the letter once more.
pub async fn send_again(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let sent = confirm_email::send_again(&web.app, &visit.portal, scope, visit.view.language).await?;
    Ok(redirect_telling(&web, PAGE, if sent { "letter-sent" } else { "letter-waits" }))
}
