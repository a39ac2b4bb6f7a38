//! `/office/link-requests`: people who ask for a PIN or for an operator's word (catalogue D4).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, Response};
use domain::account::Proof;
use store::link_requests::{self, WaitingRequest};
use uuid::Uuid;

use super::permissions::Approver;
use crate::flows::ask_proof::{self, Decided, Decision};
use crate::i18n::{Translator, Words};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web};

/// The oldest come first; those beyond wait until these are decided.
const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "office/link-requests.html")]
struct RequestsPage {
    t: Translator,
    page: PageContext,
    rows: Vec<RowView>,
    more: bool,
}

struct RowView {
    number: String,
    address: String,
    holder: String,
    proof: Words,
    note: String,
    who: String,
    email: String,
    person: String,
    at: DateView,
    approve: String,
    refuse: String,
}

/// The queue.
pub async fn list(State(web): State<Web>, approver: Approver) -> Result<Html<String>, Refused> {
    let visit = &approver.visit;
    let t = visit.translator();
    let mut handle = web.app.db.read().await?;
    let mut rows = link_requests::waiting(&mut handle, approver.scope(), SHOWN + 1).await?;
    let shown = usize::try_from(SHOWN).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    let rows = rows.into_iter().map(|row| row_view(t, visit, row)).collect();
    Ok(html(&RequestsPage { t, page: PageContext::of(&web, visit, Area::Office), rows, more })?)
}

fn row_view(t: Translator, visit: &Visit, row: WaitingRequest) -> RowView {
    let proof =
        if Proof::parse(&row.proof) == Ok(Proof::Pin) { t.s("link-requests-pin") } else { t.s("link-requests-word") };
    let names = [row.owner_name.unwrap_or_default(), row.full_name, row.login];
    RowView {
        number: row.number,
        address: row.address.unwrap_or_default(),
        holder: row.holder.unwrap_or_default(),
        proof,
        note: row.note,
        who: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
        email: row.email.unwrap_or_default(),
        person: format!("/office/members/{}", row.person_id),
        at: DateView::moment(row.created_at, visit.portal.time_zone, t),
        approve: format!("/office/link-requests/{}/approve", row.id),
        refuse: format!("/office/link-requests/{}/refuse", row.id),
    }
}

/// It is theirs.
pub async fn approve(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    decide(&web, &approver, &id, Decision::Approve).await
}

/// It isn't.
pub async fn refuse(State(web): State<Web>, approver: Approver, Path(id): Path<String>) -> Result<Response, Refused> {
    decide(&web, &approver, &id, Decision::Refuse).await
}

async fn decide(web: &Web, approver: &Approver, id: &str, decision: Decision) -> Result<Response, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    let told = match ask_proof::decide(&web.app, approver.scope(), approver.actor, id, decision).await? {
        Decided::Done if decision == Decision::Approve => "office-request-approved",
        Decided::Done => "office-request-refused",
        Decided::NoAddress => "office-no-address",
        Decided::Nothing => return Err(Refused::NotFound),
    };
    Ok(redirect_telling(web, "/office/link-requests", told))
}
