//! `/my/access`: «Изменить электронную почту или пароль» (catalogue A4, C5, C6).

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::person::SignUp;
use serde::Deserialize;

use crate::flows::change_access::{self, Fault};
use crate::flows::log_in::token_hash;
use crate::i18n::{Translator, Words};
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
    title: Words,
    summary: Summary,
    /// Empty where the page is about the password.
    email: Vec<FieldView>,
    /// Empty where the page is about the address.
    password: Vec<FieldView>,
    /// The page is about both, so each form has a heading of its own.
    both: bool,
}

/// What the page is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// «Изменить электронную почту или пароль» (A4).
    Both,
    /// «Изменение email» (C5).
    Email,
    /// «Изменение пароля» (C6).
    Password,
}

impl About {
    /// A form that comes back stands where it stood.
    fn one_of(self, visit: &Visit) -> Self {
        if visit.portal.rules.sign_up == SignUp::PlotNumber { Self::Both } else { self }
    }
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
    page(&web, &member, About::Both, "", (&[], &[]))
}

/// «Изменение email» (catalogue C5).
pub async fn email_form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    page(&web, &member, About::Email, "", (&[], &[]))
}

/// «Изменение пароля» (catalogue C6).
pub async fn password_form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    page(&web, &member, About::Password, "", (&[], &[]))
}

/// Sends a letter to the new address.
pub async fn email(State(web): State<Web>, member: Member, Form(typed): Form<Fields>) -> Result<Response, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let form = (typed.email.as_str(), typed.email_password.as_str());
    let faults = change_access::change_email(&web.app, &visit.portal, scope, form, visit.view.language).await?;
    if faults.is_empty() {
        return Ok(redirect_telling(&web, "/my/registration", "email-asked"));
    }
    page(&web, &member, About::Email.one_of(visit), &typed.email, (&faults, &[]))
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
    page(&web, &member, About::Password.one_of(visit), "", (&[], &faults))
}

/// A fault in words.
pub(super) fn text(t: Translator, fault: Fault) -> String {
    match fault {
        Fault::Field(fault) => fault_text(t, fault),
        Fault::WrongPassword => t.s("access-wrong-password").into(),
        Fault::TooMany => t.s("access-too-many").into(),
    }
}

fn page(
    web: &Web,
    member: &Member,
    about: About,
    typed: &str,
    (of_email, of_password): (&[Fault], &[Fault]),
) -> Result<Response, Refused> {
    let visit = &member.visit;
    let t = visit.translator();
    let (both, plots) = (about == About::Both, visit.portal.rules.sign_up == SignUp::PlotNumber);
    let current_label = if plots { t.s("access-current") } else { t.s("access-current-short") };
    let field =
        |faults: &[Fault]| faults.iter().find(|fault| matches!(fault, Fault::Field(_))).map(|fault| text(t, *fault));
    let current =
        |faults: &[Fault]| faults.iter().find(|fault| !matches!(fault, Fault::Field(_))).map(|fault| text(t, *fault));
    let email = vec![
        FieldView::new("email", "email", "email", if plots { t.s("access-email") } else { t.s("access-email-new") })
            .hinted(t.s("access-email-hint"))
            .with(typed)
            .wrong(field(of_email)),
        FieldView::new("email_password", "password", "current-password", current_label.clone())
            .wrong(current(of_email)),
    ];
    let faults: Vec<_> = of_password
        .iter()
        .filter_map(|fault| if let Fault::Field(fault) = fault { Some(*fault) } else { None })
        .collect();
    let mut password =
        vec![FieldView::new("current", "password", "current-password", current_label).wrong(current(of_password))];
    let rules = visit.portal.rules.password;
    let rules = if member.session.roles.is_empty() { rules } else { rules.of_operators() };
    password.extend(password_fields(t, rules, &faults));
    if let Some(again) = password.last_mut().filter(|_| !plots) {
        again.label = t.s("access-again");
    }
    let (email, password) = match about {
        About::Both => (email, password),
        About::Email => (email, Vec::new()),
        About::Password => (Vec::new(), password),
    };
    let title = match about {
        About::Both => t.s("nav-access"),
        About::Email => t.s("nav-email"),
        About::Password => t.s("nav-password"),
    };
    let all: Vec<FieldView> = email.iter().chain(&password).cloned().collect();
    let summary = Summary::of(t, &all);
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page =
        AccessPage { title, page: PageContext::of(web, visit, Area::Cabinet), summary, email, password, both, t };
    Ok((status, html(&page)?).into_response())
}
