//! What a customer sees of the ledger (catalogue A6).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::ids::AccountId;
use domain::ledger::ItemTitle;
use uuid::Uuid;

use crate::accounts::LinkedAccount;
use crate::{Error, Handle, Result};

/// An item on an account; sums in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerItem {
    /// What for.
    pub title: ItemTitle,
    /// «Начислено».
    pub accrued: i64,
    /// «Оплачено»: by the day of the board's list, and since.
    pub paid: i64,
}

/// What was paid for electricity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElectricityPaid {
    /// In all, minor units.
    pub amount: i64,
    /// The last time.
    pub last_on: NaiveDate,
}

/// The ledger of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountLedger {
    /// By title.
    pub items: Vec<LedgerItem>,
    /// Paid for nothing in particular, minor units.
    pub unassigned: i64,
    /// Paid for electricity.
    pub electricity: Option<ElectricityPaid>,
}

/// Account, title, charged, paid.
type ItemRow = (Uuid, String, i64, i64);
/// Account, service, paid, last day.
type OtherRow = (Uuid, Option<String>, i64, NaiveDate);

/// The ledgers of these accounts. Payments for items count when they came after `as_of`: what came before stands in the
/// board's list. Electricity counts up to `until`, the day of the page.
///
/// # Errors
/// The database can't be read.
pub async fn of_accounts(
    handle: &mut impl Handle,
    accounts: &[LinkedAccount],
    as_of: Option<NaiveDate>,
    until: NaiveDate,
) -> Result<BTreeMap<AccountId, AccountLedger>> {
    let ids: Vec<Uuid> = accounts.iter().map(|account| account.id().uuid()).collect();
    let mut ledgers: BTreeMap<AccountId, AccountLedger> =
        accounts.iter().map(|account| (account.id(), AccountLedger::default())).collect();
    let items: Vec<ItemRow> = run_in!(
        handle,
        all,
        "SELECT account_id, title, CAST(SUM(accrued) AS BIGINT), CAST(SUM(paid) AS BIGINT) FROM (
             SELECT c.account_id, i.title, c.accrued, c.paid FROM charge c JOIN charge_item i ON i.id = c.item_id
             UNION ALL
             SELECT p.account_id, i.title, 0, p.amount FROM payment p JOIN charge_item i ON i.id = p.item_id
             WHERE (CAST($1 AS DATE) IS NULL OR p.paid_on > $1) AND p.paid_on <= $2) booked
         WHERE account_id IN (",
        &ids,
        ") GROUP BY account_id, title ORDER BY account_id, title",
        as_of,
        until
    )?;
    for (account, title, accrued, paid) in items {
        let title = ItemTitle::parse(&title).map_err(Error::corrupt)?;
        ledgers.entry(account.into()).or_default().items.push(LedgerItem { title, accrued, paid });
    }
    let others: Vec<OtherRow> = run_in!(
        handle,
        all,
        "SELECT account_id, service, CAST(SUM(amount) AS BIGINT), MAX(paid_on) FROM payment
         WHERE item_id IS NULL AND paid_on <= $1 AND account_id IN (",
        &ids,
        ") GROUP BY account_id, service",
        until
    )?;
    for (account, service, amount, last_on) in others {
        let ledger = ledgers.entry(account.into()).or_default();
        match service {
            Some(_) => ledger.electricity = Some(ElectricityPaid { amount, last_on }),
            None => ledger.unassigned = amount,
        }
    }
    Ok(ledgers)
}
