//! The program as processes: the command line, kills at any moment, several processes on one database.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod broken_files;
mod cluster;
mod demo;
mod faults;
mod installation;
mod kill_import;
mod mail;
mod mail_server;
mod race;
mod registers;
