//! Letters: to a mail server, or into memory for tests and the demo.

mod recording;
mod server;
mod smtp;

pub use recording::Recording;
pub use smtp::Smtp;

use std::time::Duration;

/// No letter takes longer to hand over, whatever the mail server does; leases of the queue must be longer.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// A letter ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same for every try, so that a mail server or a reader can tell a repeated one.
    pub id: String,
    /// «СНТ «Аникино» <office@example.ru>».
    pub from: String,
    /// An address.
    pub to: String,
    /// Whom an answer goes to, where that isn't the sender.
    pub reply_to: Option<String>,
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
    /// What to do about it.
    pub trouble: Trouble,
}

/// Whose trouble it is that a letter did not go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The mail server's, or that of our settings: it can't be reached, shows a wrong certificate, refuses our password or
    /// our sender. Every letter would fare alike, so none is to be given up.
    Server,
    /// This letter's, for now: a full mailbox, a server that wants to be asked again.
    NotNow,
    /// This letter's, for good: no such mailbox, not an address.
    Refused,
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

    /// Nothing is to be sent now: connections that wait for the next letter are closed.
    pub async fn rest(&self) {
        if let Self::Smtp(smtp) = self {
            smtp.rest().await;
        }
    }
}
