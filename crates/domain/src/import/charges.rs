//! A row of a file of charges: what an account owes by item, and what was paid to it by the day of the file.

use crate::{
    account::Identifier,
    date::Date,
    ledger::{ItemBalance, ItemTitle},
    money::Money,
};

coded! {
    /// What a column of a file of charges can hold.
    pub enum ChargeField {
        /// The account's or plot's number.
        Number = "number",
        /// What for.
        Item = "item",
        /// «Начислено».
        Accrued = "accrued",
        /// «Оплачено».
        Paid = "paid",
        /// When the last of it was paid.
        LastPaidOn = "last_paid_on",
    }
}

/// What one row says of an item on an account.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChargeRow {
    /// The account's or plot's number.
    pub number: Identifier,
    /// What for.
    pub item: ItemTitle,
    /// Not below nothing.
    pub accrued: Money,
    /// Not below nothing.
    pub paid: Money,
    /// When the last of it was paid.
    pub last_paid_on: Option<Date>,
}

impl ChargeRow {
    /// What is missing or too much.
    pub fn balance(&self) -> ItemBalance {
        ItemBalance { title: self.item.clone(), accrued: self.accrued, paid: self.paid }
    }
}
