//! «Как видит абонент»: for fifteen minutes an operator sees a member's cabinet as the member does, and changes nothing.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use store::portals::Portal;
use store::sessions::Session;
use store::views;

use super::frame::RequestId;
use super::visit::Visit;
use super::{Web, cookies, refusals};
use crate::flows::Failure;
use crate::flows::log_in::{is_token, token_hash};
use crate::flows::permission::{Action, any_may};

/// Pages of the cabinet that tell of the person and not of accounts, or that only change something.
const CLOSED: &[&str] = &[
    "/my/registration",
    "/my/access",
    "/my/devices",
    "/my/second-factor",
    "/my/subscriptions",
    "/my/data.zip",
    "/my/delete",
    "/my/accounts/add",
    "/my/accounts/code",
];

/// The viewed person's session, if the path is of the cabinet and a view stands that began in the operator's session. Never
/// cached: a view ends at once with the session, with the role, and by its button.
pub async fn session(
    web: &Web,
    portal: &Portal,
    path: &str,
    headers: &HeaderMap,
    session_hash: &str,
) -> Result<Option<Arc<Session>>, Failure> {
    if path != "/my" && !path.starts_with("/my/") {
        return Ok(None);
    }
    let token = cookies::get(headers, web.app.config.public_scheme, cookies::VIEW);
    let Some(token) = token.filter(|token| is_token(token)) else { return Ok(None) };
    let (hash, now) = (token_hash(&token), web.app.clock.now());
    let found = views::find(&mut web.app.db.read().await?, portal.id, (&hash, session_hash), now).await?;
    Ok(found.filter(|view| any_may(&view.roles, Action::Members)).map(|view| Arc::new(view.session)))
}

/// The answer to a request that a view does not allow.
pub fn refusal(web: &Web, visit: &Visit, request: &Request) -> Option<Response> {
    visit.viewed()?;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Some(refusals::only_looking(web, visit, &RequestId::of(request)));
    }
    is_closed(&visit.path).then(|| refusals::page(web, visit, StatusCode::NOT_FOUND, &RequestId::of(request)))
}

/// Whether a page of the cabinet stays closed in a view.
pub fn is_closed(path: &str) -> bool {
    let mut rests = CLOSED.iter().filter_map(|closed| path.strip_prefix(*closed));
    rests.any(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_opens_pages_of_accounts_alone() {
        let pages = crate::web::portal_routes().into_iter().filter(|route| route.method == Method::GET);
        let open: Vec<&str> =
            pages.map(|route| route.path).filter(|path| path.starts_with("/my") && !is_closed(path)).collect();
        // A new page of the cabinet is looked at here: does it tell of accounts only, by links that the scope narrows?
        let known = [
            "/my",
            "/my/payments",
            "/my/payments/receipt",
            "/my/payments/receipt.pdf",
            "/my/electricity",
            "/my/electricity.csv",
            "/my/electricity.xlsx",
            "/my/accounts",
            "/my/accounts/{id}",
        ];
        assert_eq!(open, known);
    }
}
