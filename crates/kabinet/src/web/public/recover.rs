//! `/recover`: «Забыли пароль?» by letter; the same answer for known and unknown.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::person::PasswordRules;
use serde::Deserialize;
use uuid::Uuid;

use super::{fault_text, password_hint};
use crate::flows::confirm_email::behind_link;
use crate::flows::recover_password::{self, Asked, Reset};
use crate::flows::register::Fault;
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "public/recover.html")]
struct RecoverPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    stage: Stage,
    action: String,
    fields: Vec<FieldView>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ask,
    Sent,
    Password,
    Gone,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Asks for the address.
pub async fn form(State(web): State<Web>, visit: Visit) -> Result<Response, Refused> {
    asking(&web, &visit, "", None, None)
}

/// Sends a letter, if the address is known.
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let language = visit.view.language;
    match recover_password::ask(&web.app, &visit.portal, &fields.email, address, language).await? {
        Asked::Sent => show(&web, &visit, StatusCode::OK, Shown::said(Stage::Sent)),
        Asked::Fault(fault) => asking(&web, &visit, &fields.email, Some(fault), None),
        Asked::TooMany { minutes } => asking(&web, &visit, &fields.email, None, Some(minutes)),
    }
}

fn asking(web: &Web, visit: &Visit, typed: &str, fault: Option<Fault>, wait: Option<i64>) -> Result<Response, Refused> {
    let t = visit.translator();
    let fields = vec![
        FieldView::new("email", "email", "email", t.s("register-email"))
            .hinted(t.s("recover-email-hint"))
            .with(typed)
            .wrong(fault.map(|fault| fault_text(t, fault))),
    ];
    let (status, summary) = match (fault, wait) {
        (_, Some(minutes)) => (StatusCode::TOO_MANY_REQUESTS, Summary::said(t.s1("form-too-many", "minutes", minutes))),
        (Some(_), None) => (StatusCode::UNPROCESSABLE_ENTITY, Summary::of(t, &fields)),
        (None, None) => (StatusCode::OK, Summary::default()),
    };
    show(web, visit, status, Shown { stage: Stage::Ask, action: "/recover".to_owned(), fields, summary })
}

/// Asks for the new password.
pub async fn password_form(
    State(web): State<Web>,
    visit: Visit,
    Path((id, code)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let challenge = match id.parse::<Uuid>() {
        Ok(key) => behind_link(&web.app, &visit.portal, key, &code, true).await?,
        Err(_) => None,
    };
    if challenge.is_none() {
        return gone(&web, &visit);
    }
    setting(&web, &visit, (&id, &code), &[])
}

/// Sets it.
pub async fn reset(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Path((id, code)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let Ok(key) = id.parse::<Uuid>() else { return gone(&web, &visit) };
    let passwords = (fields.password.as_str(), fields.again.as_str());
    match recover_password::reset(&web.app, &visit.portal, (key, &code), passwords, address).await? {
        Reset::Done => Ok(redirect_telling(&web, "/login", "password-set")),
        Reset::Faults(faults) => setting(&web, &visit, (&id, &code), &faults),
        Reset::Gone => gone(&web, &visit),
    }
}

fn gone(web: &Web, visit: &Visit) -> Result<Response, Refused> {
    show(web, visit, StatusCode::GONE, Shown::said(Stage::Gone))
}

fn setting(web: &Web, visit: &Visit, (id, code): (&str, &str), faults: &[Fault]) -> Result<Response, Refused> {
    let t = visit.translator();
    let fields = password_fields(t, visit.portal.rules.password, faults);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let summary = Summary::of(t, &fields);
    let action = format!("/recover/{id}/{code}");
    show(web, visit, status, Shown { stage: Stage::Password, action, fields, summary })
}

/// A new password, twice.
pub fn password_fields(t: Translator, rules: PasswordRules, faults: &[Fault]) -> Vec<FieldView> {
    let again = faults.iter().find(|fault| **fault == Fault::AgainDiffers);
    let first = faults.iter().find(|fault| **fault != Fault::AgainDiffers);
    let text = |fault: Option<&Fault>| fault.map(|fault| fault_text(t, *fault));
    vec![
        FieldView::new("password", "password", "new-password", t.s("access-password"))
            .hinted(password_hint(t, rules))
            .wrong(text(first)),
        FieldView::new("again", "password", "new-password", t.s("register-again")).wrong(text(again)),
    ]
}

/// What the page shows at a stage.
struct Shown {
    stage: Stage,
    action: String,
    fields: Vec<FieldView>,
    summary: Summary,
}

impl Shown {
    /// A stage with nothing to fill in.
    fn said(stage: Stage) -> Self {
        Self { stage, action: String::new(), fields: Vec::new(), summary: Summary::default() }
    }
}

fn show(web: &Web, visit: &Visit, status: StatusCode, shown: Shown) -> Result<Response, Refused> {
    let t = visit.translator();
    let Shown { stage, action, fields, summary } = shown;
    let page = RecoverPage { t, page: PageContext::of(web, visit, Area::Public), summary, stage, action, fields };
    Ok((status, html(&page)?).into_response())
}
