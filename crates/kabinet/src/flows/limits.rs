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

    /// Requests of one person.
    pub fn writer(person: domain::ids::PersonId) -> Self {
        Self { bucket: format!("contact:person:{person}"), most: 10, window: TimeDelta::hours(24) }
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

/// Counts one more; minutes to wait when it is too many.
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
                wait = wait.max(Some(limit.window.num_minutes()));
            }
        }
        Ok(wait)
    })
}
