//! The store on both databases.
#![allow(clippy::unwrap_used, missing_docs)]

mod audit;
mod ground;
mod guards;
mod imports;
mod letters;
mod office;
mod one_text;
mod people;
mod readings;
mod registration;
mod schema;
mod site;
mod statements;
