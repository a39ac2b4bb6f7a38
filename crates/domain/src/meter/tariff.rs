//! Prices with the dates from which they hold.

use crate::date::Date;

/// Two prices that begin on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("two tariffs begin on {0}")]
pub struct TariffError(
    /// The day on which both begin.
    pub Date,
);

/// Prices of one thing over time: each holds from its date until the next begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TariffTable<T> {
    /// Ascending by date, each date once.
    entries: Vec<(Date, T)>,
}

impl<T> TariffTable<T> {
    /// From dated prices in any order.
    ///
    /// # Errors
    /// [`TariffError`] when two begin on one day.
    pub fn new(mut entries: Vec<(Date, T)>) -> Result<Self, TariffError> {
        entries.sort_by_key(|&(from, _)| from);
        match entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(TariffError(pair[0].0)),
            None => Ok(Self { entries }),
        }
    }

    /// The price that holds on `date`; none before the first.
    pub fn on(&self, date: Date) -> Option<&T> {
        let after = self.entries.partition_point(|&(from, _)| from <= date);
        self.entries[..after].last().map(|(_, price)| price)
    }

    /// The dated prices, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &T)> {
        self.entries.iter().map(|(from, price)| (*from, price))
    }

    /// Whether it has no price at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Default for TariffTable<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}
