//! `/recover`: «Забыли пароль?» by letter; the same answer for known and unknown.

use std::net::IpAddr;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::person::PasswordRules;
use serde::Deserialize;
use uuid::Uuid;

use super::{CaptchaView, captcha_told, fault_text, password_hint};
use crate::flows::captcha::{Answer, Guarded};
use crate::flows::confirm_email::behind_link;
use crate::flows::recover_password::{self, Asked, Identity, Question, Reset, is_by_contract};
use crate::flows::register::Fault;
use crate::flows::secret;
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, NoticeView, PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "public/recover.html")]
struct RecoverPage {
    t: Translator,
    page: PageContext,
    title: Words,
    lead: Words,
    submit: Words,
    summary: Summary,
    stage: Stage,
    action: String,
    fields: Vec<FieldView>,
    captcha: Option<CaptchaView>,
    told: Option<NoticeView>,
    /// «Авторизация» stands under the question (catalogue C4).
    by_contract: bool,
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
#[serde(default)]
pub struct Fields {
    #[serde(rename = "do")]
    action: String,
    captcha: String,
    digits: String,
    email: String,
    tax_number: String,
    account: String,
    login: String,
    control: String,
    password: String,
    again: String,
}

/// Asks for the address.
pub async fn form(State(web): State<Web>, visit: Visit) -> Result<Response, Refused> {
    asking(&web, &visit, "", None, Said::default())
}

/// What the last question came to.
#[derive(Default)]
struct Said {
    wait: Option<i64>,
    captcha: Option<CaptchaView>,
    told: Option<NoticeView>,
}

/// Sends a letter, if the address is known.
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let shown = visit.view.language;
    match (fields.action.as_str(), fields.captcha.parse::<Uuid>()) {
        ("newcode", _) => {
            let captcha = Some(CaptchaView::fresh(&web, Guarded::Recovery, None));
            return asking(&web, &visit, &fields.email, None, Said { captcha, ..Said::default() });
        }
        ("letter", Ok(id)) => {
            let sent =
                recover_password::send_digits(&web.app, &visit.portal, &fields.email, id, (address, shown)).await?;
            let told = Some(captcha_told(visit.translator(), sent));
            let captcha = Some(CaptchaView::of(Guarded::Recovery, &fields.captcha, ""));
            return asking(&web, &visit, &fields.email, None, Said { captcha, told, wait: None });
        }
        _ => {}
    }
    let captcha = Answer { id: &fields.captcha, digits: &fields.digits };
    let question = Question { typed: &fields.email, captcha, address, shown };
    match recover_password::ask(&web.app, &visit.portal, question).await? {
        Asked::Sent => show(&web, &visit, StatusCode::OK, Shown::said(Stage::Sent)),
        Asked::Fault(fault) => asking(&web, &visit, &fields.email, Some(fault), Said::default()),
        Asked::TooMany { minutes } => {
            asking(&web, &visit, &fields.email, None, Said { wait: Some(minutes), ..Said::default() })
        }
        Asked::Captcha => {
            let t = visit.translator();
            let error = if fields.captcha.is_empty() { t.s("captcha-asked") } else { t.s("captcha-wrong") };
            let captcha = Some(CaptchaView::fresh(&web, Guarded::Recovery, Some(error.into())));
            asking(&web, &visit, &fields.email, None, Said { captcha, ..Said::default() })
        }
    }
}

fn asking(web: &Web, visit: &Visit, typed: &str, fault: Option<Fault>, said: Said) -> Result<Response, Refused> {
    let t = visit.translator();
    let Said { wait, captcha, told } = said;
    let field = if is_by_contract(&visit.portal) {
        FieldView::new("email", "text", "username", t.s("recover-login-or-email"))
    } else {
        FieldView::new("email", "email", "email", t.s("register-email")).hinted(t.s("recover-email-hint"))
    };
    let fields = vec![field.with(typed).wrong(fault.map(|fault| fault_text(t, fault)))];
    let wrong_digits = captcha.as_ref().and_then(|captcha| Some(("digits", captcha.error.clone()?)));
    let (status, summary) = match (fault, wait, wrong_digits) {
        (_, Some(minutes), _) => {
            (StatusCode::TOO_MANY_REQUESTS, Summary::said(t.s1("form-too-many", "minutes", minutes)))
        }
        (Some(_), None, _) => (StatusCode::UNPROCESSABLE_ENTITY, Summary::of(t, &fields)),
        (None, None, Some(line)) => (StatusCode::UNPROCESSABLE_ENTITY, Summary::of_lines(t, vec![line])),
        (None, None, None) => (StatusCode::OK, Summary::default()),
    };
    let shown = Shown { stage: Stage::Ask, action: "/recover".to_owned(), fields, summary, captcha, told };
    show(web, visit, status, shown)
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
    let Some(challenge) = challenge else { return gone(&web, &visit) };
    let action = format!("/recover/{id}/{code}");
    if is_by_contract(&visit.portal) {
        let control = secret::control(&web.app, &challenge)?;
        return setting(&web, &visit, action, &Fields { control, ..Fields::default() }, &[], false);
    }
    setting(&web, &visit, action, &Fields::default(), &[], false)
}

