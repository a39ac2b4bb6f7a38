//! A portal: host name, look, languages, and the rules that a preset switches on as data.

pub mod brand;
pub mod host;
pub mod language;
pub mod preset;
pub mod rules;
pub mod time_zone;

pub use brand::{BrandHue, BrandHueError};
pub use host::{HostName, HostNameError};
pub use language::Language;
pub use preset::Preset;
pub use rules::{DayOfMonth, DayOfMonthError, PortalRules};
pub use time_zone::{TimeZone, UnknownTimeZone};

// The catalogue's other vocabulary of portals, under one roof for whoever reads a portal's description.
pub use crate::{
    account::{LinkLevel, LinkRole},
    person::Role,
};
