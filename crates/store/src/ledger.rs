//! The ledger of organisations that keep their own: items, what is charged by item, payments.

mod charges;
mod customer;
mod items;
mod payments;

pub use charges::{StoredCharge, charges, delete_charges, put_charges};
pub use customer::{AccountLedger, ElectricityPaid, LedgerItem, of_accounts};
pub use items::{Item, ensure_items, items};
pub use payments::{PaidFor, StoredPayment, delete_payments_of, payments, put_payments};
