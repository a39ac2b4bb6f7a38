//! A letter that tells a person what was done, queued in the transaction that does it.

use chrono::{DateTime, Utc};
use domain::ids::PersonId;
use store::outbox::{self, NewLetter};
use store::{Tx, letters};
use uuid::Uuid;

use super::Failure;

/// Queues the letter; those without an address of their own are told nothing.
pub(super) async fn tell(
    tx: &mut Tx,
    person: PersonId,
    (id, kind, subject): (Uuid, &str, Uuid),
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let Some((portal, recipient, language)) = letters::mailbox(tx, person).await? else { return Ok(()) };
    Ok(outbox::insert(tx, &NewLetter { id, portal, kind, subject, recipient: &recipient, language }, now).await?)
}
