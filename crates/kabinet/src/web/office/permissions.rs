//! Operators whose role opens a page; for the others there is no such page. One extractor a line of the table of permissions
//! ([`crate::flows::permission`]).

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use store::people::Office;
use store::scope::OfficeScope;

use crate::flows::audit::Actor;
use crate::flows::permission::{Action, any_may};
use crate::web::visit::{Operator, Visit};
use crate::web::{Refused, Web};

/// What one must be allowed to do behind a page.
pub trait Door {
    /// A line of the table.
    const ACTION: Action;
}

/// An operator who may do what the door asks for.
pub struct Allowed<D> {
    /// The visit.
    pub visit: Visit,
    /// The organisation they work for.
    pub office: Office,
    /// Who is told of in the audit.
    pub actor: Actor,
    door: PhantomData<fn() -> D>,
}

macro_rules! doors {
    ($($(#[$doc:meta])* $name:ident, $door:ident;)*) => {$(
        #[doc = concat!("The door of [`Action::", stringify!($door), "`].")]
        pub enum $door {}

        impl Door for $door {
            const ACTION: Action = Action::$door;
        }

        $(#[$doc])*
        pub type $name = Allowed<$door>;
    )*};
}

doors! {
    /// Brings files.
    Importer, Import;
    /// Looks after members.
    Approver, Members;
    /// Sets prices.
    Pricer, Tariffs;
    /// Says where the money goes.
    Treasurer, BankDetails;
    /// Reads and answers what people write.
    Correspondent, Requests;
    /// Writes pages and announcements.
    SiteEditor, Site;
    /// Looks at who changed what.
    Auditor, Audit;
    /// Says who works in the office.
    Administrator, Operators;
    /// Changes settings.
    Settler, Settings;
}

impl<D> Allowed<D> {
    /// The key to the organisation's data.
    pub fn scope(&self) -> &OfficeScope {
        &self.office.scope
    }
}

impl<D: Door> FromRequestParts<Web> for Allowed<D> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let Operator { visit, office } = Operator::from_request_parts(parts, web).await?;
        if !any_may(&office.roles, D::ACTION) {
            return Err(Refused::NotFound.into_response());
        }
        let actor = Actor::from_request_parts(parts, web).await?;
        Ok(Self { visit, office, actor, door: PhantomData })
    }
}
