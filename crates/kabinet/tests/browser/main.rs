//! The catalogue in a real browser: each row that is done is a test named after it, on the demo that anybody can start.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod a1_login;
mod a8_electricity;
mod a9_board;
mod harness;
mod looks;
