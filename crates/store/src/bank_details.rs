//! Where an organisation's money goes. Printed on every receipt, so public: reading asks for no scope.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::ids::OrganisationId;
use domain::requisites::{BankDetails, BankDetailsText};
use uuid::Uuid;

use crate::scope::OrganisationScope;
use crate::{Error, Handle, Result};

/// Organisation, then the fields in the order of [`BankDetailsText`].
type Row = (Uuid, String, String, String, String, String, String, String);

/// Those of these organisations that have any.
///
/// # Errors
/// The database can't be read.
pub async fn of_organisations(
    handle: &mut impl Handle,
    organisations: &[OrganisationId],
) -> Result<HashMap<OrganisationId, BankDetails>> {
    let ids: Vec<Uuid> = organisations.iter().map(|id| id.uuid()).collect();
    let rows: Vec<Row> = run_in!(
        handle,
        all,
        "SELECT organisation_id, payee, inn, kpp, account, bank, bik, correspondent_account FROM bank_details
         WHERE organisation_id IN (",
        &ids,
        ")"
    )?;
    rows.into_iter()
        .map(|(organisation, payee, inn, kpp, account, bank, bik, correspondent_account)| {
            let text = BankDetailsText { payee, inn, kpp, account, bank, bik, correspondent_account };
            Ok((organisation.into(), BankDetails::try_from(text).map_err(Error::corrupt)?))
        })
        .collect()
}

/// Keeps them; what stood before is replaced.
///
/// # Errors
/// The database can't be written.
pub async fn set(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    details: &BankDetails,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = BankDetailsText::from(details.clone());
    run!(
        handle,
        execute,
        "INSERT INTO bank_details
             (organisation_id, payee, inn, kpp, account, bank, bik, correspondent_account, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (organisation_id) DO UPDATE SET payee = excluded.payee, inn = excluded.inn, kpp = excluded.kpp,
             account = excluded.account, bank = excluded.bank, bik = excluded.bik,
             correspondent_account = excluded.correspondent_account, changed_at = excluded.changed_at",
        scope.organisation().uuid(),
        &text.payee,
        &text.inn,
        &text.kpp,
        &text.account,
        &text.bank,
        &text.bik,
        &text.correspondent_account,
        now
    )?;
    Ok(())
}
