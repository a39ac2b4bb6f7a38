//! `/links/{id}/{code}`: a holder who was told of a new link ends it. Mail programs open links by themselves, so looking
//! changes nothing: a button does.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::email::masked;
use uuid::Uuid;

use crate::flows::end_link;
use crate::i18n::{Translator, Words};
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "public/link-notice.html")]
struct NoticePage {
    t: Translator,
    page: PageContext,
    title: Words,
    text: String,
    /// Where the button leads; empty where there is nothing to end.
    action: String,
}

/// What the page says.
enum Said {
    Ask { number: String, who: String, action: String },
    Ended,
    Gone,
}

/// Asks whether to end it.
pub async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Path((id, code)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let found = match id.parse::<Uuid>() {
        Ok(key) => end_link::behind_link(&web.app, &visit.portal, key, &code).await?,
        Err(_) => None,
    };
    let said = match found {
        None => Said::Gone,
        Some(notice) if !notice.stands => Said::Ended,
        Some(notice) => Said::Ask {
            number: notice.number,
            who: masked(notice.email.as_deref().unwrap_or_default()),
            action: format!("/links/{id}/{code}"),
        },
    };
    page(&web, &visit, said)
}

/// Ends it.
pub async fn end(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Path((id, code)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let ended = match id.parse::<Uuid>() {
        Ok(key) => end_link::by_holder(&web.app, &visit.portal, (key, &code), address).await?,
        Err(_) => false,
    };
    page(&web, &visit, if ended { Said::Ended } else { Said::Gone })
}

fn page(web: &Web, visit: &Visit, said: Said) -> Result<Response, Refused> {
    let t = visit.translator();
    let (status, title, text, action) = match said {
        Said::Ask { number, who, action } => {
            (StatusCode::OK, t.s("notice-title"), t.s2("notice-text", "number", number, "who", who), action)
        }
        Said::Ended => (StatusCode::OK, t.s("notice-ended-title"), t.s("notice-ended-text").into(), String::new()),
        Said::Gone => (StatusCode::GONE, t.s("confirm-gone-title"), t.s("notice-gone-text").into(), String::new()),
    };
    let page = NoticePage { t, page: PageContext::of(web, visit, Area::Public), title, text, action };
    Ok((status, html(&page)?).into_response())
}
