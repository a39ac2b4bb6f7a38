//! The one clock of the program. It is passed in: tests hold it, `--today` shifts it, and it keeps ticking.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, SubsecRound as _, TimeDelta, Utc};
use domain::portal::TimeZone;

/// Tells the time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock, moved by so much.
    System(TimeDelta),
    /// Stands still until a test moves it.
    Held(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::System(TimeDelta::zero())
    }

    /// The machine's clock, moved so that it is this day now in this zone; the time of day stays and it ticks on.
    pub fn starting_on(day: NaiveDate, zone: TimeZone) -> Self {
        Self::System(shift(machine_now(), day, zone))
    }

    /// A clock that a test holds.
    pub fn held(at: DateTime<Utc>) -> Self {
        Self::Held(Arc::new(Mutex::new(at)))
    }

    /// Now, to the microsecond: what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System(shift) => (machine_now() + *shift).trunc_subsecs(6),
            Self::Held(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// What the clocks of other machines show: the date of a demo is moved, that of a phone that makes codes isn't.
    pub fn of_other_machines(&self) -> DateTime<Utc> {
        match self {
            Self::System(_) => machine_now().trunc_subsecs(6),
            Self::Held(_) => self.now(),
        }
    }

    /// Today in this time zone.
    pub fn today(&self, zone: TimeZone) -> NaiveDate {
        self.now().with_timezone(&zone.tz()).date_naive()
    }

    /// Moves a held clock; the machine's clock can't be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Held(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
fn machine_now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}

/// By how many days the clock is moved so that the zone's calendar shows this day.
fn shift(now: DateTime<Utc>, day: NaiveDate, zone: TimeZone) -> TimeDelta {
    day - now.with_timezone(&zone.tz()).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_zones_at_every_hour() {
        let day = NaiveDate::from_ymd_opt(2022, 7, 1).unwrap();
        for hour in 0..24 {
            let now: DateTime<Utc> = format!("2026-11-20T{hour:02}:30:00Z").parse().unwrap();
            let moved = now + shift(now, day, TimeZone::MOSCOW);
            assert_eq!(moved.with_timezone(&TimeZone::MOSCOW.tz()).date_naive(), day, "at {hour}:30 UTC");
        }
    }
}
