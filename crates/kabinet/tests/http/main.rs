//! The web over both databases: a folder a part of the address, as a browser would ask, without a network.
#![allow(clippy::unwrap_used, missing_docs)]

mod access;
mod assets;
mod client;
mod demo;
mod frame;
mod harness;
mod health;
mod hosts;
mod html;
mod linking;
mod login;
mod mixed;
mod my;
mod office;
mod profile;
mod queries;
mod register;
mod second_factor;
mod security;
mod site;
mod snt;
