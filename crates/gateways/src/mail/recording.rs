//! Letters into memory: tests look at them, the demo shows them from its outbox.

use std::sync::{Arc, Mutex, PoisonError};

use super::Letter;

/// Keeps what it is given.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    letters: Arc<Mutex<Vec<Letter>>>,
}

impl Recording {
    pub(super) fn record(&self, letter: &Letter) {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
    }

    /// What was sent so far.
    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
