//! `/my/devices`: «Устройства и входы»: where one is logged in, and out with whoever isn't oneself.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use store::log_ins::{self, LogIn};
use uuid::Uuid;

use crate::flows::devices;
use crate::flows::log_in::token_hash;
use crate::i18n::Translator;
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::Member;
use crate::web::{Refused, Web, cookies};

const PAGE: &str = "/my/devices";
/// So many log-ins are shown; those that stand come first.
const SHOWN: i64 = 30;

#[derive(Template)]
#[template(path = "customer/devices.html")]
struct DevicesPage {
    t: Translator,
    page: PageContext,
    standing: Vec<LogInView>,
    over: Vec<LogInView>,
    others: bool,
}

struct LogInView {
    href: String,
    agent: String,
    address: String,
    at: DateView,
    this: bool,
    new_device: bool,
}

/// The page.
pub async fn page(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Html<String>, Refused> {
    let (t, zone) = (member.visit.translator(), member.visit.portal.time_zone);
    let own = own_hash(&web, &headers);
    let mut handle = web.app.db.read().await?;
    let log_ins = log_ins::of_customer(&mut handle, &member.session.scope, web.app.clock.now(), SHOWN).await?;
    let view = |log_in: LogIn| LogInView {
        href: format!("{PAGE}/{}/end", log_in.id),
        agent: if log_in.agent.is_empty() { t.s("devices-unknown").into() } else { log_in.agent },
        address: log_in.address,
        at: DateView::moment(log_in.began_at, zone, t),
        this: log_in.token_hash == own,
        new_device: log_in.new_device,
    };
    let (standing, over): (Vec<LogIn>, Vec<LogIn>) = log_ins.into_iter().partition(|log_in| log_in.stands);
    let standing: Vec<LogInView> = standing.into_iter().map(view).collect();
    let page = DevicesPage {
        page: PageContext::of(&web, &member.visit, Area::Cabinet),
        others: standing.iter().any(|log_in| !log_in.this),
        standing,
        over: over.into_iter().map(view).collect(),
        t,
    };
    Ok(html(&page)?)
}

/// Ends one session.
pub async fn end(State(web): State<Web>, member: Member, Path(id): Path<String>) -> Result<Response, Refused> {
    let Ok(id) = id.parse::<Uuid>() else { return Err(Refused::NotFound) };
    let ended = devices::end(&web.app, &member.session.scope, id).await?.ok_or(Refused::NotFound)?;
    web.sessions.put(member.visit.portal.id, &ended, web.app.clock.now(), None).await;
    Ok(redirect_telling(&web, PAGE, "device-ended"))
}

/// Ends every session but this one.
pub async fn end_others(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Refused> {
    devices::end_others(&web.app, &member.session.scope, &own_hash(&web, &headers)).await?;
    Ok(redirect_telling(&web, PAGE, "devices-ended"))
}

fn own_hash(web: &Web, headers: &HeaderMap) -> String {
    cookies::get(headers, web.app.config.public_scheme, cookies::SESSION)
        .map(|token| token_hash(&token))
        .unwrap_or_default()
}
