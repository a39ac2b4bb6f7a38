//! How often something may be asked: counted in the database, where every process sees it, before anything is looked at.

use std::net::IpAddr;

use chrono::TimeDelta;
use store::login_guard;
use store::portals::Portal;

use super::Failure;
use super::log_in::{keyed_hash, network};
use crate::app::App;

/// So many within a time.
pub struct Limit {
    bucket: String,
    most: i64,
    window: TimeDelta,
}

impl Limit {
    /// Forms from one address: a village may share it, a machine may not flood by it.
    pub fn address(what: &str, address: IpAddr) -> Self {
        Self { bucket: format!("{what}:address:{}", network(address)), most: 20, window: TimeDelta::hours(1) }
    }

    /// Letters to one mailbox.
    pub fn mailbox(app: &App, email_key: &str) -> Self {
        Self { bucket: format!("mailbox:{}", keyed_hash(app, email_key)), most: 10, window: TimeDelta::hours(12) }
    }

    /// Letters with the digits of a picture to one mailbox: a bucket of its own, so that they don't shut out the letters that matter.
    pub fn digits(app: &App, email_key: &str) -> Self {
        Self { bucket: format!("digits:{}", keyed_hash(app, email_key)), most: 10, window: TimeDelta::hours(12) }
    }

    /// Requests of one person.
    pub fn writer(person: domain::ids::PersonId) -> Self {
        Self { bucket: format!("contact:person:{person}"), most: 10, window: TimeDelta::hours(24) }
    }

    /// What somebody types to prove that an account is theirs: theirs, the account's, the address's. The account's holder can't be
    /// kept out for longer than a day, and an operator's word is never counted.
    pub fn proofs(person: domain::ids::PersonId, account: domain::ids::AccountId, address: IpAddr) -> [Self; 3] {
        let window = TimeDelta::hours(24);
        [
            Self { bucket: format!("proof:person:{person}"), most: 10, window },
            Self { bucket: format!("proof:address:{}", network(address)), most: 50, window },
            Self { bucket: format!("proof:account:{account}"), most: 10, window },
        ]
    }

    /// Accounts that one person links without a proof.
    pub fn links(person: domain::ids::PersonId, address: IpAddr) -> [Self; 2] {
        let window = TimeDelta::hours(24);
        [
            Self { bucket: format!("link:person:{person}"), most: 50, window },
            Self { bucket: format!("link:address:{}", network(address)), most: 200, window },
        ]
    }

    /// Numbers that nobody bears: whoever tries one after another is looking for other people's accounts.
    pub fn numbers(person: domain::ids::PersonId, address: IpAddr) -> [Self; 2] {
        let window = TimeDelta::hours(1);
        [
            Self { bucket: format!("number:person:{person}"), most: 20, window },
            Self { bucket: format!("number:address:{}", network(address)), most: 60, window },
        ]
    }

    /// Questions for a new password from one address before a picture is asked for.
    pub fn free_recoveries(address: IpAddr) -> Self {
        Self { bucket: format!("recover:free:{}", network(address)), most: 3, window: TimeDelta::hours(1) }
    }

    /// PINs and operators' words that one person asks for.
    pub fn requests(person: domain::ids::PersonId) -> Self {
        Self { bucket: format!("request:person:{person}"), most: 20, window: TimeDelta::hours(24) }
    }

    /// Archives of one's own data: each reads everything.
    pub fn downloads(person: domain::ids::PersonId) -> Self {
        Self { bucket: format!("download:person:{person}"), most: 5, window: TimeDelta::hours(1) }
    }

    /// Codes typed after the right password. A browser that is known to the person counts apart: whoever got hold of the
    /// password must not shut out its owner.
    pub fn second_step(person: domain::ids::PersonId, known_device: Option<&str>) -> Self {
        let bucket = match known_device {
            Some(hash) => format!("code:device:{hash}"),
            None => format!("code:person:{person}"),
        };
        Self { bucket, most: 10, window: TimeDelta::minutes(15) }
    }

    /// Log-ins with a passkey that one address begins.
    pub fn passkey(address: IpAddr) -> Self {
        Self { bucket: format!("passkey:address:{}", network(address)), most: 60, window: TimeDelta::minutes(15) }
    }

    /// Where it is counted.
    pub(super) fn bucket(&self) -> &str {
        &self.bucket
    }

    /// A person's password, asked for once more.
    pub fn password(person: domain::ids::PersonId) -> Self {
        Self { bucket: format!("password:{person}"), most: 10, window: TimeDelta::minutes(15) }
    }
}

/// Counts one more in each, the asker's own before others'; minutes to wait when it is too many.
///
/// # Errors
/// The machine's trouble only.
pub async fn take(app: &App, portal: &Portal, limits: &[Limit]) -> Result<Option<i64>, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let mut wait = None;
        for limit in limits {
            let count = login_guard::count_failure(tx, portal.id, &limit.bucket, now, now - limit.window).await?;
            if count > limit.most {
                wait = Some(limit.window.num_minutes());
                // Whoever is over a limit of their own fills up nobody else's.
                break;
            }
        }
        Ok(wait)
    })
}

/// Takes back what a right answer counted: only wrong ones are guesses.
///
/// # Errors
/// The machine's trouble only.
pub async fn give_back(tx: &mut store::Tx, portal: &Portal, limits: &[Limit]) -> Result<(), Failure> {
    for limit in limits {
        login_guard::give_back(tx, portal.id, &limit.bucket).await?;
    }
    Ok(())
}
