//! `/my/access`: «Изменить электронную почту или пароль» (catalogue A4).

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::flows::change_access::{self, Fault};
use crate::flows::log_in::token_hash;
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::public::{fault_text, password_fields};
use crate::web::visit::{ClientAddress, Member, Visit};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "customer/access.html")]
struct AccessPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    email: Vec<FieldView>,
    password: Vec<FieldView>,
}

/// Either form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    email_password: String,
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Both forms.
pub async fn form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    page(&web, &member.visit, "", &[], &[])
}

/// Sends a letter to the new address.
pub async fn email(State(web): State<Web>, member: Member, Form(typed): Form<Fields>) -> Result<Response, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let form = (typed.email.as_str(), typed.email_password.as_str());
    let faults = change_access::change_email(&web.app, &visit.portal, scope, form, visit.view.language).await?;
    if faults.is_empty() {
        return Ok(redirect_telling(&web, "/my/registration", "email-asked"));
    }
    page(&web, visit, &typed.email, &faults, &[])
}

/// Sets a new password; other browsers must log in anew.
pub async fn password(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    let token = cookies::get(&headers, web.app.config.public_scheme, cookies::SESSION).unwrap_or_default();
    let form = (typed.current.as_str(), typed.password.as_str(), typed.again.as_str());
    let (visit, scope) = (&member.visit, &member.session.scope);
    let own = token_hash(&token);
    let faults = change_access::change_password(&web.app, &visit.portal, scope, form, &own, address).await?;
    if faults.is_empty() {
        return Ok(redirect_telling(&web, "/my/registration", "password-changed"));
    }
    page(&web, visit, "", &[], &faults)
}

fn text(t: Translator, fault: Fault) -> String {
    match fault {
        Fault::Field(fault) => fault_text(t, fault),
        Fault::WrongPassword => t.s("access-wrong-password").into(),
        Fault::TooMany => t.s("access-too-many").into(),
    }
}

fn page(web: &Web, visit: &Visit, typed: &str, of_email: &[Fault], of_password: &[Fault]) -> Result<Response, Refused> {
    let t = visit.translator();
    let field =
        |faults: &[Fault]| faults.iter().find(|fault| matches!(fault, Fault::Field(_))).map(|fault| text(t, *fault));
    let current =
        |faults: &[Fault]| faults.iter().find(|fault| !matches!(fault, Fault::Field(_))).map(|fault| text(t, *fault));
    let email = vec![
        FieldView::new("email", "email", "email", t.s("access-email"))
            .hinted(t.s("access-email-hint"))
            .with(typed)
            .wrong(field(of_email)),
        FieldView::new("email_password", "password", "current-password", t.s("access-current"))
            .wrong(current(of_email)),
    ];
    let faults: Vec<_> = of_password
        .iter()
        .filter_map(|fault| if let Fault::Field(fault) = fault { Some(*fault) } else { None })
        .collect();
    let mut password = vec![
        FieldView::new("current", "password", "current-password", t.s("access-current")).wrong(current(of_password)),
    ];
    password.extend(password_fields(t, visit, &faults));
    let all: Vec<FieldView> = email.iter().chain(&password).cloned().collect();
    let summary = Summary::of(t, &all);
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AccessPage { t, page: PageContext::of(web, visit, Area::Cabinet), summary, email, password };
    Ok((status, html(&page)?).into_response())
}
