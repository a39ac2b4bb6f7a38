//! A ledger of a community's own (architecture, rule 2): what is charged by item, what was paid to it, and what follows.

mod balance;
mod item;

pub use balance::{AccountBalance, ItemBalance, ItemTotal};
pub use item::{ItemTitle, ItemTitleError};
