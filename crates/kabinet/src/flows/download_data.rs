//! «Скачать мои данные»: everything that the portal keeps of a person, for their own hands.

use store::personal_data::{self, Account, Change, Consent, LogIn, Profile, Request};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::subscriptions::{self, Subscription};

use super::Failure;
use super::electricity_statement::{Pages, Row, electricity_statement};
use super::limits::{self, Limit};
use super::payment_statement::{AccountStatement, payment_statement};
use crate::app::App;

/// All of it.
#[derive(Clone, Debug)]
pub struct PersonalData {
    /// Who they are.
    pub profile: Profile,
    /// What they agreed to.
    pub consents: Vec<Consent>,
    /// The accounts that show to them, and those that did.
    pub accounts: Vec<Account>,
    /// What they want to be written about.
    pub subscriptions: Vec<Subscription>,
    /// When and from where they logged in.
    pub log_ins: Vec<LogIn>,
    /// What they wrote by the contact form.
    pub requests: Vec<Request>,
    /// What was changed by them or of theirs.
    pub changes: Vec<Change>,
    /// What was charged and paid, of the accounts that are open to them in full.
    pub charges: Vec<AccountStatement>,
    /// Readings of the same accounts.
    pub readings: Vec<Row>,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Here it is.
    Ready(Box<PersonalData>),
    /// The person is gone.
    Gone,
    /// Too many times: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// Reads it.
///
/// # Errors
/// The machine's trouble only.
pub async fn personal_data(app: &App, portal: &Portal, scope: &CustomerScope) -> Result<Outcome, Failure> {
    if let Some(minutes) = limits::take(app, portal, &[Limit::downloads(scope.person())]).await? {
        return Ok(Outcome::TooMany { minutes });
    }
    let rules = &portal.rules;
    let readings = electricity_statement(app, rules, scope, Pages::All).await?;
    let charges = payment_statement(app, rules.currency, scope, app.clock.today(portal.time_zone)).await?;
    let mut handle = app.db.read().await?;
    let Some(profile) = personal_data::profile(&mut handle, scope).await? else { return Ok(Outcome::Gone) };
    Ok(Outcome::Ready(Box::new(PersonalData {
        profile,
        consents: personal_data::consents(&mut handle, scope).await?,
        accounts: personal_data::accounts(&mut handle, scope).await?,
        subscriptions: subscriptions::of_customer(&mut handle, scope).await?,
        log_ins: personal_data::log_ins(&mut handle, scope).await?,
        requests: personal_data::requests(&mut handle, scope).await?,
        changes: personal_data::changes(&mut handle, scope).await?,
        charges: charges.accounts,
        readings: readings.periods.into_iter().flat_map(|period| period.rows).collect(),
    })))
}
