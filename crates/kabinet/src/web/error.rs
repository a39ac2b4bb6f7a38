//! What a handler answers when it can't answer. The sentence for people is put around it by [`super::frame`]'s middleware;
//! the chain of causes goes to the log. What one may not see is answered like what doesn't exist: 404.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::flows::Failure;

/// A refusal.
#[derive(Debug)]
pub enum Refused {
    /// No such page, or not for this person.
    NotFound,
    /// The request makes no sense.
    BadRequest,
    /// The database is overloaded.
    Busy,
    /// The machine's trouble.
    Failed(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(store::Error::Busy) => Self::Busy,
            other => Self::Failed(other),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Failure::from(error).into()
    }
}

impl From<askama::Error> for Refused {
    fn from(error: askama::Error) -> Self {
        Self::Failed(Failure::Data(error.to_string()))
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::BadRequest => StatusCode::BAD_REQUEST.into_response(),
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Self::Failed(failure) => internal(&failure.to_string()),
        }
    }
}

/// The answer to a defect: nothing of it is told, everything is logged.
pub fn internal(what: &str) -> Response {
    tracing::error!(error = what, "a request failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
