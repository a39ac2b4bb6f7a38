//! What Kabinet knows about its trade: types, rules and arithmetic.
//!
//! Nothing here waits, reads, writes, asks the time or rolls dice: a value comes in, a value or a named error goes out.
//! Money is whole minor units, quantities and rates are fixed-point integers; a float is a compile error.
//!
//! Every value from outside is parsed once, at the door, into a type that cannot hold a wrong one. An error of this
//! crate says what is wrong with the value; where it stood (file, row, form field) is added by the caller.
#![deny(clippy::float_arithmetic)]

#[macro_use]
mod codes;

pub mod account;
pub mod area;
pub mod audit;
pub mod date;
pub mod email;
pub mod ids;
pub mod import;
pub mod ledger;
pub mod letter;
pub mod meter;
pub mod money;
pub mod number;
pub mod payment_qr;
pub mod percent;
pub mod period;
pub mod person;
pub mod phone;
pub mod portal;
pub mod quantity;
pub mod rate;
pub mod requisites;
pub mod rounding;
pub mod search;
pub mod site;
pub mod span;
pub mod tax_number;
pub mod zone;

pub use codes::UnknownCode;
pub use date::{Date, parse_date};
pub use money::{Currency, Money};
pub use number::NumberError;
pub use period::Period;
pub use quantity::Quantity;
pub use rate::Rate;
pub use rounding::Rounding;
pub use span::DateSpan;
pub use zone::{Zone, ZoneValues};
