//! What the audit tells of a text of the public site.

use domain::audit::{AuditField, AuditKind, AuditSubject};
use store::Handle;
use store::scope::OrganisationScope;
use uuid::Uuid;

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// Of a longer text the audit keeps the beginning.
const KEPT_CHARS: usize = 4000;

/// A text before or after a change: its heading and what it says.
pub(super) type Text<'a> = (&'a str, &'a str);

/// Writes down what was done to a text.
pub(super) async fn record_text(
    app: &App,
    tx: &mut impl Handle,
    scope: &impl OrganisationScope,
    actor: Actor,
    (kind, subject, id): (AuditKind, AuditSubject, Uuid),
    (before, after): (Option<Text<'_>>, Option<Text<'_>>),
) -> Result<(), Failure> {
    let title = after.or(before).map_or("", |(title, _)| title);
    let facts = |text: Option<Text<'_>>| text.map(facts).unwrap_or_default();
    let (before, after) = Facts::differing(&facts(before), &facts(after));
    let change = Change::of(kind, subject, &id, title).told(before, after);
    audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await
}

fn facts((title, body): Text<'_>) -> Facts {
    let mut kept: String = body.chars().take(KEPT_CHARS).collect();
    if kept.len() < body.len() {
        kept.push('…');
    }
    Facts::of(AuditField::Title, title).with(AuditField::Text, kept)
}
