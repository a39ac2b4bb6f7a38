//! `GET /register`, `POST /register`: «Зарегистрироваться» (catalogue A2, B1, C2, D1).

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use domain::account::Identifier;
use domain::person::{Applicant, LoginPrefix, PasswordFault, PasswordRules, SignUp};
use serde::Deserialize;

use super::scheme_key;
use crate::flows::begin_session::Origin;
use crate::flows::register::{self, Application, Fault, Outcome};
use crate::i18n::{Translator, Words};
use crate::web::agent::Agent;
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
    title: Words,
    submit: Words,
    /// «Физическое лицо», «Юридическое лицо», where the scheme asks.
    applicants: Vec<ApplicantLink>,
    applicant: &'static str,
    summary: Summary,
    fields: Vec<FieldView>,
    /// «Получать счёт-извещение на email», where the scheme has it: ticked or not.
    bill_by_email: Option<bool>,
    consent: bool,
    consent_error: Option<String>,
    next: Words,
}

struct ApplicantLink {
    href: String,
    name: Words,
    current: bool,
}

/// Who signs up, as the address says.
#[derive(Default, Deserialize)]
pub struct ApplicantQuery {
    #[serde(default, rename = "as")]
    applicant: String,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default, rename = "as")]
    applicant: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    tax_number: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    bill_by_email: Option<String>,
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
        Fault::LoginTaken => t.s("register-user-name-taken").into(),
        Fault::NameMissing => t.s("register-name-missing").into(),
        Fault::NameLong => t.s("register-name-long").into(),
        Fault::TaxNumberMissing => t.s("register-tax-number-missing").into(),
        Fault::TaxNumberOdd => t.s("register-tax-number-odd").into(),
        Fault::NumberMissing => t.s("register-number-missing").into(),
        Fault::NumberOdd => t.s("register-number-odd").into(),
        Fault::EmailMissing => t.s("register-email-missing").into(),
        Fault::EmailOdd => t.s("register-email-odd").into(),
        Fault::PasswordMissing => t.s("register-password-missing").into(),
        Fault::Password(PasswordFault::TooShort { least }) => {
            t.s1("register-password-short", "least", u16::from(least))
        }
        Fault::Password(PasswordFault::TooLong) => t.s("register-password-long").into(),
        Fault::Password(PasswordFault::NotLatin) => t.s("register-password-latin").into(),
        Fault::Password(PasswordFault::NoLetterOrDigit) => t.s("register-password-letter-digit").into(),
        Fault::Password(PasswordFault::Common) => t.s("register-password-common").into(),
        Fault::AgainDiffers => t.s("register-again-differs").into(),
        Fault::ConsentMissing => t.s("register-consent-missing").into(),
    }
}

/// The form.
pub async fn form(
    State(web): State<Web>,
    visit: Visit,
    Query(ApplicantQuery { applicant }): Query<ApplicantQuery>,
) -> Result<Response, Refused> {
    open(&visit)?;
    page(&web, &visit, StatusCode::OK, &Fields { applicant, ..Fields::default() }, &[], None)
}

/// One of those whom the scheme takes; the first where the form says nothing.
fn applicant_of(scheme: &SignUp, code: &str) -> Applicant {
    let known = Applicant::parse(code).ok().filter(|applicant| scheme.applicants().contains(applicant));
    known.or_else(|| scheme.applicants().first().copied()).unwrap_or(Applicant::Individual)
}

/// What the portal asks of a password.
pub fn password_hint(t: Translator, rules: PasswordRules) -> String {
    let least = u16::from(rules.least);
    match rules.hinted_most {
        Some(most) => t.s2("register-password-hint-between", "least", least, "most", u16::from(most)),
        None if rules.latin => t.s1("register-password-hint", "least", least),
        None => t.s1("register-password-hint-phrase", "least", least),
    }
}

fn open(visit: &Visit) -> Result<(), Refused> {
    if visit.portal.rules.self_registration { Ok(()) } else { Err(Refused::NotFound) }
}

