//! `GET /consent`: the text people agree to when they register.

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use crate::flows::register::CONSENT_VERSION;
use crate::i18n::Translator;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "public/consent.html")]
struct ConsentPage {
    t: Translator,
    page: PageContext,
    version: &'static str,
}

/// The text.
pub async fn show(State(web): State<Web>, visit: Visit) -> Result<Html<String>, Refused> {
    let t = visit.translator();
    let page = ConsentPage { t, page: PageContext::of(&web, &visit, Area::Public), version: CONSENT_VERSION };
    Ok(html(&page)?)
}
