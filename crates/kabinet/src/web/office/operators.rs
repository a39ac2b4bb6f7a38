//! `/office/operators`: who works in the office, and the one table of what each role may do.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::person::Role;
use serde::Deserialize;
use store::operators;

use super::permissions::Administrator;
use crate::flows::manage_operators::{Revoked, give_role, revoke_role};
use crate::flows::permission::{Action, may};
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::{Refused, Web};

const PAGE: &str = "/office/operators";

#[derive(Template)]
#[template(path = "office/operators.html")]
struct OperatorsPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    login: FieldView,
    roles: Vec<RoleView>,
    operators: Vec<OperatorView>,
    table: Vec<PermissionRow>,
}

struct RoleView {
    code: &'static str,
    name: Words,
    chosen: bool,
}

struct OperatorView {
    href: String,
    name: String,
    login: String,
    role: Words,
    since: DateView,
    revoke: String,
}

struct PermissionRow {
    action: Words,
    /// One for each role, in the order of the roles.
    cells: Vec<PermissionCell>,
}

struct PermissionCell {
    role: Words,
    allowed: bool,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    login: String,
    #[serde(default)]
    role: String,
}

/// The page.
pub async fn page(State(web): State<Web>, administrator: Administrator) -> Result<Response, Refused> {
    show(&web, &administrator, &Fields::default(), false).await
}

async fn show(web: &Web, administrator: &Administrator, typed: &Fields, unknown: bool) -> Result<Response, Refused> {
    let (visit, scope) = (&administrator.visit, &administrator.office.scope);
    let (t, zone) = (visit.translator(), visit.portal.time_zone);
    let found = operators::list(&mut web.app.db.read().await?, scope).await?;
    let operators = found.into_iter().map(|row| OperatorView {
        href: format!("/office/members/{}", row.person),
        revoke: format!("{PAGE}/{}/{}/revoke", row.person, row.role),
        name: if row.full_name.is_empty() { row.login.clone() } else { row.full_name },
        login: row.login,
        role: role_words(t, row.role),
        since: DateView::moment(row.granted_at, zone, t),
    });
    let operators = operators.collect();
    let wrong = unknown.then(|| t.s("operators-unknown").into());
    let login = FieldView::new("login", "text", "off", t.s("members-login"))
        .hinted(t.s("operators-login-hint"))
        .with(&typed.login)
        .wrong(wrong);
    let summary = Summary::of(t, std::slice::from_ref(&login));
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chosen = Role::parse(&typed.role).unwrap_or(Role::Accountant);
    let page = OperatorsPage {
        roles: Role::ALL
            .iter()
            .map(|role| RoleView { code: role.code(), name: role_words(t, *role), chosen: *role == chosen })
            .collect(),
        table: Action::ALL.iter().map(|action| permission_row(t, *action)).collect(),
        operators,
        summary,
        login,
        page: PageContext::of(web, visit, Area::Office),
        t,
    };
    Ok((status, html(&page)?).into_response())
}

fn role_words(t: Translator, role: Role) -> Words {
    t.s(format!("role-{role}"))
}

fn permission_row(t: Translator, action: Action) -> PermissionRow {
    let words = match action {
        Action::Import => t.s("permission-import"),
        Action::Members => t.s("permission-members"),
        Action::Tariffs => t.s("permission-tariffs"),
        Action::BankDetails => t.s("permission-bank-details"),
        Action::Requests => t.s("permission-requests"),
        Action::Site => t.s("permission-site"),
        Action::Audit => t.s("permission-audit"),
        Action::Operators => t.s("permission-operators"),
        Action::Settings => t.s("permission-settings"),
    };
    let cell = |role: &Role| PermissionCell { role: role_words(t, *role), allowed: may(*role, action) };
    PermissionRow { action: words, cells: Role::ALL.iter().map(cell).collect() }
}

/// Gives a role.
pub async fn grant(
    State(web): State<Web>,
    administrator: Administrator,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    let Ok(role) = Role::parse(&typed.role) else { return Err(Refused::BadRequest) };
    if !give_role(&web.app, administrator.scope(), administrator.actor, &typed.login, role).await? {
        return show(&web, &administrator, &typed, true).await;
    }
    Ok(redirect_telling(&web, PAGE, "office-role-granted"))
}

/// Takes a role away.
pub async fn revoke(
    State(web): State<Web>,
    administrator: Administrator,
    Path((id, role)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (Ok(person), Ok(role)) = (id.parse(), Role::parse(&role)) else { return Err(Refused::NotFound) };
    match revoke_role(&web.app, administrator.scope(), administrator.actor, person, role).await? {
        Revoked::Absent => Err(Refused::NotFound),
        Revoked::Last => Ok(redirect_telling(&web, PAGE, "office-role-last")),
        Revoked::Done => Ok(redirect_telling(&web, PAGE, "office-role-revoked")),
    }
}
