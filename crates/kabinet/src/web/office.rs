//! The back office.

use axum::Router;

use super::Web;

/// Routes of operators.
pub fn routes() -> Router<Web> {
    Router::new()
}
