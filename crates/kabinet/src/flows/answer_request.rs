//! The office marks what somebody wrote as answered.

use domain::audit::{AuditField, AuditKind, AuditSubject};
use store::requests;
use store::scope::OrganisationScope;
use uuid::Uuid;

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use super::write_page::body_of;
use crate::app::App;

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 2000;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is marked.
    Answered,
    /// The note is longer than [`LONGEST_NOTE`].
    NoteLong,
    /// There is no such request, or it was answered before.
    Gone,
}

/// Marks an open request answered, with a note.
///
/// # Errors
/// The machine's trouble only.
pub async fn answer_request(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: Uuid,
    note: &str,
) -> Result<Outcome, Failure> {
    let (note, now) = (body_of(note.trim()), app.clock.now());
    if note.chars().count() > LONGEST_NOTE {
        return Ok(Outcome::NoteLong);
    }
    let marked = store::write!(app.db, |tx| {
        let found = requests::find(tx, scope, id).await?;
        let marked = requests::mark_answered(tx, scope, id, &note, now).await?;
        if let (Some(request), true) = (found, marked) {
            let facts = if note.is_empty() { Facts::none() } else { Facts::of(AuditField::Note, &note) };
            let title = format!("№ {}", request.number);
            let change = Change::of(AuditKind::RequestAnswered, AuditSubject::Request, &id, &title);
            let place = Place::Organisation(scope.organisation());
            audit::record(app, tx, place, actor, &change.told(Facts::none(), facts)).await?;
        }
        Ok::<_, Failure>(marked)
    })?;
    Ok(if marked { Outcome::Answered } else { Outcome::Gone })
}
