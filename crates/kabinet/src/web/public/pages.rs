//! `GET /pages/{slug}`: what the office wrote for everybody.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use domain::site::Slug;
use store::pages;

use crate::i18n::Translator;
use crate::markdown;
use crate::web::page::{DateView, PageContext, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web, site_menu};

#[derive(Template)]
#[template(path = "public/page.html")]
struct TextPage {
    t: Translator,
    page: PageContext,
    /// The language of the text where it isn't the page's.
    own_lang: Option<&'static str>,
    title: String,
    body: String,
    changed: DateView,
}

/// What the office writes is in the portal's first language.
pub fn own_lang(visit: &Visit) -> Option<&'static str> {
    visit.portal.languages.first().filter(|own| **own != visit.view.language).map(|own| own.code())
}

/// A published page.
pub async fn show(State(web): State<Web>, visit: Visit, Path(slug): Path<String>) -> Result<Html<String>, Refused> {
    let slug = Slug::parse(&slug).map_err(|_| Refused::NotFound)?;
    let mut handle = web.app.db.read().await?;
    let found = pages::published(&mut handle, visit.portal.id, slug.as_str()).await?.ok_or(Refused::NotFound)?;
    let t = visit.translator();
    let page = TextPage {
        page: site_menu::frame(&web, &visit, &mut handle).await?,
        own_lang: own_lang(&visit),
        body: markdown::current(&found.body, &found.body_html, found.rendered_by).into_owned(),
        title: found.title,
        changed: DateView::day(found.changed_at.with_timezone(&visit.portal.time_zone.tz()).date_naive(), t),
        t,
    };
    Ok(html(&page)?)
}