/// «Смена пароля» for those whose link doesn't open: with the control string of the letter (catalogue C4).
pub async fn change_form(State(web): State<Web>, visit: Visit) -> Result<Response, Refused> {
    if !is_by_contract(&visit.portal) {
        return Err(Refused::NotFound);
    }
    setting(&web, &visit, "/recover/change".to_owned(), &Fields::default(), &[], false)
}

/// Sets it by the control string.
pub async fn change(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    if !is_by_contract(&visit.portal) {
        return Err(Refused::NotFound);
    }
    identified(&web, &visit, None, &fields, address).await
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
    if is_by_contract(&visit.portal) {
        return identified(&web, &visit, Some((key, &code)), &fields, address).await;
    }
    let passwords = (fields.password.as_str(), fields.again.as_str());
    let outcome = recover_password::reset(&web.app, &visit.portal, (key, &code), passwords, address).await?;
    answer(&web, &visit, format!("/recover/{id}/{code}"), &fields, outcome)
}

async fn identified(
    web: &Web,
    visit: &Visit,
    link: Option<(Uuid, &str)>,
    fields: &Fields,
    address: IpAddr,
) -> Result<Response, Refused> {
    let identity = Identity {
        tax_number: &fields.tax_number,
        account: &fields.account,
        login: &fields.login,
        control: &fields.control,
    };
    let passwords = (fields.password.as_str(), fields.again.as_str());
    let outcome =
        recover_password::reset_identified(&web.app, &visit.portal, link, identity, passwords, address).await?;
    let action = link.map_or("/recover/change".to_owned(), |(id, code)| format!("/recover/{id}/{code}"));
    answer(web, visit, action, fields, outcome)
}

fn answer(web: &Web, visit: &Visit, action: String, fields: &Fields, outcome: Reset) -> Result<Response, Refused> {
    match outcome {
        Reset::Done => Ok(redirect_telling(web, "/login", "password-set")),
        Reset::Faults(faults) => setting(web, visit, action, fields, &faults, false),
        Reset::NotTheirs => setting(web, visit, action, fields, &[], true),
        Reset::Gone => gone(web, visit),
    }
}

fn gone(web: &Web, visit: &Visit) -> Result<Response, Refused> {
    show(web, visit, StatusCode::GONE, Shown::said(Stage::Gone))
}

fn setting(
    web: &Web,
    visit: &Visit,
    action: String,
    typed: &Fields,
    faults: &[Fault],
    not_theirs: bool,
) -> Result<Response, Refused> {
    let t = visit.translator();
    let mut fields = if is_by_contract(&visit.portal) { identity_fields(t, typed, not_theirs) } else { Vec::new() };
    let mut passwords = password_fields(t, visit.portal.rules.password, faults);
    if is_by_contract(&visit.portal) {
        for field in &mut passwords {
            field.label = if field.id == "again" { t.s("recover-again") } else { t.s("recover-password-title") };
        }
    }
    fields.extend(passwords);
    let status = if faults.is_empty() && !not_theirs { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let summary = Summary::of(t, &fields);
    let shown = Shown { stage: Stage::Password, action, fields, summary, captcha: None, told: None };
    show(web, visit, status, shown)
}

/// «Смена пароля»: what identifies, in the manual's order (catalogue C4).
fn identity_fields(t: Translator, typed: &Fields, not_theirs: bool) -> Vec<FieldView> {
    let field = |id, label, value: &str| FieldView::new(id, "text", "off", label).with(value);
    vec![
        field("tax_number", t.s("register-bin"), &typed.tax_number)
            .wrong(not_theirs.then(|| t.s("recover-not-theirs").into())),
        field("account", t.s("recover-account"), &typed.account),
        field("login", t.s("recover-login"), &typed.login),
        field("control", t.s("recover-control"), &typed.control).hinted(t.s("recover-control-hint")),
    ]
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
    captcha: Option<CaptchaView>,
    told: Option<NoticeView>,
}

impl Shown {
    /// A stage with nothing to fill in.
    fn said(stage: Stage) -> Self {
        Self {
            stage,
            action: String::new(),
            fields: Vec::new(),
            summary: Summary::default(),
            captcha: None,
            told: None,
        }
    }
}

fn show(web: &Web, visit: &Visit, status: StatusCode, shown: Shown) -> Result<Response, Refused> {
    let t = visit.translator();
    let Shown { stage, action, fields, summary, captcha, told } = shown;
    let by_contract = is_by_contract(&visit.portal);
    let (title, lead) = match (stage, by_contract) {
        (Stage::Ask, true) => (t.s("recover-title"), t.s("recover-choose")),
        (Stage::Password, true) => (t.s("recover-change-title"), t.s("recover-lead")),
        (Stage::Password, false) => (t.s("recover-password-title"), t.s("recover-lead")),
        _ => (t.s("recover-title"), t.s("recover-lead")),
    };
    let submit = if by_contract { t.s("recover-change") } else { t.s("recover-password-submit") };
    let page = PageContext::of(web, visit, Area::Public);
    let page = RecoverPage { t, page, title, lead, submit, summary, stage, action, fields, captcha, told, by_contract };
    Ok((status, html(&page)?).into_response())
}
