//! Every SQL text of Kabinet, and the way from a row to a domain type and back.
//!
//! One text a query serves SQLite and PostgreSQL (`db::run!`); what truly differs lives in `dialect/` and nowhere else.
//! A function takes any [`Handle`] (a connection or a transaction); what touches a person's data also takes a scope.

#[macro_use]
mod db;
mod dialect;
mod error;
mod migrate;

pub mod accounts;
pub mod announcements;
pub mod audit;
pub mod bank_details;
mod buildings;
pub mod captchas;
pub mod ceremonies;
pub mod challenges;
pub mod declarations;
pub mod doctor;
pub mod erasure;
pub mod imports;
pub mod jobs;
pub mod ledger;
pub mod letters;
pub mod link_requests;
pub mod linking;
pub mod links;
pub mod log_ins;
pub mod login_guard;
pub mod login_steps;
pub mod members;
pub mod meters;
pub mod operators;
pub mod organisations;
pub mod outbox;
pub mod overview;
pub mod pages;
pub mod passkeys;
pub mod people;
pub mod personal_data;
pub mod portals;
pub mod profiles;
pub mod readings;
pub mod registrations;
pub mod requests;
pub mod scope;
pub mod second_factor;
pub mod sessions;
pub mod shares;
pub mod subscriptions;
pub mod tariffs;
#[cfg(feature = "testing")]
#[allow(clippy::expect_used, reason = "a test that has no database must stop")]
pub mod testing;
pub mod views;

pub use db::{Conn, Db, Handle, Options, Tries, Tx};
pub use error::{Error, Result};
pub use migrate::{applied_versions, known_versions};
