//! Where the organisation's money goes from now on.

use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::payment_qr::PaymentQr;
use domain::requisites::{BankDetails, BankDetailsError, BankDetailsField, BankDetailsText};
use store::scope::OrganisationScope;
use store::{Tx, bank_details};

use super::Failure;
use super::audit::{self, Actor, Change, Facts, Place};
use crate::app::App;

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The field itself.
    Field(BankDetailsError),
    /// Payee and bank together are longer than the payment QR code takes.
    TooLongForCode,
}

impl Fault {
    /// Where it is shown.
    pub fn field(&self) -> BankDetailsField {
        match self {
            Self::Field(error) => error.field,
            Self::TooLongForCode => BankDetailsField::Payee,
        }
    }
}

/// Bank details with which every receipt can be printed.
///
/// # Errors
/// Every field that is wrong.
pub fn read(typed: &BankDetailsText) -> Result<BankDetails, Vec<Fault>> {
    let details =
        BankDetails::parse(typed).map_err(|errors| errors.into_iter().map(Fault::Field).collect::<Vec<_>>())?;
    PaymentQr::to(&details).write().map_err(|_| vec![Fault::TooLongForCode])?;
    Ok(details)
}

/// Keeps them; receipts bear them at once.
///
/// # Errors
/// The machine's trouble only.
pub async fn set_bank_details(
    app: &App,
    scope: &impl OrganisationScope,
    actor: Actor,
    details: &BankDetails,
) -> Result<(), Failure> {
    store::write!(app.db, |tx| set_within(app, tx, scope, actor, details).await)
}

/// The same within a transaction of more.
pub(super) async fn set_within(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    actor: Actor,
    details: &BankDetails,
) -> Result<(), Failure> {
    let (now, organisation) = (app.clock.now(), scope.organisation());
    let stood = bank_details::of_organisations(tx, &[organisation]).await?.remove(&organisation);
    bank_details::set(tx, scope, details, now).await?;
    let change = Change::of(AuditKind::BankDetailsChanged, AuditSubject::Organisation, &organisation, details.payee())
        .told(stood.as_ref().map(facts).unwrap_or_default(), facts(details));
    audit::record(app, tx, Place::Organisation(organisation), actor, &change).await
}

/// As they stand on the receipt.
fn facts(details: &BankDetails) -> Facts {
    let text = BankDetailsText::from(details.clone());
    let parts = [
        text.payee,
        format!("ИНН {}", text.inn),
        format!("КПП {}", text.kpp),
        text.bank,
        format!("БИК {}", text.bik),
        text.account,
        text.correspondent_account,
    ];
    Facts::of(AuditField::Details, parts.join(", "))
}
