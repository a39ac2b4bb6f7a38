//! `GET /captcha/{form}/{id}`: five digits in a picture.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use crate::flows::captcha::{self, Guarded};
use crate::web::visit::Visit;
use crate::web::{Refused, Web};

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
