//! The outside world: one folder a provider, each with the real one and a recording one. An error says whether trying
//! again can help; the queue above decides when.

pub mod mail;
