//! Where an import stands.

use crate::{Error, Result};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The file is kept; it is being read and compared.
    Received,
    /// Compared; waits for a person's decision.
    Checked,
    /// Going in.
    Applying,
    /// In.
    Applied,
    /// Going out again.
    Undoing,
    /// Out again.
    Undone,
    /// The file as a whole can't be taken.
    Refused,
    /// A person decided against it.
    Cancelled,
}

impl State {
    const ALL: [Self; 8] = [
        Self::Received,
        Self::Checked,
        Self::Applying,
        Self::Applied,
        Self::Undoing,
        Self::Undone,
        Self::Refused,
        Self::Cancelled,
    ];

    /// The code in the column and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Checked => "checked",
            Self::Applying => "applying",
            Self::Applied => "applied",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn parse(code: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or_else(|| Error::corrupt(code))
    }
}
