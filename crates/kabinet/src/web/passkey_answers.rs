//! What our script is told about passkeys, as JSON: a question for the authenticator, or a sentence for the person.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use crate::flows::passkeys::Question;

/// A question for the authenticator.
pub fn question(asked: &Question) -> Response {
    Json(json!({ "id": asked.id, "options": asked.options })).into_response()
}

/// A sentence for the person.
pub fn refusal(status: StatusCode, sentence: &str) -> Response {
    (status, Json(json!({ "error": sentence }))).into_response()
}
