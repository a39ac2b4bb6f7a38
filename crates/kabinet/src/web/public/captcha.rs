//! `GET /captcha/{form}/{id}`: five digits in a picture.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use crate::flows::captcha::{self, Guarded};
use crate::i18n::Translator;
use crate::web::page::{NoticeKind, NoticeView};
use crate::web::visit::Visit;
use crate::web::{Refused, Web};

/// A picture with digits, as forms show it.
pub struct CaptchaView {
    /// Its id.
    pub id: String,
    /// Where it is.
    pub src: String,
    /// What was typed, while the same picture stays.
    pub typed: String,
    /// What is wrong.
    pub error: Option<String>,
}

impl CaptchaView {
    /// A new picture.
    pub fn fresh(web: &Web, form: Guarded, error: Option<String>) -> Self {
        Self { error, ..Self::of(form, &captcha::picture(&web.app).to_string(), "") }
    }

    /// The picture that is shown already.
    pub fn of(form: Guarded, id: &str, typed: &str) -> Self {
        Self { id: id.to_owned(), src: format!("/captcha/{}/{id}", form.code()), typed: typed.to_owned(), error: None }
    }
}

/// Whether the digits went out by letter, over the form.
pub fn told(t: Translator, sent: bool) -> NoticeView {
    let (kind, title, text) = if sent {
        (NoticeKind::Ok, t.s("captcha-sent"), t.s("captcha-sent-text"))
    } else {
        (NoticeKind::Warn, t.s("captcha-not-sent"), t.s("captcha-not-sent-text"))
    };
    NoticeView { kind, title: title.into(), text: text.into() }
}

/// The picture.
pub async fn picture(
    State(web): State<Web>,
    visit: Visit,
    Path((form, id)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (Some(form), Ok(id)) = (Guarded::parse(&form), id.parse::<Uuid>()) else { return Err(Refused::NotFound) };
    let png = captcha::draw(&web.app, &visit.portal, form, id).await?.ok_or(Refused::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "image/png")], png).into_response())
}
