//! An account is proved to be somebody's, and linked: by what only the receipt, the meter or the register tells; or linked
//! without a proof, at the basic level, until there is one (catalogue B3, D3, D4).

use std::net::IpAddr;

use domain::account::{Finding, Identifier, LinkLevel, LinkProof, Proof, proof};
use domain::audit::{AuditField, AuditKind};
use domain::{Money, tax_number::TaxNumber};
use store::linking::{ProofFacts, Wanted};
use store::portals::Portal;
use store::scope::CustomerScope;
use store::{Tx, link_requests, linking, links, shares};

use super::audit::{self, Actor, Change, Facts, Place};
use super::limits::{self, Limit};
use super::{Failure, secret, tell_holders};
use crate::app::App;

/// What was typed as a proof, as it is sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// Which proof.
    pub proof: Option<Proof>,
    /// «Итого к оплате», four digits of a meter, the code.
    pub value: &'a str,
    /// The holder's tax number, where the portal asks for it besides.
    pub tax_number: &'a str,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is linked at this level.
    Linked(LinkLevel),
    /// It was linked in full before.
    Known,
    /// Something doesn't agree; nobody is told what.
    Wrong,
    /// This proof can't be used for this account: say which ones can.
    Unusable,
    /// Nothing was typed.
    Missing,
    /// Not what is asked for: a sum, four digits.
    Odd,
    /// Not a tax number, or none.
    TaxNumberOdd,
    /// Too many wrong ones: wait so many hours.
    TooMany {
        /// Whole hours.
        hours: i64,
    },
}

/// Which proofs this account admits, in the portal's order.
///
/// # Errors
/// The machine's trouble only.
pub async fn usable(app: &App, portal: &Portal, scope: &CustomerScope, wanted: &Wanted) -> Result<Vec<Proof>, Failure> {
    let mut handle = app.db.read().await?;
    let facts = linking::proof_facts(&mut handle, wanted).await?;
    let was_shown = shares::was_opened_to(&mut handle, scope, wanted.account()).await?;
    drop(handle);
    let today = app.clock.today(portal.time_zone);
    let is_usable = |proof: &Proof| match proof {
        proof if proof.is_typed() && was_shown => false,
        Proof::Receipt => !facts.shows_debt && facts.receipt.is_some_and(|total| total.is_telling(today)),
        Proof::Meter => proof::has_telling_meter(&facts.serials),
        Proof::Code | Proof::Pin | Proof::Approval => true,
    };
    Ok(portal.rules.linking.proofs.iter().copied().filter(is_usable).collect())
}

/// Links an account whose number is known, at the basic level; in full where the portal asks for no proof at all.
///
/// # Errors
/// The machine's trouble only.
pub async fn link_unproved(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &Wanted,
    address: IpAddr,
) -> Result<Outcome, Failure> {
    // Numbers follow each other: without a bound one person would link every account, and flood their holders with letters.
    if let Some(minutes) = limits::take(app, portal, &Limit::links(scope.person(), address)).await? {
        return Ok(Outcome::TooMany { hours: minutes / 60 });
    }
    let anybody = portal.rules.linking.is_open_to_anybody();
    let (level, proof) =
        if anybody { (LinkLevel::Full, LinkProof::Trusted) } else { (LinkLevel::Basic, LinkProof::None) };
    store::write!(app.db, |tx| {
        match linking_now(app, tx, scope, wanted).await? {
            Some(LinkLevel::Full) => return Ok(Outcome::Known),
            Some(LinkLevel::Basic) if level == LinkLevel::Basic => return Ok(Outcome::Linked(level)),
            _ => {}
        }
        make(app, tx, portal, scope, wanted, (level, proof), address).await?;
        Ok::<_, Failure>(Outcome::Linked(level))
    })
}

/// Links an account in full if what was typed agrees.
///
/// # Errors
/// The machine's trouble only.
pub async fn prove(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &Wanted,
    typed: Typed<'_>,
    address: IpAddr,
) -> Result<Outcome, Failure> {
    let Some(proof) = typed.proof.filter(|proof| proof.is_typed() && portal.rules.linking.proofs.contains(proof))
    else {
        return Ok(Outcome::Missing);
    };
    if typed.value.trim().is_empty() {
        return Ok(Outcome::Missing);
    }
    let Ok(tax_number) = tax_number_of(portal, typed.tax_number) else { return Ok(Outcome::TaxNumberOdd) };
    // Counted before it is looked at, so that parallel guesses can't slip through.
    let tries = Limit::proofs(scope.person(), wanted.account(), address);
    if let Some(minutes) = limits::take(app, portal, &tries).await? {
        return Ok(Outcome::TooMany { hours: minutes / 60 });
    }
    let mut handle = app.db.read().await?;
    let facts = linking::proof_facts(&mut handle, wanted).await?;
    // Whoever was shown the account by its owner has seen what would prove it.
    let was_shown = shares::was_opened_to(&mut handle, scope, wanted.account()).await?;
    drop(handle);
    if was_shown {
        give_back(app, portal, &tries).await?;
        return Ok(Outcome::Unusable);
    }
    let agrees = match agrees(app, portal, wanted, &facts, proof, typed.value)? {
        Agreement::Yes => true,
        Agreement::No => false,
        Agreement::Odd => {
            give_back(app, portal, &tries).await?;
            return Ok(Outcome::Odd);
        }
        Agreement::Unusable => {
            give_back(app, portal, &tries).await?;
            return Ok(Outcome::Unusable);
        }
    };
    let is_holder = tax_number.is_none_or(|number| facts.tax_number.as_deref() == Some(number.as_str()));
    if !(agrees && is_holder) {
        return Ok(Outcome::Wrong);
    }
    store::write!(app.db, |tx| {
        limits::give_back(tx, portal, &tries).await?;
        if linking_now(app, tx, scope, wanted).await? == Some(LinkLevel::Full) {
            return Ok(Outcome::Known);
        }
        make(app, tx, portal, scope, wanted, (LinkLevel::Full, link_proof(proof)), address).await?;
        Ok::<_, Failure>(Outcome::Linked(LinkLevel::Full))
    })
}

