//! Payments as they came in.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{AccountId, ImportId, ItemId};
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// What a payment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaidFor {
    /// An item of the budget.
    Item(ItemId),
    /// Electricity.
    Electricity,
    /// Nothing in particular: an advance.
    Unassigned,
}

/// A payment; the sum in minor units, above nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPayment {
    /// Whose.
    pub account: AccountId,
    /// The day.
    pub paid_on: NaiveDate,
    /// Of sum and purpose: 32 hexadecimal digits.
    pub fingerprint: String,
    /// Its number among equals, from 1.
    pub equal_number: i64,
    /// How much.
    pub amount: i64,
    /// What the payer wrote.
    pub purpose: Option<String>,
    /// What for.
    pub paid_for: PaidFor,
    /// When it reached us.
    pub received_at: DateTime<Utc>,
    /// Which import brought it.
    pub import: Option<ImportId>,
}

/// Account, day, fingerprint, and how many equals of these there are.
type EqualsRow = (Uuid, NaiveDate, String, i64);

/// How many equal payments stand, by account, day and fingerprint.
///
/// # Errors
/// The database can't be read.
pub async fn payments(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
) -> Result<std::collections::HashMap<(AccountId, NaiveDate, String), i64>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let mut found = std::collections::HashMap::new();
    for ids in ids.chunks(handle.list_length()) {
        let rows: Vec<EqualsRow> = run_in!(
            handle,
            all,
            "SELECT account_id, paid_on, fingerprint, MAX(equal_number) FROM payment
             WHERE organisation_id = $1 AND account_id IN (",
            ids,
            ") GROUP BY account_id, paid_on, fingerprint",
            scope.organisation().uuid()
        )?;
        found.extend(rows.into_iter().map(|(account, day, print, count)| ((account.into(), day, print), count)));
    }
    Ok(found)
}

/// Writes new payments.
///
/// # Errors
/// [`crate::Error::Conflict`] for one that stands already.
pub async fn put_payments(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    payments: &[StoredPayment],
) -> Result<u64> {
    let item = |payment: &StoredPayment| match payment.paid_for {
        PaidFor::Item(item) => Some(item.uuid()),
        PaidFor::Electricity | PaidFor::Unassigned => None,
    };
    let service = |payment: &StoredPayment| match payment.paid_for {
        PaidFor::Electricity => Some("electricity".to_owned()),
        PaidFor::Item(_) | PaidFor::Unassigned => None,
    };
    Bulk {
        table: "payment",
        columns: vec![
            ("account_id", Column::Uuid(payments.iter().map(|p| p.account.uuid()).collect())),
            ("paid_on", Column::Date(payments.iter().map(|p| p.paid_on).collect())),
            ("fingerprint", Column::Text(payments.iter().map(|p| p.fingerprint.clone()).collect())),
            ("equal_number", Column::Number(payments.iter().map(|p| p.equal_number).collect())),
            ("organisation_id", Column::Uuid(vec![scope.organisation().uuid(); payments.len()])),
            ("amount", Column::Number(payments.iter().map(|p| p.amount).collect())),
            ("purpose", Column::OptionalText(payments.iter().map(|p| p.purpose.clone()).collect())),
            ("service", Column::OptionalText(payments.iter().map(service).collect())),
            ("item_id", Column::OptionalUuid(payments.iter().map(item).collect())),
            ("received_at", Column::Instant(payments.iter().map(|p| p.received_at).collect())),
            ("import_id", Column::OptionalUuid(payments.iter().map(|p| p.import.map(ImportId::uuid)).collect())),
        ],
        conflict: "",
    }
    .insert(handle)
    .await
}

/// Takes out what the import brought to these accounts.
///
/// # Errors
/// The database can't be written.
pub async fn delete_payments_of(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    import: ImportId,
    accounts: &[AccountId],
) -> Result<()> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    for ids in ids.chunks(handle.list_length()) {
        let _: Vec<(Uuid,)> = run_in!(
            handle,
            all,
            "DELETE FROM payment WHERE organisation_id = $1 AND import_id = $2 AND account_id IN (",
            ids,
            ") RETURNING account_id",
            scope.organisation().uuid(),
            import.uuid()
        )?;
    }
    Ok(())
}
