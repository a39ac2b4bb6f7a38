//! Randomness and ids. Passed in, so that tests are repeatable.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng as _, SeedableRng as _, TryRng as _};
use uuid::Uuid;

use crate::clock::Clock;

/// Where random bytes come from.
#[derive(Clone, Debug)]
pub enum Entropy {
    /// The operating system.
    System,
    /// A test's seed.
    Seeded(Arc<Mutex<StdRng>>),
}

impl Entropy {
    /// The same bytes on every run: tests only.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Fresh random bytes.
    ///
    /// # Panics
    /// The operating system gives none: nothing safe can be done then.
    #[allow(clippy::expect_used, reason = "without randomness no token is safe, and there is nobody to ask")]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes"),
            Self::Seeded(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes),
        }
        bytes
    }

    /// A secret for a cookie: 256 random bits in hexadecimal.
    pub fn token(&self) -> String {
        hex::encode(self.bytes::<32>())
    }

    /// A new id of any kind: UUIDv7, so that ids made later sort later.
    pub fn id<T: From<Uuid>>(&self, clock: &Clock) -> T {
        let millis = u64::try_from(clock.now().timestamp_millis()).unwrap_or_default();
        T::from(uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid())
    }
}
