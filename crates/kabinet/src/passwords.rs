//! Passwords: Argon2id off the async threads, and never more at once than the machine can bear.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::entropy::Entropy;

/// How many tries count as first ones: the 3,000 commonest passwords are among them (OWASP ASVS 5.0, 6.2.4).
const FIRST_TRIES: u64 = 10_000;

/// Whether it is one of those that everybody tries first, by zxcvbn. The beginning tells: a long text takes zxcvbn long.
pub fn is_common(password: &str) -> bool {
    let beginning: String = password.chars().take(40).collect();
    zxcvbn::zxcvbn(&beginning, &[]).guesses() < FIRST_TRIES
}

/// Hashes and checks passwords under a cap.
#[derive(Clone, Debug)]
pub struct Passwords {
    cap: Arc<Semaphore>,
    entropy: Entropy,
    /// What an unknown login is compared with, so that it takes as long as a known one.
    decoy: Arc<str>,
    runs: Arc<AtomicU64>,
}

/// A password could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The hash in the database is not one of ours.
    #[error("password hash: {0}")]
    Hash(String),
    /// The work was stopped half-way.
    #[error("password work was stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
    /// The program is going down.
    #[error("no more password work is taken")]
    Closed(#[from] tokio::sync::AcquireError),
}

impl Passwords {
    /// At most `at_once` hashes run at a time (each takes 19 MiB).
    ///
    /// # Errors
    /// The decoy can't be hashed.
    pub fn new(at_once: usize, entropy: Entropy) -> Result<Self, PasswordError> {
        let decoy = hash_now(&hex::encode(entropy.bytes::<16>()), &entropy)?;
        Ok(Self { cap: Arc::new(Semaphore::new(at_once)), entropy, decoy: decoy.into(), runs: Arc::default() })
    }

    /// How many hashes were computed so far: what takes time, and must not tell who is known.
    pub fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, PasswordError> {
        self.runs.fetch_add(1, Ordering::Relaxed);
        Ok(Arc::clone(&self.cap).acquire_owned().await?)
    }

    /// A new hash with its own salt, as a PHC string.
    ///
    /// # Errors
    /// See [`PasswordError`].
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        let permit = self.turn().await?;
        let entropy = self.entropy.clone();
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            hash_now(&password, &entropy)
        })
        .await?
    }

    /// Whether the password is the one behind `hash`; without a hash the same work is done for nothing.
    ///
    /// # Errors
    /// See [`PasswordError`].
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        let permit = self.turn().await?;
        let decoy = Arc::clone(&self.decoy);
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| decoy.to_string());
            let parsed = PasswordHash::new(&hash).map_err(|error| PasswordError::Hash(error.to_string()))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known)
        })
        .await?
    }
}

fn hash_now(password: &str, entropy: &Entropy) -> Result<String, PasswordError> {
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &entropy.bytes::<16>())
        .map(|hash| hash.to_string())
        .map_err(|error| PasswordError::Hash(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn the_commonest_are_refused() {
        for common in ["password", "password12", "sunshine1", "qwerty", "12345678", "iloveyou", "11111111"] {
            assert!(is_common(common), "{common}");
        }
        for rare in ["sad-2022", "sadovod-269", "novy-sad", "uzyn-qupiyasoz-7"] {
            assert!(!is_common(rare), "{rare}");
        }
    }
}
