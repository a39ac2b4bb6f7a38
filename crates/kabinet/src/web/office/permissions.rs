//! Operators whose role opens a page; for the others there is no such page.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use store::people::Office;
use store::scope::OfficeScope;

use crate::flows::permission::{Action, any_may};
use crate::web::visit::{Operator, Visit};
use crate::web::{Refused, Web};

/// An operator who may import files.
pub struct Importer {
    /// The visit.
    pub visit: Visit,
    /// The organisation they work for.
    pub office: Office,
}

impl Importer {
    /// The key to the organisation's data.
    pub fn scope(&self) -> &OfficeScope {
        &self.office.scope
    }
}

impl FromRequestParts<Web> for Importer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let Operator { visit, office } = Operator::from_request_parts(parts, web).await?;
        if any_may(&office.roles, Action::Import) {
            return Ok(Self { visit, office });
        }
        Err(Refused::NotFound.into_response())
    }
}
