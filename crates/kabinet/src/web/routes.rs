//! The doors of the web as data: the router is built from this list, and a test knocks on each of them as every kind of
//! stranger (tests/http/access).

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::routing::{MethodRouter, get, post};
use tower_http::timeout::TimeoutLayer;

use super::Web;

/// No page takes as long as this.
const PATIENCE: Duration = Duration::from_mins(1);
/// A large file through a village's mobile network does.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(15);

/// A door: a method, a path in axum's spelling, and what answers.
pub struct Route {
    /// Of the request.
    pub method: Method,
    /// `/office/imports/{id}`.
    pub path: &'static str,
    handler: MethodRouter<Web>,
    patience: Duration,
}

impl Route {
    /// A page or a file to look at; answers `HEAD` too.
    pub fn get<H: Handler<T, Web>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self { method: Method::GET, path, handler: get(handler), patience: PATIENCE }
    }

    /// A form that is sent.
    pub fn post<H: Handler<T, Web>, T: 'static>(path: &'static str, handler: H) -> Self {
        Self { method: Method::POST, path, handler: post(handler), patience: PATIENCE }
    }

    /// A form with a file of at most so many bytes.
    pub fn upload<H: Handler<T, Web>, T: 'static>(path: &'static str, handler: H, limit: usize) -> Self {
        let handler = post(handler).layer(DefaultBodyLimit::max(limit));
        Self { method: Method::POST, path, handler, patience: PATIENCE_WITH_FILES }
    }

    fn limited(self) -> MethodRouter<Web> {
        self.handler.layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, self.patience))
    }
}

/// The router of these doors; doors of one path share it.
pub fn router(routes: impl IntoIterator<Item = Route>) -> Router<Web> {
    routes.into_iter().fold(Router::new(), |router, route| router.route(route.path, route.limited()))
}
