//! «Подать заявку на ПИН-код» (catalogue D4), and an operator's word: for whoever has nothing to prove an account by at once.

use std::net::IpAddr;

use chrono::TimeDelta;
use domain::account::{LinkLevel, LinkProof, LinkRequestState, Proof};
use domain::audit::{AuditField, AuditKind};
use domain::email::key_of;
use domain::portal::Language;
use store::link_requests::{self, Decidable, LinkRequest, NewRequest};
use store::linking::{self, Wanted};
use store::outbox::{self, NewLetter};
use store::portals::{self, Portal};
use store::scope::{CustomerScope, OrganisationScope};
use store::{Tx, profiles};
use uuid::Uuid;

use super::audit::{self, Actor, Change, Facts, Place};
use super::limits::{self, Limit};
use super::prove_account::{make, tax_number_of};
use super::{Failure, letter, notice};
use crate::app::App;

/// A PIN stands for so long.
pub const STANDS: TimeDelta = TimeDelta::days(7);
/// So many may be typed for one letter.
const TRIES: i64 = 5;
/// A PIN goes so many times, the first included.
const LETTERS: i64 = 3;
/// And not sooner than after this.
const PAUSE: TimeDelta = TimeDelta::seconds(60);
/// The longest note to the operator, in characters.
pub const LONGEST_NOTE: usize = 1000;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The PIN is on its way to the address in the register.
    PinSent,
    /// The register knows no address, or an operator's word was asked for: an operator decides.
    Waiting,
    /// The portal doesn't take such a proof.
    NotOffered,
    /// The note is too long.
    NoteTooLong,
    /// Not the holder's tax number.
    TaxNumberOdd,
    /// Too many requests: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// A form of request, as it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// What is asked for.
    pub proof: Proof,
    /// What the person writes to the operator.
    pub note: &'a str,
    /// The holder's tax number, where the portal asks for it.
    pub tax_number: &'a str,
    /// Where it comes from.
    pub address: IpAddr,
}

/// Asks for a PIN or an operator's word.
///
/// # Errors
/// The machine's trouble only.
pub async fn ask(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &Wanted,
    form: Form<'_>,
) -> Result<Asked, Failure> {
    let Form { proof, note, tax_number, address } = form;
    if proof.is_typed() || !portal.rules.linking.proofs.contains(&proof) {
        return Ok(Asked::NotOffered);
    }
    let note: String = note.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    if note.chars().count() > LONGEST_NOTE {
        return Ok(Asked::NoteTooLong);
    }
    let Ok(tax_number) = tax_number_of(portal, tax_number) else { return Ok(Asked::TaxNumberOdd) };
    if let Some(minutes) =
        limits::take(app, portal, &[Limit::requests(scope.person()), Limit::address("link", address)]).await?
    {
        return Ok(Asked::TooMany { minutes });
    }
    let known = linking::proof_facts(&mut app.db.read().await?, wanted).await?.emails;
    if let Some(email) = known.first().filter(|_| proof == Proof::Pin)
        && let Some(minutes) = limits::take(app, portal, &[Limit::mailbox(app, &key_of(email))]).await?
    {
        return Ok(Asked::TooMany { minutes });
    }
    let (now, id, letter_id): (_, Uuid, Uuid) = (app.clock.now(), app.id(), app.id());
    store::write!(app.db, |tx| {
        let facts = linking::proof_facts(tx, wanted).await?;
        let agrees = tax_number.as_ref().is_none_or(|number| facts.tax_number.as_deref() == Some(number.as_str()));
        // A wrong tax number goes to an operator like any other: the answer doesn't tell whether it was right.
        let email = facts.emails.first().filter(|_| proof == Proof::Pin && agrees);
        let pin = email.map(|email| (email.as_str(), now + STANDS));
        let request = NewRequest { id, proof, note: &note, pin };
        link_requests::insert(tx, scope, wanted, &request, now).await?;
        if let Some(email) = email {
            queue_pin(tx, portal, (letter_id, id), email, None, now).await?;
        }
        let told = Facts::of(AuditField::Plots, wanted.number()).with(AuditField::Proof, proof.code());
        let change = Change::of_person(AuditKind::ProofAsked, scope.person()).told(Facts::none(), told);
        let place = Place::Organisation(wanted.organisation());
        audit::record(app, tx, place, Actor::Person(scope.person(), address), &change).await?;
        Ok::<_, Failure>(if email.is_some() { Asked::PinSent } else { Asked::Waiting })
    })
}

async fn queue_pin(
    tx: &mut Tx,
    portal: &Portal,
    (letter, request): (Uuid, Uuid),
    recipient: &str,
    language: Option<Language>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Failure> {
    let new =
        NewLetter { id: letter, portal: portal.id, kind: letter::LINK_PIN, subject: request, recipient, language };
    Ok(outbox::insert(tx, &new, now).await?)
}

/// What became of a typed PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The account is linked in full.
    Linked,
    /// Not the PIN of the letter.
    Wrong,
    /// None is out, or its time is over.
    Gone,
    /// Too many were tried: ask for another.
    TooMany,
}

