//! What must not work: another's plot, enumeration, replay, a poisoned host, broken uploads.

mod enumeration;
mod hosts;
mod plots;
mod replay;
mod uploads;
