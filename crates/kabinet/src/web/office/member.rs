//! `/office/members/{id}`: what the office knows of a member, and what it may do for them.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::account::{DeclarationState, LinkProof};
use domain::ids::PersonId;
use serde::Deserialize;
use store::members::{self, Member, MemberDeclaration, MemberLink};

use super::members::{StateView, phone_text};
use super::permissions::Approver;
use crate::flows::manage_member::{self, Office, Outcome};
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "office/member.html")]
struct MemberPage {
    t: Translator,
    page: PageContext,
    href: String,
    name: String,
    login: String,
    owner: String,
    contact: String,
    email: String,
    confirmed: Option<DateView>,
    until: Option<DateView>,
    phone: String,
    state: StateView,
    blocked: Option<DateView>,
    since: DateView,
    last_login: Option<DateView>,
    consent: Option<ConsentView>,
    links: Vec<LinkView>,
    declared: Vec<DeclaredView>,
    /// Why the office can't change how they log in; nothing when it can.
    kept: Option<Words>,
    summary: Summary,
    login_field: FieldView,
}

struct ConsentView {
    version: String,
    at: DateView,
}

struct LinkView {
    number: String,
    proof: Words,
    since: DateView,
    until: Option<DateView>,
    end: String,
}

struct DeclaredView {
    number: String,
    state: StateView,
    known: bool,
}

/// The page.
pub async fn page(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    show(&web, &approver, person(&id)?, None).await
}

fn person(id: &str) -> Result<PersonId, Refused> {
    id.parse().map_err(|_| Refused::NotFound)
}

/// The login that was refused, as typed, and why.
type RefusedLogin<'a> = (&'a str, Outcome);

async fn show(
    web: &Web,
    approver: &Approver,
    id: PersonId,
    refused: Option<RefusedLogin<'_>>,
) -> Result<Response, Refused> {
    let (visit, scope) = (&approver.visit, &approver.office.scope);
    let (t, zone) = (visit.translator(), visit.portal.time_zone);
    let mut handle = web.app.db.read().await?;
    let Some(member) = members::find(&mut handle, scope, id).await? else { return Err(Refused::NotFound) };
    let links = members::links(&mut handle, scope, id).await?;
    let declared = members::declared(&mut handle, scope, &member).await?;
    let consent = members::consent(&mut handle, &member).await?;
    drop(handle);
    let href = format!("/office/members/{id}");
    let moment = |at| DateView::moment(at, zone, t);
    let login_field = login_field(t, refused);
    let summary = Summary::of(t, std::slice::from_ref(&login_field));
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let link = |link: MemberLink| LinkView {
        proof: proof_words(t, &link.proof),
        since: moment(link.since),
        until: link.until.map(moment),
        end: format!("{href}/links/{}/end", link.account_id),
        number: link.number,
    };
    let owner = member.owner_name.clone().unwrap_or_default();
    let names = [&owner, &member.full_name, &member.login];
    let name = names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
    let page = MemberPage {
        name,
        contact: member.contact_name.clone().unwrap_or_default(),
        email: member.email.clone().unwrap_or_default(),
        confirmed: member.email_confirmed_at.map(moment),
        until: member.expires_at.map(moment),
        phone: phone_text(member.phone.as_deref()),
        state: StateView::of(t, member.blocked_at.is_some(), member.expires_at.is_some()),
        blocked: member.blocked_at.map(moment),
        since: moment(member.created_at),
        last_login: member.last_login_at.map(moment),
        consent: consent.map(|(version, _, at)| ConsentView { version, at: moment(at) }),
        links: links.into_iter().map(link).collect(),
        declared: declared.into_iter().map(|row| declared_view(t, row)).collect(),
        kept: kept(t, &member),
        login: member.login,
        owner,
        summary,
        login_field,
        href,
        page: PageContext::of(web, visit, Area::Office),
        t,
    };
    Ok((status, html(&page)?).into_response())
}

fn kept(t: Translator, member: &Member) -> Option<Words> {
    match (member.works, member.elsewhere) {
        (true, _) => Some(t.s("member-kept-works")),
        (_, true) => Some(t.s("member-kept-elsewhere")),
        _ => None,
    }
}

fn login_field(t: Translator, refused: Option<RefusedLogin<'_>>) -> FieldView {
    let field = FieldView::new("login", "text", "off", t.s("member-login-field")).hinted(t.s("member-login-hint"));
    match refused {
        None => field,
        Some((typed, Outcome::LoginOdd)) => field.with(typed).wrong(Some(t.s("member-login-odd").into())),
        Some((typed, _)) => field.with(typed).wrong(Some(t.s("member-login-stays").into())),
    }
}

