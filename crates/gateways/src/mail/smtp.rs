//! Letters by a mail server: STARTTLS, TLS or, on this machine only, plain; with or without a password.

use std::time::Duration;

use lettre::message::MultiPart;
use lettre::message::header::MessageId;
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::{Letter, MailError};

/// A pool of connections to one mail server.
#[derive(Clone, Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Smtp {
    /// `smtp://user:password@host:587?tls=required` (STARTTLS), `smtps://…` (TLS).
    ///
    /// # Errors
    /// The address can't be read.
    pub fn new(url: &str) -> Result<Self, MailError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|error| permanent(&error))?;
        Ok(Self { transport: builder.timeout(Some(Duration::from_secs(30))).build() })
    }

    pub(super) async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = compose(letter)?;
        // Connection and TLS errors are neither permanent nor transient in lettre's eyes: they are worth another try.
        let outcome = self.transport.send(message).await;
        outcome
            .map(|_| ())
            .map_err(|error| MailError { permanent: SmtpError::is_permanent(&error), reason: error.to_string() })
    }
}

fn compose(letter: &Letter) -> Result<Message, MailError> {
    let bodies = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    Message::builder()
        .from(letter.from.parse().map_err(|error| permanent(&error))?)
        .to(letter.to.parse().map_err(|error| permanent(&error))?)
        .subject(letter.subject.clone())
        .header(MessageId::from(format!("<{}@kabinet>", letter.id)))
        .multipart(bodies)
        .map_err(|error| permanent(&error))
}

fn permanent(error: &impl std::fmt::Display) -> MailError {
    MailError { reason: error.to_string(), permanent: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str) -> Letter {
        Letter {
            id: "1".into(),
            from: "СНТ «Аникино» <office@anikino.example>".into(),
            to: to.into(),
            subject: "Файл загружен".into(),
            text: "Текст".into(),
            html: "<p>Текст</p>".into(),
        }
    }

    #[test]
    fn a_letter_has_both_parts_and_its_id() {
        let text = String::from_utf8(compose(&letter("n.sokolova@pochta.example")).unwrap().formatted()).unwrap();
        assert!(text.contains("Message-ID: <1@kabinet>"));
        assert!(text.contains("text/plain") && text.contains("text/html"));
    }

    #[test]
    fn a_wrong_address_is_not_tried_again() {
        assert!(compose(&letter("not an address")).unwrap_err().permanent);
        assert!(Smtp::new("nonsense").is_err());
    }
}
