//! `GET /register`, `POST /register`: «Зарегистрироваться» (catalogue A2).

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::person::PasswordFault;
use serde::Deserialize;

use crate::flows::register::{self, Application, Fault, Outcome};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::{append_cookie, redirect_telling};
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web, cookies};

#[derive(Template)]
#[template(path = "public/register.html")]
struct RegisterPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    fields: Vec<FieldView>,
    consent: bool,
    consent_error: Option<String>,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    login: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    consent: Option<String>,
}

/// What is wrong with a field, and what to do.
pub fn fault_text(t: Translator, fault: Fault) -> String {
    match fault {
        Fault::LoginMissing => t.s("register-login-missing").into(),
        Fault::LoginOdd => t.s("register-login-odd").into(),
        Fault::EmailMissing => t.s("register-email-missing").into(),
        Fault::EmailOdd => t.s("register-email-odd").into(),
        Fault::PasswordMissing => t.s("register-password-missing").into(),
        Fault::Password(PasswordFault::TooShort { least }) => {
            t.s1("register-password-short", "least", u16::from(least))
        }
        Fault::Password(PasswordFault::TooLong) => t.s("register-password-long").into(),
        Fault::Password(PasswordFault::NotLatin) => t.s("register-password-latin").into(),
        Fault::AgainDiffers => t.s("register-again-differs").into(),
        Fault::ConsentMissing => t.s("register-consent-missing").into(),
    }
}

/// The form.
pub async fn form(State(web): State<Web>, visit: Visit) -> Result<Response, Refused> {
    open(&visit)?;
    page(&web, &visit, StatusCode::OK, &Fields::default(), &[], None)
}

fn open(visit: &Visit) -> Result<(), Refused> {
    if visit.portal.rules.self_registration { Ok(()) } else { Err(Refused::NotFound) }
}

/// Registers, and shows everything that was entered.
pub async fn register(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    open(&visit)?;
    let application = Application {
        login: &fields.login,
        email: &fields.email,
        password: &fields.password,
        again: &fields.again,
        consent: fields.consent.is_some(),
        address,
        language: visit.view.language,
    };
    match register::register(&web.app, &visit.portal, &application).await? {
        Outcome::Welcome { session, expires_at } => {
            let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
            let mut response = redirect_telling(&web, "/my/registration", "registered");
            append_cookie(&mut response, &cookies::set(scheme, cookies::SESSION, session, Some(expires_at), now));
            Ok(response)
        }
        Outcome::Faults(faults) => page(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, &fields, &faults, None),
        Outcome::TooMany { minutes } => page(&web, &visit, StatusCode::TOO_MANY_REQUESTS, &fields, &[], Some(minutes)),
    }
}

fn page(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    typed: &Fields,
    faults: &[Fault],
    wait: Option<i64>,
) -> Result<Response, Refused> {
    let t = visit.translator();
    let wrong = |of: &dyn Fn(&Fault) -> bool| faults.iter().find(|fault| of(fault)).map(|fault| fault_text(t, *fault));
    let rules = visit.portal.rules.password;
    let fields = vec![
        FieldView::new("login", "text", "username", t.s("register-login"))
            .hinted(t.s("register-login-hint"))
            .with(&typed.login)
            .wrong(wrong(&|fault| matches!(fault, Fault::LoginMissing | Fault::LoginOdd))),
        FieldView::new("email", "email", "email", t.s("register-email"))
            .hinted(t.s("register-email-hint"))
            .with(&typed.email)
            .wrong(wrong(&|fault| matches!(fault, Fault::EmailMissing | Fault::EmailOdd))),
        FieldView::new("password", "password", "new-password", t.s("register-password"))
            .hinted(t.s1("register-password-hint", "least", u16::from(rules.least)))
            .wrong(wrong(&|fault| matches!(fault, Fault::PasswordMissing | Fault::Password(_)))),
        FieldView::new("again", "password", "new-password", t.s("register-again"))
            .wrong(wrong(&|fault| matches!(fault, Fault::AgainDiffers))),
    ];
    let consent_error = wrong(&|fault| matches!(fault, Fault::ConsentMissing));
    let mut summary = Summary::of(t, &fields);
    if let Some(text) = &consent_error {
        summary.lines.push(("consent", text.clone()));
        summary.title = t.s1("form-check", "count", summary.lines.len());
    }
    if let Some(minutes) = wait {
        summary = Summary::said(t.s1("form-too-many", "minutes", minutes));
    }
    let consent = typed.consent.is_some();
    let page =
        RegisterPage { t, page: PageContext::of(web, visit, Area::Public), summary, fields, consent, consent_error };
    Ok((status, html(&page)?).into_response())
}
