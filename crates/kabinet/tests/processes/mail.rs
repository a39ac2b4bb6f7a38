//! Letters by a real Postfix, read back by IMAP: they go encrypted and by password; a server that is down, a wrong
//! certificate, a worker killed at any moment lose none.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use kabinet::clock::Clock;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use store::letters::{self, Unsent};
use store::outbox::{self, NewLetter};
use store::testing::TestDb;
use store::{Db, both, people, portals};
use uuid::Uuid;

use crate::cluster::{create, send, serve_with};
use crate::installation::Installation;
use crate::mail_server::MailServer;

const KILLS: u128 = 50;
/// Letters queued before each kill.
const LETTERS: u128 = 8;

fn settings(mail: &MailServer) -> Vec<(&'static str, String)> {
    vec![
        ("KABINET_SMTP_URL", mail.url()),
        ("KABINET_SMTP_FROM", "kabinet@example.ru".to_owned()),
        ("KABINET_SMTP_CA_FILE", mail.authority().display().to_string()),
    ]
}

/// A community with one person, whom letters can be about.
fn community(test: TestDb) -> Installation {
    let installation = Installation::new(test).with_snt();
    create(&installation, "269", "sadovod");
    installation
}

fn message_id(number: u128) -> String {
    format!("<{}@example.ru>", Uuid::from_u128(number))
}

/// Queues a letter for each of these numbers.
async fn queue(db: &Db, numbers: impl Iterator<Item = u128>, domain: &str) {
    let mut handle = db.read().await.unwrap();
    let portal = portals::by_slug(&mut handle, "snt").await.unwrap().unwrap();
    let person = people::by_login(&mut handle, portal.id, "269").await.unwrap().unwrap();
    drop(handle);
    let now = Clock::system().now();
    let numbers: Vec<u128> = numbers.collect();
    let queued: store::Result<()> = store::write!(db, |tx| {
        for number in &numbers {
            let recipient = format!("member-{number}@{domain}");
            let letter = NewLetter {
                id: Uuid::from_u128(*number),
                portal: portal.id,
                kind: "password_changed",
                subject: person.uuid(),
                recipient: &recipient,
                language: None,
            };
            outbox::insert(tx, &letter, now).await?;
        }
        Ok(())
    });
    queued.unwrap();
}

/// Letters that wait and letters that were laid aside.
async fn counts(db: &Db) -> (i64, i64) {
    outbox::counts(&mut db.read().await.unwrap()).await.unwrap()
}

