//! `/help`: the guide to the cabinet, and «Скачать инструкцию по работе с личным кабинетом» (catalogue A11).

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};

use crate::i18n::Translator;
use crate::web::page::{PageContext, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web, site_menu};

/// The file's name on the reader's disc; the first for programs that know Latin only.
const FILE_NAME: &str = "attachment; filename=\"instruktsiya.pdf\"; \
    filename*=UTF-8''%D0%98%D0%BD%D1%81%D1%82%D1%80%D1%83%D0%BA%D1%86%D0%B8%D1%8F.pdf";

#[derive(Template)]
#[template(path = "public/help.html")]
struct HelpPage {
    t: Translator,
    page: PageContext,
    guide: Option<GuideView>,
}

struct GuideView {
    html: String,
    /// Of the PDF, if there is one.
    size: Option<String>,
}

/// The guide.
pub async fn page(State(web): State<Web>, visit: Visit) -> Result<Html<String>, Refused> {
    let t = visit.translator();
    let guide = web.guides.of(&web, &visit.portal, visit.view.language).await?.map(|guide| GuideView {
        html: guide.html.clone(),
        size: guide.pdf.as_ref().map(|pdf| t.s1("help-size", "size", pdf.len().div_ceil(1024))),
    });
    let mut handle = web.app.db.read().await?;
    let page = HelpPage { page: site_menu::frame(&web, &visit, &mut handle).await?, guide, t };
    Ok(html(&page)?)
}

/// The guide as a PDF.
pub async fn instruction(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Result<Response, Refused> {
    let guide = web.guides.of(&web, &visit.portal, visit.view.language).await?.ok_or(Refused::NotFound)?;
    // Each reader has it in their own language, so only their own browser may keep it.
    let caching = [(header::CACHE_CONTROL, "private, no-cache".to_owned()), (header::ETAG, guide.etag.clone())];
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == guide.etag.as_bytes());
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "application/pdf"), (header::CONTENT_DISPOSITION, FILE_NAME)];
    let pdf = guide.pdf.clone().ok_or(Refused::NotFound)?;
    Ok((caching, kind, pdf).into_response())
}
