//! Writing down who changed what, in the transaction of the change. What it tells are texts by field; secrets are never among
//! them.

use std::collections::BTreeMap;

use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::ids::PersonId;
use store::Handle;
use store::audit::{self, Entry};

pub use store::audit::{Actor, Place};

use super::Failure;
use crate::app::App;

/// Values before or after a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<&'static str, String>);

impl Facts {
    /// No values.
    pub fn none() -> Self {
        Self::default()
    }

    /// One value.
    pub fn of(field: AuditField, value: impl Into<String>) -> Self {
        Self::none().with(field, value)
    }

    /// And one more.
    #[must_use]
    pub fn with(mut self, field: AuditField, value: impl Into<String>) -> Self {
        self.0.insert(field.code(), value.into());
        self
    }

    /// Two sets without what stands in both alike.
    pub fn differing(before: &Self, after: &Self) -> (Self, Self) {
        let differs = |field: &str| before.0.get(field) != after.0.get(field);
        let kept =
            |facts: &Self| Self(facts.0.iter().filter(|(f, _)| differs(f)).map(|(f, v)| (*f, v.clone())).collect());
        (kept(before), kept(after))
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn json(&self) -> Result<Option<String>, Failure> {
        Ok(if self.is_empty() { None } else { Some(serde_json::to_string(&self.0)?) })
    }
}

/// A change.
#[derive(Clone, Debug)]
pub struct Change {
    /// What was done.
    pub kind: AuditKind,
    /// To what: its id or number.
    pub subject: (AuditSubject, String),
    /// The same in words; a person's login needs none.
    pub title: Option<String>,
    /// What stood.
    pub before: Facts,
    /// What stands now.
    pub after: Facts,
}

impl Change {
    /// Something done to a person.
    pub fn of_person(kind: AuditKind, person: PersonId) -> Self {
        let subject = (AuditSubject::Person, person.to_string());
        Self { kind, subject, title: None, before: Facts::none(), after: Facts::none() }
    }

    /// Something done to something else, with its name.
    pub fn of(kind: AuditKind, subject: AuditSubject, id: &impl ToString, title: &str) -> Self {
        let (subject, title) = ((subject, id.to_string()), Some(title.to_owned()));
        Self { kind, subject, title, before: Facts::none(), after: Facts::none() }
    }

    /// With what stood and what stands.
    #[must_use]
    pub fn told(self, before: Facts, after: Facts) -> Self {
        Self { before, after, ..self }
    }
}

/// Writes a change down. The id is made in the transaction: one that runs again makes another, and no harm is done.
///
/// # Errors
/// The machine's trouble only.
pub async fn record(
    app: &App,
    tx: &mut impl Handle,
    place: Place,
    actor: Actor,
    change: &Change,
) -> Result<(), Failure> {
    let (before, after) = (change.before.json()?, change.after.json()?);
    let entry = Entry {
        id: app.id(),
        place,
        actor,
        kind: change.kind,
        subject: (change.subject.0, &change.subject.1),
        title: change.title.as_deref(),
        at: app.clock.now(),
        before: before.as_deref(),
        after: after.as_deref(),
    };
    Ok(audit::record(tx, &entry).await?)
}
