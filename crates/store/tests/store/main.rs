//! The store on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

mod one_text;
mod schema;
mod statements;
