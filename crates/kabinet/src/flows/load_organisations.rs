//! The organisations of a portal from a list: new ones are made, known ones take what the list says.

use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::email::Email;
use domain::ids::OrganisationId;
use domain::requisites::{BankDetails, BankDetailsText};
use exchange::OrganisationRow;
use store::Tx;
use store::organisations::{self, Organisation};
use store::portals::Portal;
use store::scope::{JobScope, OrganisationScope as _};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use super::set_bank_details;
use crate::app::App;

/// What is wrong with a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// Another row bears the same code.
    DoubleCode {
        /// Where.
        row: u64,
        /// Which.
        code: String,
    },
    /// Not an address.
    Email {
        /// Where.
        row: u64,
        /// What stands there.
        text: String,
    },
    /// Bank details with which no receipt could be printed.
    Details {
        /// Where.
        row: u64,
        /// What is wrong with them.
        faults: Vec<set_bank_details::Fault>,
    },
}

/// What became of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// So many were made and so many written anew.
    Loaded {
        /// New.
        made: usize,
        /// Known.
        written: usize,
    },
    /// Nothing was changed.
    Faults(Vec<RowFault>),
}

/// Loads the list, whole or not at all. `scope_of` comes from whoever may act for every organisation: the command line.
///
/// # Errors
/// The machine's trouble only.
pub async fn load_organisations(
    app: &App,
    portal: &Portal,
    rows: &[OrganisationRow],
    scope_of: fn(OrganisationId) -> JobScope,
) -> Result<Outcome, Failure> {
    let mut faults = Vec::new();
    let mut wanted: Vec<(&OrganisationRow, OrganisationId, Option<BankDetails>)> = Vec::new();
    for row in rows {
        if wanted.iter().any(|(known, ..)| known.code.to_lowercase() == row.code.to_lowercase()) {
            faults.push(RowFault::DoubleCode { row: row.row, code: row.code.clone() });
        }
        let email = row.email.as_deref().unwrap_or_default();
        if !email.is_empty() && Email::parse(email).is_err() {
            faults.push(RowFault::Email { row: row.row, text: email.to_owned() });
        }
        let details = details_of(row).unwrap_or_else(|faults_of_row| {
            faults.push(RowFault::Details { row: row.row, faults: faults_of_row });
            None
        });
        wanted.push((row, app.id(), details));
    }
    if !faults.is_empty() {
        return Ok(Outcome::Faults(faults));
    }
    store::write!(app.db, |tx| {
        let known = organisations::of_portal(tx, portal.id).await?;
        let (mut made, mut written) = (0, 0);
        for (row, id, details) in &wanted {
            let stands = known.iter().find(|stands| stands.code.to_lowercase() == row.code.to_lowercase());
            let organisation = organisation_of(stands.map_or(*id, |stands| stands.id), row, stands);
            if stands.is_some() {
                written += 1;
            } else {
                made += 1;
            }
            let scope = scope_of(organisation.id);
            put(app, tx, portal, &scope, (stands, &organisation), details.as_ref()).await?;
        }
        Ok::<_, Failure>(Outcome::Loaded { made, written })
    })
}

async fn put(
    app: &App,
    tx: &mut Tx,
    portal: &Portal,
    scope: &JobScope,
    (stands, wanted): (Option<&Organisation>, &Organisation),
    details: Option<&BankDetails>,
) -> Result<(), Failure> {
    let now = app.clock.now();
    match stands {
        None => organisations::insert(tx, portal.id, wanted, now).await?,
        Some(_) => organisations::update(tx, scope, wanted).await?,
    }
    if let Some(details) = details {
        set_bank_details::set_within(app, tx, scope, Actor::CommandLine, details).await?;
    }
    let before = stands.map_or_else(Facts::none, |stands| Facts::of(AuditField::Title, &stands.title));
    let subject = AuditSubject::Organisation;
    let change = Change::of(AuditKind::OrganisationSaved, subject, &scope.organisation(), &wanted.title);
    let change = change.told(before, Facts::of(AuditField::Title, &wanted.title));
    audit::record(app, tx, Place::Portal(portal.id), Actor::CommandLine, &change).await
}

/// What the list has no column for stays as it stands.
fn organisation_of(id: OrganisationId, row: &OrganisationRow, stands: Option<&Organisation>) -> Organisation {
    let stood = stands.cloned().unwrap_or_else(|| Organisation::of(id, &row.code, ""));
    Organisation {
        title: row.title.clone(),
        service: row.service.clone().unwrap_or(stood.service),
        email: row.email.clone().unwrap_or(stood.email),
        number_digits: row.number_digits.unwrap_or(stood.number_digits),
        number_hint: row.number_hint.clone().unwrap_or(stood.number_hint),
        basic: row.basic.clone().unwrap_or(stood.basic),
        id: stood.id,
        code: stood.code,
    }
}

/// None where the list has no account to pay to.
fn details_of(row: &OrganisationRow) -> Result<Option<BankDetails>, Vec<set_bank_details::Fault>> {
    let BankDetailsText { account, bik, .. } = &row.details;
    if account.is_empty() && bik.is_empty() {
        return Ok(None);
    }
    set_bank_details::read(&row.details).map(Some)
}
