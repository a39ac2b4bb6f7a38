//! `GET /my/accounts`: the person's accounts, one or five hundred, and what others open to them.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, Response};
use domain::account::{Finding, LinkLevel, LinkRole};
use serde::Deserialize;
use store::accounts::{self, Line};
use store::shares::Offer;
use uuid::Uuid;

use crate::flows::share_account;
use crate::i18n::{Translator, Words};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, PageLink, html};
use crate::web::visit::{ClientAddress, Member, Visit, query_encoded};
use crate::web::{Refused, Web};

/// So many on a page; more than so many are searched.
const SHOWN: usize = 50;
const SEARCHED: usize = 8;

#[derive(Template)]
#[template(path = "customer/accounts.html")]
struct AccountsPage {
    t: Translator,
    page: PageContext,
    offers: Vec<OfferView>,
    searchable: bool,
    query: String,
    count: String,
    lines: Vec<LineView>,
    pages: Vec<PageLink>,
    /// Where accounts are declared, they are with what the person tells of themselves.
    linkable: bool,
    add: Words,
}

struct OfferView {
    title: String,
    text: String,
    accept: String,
    refuse: String,
}

struct LineView {
    href: String,
    name: String,
    about: String,
    class: &'static str,
    icon: &'static str,
    word: Words,
}

#[derive(Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    page: usize,
}

/// The list.
pub async fn page(
    State(web): State<Web>,
    member: Member,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, Refused> {
    let (visit, scope, now) = (&member.visit, &member.session.scope, web.app.clock.now());
    let t = visit.translator();
    let text: String = query.q.chars().filter(|c| !c.is_control()).take(100).collect();
    let mut handle = web.app.db.read().await?;
    let number = query.page.clamp(1, 1000);
    let (count, lines) = accounts::lines(&mut handle, scope, &text, ((number - 1) * SHOWN, SHOWN), now).await?;
    drop(handle);
    let offers = share_account::offers(&web.app, scope).await?;
    let page = AccountsPage {
        t,
        page: PageContext::of(&web, visit, Area::Cabinet),
        offers: offers.iter().map(|offer| offer_view(t, visit, offer)).collect(),
        searchable: count > SEARCHED || !text.is_empty(),
        count: t.s1("accounts-count", "count", count),
        lines: lines.iter().map(|line| line_view(t, visit, line)).collect(),
        pages: pages(&text, number, count.div_ceil(SHOWN)),
        linkable: visit.portal.rules.linking.finding != Finding::Declared,
        add: add_words(t, visit),
        query: text,
    };
    Ok(html(&page)?)
}

fn pages(text: &str, current: usize, last: usize) -> Vec<PageLink> {
    if last < 2 {
        return Vec::new();
    }
    let link = |number: usize| PageLink {
        href: format!("/my/accounts?q={}&page={number}", query_encoded(text)),
        text: number.to_string(),
        current: number == current,
    };
    (1..=last).map(link).collect()
}

/// «Добавить лицевой счет» (B3), «Подключение ЛС» (D3, D6).
pub(super) fn add_words(t: Translator, visit: &Visit) -> Words {
    t.s(format!("account-add-{}", visit.portal.rules.linking.finding))
}

/// «Лицевой счет 1204538».
pub(super) fn name_of(t: Translator, number: &str) -> String {
    t.s1("registration-account", "number", number)
}

fn line_view(t: Translator, visit: &Visit, line: &Line) -> LineView {
    let (class, icon, word) = badge(t, line.account.level(), line.account.role());
    let until = line.until.map(|at| t.s1("accounts-until", "day", t.date(last_day(visit, at))));
    let about = [Some(line.organisation.clone()), line.address.clone(), until];
    LineView {
        href: format!("/my/accounts/{}", line.account.id()),
        name: name_of(t, line.account.number()),
        about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        class,
        icon,
        word,
    }
}

/// The day that ends at this moment.
pub(super) fn last_day(visit: &Visit, end: chrono::DateTime<chrono::Utc>) -> domain::Date {
    let last = end - chrono::TimeDelta::seconds(1);
    last.with_timezone(&visit.portal.time_zone.tz()).date_naive()
}

/// How much of an account a link opens, in a word.
pub(super) fn badge(t: Translator, level: LinkLevel, role: LinkRole) -> (&'static str, &'static str, Words) {
    match (level, role) {
        (LinkLevel::Basic, _) => ("is-warn", "warn", t.s("account-basic")),
        (LinkLevel::Full, LinkRole::Owner) => ("is-ok", "ok", t.s("account-full")),
        (LinkLevel::Full, LinkRole::Payer) => ("is-info", "people", t.s("account-payer")),
        (LinkLevel::Full, LinkRole::Viewer) => ("is-info", "people", t.s("account-viewer")),
    }
}

fn offer_view(t: Translator, visit: &Visit, offer: &Offer) -> OfferView {
    let role = if offer.role == LinkRole::Payer { t.s("share-role-payer") } else { t.s("share-role-viewer") };
    let until = offer.until.map(|at| t.s1("accounts-until", "day", t.date(last_day(visit, at))));
    let told = t.s2("share-offered-text", "sender", offer.from.as_str(), "organisation", offer.title.as_str());
    let parts = [Some(told), Some(role.into()), until];
    OfferView {
        title: t.s1("share-offered-title", "number", offer.number.as_str()),
        text: parts.into_iter().flatten().collect::<Vec<String>>().join(" "),
        accept: format!("/my/offers/{}/accept", offer.id),
        refuse: format!("/my/offers/{}/refuse", offer.id),
    }
}

/// Takes an account up that somebody opened.
pub async fn accept(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    answer(&web, &member, &id, true, address).await
}

/// Says no to it.
pub async fn refuse(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    answer(&web, &member, &id, false, address).await
}

async fn answer(
    web: &Web,
    member: &Member,
    id: &str,
    accepts: bool,
    address: std::net::IpAddr,
) -> Result<Response, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    if !share_account::answer(&web.app, &member.session.scope, id, accepts, address).await? {
        return Err(Refused::NotFound);
    }
    Ok(redirect_telling(web, "/my/accounts", if accepts { "share-accepted" } else { "share-refused" }))
}