/// «Введите ПИН-код».
///
/// # Errors
/// The machine's trouble only.
pub async fn type_pin(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &Wanted,
    typed: &str,
    address: IpAddr,
) -> Result<Typed, Failure> {
    let now = app.clock.now();
    let found = link_requests::with_pin(&mut app.db.read().await?, scope, wanted.account(), now).await?;
    let Some(request) = found else { return Ok(Typed::Gone) };
    // Counted before it is looked at, so that parallel guesses can't slip through; over several requests too.
    let tries = Limit::proofs(scope.person(), wanted.account(), address);
    if limits::take(app, portal, &tries).await?.is_some() {
        return Ok(Typed::TooMany);
    }
    let pins = store::write!(app.db, |tx| link_requests::count_code(tx, &request).await)?;
    if pins > TRIES {
        return Ok(Typed::TooMany);
    }
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if digits != super::secret::pin(app, &request)? {
        return Ok(Typed::Wrong);
    }
    store::write!(app.db, |tx| {
        if !link_requests::finish(tx, scope, wanted.account(), now).await? {
            return Ok(Typed::Gone);
        }
        limits::give_back(tx, portal, &tries).await?;
        make(app, tx, portal, scope, wanted, (LinkLevel::Full, LinkProof::Pin), address).await?;
        Ok::<_, Failure>(Typed::Linked)
    })
}

/// «Отправить код ещё раз»; false when there is none to send, or it went too often or a moment ago.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_again(app: &App, portal: &Portal, scope: &CustomerScope, wanted: &Wanted) -> Result<bool, Failure> {
    let (now, id): (_, Uuid) = (app.clock.now(), app.id());
    let found = link_requests::with_pin(&mut app.db.read().await?, scope, wanted.account(), now).await?;
    let Some(request) = found else { return Ok(false) };
    let Some(email) = request.email.clone() else { return Ok(false) };
    store::write!(app.db, |tx| {
        let goes = link_requests::send_again(tx, &request, LETTERS, now - PAUSE, now).await?;
        if goes {
            queue_pin(tx, portal, (id, request.id), &email, None, now).await?;
        }
        Ok::<_, Failure>(goes)
    })
}

/// An operator's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is theirs.
    Approve,
    /// It isn't.
    Refuse,
}

/// What became of the decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Done, and the person is told.
    Done,
    /// There is no such request to decide.
    Nothing,
    /// The person has no confirmed address that a PIN could go to.
    NoAddress,
}

/// Decides a request that waits. A PIN that was asked for goes to the person's own confirmed address; an operator's word links
/// the account at once.
///
/// # Errors
/// The machine's trouble only.
pub async fn decide(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    id: Uuid,
    decision: Decision,
) -> Result<Decided, Failure> {
    let (now, letter_id): (_, Uuid) = (app.clock.now(), app.id());
    let address = match actor {
        Actor::Person(_, address) => address,
        Actor::CommandLine => IpAddr::from([127, 0, 0, 1]),
    };
    store::write!(app.db, |tx| {
        let Some(found) = link_requests::decidable(tx, scope, id).await? else { return Ok(Decided::Nothing) };
        let Some(portal) = portals::of_organisation(tx, scope).await? else { return Ok(Decided::Nothing) };
        let Decidable { request, mailbox } = &found;
        let person = request.person;
        let kind = match (decision, request.proof) {
            (Decision::Refuse, _) => {
                link_requests::decide(tx, scope, id, LinkRequestState::Refused, None, now).await?;
                notice::tell(tx, person, (letter_id, letter::LINK_REFUSED, id), now).await?;
                AuditKind::ProofRefused
            }
            (Decision::Approve, Proof::Pin) => {
                let Some(mailbox) = mailbox else { return Ok(Decided::NoAddress) };
                let pin = Some((mailbox.as_str(), now + STANDS));
                link_requests::decide(tx, scope, id, LinkRequestState::Sent, pin, now).await?;
                queue_pin(tx, &portal, (letter_id, id), mailbox, None, now).await?;
                AuditKind::ProofApproved
            }
            (Decision::Approve, _) => {
                link_requests::decide(tx, scope, id, LinkRequestState::Done, None, now).await?;
                let level = (LinkLevel::Full, LinkProof::Operator);
                make(app, tx, &portal, &found.on_their_behalf(), &request.wanted, level, address).await?;
                notice::tell(tx, person, (letter_id, letter::LINK_APPROVED, id), now).await?;
                AuditKind::ProofApproved
            }
        };
        let told = Facts::of(AuditField::Plots, request.wanted.number()).with(AuditField::Proof, request.proof.code());
        let change = Change::of_person(kind, person).told(Facts::none(), told);
        audit::record(app, tx, Place::Organisation(scope.organisation()), actor, &change).await?;
        Ok::<_, Failure>(Decided::Done)
    })
}

/// A request that stands, as its person sees it.
///
/// # Errors
/// The machine's trouble only.
pub async fn open(app: &App, scope: &CustomerScope) -> Result<Vec<LinkRequest>, Failure> {
    Ok(link_requests::of_customer(&mut app.db.read().await?, scope).await?)
}

/// Whether the person has a confirmed address: without one no account is linked.
///
/// # Errors
/// The machine's trouble only.
pub async fn is_confirmed(app: &App, scope: &CustomerScope) -> Result<bool, Failure> {
    let profile = profiles::find(&mut app.db.read().await?, scope).await?;
    Ok(profile.is_some_and(|profile| profile.expires_at.is_none()))
}
