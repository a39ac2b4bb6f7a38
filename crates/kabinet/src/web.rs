//! HTTP: parse → one flow or one store read → answer.

pub mod agent;
mod assets;
pub mod cookies;
mod customer;
mod demo;
mod error;
mod form;
mod frame;
mod guide;
mod health;
mod hosts;
mod office;
pub mod page;
mod passkey_answers;
pub mod portal_table;
mod public;
mod refusals;
pub mod routes;
pub mod site_menu;
pub mod state;
mod viewing;
pub mod visit;

use std::net::SocketAddr;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

pub use error::Refused;
pub use routes::Route;
pub use state::Web;

/// All doors of a portal.
pub fn portal_routes() -> Vec<Route> {
    let mut routes = vec![assets::route()];
    routes.extend(public::routes());
    routes.extend(customer::routes());
    routes.extend(office::routes());
    routes
}

/// The pages of a portal with all that is around them; the request brings its portal along.
pub fn portal_pages(web: &Web, routes: Router<Web>) -> Router {
    routes
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(CatchPanicLayer::new())
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(web.clone(), frame::remember_view))
        .layer(from_fn_with_state(web.clone(), refusals::render))
        .layer(from_fn_with_state(web.clone(), frame::enter_portal))
        .with_state(web.clone())
}

fn demo_pages(web: &Web) -> Router {
    demo::routes()
        .merge(routes::router([assets::route()]))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web.clone(), frame::remember_view))
        .layer(from_fn_with_state(web.clone(), refusals::render))
        .layer(from_fn_with_state(web.clone(), demo::only_loopback))
        .with_state(web.clone())
}

/// The whole web: health, the demo's own host, and the portals by host name.
pub fn router(web: Web) -> Router {
    let portals = portal_pages(&web, routes::router(portal_routes()));
    routes::router(health::routes())
        .with_state(web.clone())
        .fallback_service(hosts::by_host(web.clone(), demo_pages(&web), portals))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(web.clone(), frame::security_headers))
        .layer(CompressionLayer::new())
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
