//! A row of a file of payments.

use crate::{account::Identifier, date::Date, ledger::ItemTitle, money::Money};

coded! {
    /// What a column of a file of payments can hold.
    pub enum PaymentField {
        /// The account's or plot's number.
        Number = "number",
        /// The day of the payment.
        PaidOn = "paid_on",
        /// How much.
        Amount = "amount",
        /// What the payer wrote.
        Purpose = "purpose",
        /// What for, where a column says.
        Item = "item",
    }
}

/// What a payment is for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentFor {
    /// An item of the budget.
    Item(ItemTitle),
    /// Electricity, by the words of its purpose.
    Electricity,
    /// Nothing in particular: an advance.
    Unassigned,
}

/// What one row says of a payment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentRow {
    /// The account's or plot's number.
    pub number: Identifier,
    /// The day of the payment.
    pub paid_on: Date,
    /// Above nothing.
    pub amount: Money,
    /// What the payer wrote.
    pub purpose: Option<String>,
    /// What it is for.
    pub paid_for: PaymentFor,
}
