//! `/my/second-factor`: «Двухэтапный вход»: what is set up, and a page for each change, which asks for the password.

mod keys;
mod totp;

pub use keys::{add, add_form, ask_for_new, remove, remove_form};
pub use totp::{confirm, set_up};

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use domain::person::{RecoveryCode, SecondFactorChange};
use serde::Deserialize;
use store::second_factor::State as Factors;
use store::{passkeys, second_factor as stored};

use super::access;
use crate::flows::change_access::Fault;
use crate::flows::passkeys::are_possible;
use crate::flows::second_factor::{self, Outcome};
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, NoticeKind, NoticeView, PageContext, html};
use crate::web::visit::{ClientAddress, Member, Visit};
use crate::web::{Refused, Web};

const PAGE: &str = "/my/second-factor";

#[derive(Template)]
#[template(path = "customer/second-factor.html")]
struct SecondFactorPage {
    t: Translator,
    page: PageContext,
    state: Factors,
    is_on: bool,
    /// It isn't, and the office stays closed to its operator until it is.
    is_demanded: bool,
    keys_possible: bool,
    keys: Vec<KeyView>,
}

struct KeyView {
    name: String,
    added: DateView,
    used: Option<DateView>,
    remove: String,
}

/// The page.
pub async fn page(State(web): State<Web>, member: Member) -> Result<Html<String>, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let (t, zone) = (visit.translator(), visit.portal.time_zone);
    let mut handle = web.app.db.read().await?;
    let state = stored::state(&mut handle, scope).await?;
    let keys = passkeys::of_customer(&mut handle, scope).await?;
    let keys = keys.into_iter().map(|key| KeyView {
        added: DateView::moment(key.created_at, zone, t),
        used: key.last_used_at.map(|at| DateView::moment(at, zone, t)),
        remove: format!("{PAGE}/passkeys/{}/remove", key.id),
        name: key.name,
    });
    let page = SecondFactorPage {
        page: PageContext::of(&web, visit, Area::Cabinet),
        is_on: state.is_on(),
        is_demanded: visit.portal.rules.operators_second_factor && !member.session.roles.is_empty() && !state.is_on(),
        keys_possible: are_possible(&web.app, &visit.portal),
        keys: keys.collect(),
        state,
        t,
    };
    Ok(html(&page)?)
}

/// A page that asks for the password before something is changed.
#[derive(Template)]
#[template(path = "customer/second-factor-password.html")]
struct PasswordPage {
    t: Translator,
    page: PageContext,
    title: String,
    lead: Words,
    submit: Words,
    action: String,
    summary: Summary,
    field: FieldView,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    password: String,
}

/// Asks for the password.
pub async fn ask(State(web): State<Web>, member: Member, Path(change): Path<String>) -> Result<Response, Refused> {
    let change = SecondFactorChange::parse(&change).map_err(|_| Refused::NotFound)?;
    ask_for_password(&web, &member.visit, Asked::of(member.visit.translator(), change), None)
}

/// Makes the change.
pub async fn change(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(change): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let change = SecondFactorChange::parse(&change).map_err(|_| Refused::NotFound)?;
    let (visit, scope) = (&member.visit, &member.session.scope);
    let shown = (fields.password.as_str(), address);
    match second_factor::change(&web.app, &visit.portal, scope, change, shown).await? {
        Outcome::Fault(fault) => ask_for_password(&web, visit, Asked::of(visit.translator(), change), Some(fault)),
        Outcome::Done(codes) if !codes.is_empty() => show_codes(&web, visit, &codes),
        Outcome::Done(_) if change == SecondFactorChange::Totp => Ok(Redirect::to(totp::PAGE).into_response()),
        Outcome::Done(_) => Ok(redirect_telling(&web, PAGE, "second-factor-saved")),
    }
}

/// What the password is asked for.
struct Asked {
    title: String,
    lead: Words,
    submit: Words,
    action: String,
}

impl Asked {
    fn of(t: Translator, change: SecondFactorChange) -> Self {
        Self {
            title: t.s(format!("second-{change}-title")).into(),
            lead: t.s(format!("second-{change}-lead")),
            submit: t.s(format!("second-{change}-submit")),
            action: format!("{PAGE}/change/{change}"),
        }
    }
}

fn ask_for_password(web: &Web, visit: &Visit, asked: Asked, fault: Option<Fault>) -> Result<Response, Refused> {
    let t = visit.translator();
    let field = FieldView::new("password", "password", "current-password", t.s("access-current-short"))
        .wrong(fault.map(|fault| access::text(t, fault)));
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let Asked { title, lead, submit, action } = asked;
    let page = PasswordPage {
        page: PageContext::of(web, visit, Area::Cabinet),
        summary: Summary::of(t, std::slice::from_ref(&field)),
        title,
        lead,
        submit,
        action,
        field,
        t,
    };
    Ok((status, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "customer/second-factor-codes.html")]
struct CodesPage {
    t: Translator,
    page: PageContext,
    codes: Vec<String>,
}

/// New recovery codes: in this one answer and never again.
fn show_codes(web: &Web, visit: &Visit, codes: &[RecoveryCode]) -> Result<Response, Refused> {
    let codes = codes.iter().map(ToString::to_string).collect();
    let page = CodesPage { t: visit.translator(), page: PageContext::of(web, visit, Area::Cabinet), codes };
    Ok(html(&page)?.into_response())
}

/// What the last change came to; nothing for a key that isn't one of these.
pub fn told(key: &str, t: Translator) -> Option<NoticeView> {
    let (kind, title, text) = match key {
        "second-factor-saved" => (NoticeKind::Ok, t.s("told-second-saved"), t.s("told-second-saved-text")),
        "second-factor-gone" => (NoticeKind::Warn, t.s("told-second-gone"), t.s("told-second-gone-text")),
        "passkey-added" => (NoticeKind::Ok, t.s("told-passkey-added"), t.s("told-passkey-added-text")),
        "passkey-removed" => (NoticeKind::Ok, t.s("told-passkey-removed"), t.s("told-passkey-removed-text")),
        "step-gone" => (NoticeKind::Warn, t.s("told-step-gone"), t.s("told-step-gone-text")),
        _ => return None,
    };
    Some(NoticeView { kind, title: title.into(), text: text.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;

    #[test]
    fn every_change_has_its_words() {
        for language in Language::ALL {
            let t = Translator::new(*language);
            for change in SecondFactorChange::ALL {
                for part in ["title", "lead", "submit"] {
                    let key = format!("second-{change}-{part}");
                    assert!(!t.s(&key).starts_with("Unknown localization"), "{language} {key}");
                }
            }
        }
    }
}
