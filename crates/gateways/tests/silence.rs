//! A mail server that hangs up: whose trouble it is depends on whether it may have taken the letter.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use gateways::mail::{Letter, MailError, Mailer, Smtp, Trouble};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Answers commands as a mail server does, and hangs up without a word after the line that begins so.
async fn hang_up_after(stream: TcpStream, last: &str) {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mail.example ready\r\n").await.unwrap();
    let mut line = String::new();
    while stream.read_line(&mut line).await.unwrap() > 0 {
        if line.trim_end().starts_with(last) && (last != "." || line.trim_end() == ".") {
            return;
        }
        let answer = match line.split([' ', '\r']).next() {
            Some("EHLO") => "250 mail.example\r\n",
            Some("MAIL" | "RCPT") => "250 fine\r\n",
            Some("DATA") => "354 go on\r\n",
            _ => "",
        };
        stream.write_all(answer.as_bytes()).await.unwrap();
        line.clear();
    }
}

async fn sent_to_a_server_that_hangs_up_after(last: &'static str) -> Result<(), MailError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move { hang_up_after(listener.accept().await.unwrap().0, last).await });
    let mailer = Mailer::Smtp(Smtp::new(&format!("smtp://127.0.0.1:{port}?tls=none"), None).unwrap());
    let letter = Letter {
        id: "1".into(),
        from: "office@anikino.example".into(),
        to: "n.sokolova@pochta.example".into(),
        reply_to: None,
        subject: "Письмо".into(),
        text: "Текст".into(),
        html: "<p>Текст</p>".into(),
    };
    let outcome = mailer.send(&letter).await;
    server.await.unwrap();
    outcome
}

#[tokio::test]
async fn before_the_letter_was_handed_over_it_costs_no_try() {
    for last in ["EHLO", "MAIL", "RCPT", "DATA"] {
        let error = sent_to_a_server_that_hangs_up_after(last).await.unwrap_err();
        assert_eq!(error.trouble, Trouble::Server, "after {last}: {}", error.reason);
    }
}

#[tokio::test]
async fn after_the_letter_was_handed_over_it_counts_as_a_try() {
    let error = sent_to_a_server_that_hangs_up_after(".").await.unwrap_err();
    assert_eq!(error.trouble, Trouble::NotNow, "{}", error.reason);
}
