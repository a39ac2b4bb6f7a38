//! «Посмотреть кабинет»: a view of a member's cabinet begins and ends. What it shows is [`crate::web::viewing`]'s.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::member::office;
use super::permissions::Approver;
use crate::flows::log_in::is_token;
use crate::flows::view_cabinet;
use crate::web::frame::append_cookie;
use crate::web::visit::Visit;
use crate::web::{Refused, Web, cookies};

/// Begins.
pub async fn begin(
    State(web): State<Web>,
    approver: Approver,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let person = id.parse().map_err(|_| Refused::NotFound)?;
    let scheme = web.app.config.public_scheme;
    let session = cookies::get(&headers, scheme, cookies::SESSION).unwrap_or_default();
    let begun = view_cabinet::begin(&web.app, &office(&approver), &session, person).await?;
    let Some(begun) = begun else { return Err(Refused::NotFound) };
    let mut response = Redirect::to("/my").into_response();
    let now = web.app.clock.now();
    append_cookie(&mut response, &cookies::set(scheme, cookies::VIEW, begun.token, Some(begun.expires_at), now));
    Ok(response)
}

/// Ends, and goes back to the member's page; whoever has no view goes to the office.
pub async fn end(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Result<Response, Refused> {
    let scheme = web.app.config.public_scheme;
    let ended = match cookies::get(&headers, scheme, cookies::VIEW).filter(|token| is_token(token)) {
        Some(token) => view_cabinet::end(&web.app, visit.portal.id, &token).await?,
        None => None,
    };
    let href = ended.map_or_else(|| "/office".to_owned(), |person| format!("/office/members/{person}"));
    let mut response = Redirect::to(&href).into_response();
    append_cookie(&mut response, &cookies::clear(scheme, cookies::VIEW, web.app.clock.now()));
    Ok(response)
}
