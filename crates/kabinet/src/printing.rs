//! Typesetting: off the async threads, and never more at once than the machine can bear.

use std::sync::{Arc, OnceLock};

use documents::{DocumentError, Press};
use tokio::sync::Semaphore;

/// Prints documents under a cap. The press is made when the first document is wanted: it takes memory that a portal which
/// prints nothing has no use for.
#[derive(Clone)]
pub struct Printing {
    cap: Arc<Semaphore>,
    press: Arc<OnceLock<Press>>,
}

/// A document could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The document itself.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The work was stopped half-way.
    #[error("printing was stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
    /// The program is going down.
    #[error("nothing more is printed")]
    Closed(#[from] tokio::sync::AcquireError),
}

impl Printing {
    /// At most `at_once` documents are typeset at a time: each takes memory and a core while it is.
    pub fn new(at_once: usize) -> Self {
        Self { cap: Arc::new(Semaphore::new(at_once)), press: Arc::default() }
    }

    /// Typesets.
    ///
    /// # Errors
    /// See [`PrintError`].
    pub async fn print(
        &self,
        work: impl FnOnce(&Press) -> Result<Vec<u8>, DocumentError> + Send + 'static,
    ) -> Result<Vec<u8>, PrintError> {
        let permit = Arc::clone(&self.cap).acquire_owned().await?;
        let press = Arc::clone(&self.press);
        let pdf = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            if let Some(press) = press.get() {
                return work(press);
            }
            let made = Press::new()?;
            work(press.get_or_init(|| made))
        });
        Ok(pdf.await??)
    }
}