async fn until_none_waits(db: &Db, mail: &MailServer) {
    let begun = Instant::now();
    while counts(db).await.0 > 0 {
        assert!(begun.elapsed() < Duration::from_mins(3), "{:?} wait: {}", counts(db).await, mail.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Waits until the first letter bears an error with this word.
async fn until_told(db: &Db, word: &str) -> Unsent {
    let begun = Instant::now();
    loop {
        let letter = letters::unsent(&mut db.read().await.unwrap(), false, 1).await.unwrap().remove(0);
        if letter.last_error.as_deref().is_some_and(|error| error.contains(word)) {
            return letter;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "no {word}: {letter:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn try_now(db: &Db, id: Uuid) {
    let now = Clock::system().now();
    let found: store::Result<bool> = store::write!(db, |tx| letters::retry(tx, id, now).await);
    assert!(found.unwrap());
}

/// As time does: leases of a worker that died run out.
async fn let_leases_run_out(db: &Db) {
    let text = "UPDATE outbox_letter SET lease_until = NULL WHERE lease_until IS NOT NULL";
    match db {
        Db::Sqlite { write, .. } => drop(sqlx::query(text).execute(write).await.unwrap()),
        Db::Postgres(pool) => drop(sqlx::query(text).execute(pool).await.unwrap()),
    }
}

/// The text part of a letter as it came, decoded.
fn text_of(letter: &str) -> String {
    let (_, part) = letter.split_once("text/plain").expect("a text part");
    let (head, body) = part.split_once("\r\n\r\n").expect("a body");
    let body = body.split("\r\n--").next().unwrap();
    let bytes = if head.contains("base64") { base64(body) } else { quoted_printable(body) };
    String::from_utf8(bytes).unwrap()
}

fn base64(text: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sextets: Vec<u8> =
        text.bytes().filter_map(|byte| alphabet.iter().position(|known| *known == byte)?.try_into().ok()).collect();
    let bytes = sextets.chunks(4).flat_map(|chunk| {
        let bits =
            (0..4).fold(0_u32, |bits, index| bits << 6 | u32::from(chunk.get(index).copied().unwrap_or_default()));
        bits.to_be_bytes()[1..chunk.len()].to_vec()
    });
    bytes.collect()
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (index, piece) in text.replace("=\r\n", "").split('=').enumerate() {
        let (code, rest) = if index == 0 { ("", piece) } else { piece.split_at(2) };
        bytes.extend(u8::from_str_radix(code, 16));
        bytes.extend(rest.bytes());
    }
    bytes
}

both! {
    async fn a_letter_goes_through_postfix_and_its_link_confirms(test) {
        let mail = MailServer::start();
        let installation = Installation::new(test).with_snt();
        let process = serve_with(&installation, "all", &settings(&mail));
        let form = "login=7&email=sosed%40example.ru&password=sad-2022&again=sad-2022&consent=yes";
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        let answer = send(&process, "POST /register", kind, form.as_bytes());
        let cookie = answer.lines().find(|line| line.contains("kabinet_session=")).expect("a session");
        let cookie = cookie.split("kabinet_session=").nth(1).unwrap().split(';').next().unwrap();
        let cookie = format!("Cookie: kabinet_session={cookie}\r\n");

        mail.wait_for(1);
        let letter = mail.letters().remove(0);
        for header in ["To: sosed@example.ru", "Auto-Submitted: auto-generated", "with ESMTPSA", "@example.ru>"] {
            assert!(letter.contains(header), "no {header}: {letter}");
        }
        let text = text_of(&letter);
        assert!(text.contains("Подтвердите адрес почты") && text.contains("личный кабинет"), "{text}");
        let (_, link) = text.split_once("http://snt.example.ru").expect("a link to the canonical host");
        let path = link.split_whitespace().next().unwrap();
        let confirmed = send(&process, &format!("POST {path}"), &format!("{cookie}{kind}"), b"");
        assert!(confirmed.contains("location: /my/registration"), "{confirmed}");
        assert!(send(&process, "GET /my/registration", &cookie, b"").contains("Подтверждён"));
        assert_eq!(counts(&installation.test.db).await, (0, 0));
        // The secret stands in the letter alone.
        assert!(outbox::latest_sent(&mut installation.test.db.read().await.unwrap(), 9).await.unwrap().is_empty());
    }

    async fn a_mail_server_that_is_down_for_a_while_loses_none_and_doubles_none(test) {
        let mail = MailServer::start();
        let installation = community(test);
        let db = &installation.test.db;
        let _worker = serve_with(&installation, "worker", &settings(&mail));
        queue(db, 0..50, "example.ru").await;
        until_none_waits(db, &mail).await;
        mail.down();
        queue(db, 50..150, "example.ru").await;
        until_told(db, "refused").await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert_eq!(counts(db).await, (100, 0), "all wait, none is given up");
        mail.up();
        until_none_waits(db, &mail).await;
        mail.wait_for(150);
        let arrived = mail.message_ids();
        assert!(arrived.values().all(|count| *count == 1), "{arrived:?}");
        assert_eq!(arrived.into_keys().collect::<BTreeSet<_>>(), (0..150).map(message_id).collect());
    }

    async fn a_worker_killed_fifty_times_loses_none(test) {
        let mail = MailServer::start();
        let installation = community(test);
        let db = &installation.test.db;
        let mut rng = StdRng::seed_from_u64(1977);
        let mut at_work = 0;
        for kill in 0..KILLS {
            queue(db, kill * LETTERS..(kill + 1) * LETTERS, "example.ru").await;
            let_leases_run_out(db).await;
            let waited = counts(db).await.0;
            let worker = serve_with(&installation, "worker", &settings(&mail));
            tokio::time::sleep(Duration::from_millis(rng.random_range(0..250))).await;
            drop(worker);
            let left = counts(db).await.0;
            at_work += i32::from(0 < left && left < waited);
        }
        let_leases_run_out(db).await;
        let _worker = serve_with(&installation, "worker", &settings(&mail));
        until_none_waits(db, &mail).await;
        mail.wait_for(usize::try_from(KILLS * LETTERS).unwrap());
        let arrived = mail.message_ids();
        let doubled: usize = arrived.values().map(|count| count - 1).sum();
        println!("{KILLS} kills, {at_work} of them in the middle of work: {} letters, {doubled} of them twice", arrived.len());
        assert_eq!(counts(db).await, (0, 0));
        assert_eq!(arrived.into_keys().collect::<BTreeSet<_>>(), (0..KILLS * LETTERS).map(message_id).collect());
        assert!(doubled <= usize::try_from(KILLS).unwrap(), "{doubled} letters came twice: more than one a kill");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_certificate_or_password_refuses_and_costs_no_letter() {
    let mail = MailServer::start();
    let installation = community(TestDb::sqlite().await.unwrap());
    let db = &installation.test.db;
    queue(db, 0..1, "example.ru").await;
    let without_authority: Vec<_> =
        settings(&mail).into_iter().filter(|(name, _)| *name != "KABINET_SMTP_CA_FILE").collect();
    let worker = serve_with(&installation, "worker", &without_authority);
    let letter = until_told(db, "certificate").await;
    drop(worker);
    assert_eq!((letter.attempts, mail.message_ids().len()), (0, 0));
    let mut wrong = settings(&mail);
    wrong[0].1 = mail.url_with("wrong");
    let_leases_run_out(db).await;
    try_now(db, letter.id).await;
    let worker = serve_with(&installation, "worker", &wrong);
    assert_eq!(until_told(db, "535").await.attempts, 0);
    drop(worker);
    let_leases_run_out(db).await;
    try_now(db, letter.id).await;
    queue(db, 1..2, "elsewhere.example").await;
    let _worker = serve_with(&installation, "worker", &settings(&mail));
    until_none_waits(db, &mail).await;
    mail.wait_for(1);

    // The other one is refused for good: it is told, and can be tried again.
    assert_eq!(counts(db).await, (0, 1));
    let listed = installation.must(&["letter", "list", "--dead"]);
    assert!(
        listed.contains("refused") && listed.contains("member-1@elsewhere.example") && listed.contains("554"),
        "{listed}"
    );
    let doctor = installation.run(&["doctor"]);
    let told = String::from_utf8(doctor.stdout).unwrap();
    assert!(
        doctor.status.code() == Some(1) && told.contains("letters-laid-aside: 1 letters: ") && told.contains("554"),
        "{told}"
    );
    assert_eq!(installation.must(&["letter", "retry", "--all"]), "1 letters are tried again\n");
    assert_eq!(
        installation.run(&["letter", "retry", &Uuid::from_u128(0).to_string()]).status.code(),
        Some(1),
        "it went"
    );
}
