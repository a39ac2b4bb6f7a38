//! The catalogue in a real browser: each row that is done is a test named after it, on the demo that anybody can start.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod a11_site;
mod a1_login;
mod a2_registration;
mod a6_payments;
mod a7_receipt;
mod a8_electricity;
mod a9_board;
mod b1_registration;
mod b3_linking;
mod b9_profile;
mod c2_registration;
mod c4_recovery;
mod c5_access;
mod d1_registration;
mod d3_linking;
mod devices;
mod from_nothing;
mod harness;
mod looks;
#[allow(dead_code, reason = "the tests of mail in tests/processes use the rest")]
#[path = "../processes/mail_server.rs"]
mod mail_server;
mod office;
mod paper;
mod second_factor;
mod sign_up;
