//! The public site and the office's side of it.

mod contacts;
mod help;
mod office;
mod public;
