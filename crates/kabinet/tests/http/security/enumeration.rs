//! Nobody learns who is known: not by the answer, and not by the time, which is counted as statements and password hashes.

use axum::http::StatusCode;
use store::both;

use crate::client::{Answer, Client};
use crate::harness::TestApp;
use crate::queries::counted;
use crate::register::{community, confirmed, registered};

/// What a stranger sees and could measure of an answer.
struct Seen {
    status: StatusCode,
    /// Names of headers and cookies; tokens differ from one answer to the next.
    headers: Vec<String>,
    body: String,
    statements: usize,
    hashes: u64,
}

async fn seen(test: &TestApp, typed: &[&str], asked: impl Future<Output = Answer>) -> Seen {
    let before = test.app.passwords.runs();
    let (answer, statements) = counted(asked).await;
    let mut headers: Vec<String> =
        answer.headers.keys().map(|name| format!("{name}: {}", steady(&answer, name.as_str()))).collect();
    headers.extend(answer.set_cookies().iter().map(|cookie| cookie.split('=').next().unwrap().to_owned()));
    headers.sort();
    let mut body = answer.text().to_owned();
    for text in typed {
        body = body.replace(&format!("\"{text}\""), "\"…\"");
    }
    Seen { status: answer.status, headers, body, statements, hashes: test.app.passwords.runs() - before }
}

/// A header's value, unless it holds a token.
fn steady<'a>(answer: &'a Answer, name: &str) -> &'a str {
    if matches!(name, "set-cookie" | "x-request-id" | "content-length") { "…" } else { answer.header(name) }
}

fn all_alike(seen: &[(String, Seen)]) {
    let (first, wanted) = &seen[0];
    for (who, other) in &seen[1..] {
        assert_eq!(
            (other.status, &other.headers),
            (wanted.status, &wanted.headers),
            "{who} is not answered like {first}"
        );
        assert!(other.body == wanted.body, "{who} is not told what {first} is");
        assert_eq!(
            (other.statements, other.hashes),
            (wanted.statements, wanted.hashes),
            "{who} costs other work than {first}"
        );
    }
}

/// The first question pays for connections and for the portal's row, which is cached for a while.
async fn stranger(test: &TestApp, host: &str, number: u8) -> Client {
    let mut client = test.client(host).at_address(&format!("198.51.100.{number}"));
    client.get("/login").await;
    test.client(host).post("/recover", &[("email", "warm@example.ru")]).await;
    test.client(host).try_password("warm", "warm-warm").await;
    test.advance(600);
    client.get("/login").await;
    client
}

both! {
    async fn a_log_in_tells_nobody_who_is_known(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        confirmed(&test, &place, "7", "sem@example.ru").await;
        registered(&test, &place, "8", "vosem@example.ru").await;
        let blocked = test.person(&place, "9").await;
        test.about_person("UPDATE person SET blocked_at = created_at WHERE id = $1", blocked).await;
        let mut all = Vec::new();
        for (number, login) in (1..).zip(["7", "8", "9", "10", "sem@example.ru", "nobody@example.ru"]) {
            let mut client = stranger(&test, place.host(), number).await;
            all.push((login.to_owned(), seen(&test, &[login], client.try_password(login, "wrong-one")).await));
        }
        assert_eq!(all[0].1.hashes, 1);
        all_alike(&all);
    }

    async fn a_registration_tells_nobody_who_is_known(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        confirmed(&test, &place, "7", "sem@example.ru").await;
        registered(&test, &place, "8", "vosem@example.ru").await;
        let mut all = Vec::new();
        let cases = [
            ("9", "neu@example.ru"),
            ("7", "sem@example.ru"),
            ("7", "drugoy@example.ru"),
            ("8", "vosem@example.ru"),
            ("9", "sem@example.ru"),
            ("999", "tretiy@example.ru"),
        ];
        for (number, (login, email)) in (1..).zip(cases) {
            let mut client = stranger(&test, place.host(), number).await;
            let form = [("login", login), ("email", email), ("password", "sad-2022"), ("again", "sad-2022"), ("consent", "yes")];
            all.push((format!("{login} {email}"), seen(&test, &[login, email], client.post("/register", &form)).await));
        }
        assert_eq!((all[0].1.status, all[0].1.hashes), (StatusCode::SEE_OTHER, 1));
        all_alike(&all);
    }

    async fn a_recovery_tells_nobody_who_is_known(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        confirmed(&test, &place, "7", "sem@example.ru").await;
        registered(&test, &place, "8", "vosem@example.ru").await;
        test.deliver().await;
        let mut all = Vec::new();
        for (number, email) in (1..).zip(["neu@example.ru", "sem@example.ru", "vosem@example.ru", "SEM@example.ru"]) {
            let mut client = stranger(&test, place.host(), number).await;
            all.push((email.to_owned(), seen(&test, &[email], client.post("/recover", &[("email", email)])).await));
            // The questions are answered in the order in which they were asked.
            test.advance(1);
        }
        assert_eq!((all[0].1.status, all[0].1.hashes), (StatusCode::OK, 0));
        all_alike(&all);
        let letters = test.deliver().await;
        assert!(letters.iter().all(|letter| letter.to == "sem@example.ru") && letters.len() == 1, "the latest question counts");
        assert_eq!(test.count("SELECT COUNT(*) FROM outbox_letter WHERE kind = 'recover_asked'").await, 0, "nothing is kept of strangers");
    }
}