fn proof_words(t: Translator, code: &str) -> Words {
    match LinkProof::parse(code) {
        Ok(LinkProof::RegisterEmail) => t.s("member-proof-register"),
        Ok(LinkProof::Trusted) => t.s("member-proof-trusted"),
        Ok(
            proof @ (LinkProof::None
            | LinkProof::Receipt
            | LinkProof::Meter
            | LinkProof::Code
            | LinkProof::Pin
            | LinkProof::Shared),
        ) => t.s(format!("member-proof-{proof}")),
        _ => t.s("member-proof-operator"),
    }
}

fn declared_view(t: Translator, row: MemberDeclaration) -> DeclaredView {
    let (class, icon, word) = match DeclarationState::parse(&row.state) {
        Ok(DeclarationState::Accepted) => ("is-ok", "ok", t.s("member-declared-accepted")),
        Ok(DeclarationState::Refused) => ("is-danger", "stop", t.s("member-declared-refused")),
        _ => ("is-info", "clock", t.s("members-waiting")),
    };
    DeclaredView { number: row.number, state: StateView { class, icon, word }, known: row.known }
}

/// Sends the letter that confirms the address once more.
pub async fn confirmation(
    State(web): State<Web>,
    approver: Approver,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let id = person(&id)?;
    let outcome = manage_member::send_confirmation(&web.app, &office(&approver), id).await?;
    told(&web, id, outcome, "office-confirmation-sent", "office-letter-waits")
}

/// Sends a letter that sets a new password.
pub async fn recovery(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    let id = person(&id)?;
    let outcome = manage_member::send_recovery(&web.app, &office(&approver), id).await?;
    told(&web, id, outcome, "office-recovery-sent", "office-no-address")
}

/// Closes log-in.
pub async fn block(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    let id = person(&id)?;
    let outcome = manage_member::block(&web.app, &office(&approver), id, true).await?;
    told(&web, id, outcome, "office-blocked", "office-nothing")
}

/// Ends their sessions: a lost phone.
pub async fn end_sessions(
    State(web): State<Web>,
    approver: Approver,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let id = person(&id)?;
    let outcome = manage_member::end_sessions(&web.app, &office(&approver), id).await?;
    told(&web, id, outcome, "office-sessions-ended", "office-nothing")
}

/// Opens it again.
pub async fn unblock(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    let id = person(&id)?;
    let outcome = manage_member::block(&web.app, &office(&approver), id, false).await?;
    told(&web, id, outcome, "office-unblocked", "office-nothing")
}

/// An account no longer shows to them.
pub async fn end_link(
    State(web): State<Web>,
    approver: Approver,
    Path((id, account)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (id, account) = (person(&id)?, account.parse().map_err(|_| Refused::NotFound)?);
    let outcome = manage_member::end_link(&web.app, &office(&approver), id, account).await?;
    told(&web, id, outcome, "office-link-ended", "office-nothing")
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct LoginFields {
    #[serde(default)]
    login: String,
}

/// Gives them a login.
pub async fn give_login(
    State(web): State<Web>,
    approver: Approver,
    Path(id): Path<String>,
    Form(typed): Form<LoginFields>,
) -> Result<Response, Refused> {
    let id = person(&id)?;
    match manage_member::give_login(&web.app, &office(&approver), id, &typed.login).await? {
        refused @ (Outcome::LoginOdd | Outcome::HolderStays) => {
            show(&web, &approver, id, Some((&typed.login, refused))).await
        }
        outcome => told(&web, id, outcome, "office-login-given", "office-nothing"),
    }
}

pub(super) fn office(approver: &Approver) -> Office<'_> {
    Office { portal: &approver.visit.portal, scope: &approver.office.scope, actor: approver.actor }
}

/// Back to the page, which tells what became of it.
fn told(web: &Web, id: PersonId, outcome: Outcome, done: &str, nothing: &str) -> Result<Response, Refused> {
    let key = match outcome {
        Outcome::Done => done,
        Outcome::NoMember => return Err(Refused::NotFound),
        Outcome::Works | Outcome::Elsewhere => "office-kept",
        Outcome::TooMany => "office-too-many",
        Outcome::Nothing | Outcome::LoginOdd | Outcome::HolderStays => nothing,
    };
    Ok(redirect_telling(web, &format!("/office/members/{id}"), key))
}
