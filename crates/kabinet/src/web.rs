//! HTTP: parse → one flow or one store read → answer.

pub mod assets;
pub mod cookies;
mod customer;
mod demo;
mod error;
mod frame;
mod health;
mod hosts;
mod office;
pub mod page;
pub mod portal_table;
mod public;
mod refusals;
pub mod state;
pub mod visit;

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;

pub use error::Refused;
pub use state::Web;

/// No page takes as long as this.
const PATIENCE: Duration = Duration::from_secs(60);

/// All routes of a portal.
pub fn portal_routes() -> Router<Web> {
    Router::new()
        .merge(public::routes())
        .merge(customer::routes())
        .merge(office::routes())
        .route("/assets/{name}", get(assets::asset))
}

/// The whole web: health, the demo's own host, and the portals by host name.
pub fn router(web: Web) -> Router {
    let portals = portal_routes()
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(web.clone(), frame::remember_view))
        .layer(from_fn_with_state(web.clone(), refusals::render))
        .layer(from_fn_with_state(web.clone(), frame::enter_portal))
        .with_state(web.clone());
    let demo = demo::routes()
        .route("/assets/{name}", get(assets::asset))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(from_fn_with_state(web.clone(), frame::remember_view))
        .layer(from_fn_with_state(web.clone(), refusals::render))
        .layer(from_fn_with_state(web.clone(), demo::only_loopback))
        .with_state(web.clone());
    Router::new()
        .merge(health::routes())
        .with_state(web.clone())
        .fallback_service(hosts::by_host(web.clone(), demo, portals))
        .layer(from_fn_with_state(web.clone(), frame::security_headers))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web, frame::log_request))
}

/// Serves until `stop` resolves; requests under way are finished.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: tokio::net::TcpListener,
    web: Web,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router(web).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
