//! What the columns of a table mean, and which of its rows are data.

mod columns;
mod furniture;
mod header;
mod period;
mod synonyms;
mod words;

pub use columns::{Column, Columns, Field};
pub(crate) use furniture::{role, Role};
pub(crate) use header::{find_header, missing_columns, Header};
pub(crate) use period::{period_of_titles, span};
pub(crate) use words::WORDS;
