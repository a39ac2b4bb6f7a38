//! Kabinet: the self-service portal of utilities, housing managers and garden communities.
//!
//! docs/ARCHITECTURE.md is the map. In short: `cli`, `web` and `jobs` parse and answer, `flows` tell the stories, the
//! crates below hold rules (`domain`), SQL (`store`), files (`exchange`), documents and gateways.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod entropy;
pub mod files;
pub mod flows;
pub mod i18n;
pub mod jobs;
pub mod markdown;
pub mod passwords;
pub mod printing;
pub mod problem_text;
pub mod web;
