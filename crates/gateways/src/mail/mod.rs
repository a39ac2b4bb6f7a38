//! Letters: to a mail server, or into memory for tests and the demo.

mod recording;
mod smtp;

pub use recording::Recording;
pub use smtp::Smtp;

/// A letter ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same for every try, so that a mail server or a reader can tell a repeated one.
    pub id: String,
    /// «СНТ «Аникино» <office@example.ru>».
    pub from: String,
    /// An address.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// For those who read text.
    pub text: String,
    /// For the others.
    pub html: String,
}

/// A letter did not go out.
#[derive(Debug, thiserror::Error)]
#[error("mail: {reason}")]
pub struct MailError {
    /// The server's word, for the log.
    pub reason: String,
    /// Whether trying again is pointless: the address is wrong, the server refuses this letter for good.
    pub permanent: bool,
}

/// Sends letters.
#[derive(Clone, Debug)]
pub enum Mailer {
    /// By a mail server.
    Smtp(Smtp),
    /// Into memory.
    Recording(Recording),
}

impl Mailer {
    /// Hands a letter over; it is on its way when this returns.
    ///
    /// # Errors
    /// See [`MailError`].
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        match self {
            Self::Smtp(smtp) => smtp.send(letter).await,
            Self::Recording(recording) => {
                recording.record(letter);
                Ok(())
            }
        }
    }
}
