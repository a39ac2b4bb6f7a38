//! Letters by a mail server. A connection carries one letter after another; a letter is handed over within [`PATIENCE`].

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lettre::address::{Address, Envelope};
use lettre::message::MultiPart;
use lettre::message::header::{HeaderName, HeaderValue, MessageId};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use tokio::time::timeout;

use super::server::{Server, of_server, told};
use super::{Letter, MailError, PATIENCE, Trouble};

/// One mail server, with the connections to it that are free.
#[derive(Clone)]
pub struct Smtp {
    server: Arc<Server>,
    free: Arc<Mutex<Vec<AsyncSmtpConnection>>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Smtp").field(&self.server.name()).finish()
    }
}

impl Smtp {
    /// `smtp://user:password@host:587` (STARTTLS), `smtps://…` (TLS), `smtp://127.0.0.1:25?tls=none` on this machine.
    /// `authorities` are certificates (PEM) that count beside the well-known ones.
    ///
    /// # Errors
    /// The address or the certificates can't be read.
    pub fn new(url: &str, authorities: Option<&[u8]>) -> Result<Self, MailError> {
        Ok(Self { server: Arc::new(Server::parse(url, authorities)?), free: Arc::default() })
    }

    pub(super) async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = compose(letter)?;
        let handed_over = AtomicBool::new(false);
        match timeout(PATIENCE, self.hand_over(&message, &handed_over)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(MailError {
                reason: format!("{} did not answer within {} s", self.server.name(), PATIENCE.as_secs()),
                trouble: if handed_over.load(Ordering::Relaxed) { Trouble::NotNow } else { Trouble::Server },
            }),
        }
    }

    pub(super) async fn rest(&self) {
        loop {
            let Some(mut connection) = self.take() else { return };
            let _ = timeout(std::time::Duration::from_secs(5), connection.quit()).await;
        }
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    async fn hand_over(&self, message: &Message, handed_over: &AtomicBool) -> Result<(), MailError> {
        // A server closes connections when it likes. As long as it took nothing of the letter, a new one loses nothing.
        while let Some(mut connection) = self.take() {
            if announce(&mut connection, message).await.is_ok() {
                return self.go_on(connection, message, handed_over).await;
            }
        }
        let mut connection = self.server.connect().await?;
        announce(&mut connection, message).await?;
        self.go_on(connection, message, handed_over).await
    }

    async fn go_on(
        &self,
        mut connection: AsyncSmtpConnection,
        message: &Message,
        handed_over: &AtomicBool,
    ) -> Result<(), MailError> {
        let outcome = transfer(&mut connection, message, handed_over).await;
        let in_step = match &outcome {
            Ok(()) => true,
            Err(error) if error.trouble == Trouble::Server => false,
            // The server spoke about this letter and listens for the next one.
            Err(_) => connection.command(Rset).await.is_ok(),
        };
        if in_step {
            self.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        outcome
    }
}

/// Says who sends. A server that refuses the sender refuses all letters, so this is no letter's fault.
async fn announce(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), MailError> {
    let envelope = message.envelope();
    let mut parameters = Vec::new();
    if connection.server_info().supports_feature(Extension::EightBitMime) {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    if beyond_ascii(envelope) && connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let said = connection.command(Mail::new(envelope.from().cloned(), parameters)).await;
    said.map(|_| ()).map_err(|error| of_server(&error))
}

fn beyond_ascii(envelope: &Envelope) -> bool {
    let is_ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    !envelope.to().iter().chain(envelope.from()).all(is_ascii)
}

/// To whom, and the letter itself. Once it is `handed_over`, a server that says no more may have taken it: then it counts as a try,
/// or a server that always falls silent would get the same letter for ever.
async fn transfer(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
    handed_over: &AtomicBool,
) -> Result<(), MailError> {
    let envelope = message.envelope();
    if beyond_ascii(envelope) && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
        return Err(MailError {
            reason: "the mail server takes Latin addresses only".to_owned(),
            trouble: Trouble::Refused,
        });
    }
    for recipient in envelope.to() {
        let known = connection.command(Rcpt::new(recipient.clone(), Vec::new())).await;
        known.map_err(|error| of_letter(&error))?;
    }
    connection.command(Data).await.map_err(|error| of_letter(&error))?;
    handed_over.store(true, Ordering::Relaxed);
    let taken = connection.command(Body::of(message)).await;
    taken.map(|_| ()).map_err(|error| match error.status() {
        Some(_) => of_letter(&error),
        None => MailError { trouble: Trouble::NotNow, ..of_letter(&error) },
    })
}

/// The letter with its final dot, in one piece. Written apart, the dot waits for the other side to acknowledge the letter
/// (40 ms, Nagle's rule), and a process that is killed meanwhile doesn't know that the kernel still sends it.
struct Body(String);

impl Body {
    fn of(message: &Message) -> Self {
        let mut text = String::from_utf8_lossy(&message.formatted()).replace("\r\n.", "\r\n..");
        if text.starts_with('.') {
            text.insert(0, '.');
        }
        text.push_str(if text.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" });
        Self(text)
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 5xx is about this letter for good, 4xx about this letter now; 421 («I am closing») and 530 («log in first») are about us.
fn of_letter(error: &SmtpError) -> MailError {
    let code = error.status().map(u16::from);
    let trouble = match code {
        Some(421 | 530) | None => Trouble::Server,
        Some(500..) => Trouble::Refused,
        Some(_) => Trouble::NotNow,
    };
    MailError { reason: told(error), trouble }
}

fn compose(letter: &Letter) -> Result<Message, MailError> {
    let from: Mailbox = letter.from.parse().map_err(|error: lettre::address::AddressError| MailError {
        reason: format!("smtp_from: {error}"),
        trouble: Trouble::Server,
    })?;
    let bodies = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    let id = format!("<{}@{}>", letter.id, from.email.domain());
    let mut builder = Message::builder();
    // An address that mail can't name doesn't keep the letter back.
    if let Some(reply_to) = letter.reply_to.as_ref().and_then(|address| address.parse().ok()) {
        builder = builder.reply_to(reply_to);
    }
    let mut message = builder
        .from(from)
        .to(letter.to.parse().map_err(|error| refused(&error))?)
        .subject(letter.subject.clone())
        .header(MessageId::from(id))
        .multipart(bodies)
        .map_err(|error| refused(&error))?;
    // «I am away until Monday» helps nobody here (RFC 3834).
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.headers_mut().insert_raw(HeaderValue::new(name, "auto-generated".to_owned()));
    Ok(message)
}

fn refused(error: &impl fmt::Display) -> MailError {
    MailError { reason: error.to_string(), trouble: Trouble::Refused }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str) -> Letter {
        Letter {
            id: "1".into(),
            from: "СНТ «Аникино» <office@anikino.example>".into(),
            to: to.into(),
            reply_to: Some("anna@pochta.example".into()),
            subject: "Файл загружен".into(),
            text: "Текст".into(),
            html: "<p>Текст</p>".into(),
        }
    }

    #[test]
    fn a_letter_has_both_parts_and_its_id() {
        let text = String::from_utf8(compose(&letter("n.sokolova@pochta.example")).unwrap().formatted()).unwrap();
        assert!(text.contains("Message-ID: <1@anikino.example>"), "{text}");
        assert!(text.contains("Reply-To: anna@pochta.example"));
        assert!(text.contains("text/plain") && text.contains("text/html"));
        assert!(text.contains("Auto-Submitted: auto-generated"));
    }

    #[test]
    fn a_wrong_address_is_not_tried_again_and_a_wrong_sender_costs_no_letter() {
        assert_eq!(compose(&letter("not an address")).unwrap_err().trouble, Trouble::Refused);
        let nobody = Letter { from: "nobody".into(), ..letter("n.sokolova@pochta.example") };
        assert_eq!(compose(&nobody).unwrap_err().trouble, Trouble::Server);
    }

    #[test]
    fn a_line_that_begins_with_a_dot_does_not_end_the_letter() {
        let dots = Letter { text: "a\r\n.\r\n.b\r\n".into(), ..letter("n.sokolova@pochta.example") };
        let body = Body::of(&compose(&dots).unwrap()).to_string();
        assert!(body.contains("a\r\n..\r\n..b\r\n"), "{body}");
        assert_eq!(body.matches("\r\n.\r\n").count(), 1);
        assert!(body.ends_with("\r\n.\r\n"));
    }

    #[test]
    fn the_password_is_not_told() {
        let smtp = Smtp::new("smtp://user:geheim@mail.example.ru", None).unwrap();
        assert_eq!(format!("{smtp:?}"), "Smtp(\"mail.example.ru:587\")");
    }
}