/// The account of this number whose receipt bears the code: the same number may stand at several suppliers, and only the one
/// that is meant is tried. Numbers are counted, so that nobody learns by trying which there are.
///
/// # Errors
/// The machine's trouble only.
pub async fn prove_by_code(
    app: &App,
    portal: &Portal,
    scope: &CustomerScope,
    number: &Identifier,
    typed: Typed<'_>,
    address: IpAddr,
) -> Result<(Outcome, Option<Wanted>), Failure> {
    let code: String = typed.value.chars().filter(char::is_ascii_digit).collect();
    if code.len() != 10 {
        return Ok((if typed.value.trim().is_empty() { Outcome::Missing } else { Outcome::Odd }, None));
    }
    if tax_number_of(portal, typed.tax_number).is_err() {
        return Ok((Outcome::TaxNumberOdd, None));
    }
    let numbers = Limit::numbers(scope.person(), address);
    if let Some(minutes) = limits::take(app, portal, &numbers).await? {
        return Ok((Outcome::TooMany { hours: (minutes / 60).max(1) }, None));
    }
    let found = linking::by_number(&mut app.db.read().await?, scope, None, number.as_str()).await?;
    let today = app.clock.today(portal.time_zone);
    let mut meant = found.first().cloned();
    for wanted in &found {
        if secret::recent_receipt_codes(app, wanted.account(), today)?.contains(&code) {
            meant = Some(wanted.clone());
        }
    }
    let Some(wanted) = meant else { return Ok((Outcome::Wrong, None)) };
    let outcome = prove(app, portal, scope, &wanted, typed, address).await?;
    if matches!(outcome, Outcome::Linked(_) | Outcome::Known) {
        give_back(app, portal, &numbers).await?;
    }
    Ok((outcome, Some(wanted)))
}

async fn give_back(app: &App, portal: &Portal, tries: &[Limit]) -> Result<(), Failure> {
    store::write!(app.db, |tx| limits::give_back(tx, portal, tries).await)
}

/// The holder's tax number, where the portal asks for it; a legal entity's register may know none, and then nobody agrees.
pub(super) fn tax_number_of(portal: &Portal, typed: &str) -> Result<Option<TaxNumber>, ()> {
    if !portal.rules.linking.tax_number || portal.rules.linking.finding == Finding::Declared {
        return Ok(None);
    }
    TaxNumber::parse(typed).map(Some).map_err(|_| ())
}

enum Agreement {
    Yes,
    No,
    Odd,
    Unusable,
}

fn agrees(
    app: &App,
    portal: &Portal,
    wanted: &Wanted,
    facts: &ProofFacts,
    proof: Proof,
    typed: &str,
) -> Result<Agreement, Failure> {
    let today = app.clock.today(portal.time_zone);
    let right = match proof {
        Proof::Receipt => {
            let Ok(sum) = Money::parse(typed, portal.rules.currency) else { return Ok(Agreement::Odd) };
            let Some(total) = facts.receipt.filter(|total| !facts.shows_debt && total.is_telling(today)) else {
                return Ok(Agreement::Unusable);
            };
            total.amount == sum.minor()
        }
        Proof::Meter => {
            let Some(digits) = proof::last_four(typed) else { return Ok(Agreement::Odd) };
            if !proof::has_telling_meter(&facts.serials) {
                return Ok(Agreement::Unusable);
            }
            proof::is_of_meter(&digits, &facts.serials)
        }
        Proof::Code => {
            let code: String = typed.chars().filter(char::is_ascii_digit).collect();
            if code.len() != 10 {
                return Ok(Agreement::Odd);
            }
            secret::recent_receipt_codes(app, wanted.account(), today)?.contains(&code)
        }
        Proof::Pin | Proof::Approval => false,
    };
    Ok(if right { Agreement::Yes } else { Agreement::No })
}

/// How the link says that it was proved.
pub(super) const fn link_proof(proof: Proof) -> LinkProof {
    match proof {
        Proof::Receipt => LinkProof::Receipt,
        Proof::Meter => LinkProof::Meter,
        Proof::Code => LinkProof::Code,
        Proof::Pin => LinkProof::Pin,
        Proof::Approval => LinkProof::Operator,
    }
}

async fn linking_now(
    app: &App,
    tx: &mut Tx,
    scope: &CustomerScope,
    wanted: &Wanted,
) -> Result<Option<LinkLevel>, Failure> {
    Ok(links::standing(tx, scope, wanted.account(), app.clock.now()).await?)
}

/// The link, its line in the list of changes, and the letters to those whose account it is.
pub(super) async fn make(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &CustomerScope,
    wanted: &Wanted,
    (level, proof): (LinkLevel, LinkProof),
    address: IpAddr,
) -> Result<(), Failure> {
    let now = app.clock.now();
    links::link(tx, scope, wanted, (level, proof), now).await?;
    if level == LinkLevel::Full {
        link_requests::finish(tx, scope, wanted.account(), now).await?;
    }
    let told = Facts::of(AuditField::Plots, wanted.number()).with(AuditField::Proof, proof.code());
    let change = Change::of_person(AuditKind::AccountLinked, scope.person()).told(Facts::none(), told);
    let actor = Actor::Person(scope.person(), address);
    audit::record(app, tx, Place::Organisation(wanted.organisation()), actor, &change).await?;
    tell_holders::tell(app, tx, portal, scope, wanted).await
}
