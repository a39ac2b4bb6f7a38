//! An operator looks at a member's cabinet as the member sees it: read-only, for a quarter of an hour, written down.

use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::AuditKind;
use domain::ids::{PersonId, PortalId};
use store::scope::OrganisationScope as _;
use store::{members, views};

use super::Failure;
use super::audit::{self, Change, Place};
use super::log_in::token_hash;
use super::manage_member::Office;
use crate::app::App;

/// A view stands so long.
const STANDS: TimeDelta = TimeDelta::minutes(15);

/// A view that began.
#[derive(Clone, Debug)]
pub struct Begun {
    /// For the browser alone.
    pub token: String,
    /// When it is over.
    pub expires_at: DateTime<Utc>,
}

/// Begins a view in the operator's session of this token; nothing when the organisation has no such member.
///
/// # Errors
/// The machine's trouble only.
pub async fn begin(app: &App, office: &Office<'_>, session: &str, person: PersonId) -> Result<Option<Begun>, Failure> {
    let (now, token) = (app.clock.now(), app.entropy.token());
    let (hash, session_hash, expires_at) = (token_hash(&token), token_hash(session), now + STANDS);
    let place = Place::Organisation(office.scope.organisation());
    let is_begun = store::write!(app.db, |tx| {
        let Some(member) = members::find(tx, office.scope, person).await? else { return Ok(false) };
        views::begin(tx, office.scope, &member, (&hash, &session_hash), (now, expires_at)).await?;
        let change = Change::of_person(AuditKind::CabinetViewed, person);
        audit::record(app, tx, place, office.actor, &change).await?;
        Ok::<_, Failure>(true)
    })?;
    Ok(is_begun.then_some(Begun { token, expires_at }))
}

/// Ends the view of this token; whose cabinet it showed, unless it was over.
///
/// # Errors
/// The machine's trouble only.
pub async fn end(app: &App, portal: PortalId, token: &str) -> Result<Option<PersonId>, Failure> {
    let hash = token_hash(token);
    store::write!(app.db, |tx| Ok::<_, Failure>(views::end(tx, portal, &hash).await?))
}
