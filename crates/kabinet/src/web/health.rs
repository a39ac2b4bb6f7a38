//! For whoever watches the program: alive, and ready to serve. Both answer on any host.

use axum::extract::State;
use axum::http::StatusCode;

use super::{Route, Web};

/// `/healthz` and `/readyz`.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/healthz", async || "ok\n"), Route::get("/readyz", ready)]
}

/// The database answers and has this program's schema.
async fn ready(State(web): State<Web>) -> (StatusCode, &'static str) {
    let applied = match web.app.db.read().await {
        Ok(mut handle) => store::applied_versions(&mut handle).await,
        Err(error) => Err(error),
    };
    match applied {
        Ok(versions) if versions == store::known_versions() => (StatusCode::OK, "ready\n"),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "the schema is of another version: run kabinet migrate\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
