//! The portal's time zone: what its «today» and its midnight are.

use chrono_tz::Tz;
use std::fmt;

/// A name that the IANA time zone database does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone {0:?}; names are as in Europe/Moscow")]
pub struct UnknownTimeZone(
    /// The name that was given.
    pub String,
);

/// A time zone of the IANA database, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeZone(Tz);

impl TimeZone {
    /// Moscow time, where a portal says nothing else.
    pub const MOSCOW: Self = Self(Tz::Europe__Moscow);

    /// Reads a name such as `Asia/Almaty`.
    ///
    /// # Errors
    /// [`UnknownTimeZone`] for any other text.
    pub fn parse(name: &str) -> Result<Self, UnknownTimeZone> {
        name.trim().parse().map(Self).map_err(|_| UnknownTimeZone(name.to_owned()))
    }

    /// The zone, for arithmetic on instants that are passed in.
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl Default for TimeZone {
    fn default() -> Self {
        Self::MOSCOW
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

text_form!(TimeZone, UnknownTimeZone);