/// Registers, and shows everything that was entered.
pub async fn register(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Agent(agent): Agent,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    open(&visit)?;
    let device = cookies::get(&headers, web.app.config.public_scheme, cookies::DEVICE);
    let scheme = &visit.portal.rules.sign_up;
    let application = Application {
        applicant: applicant_of(scheme, &fields.applicant),
        number: &fields.number,
        name: &fields.name,
        tax_number: &fields.tax_number,
        bill_by_email: fields.bill_by_email.is_some(),
        login: &fields.login,
        email: &fields.email,
        password: &fields.password,
        again: &fields.again,
        consent: fields.consent.is_some(),
        origin: Origin { address, agent: &agent, device: device.as_deref() },
        language: visit.view.language,
    };
    match register::register(&web.app, &visit.portal, &application).await? {
        Outcome::Welcome { session, device, expires_at } => {
            let (scheme, now) = (web.app.config.public_scheme, web.app.clock.now());
            let mut response = redirect_telling(&web, "/my/registration", "registered");
            append_cookie(&mut response, &cookies::set(scheme, cookies::SESSION, session, Some(expires_at), now));
            append_cookie(&mut response, &cookies::device(scheme, device, now));
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
    let scheme = &visit.portal.rules.sign_up;
    let applicant = applicant_of(scheme, &typed.applicant);
    let mut fields = own_fields(t, scheme, applicant, typed, faults);
    fields.extend(access_fields(t, visit, typed, faults));
    let consent_error = wrong(t, faults, |fault| matches!(fault, Fault::ConsentMissing));
    let mut summary = Summary::of(t, &fields);
    if let Some(text) = &consent_error {
        summary.lines.push(("consent", text.clone()));
        summary.title = t.s1("form-check", "count", summary.lines.len());
    }
    if let Some(minutes) = wait {
        summary = Summary::said(t.s1("form-too-many", "minutes", minutes));
    }
    let key = scheme_key(scheme);
    let link = |one: &Applicant| ApplicantLink {
        href: format!("/register?as={}", one.code()),
        name: t.s(format!("register-as-{}", one.code().replace('_', "-"))),
        current: *one == applicant,
    };
    let asks = scheme.applicants().len() > 1;
    let page = RegisterPage {
        title: t.s(format!("register-title-{key}")),
        submit: t.s(format!("register-submit-{key}")),
        applicants: if asks { scheme.applicants().iter().map(link).collect() } else { Vec::new() },
        applicant: if asks { applicant.code() } else { "" },
        bill_by_email: asks.then_some(typed.bill_by_email.is_some()),
        next: t.s(format!("register-next-{key}")),
        page: PageContext::of(web, visit, Area::Public),
        summary,
        fields,
        consent: typed.consent.is_some(),
        consent_error,
        t,
    };
    Ok((status, html(&page)?).into_response())
}

fn wrong(t: Translator, faults: &[Fault], of: impl Fn(&Fault) -> bool) -> Option<String> {
    faults.iter().find(|fault| of(fault)).map(|fault| fault_text(t, *fault))
}

/// What a scheme asks of a person beside address and password.
fn own_fields(
    t: Translator,
    scheme: &SignUp,
    applicant: Applicant,
    typed: &Fields,
    faults: &[Fault],
) -> Vec<FieldView> {
    let field = |id, autocomplete, key: &'static str| FieldView::new(id, "text", autocomplete, t.s(key));
    let of_login = wrong(t, faults, |fault| matches!(fault, Fault::LoginMissing | Fault::LoginOdd | Fault::LoginTaken));
    match scheme {
        SignUp::Email => Vec::new(),
        SignUp::PlotNumber => vec![
            field("login", "username", "register-login")
                .hinted(t.s("register-login-hint"))
                .with(&typed.login)
                .wrong(of_login),
        ],
        SignUp::UserName => {
            let text = faults.iter().find_map(|fault| match fault {
                Fault::LoginMissing => Some(t.s("register-user-name-missing").into()),
                Fault::LoginOdd => Some(t.s("register-user-name-odd").into()),
                _ => None,
            });
            vec![
                field("login", "username", "login-label-user-name")
                    .hinted(t.s("register-user-name-hint"))
                    .with(&typed.login)
                    .wrong(text.or(of_login)),
            ]
        }
        SignUp::Contract { prefix } => contract_fields(t, (scheme, prefix), applicant, typed, faults),
    }
}

fn contract_fields(
    t: Translator,
    (scheme, prefix): (&SignUp, &LoginPrefix),
    applicant: Applicant,
    typed: &Fields,
    faults: &[Fault],
) -> Vec<FieldView> {
    let (name, tax_number, number, prefix) = match applicant {
        Applicant::Individual => ("register-full-name", "register-iin", "register-account", ""),
        Applicant::LegalEntity => ("register-company", "register-bin", "register-contract", prefix.as_str()),
    };
    let complete = if applicant == Applicant::LegalEntity { "organization" } else { "name" };
    vec![
        FieldView::new("name", "text", complete, t.s(name))
            .with(&typed.name)
            .wrong(wrong(t, faults, |fault| matches!(fault, Fault::NameMissing | Fault::NameLong))),
        FieldView::new("tax_number", "text", "off", t.s(tax_number))
            .hinted(t.s("register-tax-number-hint"))
            .with(&typed.tax_number)
            .wrong(wrong(t, faults, |fault| matches!(fault, Fault::TaxNumberMissing | Fault::TaxNumberOdd))),
        FieldView::new("number", "text", "off", t.s(number))
            .hinted(t.s("register-number-hint"))
            .with(&typed.number)
            .wrong(wrong(t, faults, |fault| matches!(fault, Fault::NumberMissing | Fault::NumberOdd))),
        FieldView::new("login", "text", "username", t.s("login-label-contract"))
            .hinted(t.s("register-login-follows"))
            .with(&followed(scheme, applicant, &typed.number))
            .following("number", prefix),
    ]
}

/// The login as it will be, for a form that comes back.
fn followed(scheme: &SignUp, applicant: Applicant, number: &str) -> String {
    let login = Identifier::parse(number).ok().and_then(|number| scheme.login_of(applicant, &number));
    login.map(|login| login.to_string()).unwrap_or_default()
}

fn access_fields(t: Translator, visit: &Visit, typed: &Fields, faults: &[Fault]) -> Vec<FieldView> {
    let rules = &visit.portal.rules;
    let (email, again) = match rules.sign_up {
        SignUp::Contract { .. } => ("register-email-short", "register-again-noun"),
        _ => ("register-email", "register-again"),
    };
    vec![
        FieldView::new("email", "email", "email", t.s(email))
            .hinted(t.s("register-email-hint"))
            .with(&typed.email)
            .wrong(wrong(t, faults, |fault| matches!(fault, Fault::EmailMissing | Fault::EmailOdd))),
        FieldView::new("password", "password", "new-password", t.s("register-password"))
            .hinted(password_hint(t, rules.password))
            .wrong(wrong(t, faults, |fault| matches!(fault, Fault::PasswordMissing | Fault::Password(_)))),
        FieldView::new("again", "password", "new-password", t.s(again))
            .wrong(wrong(t, faults, |fault| matches!(fault, Fault::AgainDiffers))),
    ]
}
