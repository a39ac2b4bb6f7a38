//! Which mail server, and how one talks to it: STARTTLS, TLS or, on this machine only, plain; with or without a password.

use std::net::IpAddr;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use percent_encoding::percent_decode_str;
use url::Url;

use super::{MailError, Trouble};

/// An address that doesn't answer is given up after so long.
const CONNECT: Duration = Duration::from_secs(20);

/// How the way there is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    /// Begun by a command; a server that doesn't know it gets nothing.
    StartTls,
    /// From the first byte.
    Tls,
    /// None: this machine only.
    Plain,
}

/// A mail server as the settings name it.
pub(super) struct Server {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: TlsParameters,
    credentials: Option<Credentials>,
    hello: ClientId,
}

impl Server {
    /// Reads the address; `authorities` are certificates (PEM) that count beside the well-known ones.
    pub(super) fn parse(address: &str, authorities: Option<&[u8]>) -> Result<Self, MailError> {
        let url = Url::parse(address).map_err(|error| unusable(&format!("smtp_url: {error}")))?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        if host.is_empty() {
            return Err(unusable("smtp_url names no host"));
        }
        let encryption = encryption(&url, &host)?;
        let usual = match encryption {
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
            Encryption::Plain => 25,
        };
        let mut tls = TlsParameters::builder(host.clone());
        if let Some(pem) = authorities {
            let certificate = Certificate::from_pem(pem).map_err(|_| unusable("smtp_ca_file holds no certificates"))?;
            tls = tls.add_root_certificate(certificate);
        }
        let tls = tls.build().map_err(|error| unusable(&error.to_string()))?;
        let credentials = match (url.username(), url.password()) {
            ("", _) => None,
            (user, password) => Some(Credentials::new(decoded(user)?, decoded(password.unwrap_or_default())?)),
        };
        let port = url.port().unwrap_or(usual);
        Ok(Self { host, port, encryption, tls, credentials, hello: ClientId::default() })
    }

    /// For messages; no password.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// A connection that is ready for a letter. Whatever goes wrong here is no letter's fault.
    pub(super) async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let tls = (self.encryption == Encryption::Tls).then(|| self.tls.clone());
        let place = (self.host.as_str(), self.port);
        let opened = AsyncSmtpConnection::connect_tokio1(place, Some(CONNECT), &self.hello, tls, None).await;
        let mut connection = opened.map_err(|error| of_server(&error))?;
        if self.encryption == Encryption::StartTls {
            let begun = connection.starttls(self.tls.clone(), &self.hello).await;
            begun.map_err(|error| of_server(&error))?;
        }
        if let Some(credentials) = &self.credentials {
            let known = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await;
            known.map_err(|error| of_server(&error))?;
        }
        Ok(connection)
    }
}

/// A password never travels in the clear: without encryption only this machine is spoken to.
fn encryption(url: &Url, host: &str) -> Result<Encryption, MailError> {
    let wish = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
    match (url.scheme(), wish.as_deref()) {
        ("smtps", None) => Ok(Encryption::Tls),
        ("smtp", None | Some("required")) => Ok(Encryption::StartTls),
        ("smtp", Some("none")) if is_this_machine(host) => Ok(Encryption::Plain),
        ("smtp", Some("none")) => Err(unusable("smtp_url: tls=none is for this machine only")),
        ("smtp" | "smtps", Some(other)) => Err(unusable(&format!("smtp_url: tls={other} is not known"))),
        _ => Err(unusable("smtp_url begins with smtp:// (STARTTLS) or smtps:// (TLS)")),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn decoded(text: &str) -> Result<String, MailError> {
    let text = percent_decode_str(text).decode_utf8();
    text.map(std::borrow::Cow::into_owned).map_err(|_| unusable("smtp_url: user and password are UTF-8"))
}

fn unusable(reason: &str) -> MailError {
    MailError { reason: reason.to_owned(), trouble: Trouble::Server }
}

/// The error with what lies beneath it: «Connection error: refused».
pub(super) fn told(error: &lettre::transport::smtp::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}

/// Every letter would fare alike.
pub(super) fn of_server(error: &lettre::transport::smtp::Error) -> MailError {
    MailError { reason: told(error), trouble: Trouble::Server }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<(String, Encryption, bool), String> {
        let server = Server::parse(address, None).map_err(|error| error.reason)?;
        Ok((server.name(), server.encryption, server.credentials.is_some()))
    }

    #[test]
    fn a_mail_server_is_encrypted_unless_it_is_this_machine() {
        let known = [
            ("smtp://user:p%40ss@mail.example.ru", "mail.example.ru:587", Encryption::StartTls, true),
            ("smtp://mail.example.ru:2525?tls=required", "mail.example.ru:2525", Encryption::StartTls, false),
            ("smtps://user:x@mail.example.ru", "mail.example.ru:465", Encryption::Tls, true),
            ("smtp://127.0.0.1:25?tls=none", "127.0.0.1:25", Encryption::Plain, false),
            ("smtp://[::1]?tls=none", "::1:25", Encryption::Plain, false),
        ];
        for (address, name, encryption, credentials) in known {
            assert_eq!(read(address), Ok((name.to_owned(), encryption, credentials)), "{address}");
        }
        for address in [
            "nonsense",
            "smtp:///",
            "http://mail.example.ru",
            "smtp://mail.example.ru?tls=none",
            "smtp://mail.example.ru?tls=opportunistic",
            "smtps://mail.example.ru?tls=none",
        ] {
            assert!(read(address).is_err(), "{address}");
        }
        assert!(Server::parse("smtp://mail.example.ru", Some(b"-----BEGIN CERTIFICATE-----\nx")).is_err());
    }
}
