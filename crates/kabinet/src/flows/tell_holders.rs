//! Whoever holds an account hears of each new link to it, and can end it by the letter: a neighbour who guessed right is found
//! out the same day.

use chrono::TimeDelta;
use domain::email::Email;
use store::linking::{self, Wanted};
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{Tx, links, profiles};
use uuid::Uuid;

use super::{Failure, letter};
use crate::app::App;

/// The letter's button works for so long.
const STANDS: TimeDelta = TimeDelta::days(30);

/// Queues a letter to each address that the register has beside the account and to everybody who holds it already; whoever
/// links it is no news to themselves.
pub(super) async fn tell(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &Wanted,
) -> Result<(), Failure> {
    let now = app.clock.now();
    let mut listed = linking::proof_facts(tx, wanted).await?.emails;
    listed.extend(links::mailboxes_of_holders(tx, wanted, scope.person(), now).await?);
    let own =
        profiles::find(tx, scope).await?.and_then(|profile| profile.email).and_then(|text| Email::parse(&text).ok());
    let mut told: Vec<Email> = Vec::new();
    for email in listed.iter().filter_map(|text| Email::parse(text).ok()) {
        if own.as_ref() == Some(&email) || told.contains(&email) {
            continue;
        }
        // One letter a day about one newcomer: its button works for what they do after it too.
        if links::was_told(tx, scope, wanted, email.as_str(), now - TimeDelta::days(1)).await? {
            continue;
        }
        let (notice, letter_id): (Uuid, Uuid) = (app.id(), app.id());
        links::insert_notice(tx, scope, wanted, (notice, email.as_str()), (now, now + STANDS)).await?;
        let letter = NewLetter {
            id: letter_id,
            portal: portal.id,
            kind: letter::ACCOUNT_LINKED,
            subject: notice,
            recipient: email.as_str(),
            language: None,
        };
        outbox::insert(tx, &letter, now).await?;
        told.push(email);
    }
    Ok(())
}
