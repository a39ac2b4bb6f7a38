//! An owner opens an account to a relative or a tenant by e-mail, in a role, until a day, and takes it back.

use std::net::IpAddr;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use domain::Date;
use domain::account::{LinkLevel, LinkRole};
use domain::audit::{AuditField, AuditKind};
use domain::email::Email;
use domain::ids::AccountId;
use domain::portal::Language;
use store::accounts;
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::shares::{self, NewOffer, Offer};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::limits::{self, Limit};
use super::register::email_of;
use super::{Failure, letter, register};
use crate::app::App;

/// An offer is taken up within this time.
const STANDS: TimeDelta = TimeDelta::days(14);

/// The form as it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// To whom.
    pub email: &'a str,
    /// `payer` or `viewer`.
    pub role: &'a str,
    /// The last day; empty for as long as the owner likes.
    pub until: &'a str,
    /// The language of the letter.
    pub language: Language,
    /// Where it comes from.
    pub address: IpAddr,
}

/// What is wrong with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No address, or not one.
    Email(register::Fault),
    /// Not a day, or one that is over.
    UntilOdd,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A letter is on its way.
    Sent,
    /// The fields to mend.
    Faults(Vec<Fault>),
    /// The account isn't theirs to open.
    NotTheirs,
    /// Too many letters: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// Opens an account to whoever has this address.
///
/// # Errors
/// The machine's trouble only.
pub async fn share(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    account: AccountId,
    form: Form<'_>,
) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let (email, until) = match read(app, portal, form) {
        Ok(read) => read,
        Err(faults) => return Ok(Outcome::Faults(faults)),
    };
    let role = if form.role == LinkRole::Payer.code() { LinkRole::Payer } else { LinkRole::Viewer };
    let limits = [Limit::requests(scope.person()), Limit::mailbox(app, &email.key())];
    if let Some(minutes) = limits::take(app, portal, &limits).await? {
        return Ok(Outcome::TooMany { minutes });
    }
    let (id, letter_id): (Uuid, Uuid) = (app.id(), app.id());
    let key = email.key();
    store::write!(app.db, |tx| {
        let found = accounts::one_of_customer(tx, scope, account, now).await?;
        let Some(account) = found.filter(may_share) else { return Ok(Outcome::NotTheirs) };
        let offer = NewOffer { id, email: email.as_str(), email_key: &key, role, until, expires_at: now + STANDS };
        shares::offer(tx, scope, &account, &offer, now).await?;
        let letter = NewLetter {
            id: letter_id,
            portal: portal.id,
            kind: letter::SHARE_OFFERED,
            subject: id,
            recipient: email.as_str(),
            language: Some(form.language),
        };
        outbox::insert(tx, &letter, now).await?;
        let told = Facts::of(AuditField::Plots, account.number())
            .with(AuditField::Email, email.as_str())
            .with(AuditField::Role, role.code());
        let change = Change::of_person(AuditKind::AccountShared, scope.person()).told(Facts::none(), told);
        let place = Place::Organisation(account.organisation());
        audit::record(app, tx, place, Actor::Person(scope.person(), form.address), &change).await?;
        Ok::<_, Failure>(Outcome::Sent)
    })
}

/// Only an owner who proved the account opens it to others.
pub fn may_share(account: &accounts::LinkedAccount) -> bool {
    account.level() == LinkLevel::Full && account.role() == LinkRole::Owner
}

fn read(app: &App, portal: &Portal, form: Form<'_>) -> Result<(Email, Option<DateTime<Utc>>), Vec<Fault>> {
    let email = email_of(form.email).map_err(Fault::Email);
    let until = last_moment(app, portal, form.until).ok_or(Fault::UntilOdd);
    match (email, until) {
        (Ok(email), Ok(until)) => Ok((email, until)),
        (email, until) => Err(email.err().into_iter().chain(until.err()).collect()),
    }
}

/// The end of the day in the portal's time; a day that is over, or that nobody writes, is refused by the outer `None`.
#[allow(clippy::option_option, reason = "no day at all is an answer too")]
fn last_moment(app: &App, portal: &Portal, text: &str) -> Option<Option<DateTime<Utc>>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let day: Date = domain::parse_date(text.trim()).ok()?;
    if day < app.clock.today(portal.time_zone) {
        return None;
    }
    let next = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
    let moment = next.and_local_timezone(portal.time_zone.tz()).earliest()?;
    Some(Some(moment.with_timezone(&Utc)))
}

/// What is opened to the person.
///
/// # Errors
/// The machine's trouble only.
pub async fn offers(app: &App, scope: &CustomerScope) -> Result<Vec<Offer>, Failure> {
    Ok(shares::offers(&mut app.db.read().await?, scope, app.clock.now()).await?)
}

/// Takes an offer up, or says no; false when it stands no longer.
///
/// # Errors
/// The machine's trouble only.
pub async fn answer(
    app: &App,
    scope: &CustomerScope,
    id: Uuid,
    accepts: bool,
    address: IpAddr,
) -> Result<bool, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let offers = shares::offers(tx, scope, now).await?;
        let Some(offer) = offers.iter().find(|offer| offer.id == id) else { return Ok(false) };
        if accepts {
            shares::accept(tx, scope, offer, now).await?;
            let told = Facts::of(AuditField::Plots, &offer.number).with(AuditField::Role, offer.role.code());
            let change = Change::of_person(AuditKind::AccountLinked, scope.person()).told(Facts::none(), told);
            let actor = Actor::Person(scope.person(), address);
            audit::record(app, tx, Place::Organisation(offer.organisation), actor, &change).await?;
        } else {
            shares::refuse(tx, scope, offer, now).await?;
        }
        Ok::<_, Failure>(true)
    })
}

/// The owner takes it back; false when nothing stood.
///
/// # Errors
/// The machine's trouble only.
pub async fn take_back(
    app: &App,
    scope: &CustomerScope,
    account: AccountId,
    id: Uuid,
    address: IpAddr,
) -> Result<bool, Failure> {
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        let Some(owned) = accounts::one_of_customer(tx, scope, account, now).await? else { return Ok(false) };
        let shared = shares::of_account(tx, scope, account, now).await?;
        let Some(one) = shared.iter().find(|one| one.id == id) else { return Ok(false) };
        shares::withdraw(tx, scope, id, now).await?;
        let told = Facts::of(AuditField::Plots, owned.number()).with(AuditField::Email, &one.email);
        let change = Change::of_person(AuditKind::ShareEnded, scope.person()).told(told, Facts::none());
        let place = Place::Organisation(owned.organisation());
        audit::record(app, tx, place, Actor::Person(scope.person(), address), &change).await?;
        Ok::<_, Failure>(true)
    })
}
