//! `/office/members`: whose plot is it, and who is a member.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Response};
use domain::ids::PersonId;
use domain::phone::Phone;
use domain::portal::TimeZone;
use serde::Deserialize;
use store::declarations::{self, Waiting};
use store::members::{self, MemberRow};

use super::listing::{cursor, cursor_of, pages};
use super::permissions::Approver;
use crate::flows::decide_declaration::decide_declaration;
use crate::i18n::{Translator, Words};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, PageLink, html};
use crate::web::visit::{Visit, query_encoded};
use crate::web::{Refused, Web};

/// So many declarations a page; the oldest first, so that decisions make room for the rest.
const WAITING: i64 = 100;
/// Members a page.
const LINES: usize = 50;

/// Which members.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    /// Where the page before ended.
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "office/members.html")]
struct MembersPage {
    t: Translator,
    page: PageContext,
    /// What was searched.
    q: String,
    /// Only over the first page of all members.
    decides: bool,
    waiting: Vec<WaitingView>,
    members: Vec<MemberView>,
    pages: Vec<PageLink>,
}

struct WaitingView {
    approve: String,
    refuse: String,
    person: String,
    number: String,
    known: bool,
    login: String,
    email: String,
    owner: String,
    phone: String,
    holder: String,
    at: DateView,
}

struct MemberView {
    href: String,
    login: String,
    name: String,
    plots: String,
    email: String,
    phone: String,
    state: StateView,
    since: DateView,
}

/// How a member stands: icon and word.
pub struct StateView {
    /// The class that carries the colour.
    pub class: &'static str,
    /// A symbol of the sprite.
    pub icon: &'static str,
    /// In words.
    pub word: Words,
}

impl StateView {
    /// Of a member.
    pub fn of(t: Translator, blocked: bool, unconfirmed: bool) -> Self {
        let (class, icon, word) = match (blocked, unconfirmed) {
            (true, _) => ("is-danger", "stop", t.s("member-state-blocked")),
            (_, true) => ("is-warn", "clock", t.s("member-state-unconfirmed")),
            _ => ("is-ok", "ok", t.s("member-state-ok")),
        };
        Self { class, icon, word }
    }
}

/// A phone as the cabinet shows it.
pub fn phone_text(phone: Option<&str>) -> String {
    phone.and_then(|phone| Phone::parse(phone).ok()).map(|phone| phone.display8()).unwrap_or_default()
}

/// Declarations that wait, and members.
pub async fn list(
    State(web): State<Web>,
    approver: Approver,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, Refused> {
    let Approver { visit, office, .. } = &approver;
    let (t, zone) = (visit.translator(), visit.portal.time_zone);
    let after = query.after.as_deref().map(|text| cursor(text).ok_or(Refused::BadRequest)).transpose()?;
    let decides = query.q.trim().is_empty() && after.is_none();
    let mut handle = web.app.db.read().await?;
    let waiting = if decides { declarations::waiting(&mut handle, &office.scope, WAITING).await? } else { Vec::new() };
    let limit = i64::try_from(LINES + 1).unwrap_or(i64::MAX);
    let mut found = members::list(&mut handle, &office.scope, &query.q, after, limit).await?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let ids: Vec<PersonId> = found.iter().map(|row| row.id.into()).collect();
    let plots = members::plots(&mut handle, &office.scope, &ids).await?;
    let next = found.last().filter(|_| more).map(|row| cursor_of(row.created_at, row.id));
    let address = match query.q.trim() {
        "" => "/office/members".to_owned(),
        text => format!("/office/members?q={}", query_encoded(text)),
    };
    let page = MembersPage {
        decides,
        waiting: waiting.into_iter().map(|row| waiting_view(t, visit, row)).collect(),
        pages: pages(t, &address, after.is_some(), next.as_deref()),
        members: found.into_iter().map(|row| member_view(t, zone, &plots, row)).collect(),
        q: query.q,
        page: PageContext::of(&web, visit, Area::Office),
        t,
    };
    Ok(html(&page)?)
}

fn waiting_view(t: Translator, visit: &Visit, row: Waiting) -> WaitingView {
    WaitingView {
        approve: format!("/office/declarations/{}/approve", row.id),
        refuse: format!("/office/declarations/{}/refuse", row.id),
        person: format!("/office/members/{}", row.person_id),
        at: DateView::moment(row.declared_at, visit.portal.time_zone, t),
        number: row.number,
        known: row.known,
        login: row.login,
        email: row.email.unwrap_or_default(),
        owner: row.owner_name.unwrap_or_default(),
        phone: phone_text(row.phone.as_deref()),
        holder: row.holder.unwrap_or_default(),
    }
}

fn member_view(t: Translator, zone: TimeZone, plots: &HashMap<PersonId, Vec<String>>, row: MemberRow) -> MemberView {
    let owner = row.owner_name.filter(|name| !name.is_empty());
    MemberView {
        href: format!("/office/members/{}", row.id),
        plots: plots.get(&row.id.into()).map(|plots| plots.join(", ")).unwrap_or_default(),
        login: row.login,
        name: owner.unwrap_or(row.full_name),
        email: row.email.unwrap_or_default(),
        phone: phone_text(row.phone.as_deref()),
        state: StateView::of(t, row.blocked_at.is_some(), row.expires_at.is_some()),
        since: DateView::moment(row.created_at, zone, t),
    }
}

/// The plot is theirs.
pub async fn approve(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    decide(&web, &approver, &id, true).await
}

/// It is not.
pub async fn refuse(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    decide(&web, &approver, &id, false).await
}

async fn decide(web: &Web, approver: &Approver, id: &str, approve: bool) -> Result<Response, Refused> {
    let id = id.parse().map_err(|_| Refused::NotFound)?;
    if !decide_declaration(&web.app, approver.scope(), approver.actor, id, approve).await? {
        return Err(Refused::NotFound);
    }
    let key = if approve { "member-approved" } else { "member-refused" };
    Ok(redirect_telling(web, "/office/members", key))
}
