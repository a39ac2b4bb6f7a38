//! What the columns of a table mean, and which of its rows are data.

mod columns;
mod furniture;
mod header;
mod period;
mod synonyms;
mod words;

pub use columns::{Column, Columns, Field};
pub(crate) use furniture::{Role, role};
pub(crate) use header::{Header, find_header, missing_columns};
pub(crate) use period::{period_of_titles, span};
pub(crate) use words::{WORDS, normalise};
