//! The store on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

mod ground;
mod guards;
mod imports;
mod one_text;
mod people;
mod readings;
mod schema;
mod statements;
