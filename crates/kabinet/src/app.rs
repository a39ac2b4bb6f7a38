//! What every room works with: the database, the clock, randomness, files and passwords. Made once at start-up.

use std::sync::Arc;

use store::Db;

use crate::clock::Clock;
use crate::config::Config;
use crate::entropy::Entropy;
use crate::files::Files;
use crate::passwords::Passwords;
use crate::printing::Printing;

/// The services of a process. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Accounts and everything else.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Randomness and ids.
    pub entropy: Entropy,
    /// Uploads.
    pub files: Files,
    /// Argon2 under a cap.
    pub passwords: Passwords,
    /// Documents under a cap.
    pub printing: Printing,
    /// Known to this installation alone: what derives from it can't be guessed from the database.
    pub secret: Arc<[u8]>,
    /// Settings.
    pub config: Arc<Config>,
}

impl App {
    /// Opens the database and the file store; the schema is left alone.
    ///
    /// # Errors
    /// The data folder or the database can't be opened.
    pub async fn open(config: Config, clock: Clock, entropy: Entropy) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&config.data)?;
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let secret = config.secret(&entropy)?;
        Ok(Self {
            secret: secret.into(),
            db: Db::open(&config.database()).await?,
            files: Files::in_folder(&config.data.join("files"))?,
            passwords: Passwords::new(cores, entropy.clone())?,
            printing: Printing::new(cores),
            clock,
            entropy,
            config: Arc::new(config),
        })
    }

    /// A new id.
    pub fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.entropy.id(&self.clock)
    }
}
