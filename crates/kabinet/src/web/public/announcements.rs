//! `/announcements`: what is new, a page at a time.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use serde::Deserialize;
use store::announcements::{self, Listed};
use uuid::Uuid;

use super::pages::own_lang;
use crate::i18n::Translator;
use crate::markdown;
use crate::web::page::{DateView, PageContext, PageLink, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web, site_menu};

/// Announcements on a page.
const LINES: usize = 20;
/// Nobody turns over more pages.
const LAST_PAGE: i64 = 1000;

/// An announcement in a list.
pub struct NewsView {
    /// Where it leads.
    pub href: String,
    /// Its heading.
    pub title: String,
    /// How it begins.
    pub summary: String,
    /// Its day.
    pub date: DateView,
    /// Stands before the others.
    pub pinned: bool,
}

impl NewsView {
    /// Of a row.
    pub fn of(t: Translator, row: Listed) -> Self {
        Self {
            href: format!("/announcements/{}", row.id),
            title: row.title,
            summary: row.summary,
            date: DateView::day(row.published_on, t),
            pinned: row.pinned,
        }
    }
}

#[derive(Template)]
#[template(path = "public/announcements.html")]
struct ListPage {
    t: Translator,
    page: PageContext,
    own_lang: Option<&'static str>,
    news: Vec<NewsView>,
    pages: Vec<PageLink>,
}

#[derive(Template)]
#[template(path = "public/announcement.html")]
struct AnnouncementPage {
    t: Translator,
    page: PageContext,
    own_lang: Option<&'static str>,
    title: String,
    body: String,
    date: DateView,
    pinned: bool,
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: Option<i64>,
}

impl PageQuery {
    /// Counted from one.
    pub fn number(&self) -> Result<i64, Refused> {
        let number = self.page.unwrap_or(1);
        if (1..=LAST_PAGE).contains(&number) { Ok(number) } else { Err(Refused::NotFound) }
    }
}

/// Links to the pages before and after this one; `href` has no question of its own or ends in `&`.
pub fn neighbours(t: Translator, href: &str, number: i64, more: bool) -> Vec<PageLink> {
    let separator = if href.contains('?') { "&" } else { "?" };
    let link = |to: i64, text: String| PageLink { href: format!("{href}{separator}page={to}"), text, current: false };
    let before = (number > 1).then(|| link(number - 1, t.s("site-newer").into()));
    let after = more.then(|| link(number + 1, t.s("site-older").into()));
    before.into_iter().chain(after).collect()
}

/// The list.
pub async fn list(
    State(web): State<Web>,
    visit: Visit,
    Query(query): Query<PageQuery>,
) -> Result<Html<String>, Refused> {
    let (t, number) = (visit.translator(), query.number()?);
    let today = web.app.clock.today(visit.portal.time_zone);
    let lines = i64::try_from(LINES).unwrap_or(i64::MAX);
    let mut handle = web.app.db.read().await?;
    let mut rows = announcements::latest(&mut handle, visit.portal.id, today, lines + 1, (number - 1) * lines).await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let page = ListPage {
        page: site_menu::frame(&web, &visit, &mut handle).await?,
        own_lang: own_lang(&visit),
        news: rows.into_iter().map(|row| NewsView::of(t, row)).collect(),
        pages: neighbours(t, "/announcements", number, more),
        t,
    };
    Ok(html(&page)?)
}

/// One of them.
pub async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Html<String>, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    let t = visit.translator();
    let today = web.app.clock.today(visit.portal.time_zone);
    let mut handle = web.app.db.read().await?;
    let found = announcements::published(&mut handle, visit.portal.id, id, today).await?.ok_or(Refused::NotFound)?;
    let page = AnnouncementPage {
        page: site_menu::frame(&web, &visit, &mut handle).await?,
        own_lang: own_lang(&visit),
        body: markdown::current(&found.body, &found.body_html, found.rendered_by).into_owned(),
        title: found.title,
        date: DateView::day(found.published_on, t),
        pinned: found.pinned,
        t,
    };
    Ok(html(&page)?)
}
