//! `/my/delete`: «Удалить профиль»: what goes, what stays, and the password once more.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::access;
use crate::flows::change_access::Fault;
use crate::flows::delete_profile::{self, Outcome};
use crate::flows::log_in::token_hash;
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::{append_cookie, redirect_telling};
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "customer/delete.html")]
struct DeletePage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    /// None for those who work in an office: they hand over their role first.
    field: Option<FieldView>,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    password: String,
}

/// Asks for the password.
pub async fn form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    let operator = delete_profile::is_operator(&web.app, &member.session.scope).await?;
    page(&web, &member, (StatusCode::OK, operator), None)
}

/// Deletes the profile, and ends the session that asked for it.
pub async fn delete(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    let (portal, scope) = (&member.visit.portal, &member.session.scope);
    match delete_profile::delete(&web.app, portal, scope, &typed.password, address).await? {
        Outcome::Deleted => {
            let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
            if let Some(token) = cookies::get(&headers, scheme, cookies::SESSION) {
                web.sessions.put(portal.id, &token_hash(&token), now, None).await;
            }
            let mut response = redirect_telling(&web, "/login", "profile-deleted");
            append_cookie(&mut response, &cookies::clear(scheme, cookies::SESSION, now));
            append_cookie(&mut response, &cookies::clear(scheme, cookies::DEVICE, now));
            Ok(response)
        }
        Outcome::Fault(fault) => page(&web, &member, (StatusCode::UNPROCESSABLE_ENTITY, false), Some(fault)),
        Outcome::Operator => page(&web, &member, (StatusCode::UNPROCESSABLE_ENTITY, true), None),
    }
}

fn page(
    web: &Web,
    member: &Member,
    (status, operator): (StatusCode, bool),
    fault: Option<Fault>,
) -> Result<Response, Refused> {
    let visit = &member.visit;
    let t = visit.translator();
    let field = FieldView::new("password", "password", "current-password", t.s("access-current-short"))
        .wrong(fault.map(|fault| access::text(t, fault)));
    let page = DeletePage {
        page: PageContext::of(web, visit, Area::Cabinet),
        summary: Summary::of(t, std::slice::from_ref(&field)),
        field: (!operator).then_some(field),
        t,
    };
    Ok((status, html(&page)?).into_response())
}
