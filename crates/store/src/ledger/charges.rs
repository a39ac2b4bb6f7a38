//! What is charged by item.

use chrono::NaiveDate;
use domain::ids::{AccountId, ImportId, ItemId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dialect::{Bulk, Column};
use crate::scope::OrganisationScope;
use crate::{Handle, Result};

/// An item on an account; sums in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCharge {
    /// Whose.
    pub account: AccountId,
    /// What for.
    pub item: ItemId,
    /// «Начислено».
    pub accrued: i64,
    /// «Оплачено» by the day of the file.
    pub paid: i64,
    /// When the last of it was paid.
    pub last_paid_on: Option<NaiveDate>,
    /// Which import wrote it last.
    pub import: Option<ImportId>,
}

type ChargeRow = (Uuid, Uuid, i64, i64, Option<NaiveDate>, Option<Uuid>);

/// What is charged on these accounts.
///
/// # Errors
/// The database can't be read.
pub async fn charges(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    accounts: &[AccountId],
) -> Result<Vec<StoredCharge>> {
    let ids: Vec<Uuid> = accounts.iter().map(|id| id.uuid()).collect();
    let mut found = Vec::new();
    for ids in ids.chunks(handle.list_length()) {
        let rows: Vec<ChargeRow> = run_in!(
            handle,
            all,
            "SELECT account_id, item_id, accrued, paid, last_paid_on, import_id FROM charge
             WHERE organisation_id = $1 AND account_id IN (",
            ids,
            ")",
            scope.organisation().uuid()
        )?;
        found.extend(rows.into_iter().map(|(account, item, accrued, paid, last_paid_on, import)| StoredCharge {
            account: account.into(),
            item: item.into(),
            accrued,
            paid,
            last_paid_on,
            import: import.map(Into::into),
        }));
    }
    Ok(found)
}

/// Writes charges, new or in place of those of the same account and item.
///
/// # Errors
/// The database can't be written.
pub async fn put_charges(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    charges: &[StoredCharge],
) -> Result<u64> {
    Bulk {
        table: "charge",
        columns: vec![
            ("account_id", Column::Uuid(charges.iter().map(|c| c.account.uuid()).collect())),
            ("item_id", Column::Uuid(charges.iter().map(|c| c.item.uuid()).collect())),
            ("organisation_id", Column::Uuid(vec![scope.organisation().uuid(); charges.len()])),
            ("accrued", Column::Number(charges.iter().map(|c| c.accrued).collect())),
            ("paid", Column::Number(charges.iter().map(|c| c.paid).collect())),
            ("last_paid_on", Column::OptionalDate(charges.iter().map(|c| c.last_paid_on).collect())),
            ("import_id", Column::OptionalUuid(charges.iter().map(|c| c.import.map(ImportId::uuid)).collect())),
        ],
        conflict: "ON CONFLICT (account_id, item_id) DO UPDATE SET accrued = excluded.accrued, paid = excluded.paid,
            last_paid_on = excluded.last_paid_on, import_id = excluded.import_id",
    }
    .insert(handle)
    .await
}

/// Takes out what the import wrote last on these accounts.
///
/// # Errors
/// The database can't be written.
pub async fn delete_charges(
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
            "DELETE FROM charge WHERE organisation_id = $1 AND import_id = $2 AND account_id IN (",
            ids,
            ") RETURNING account_id",
            scope.organisation().uuid(),
            import.uuid()
        )?;
    }
    Ok(())
}
