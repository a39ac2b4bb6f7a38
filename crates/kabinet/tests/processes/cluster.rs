//! Two web processes and a worker on one PostgreSQL: what one lets in, the other shows; a log-out ends everywhere.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use store::testing::TestDb;

use crate::installation::{Installation, example};

/// `kabinet serve`, killed when it is dropped.
pub struct Process {
    pub child: Child,
    address: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts `kabinet serve` and waits until it says that it works.
fn serve(installation: &Installation, role: &str) -> Process {
    serve_with(installation, role, &[])
}

/// The same with more settings.
pub fn serve_with(installation: &Installation, role: &str, settings: &[(&str, String)]) -> Process {
    let mut child = installation
        .command(&["serve", "--role", role])
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .env("KABINET_LISTEN", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines
        .find_map(|line| {
            let line: serde_json::Value = serde_json::from_str(&line.unwrap()).ok()?;
            let fields = &line["fields"];
            match fields["message"].as_str()? {
                "serving" => Some(fields["listen"].as_str()?.to_owned()),
                "working" => Some(String::new()),
                _ => None,
            }
        })
        .expect("the process says that it works");
    std::thread::spawn(move || lines.for_each(drop));
    Process { child, address }
}

/// One request by hand; returns the whole answer.
pub fn send(process: &Process, request: &str, headers: &str, body: &[u8]) -> String {
    let mut stream = std::net::TcpStream::connect(&process.address).unwrap();
    let head = format!(
        "{request} HTTP/1.1\r\nHost: snt.example.ru\r\nOrigin: http://snt.example.ru\r\nAccept-Language: ru\r\n\
         Connection: close\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn log_in(process: &Process, login: &str, password: &str) -> String {
    let body = format!("login={login}&password={password}");
    let answer = send(process, "POST /login", "Content-Type: application/x-www-form-urlencoded\r\n", body.as_bytes());
    let line = answer.lines().find(|line| line.contains("kabinet_session=")).expect("a session cookie");
    let token = line.split("kabinet_session=").nth(1).unwrap().split(';').next().unwrap();
    format!("Cookie: kabinet_session={token}\r\n")
}

pub fn create(installation: &Installation, login: &str, password: &str) {
    let mut child = installation
        .command(&["person", "create", "--portal", "snt", "--login", login, "--password-stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// Asks again until the answer contains the text; a worker needs its time.
fn until(process: &Process, request: &str, cookie: &str, text: &str) -> String {
    let begun = Instant::now();
    loop {
        let answer = send(process, request, cookie, b"");
        if answer.contains(text) {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_mins(1), "{request} never said {text}: {answer}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn upload(process: &Process, cookie: &str, name: &str) -> String {
    let bytes = std::fs::read(example(&format!("snt/{name}"))).unwrap();
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nauto\r\n--b\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend(bytes);
    body.extend(b"\r\n--b--\r\n");
    let headers = format!("{cookie}Content-Type: multipart/form-data; boundary=b\r\n");
    let answer = send(process, "POST /office/imports", &headers, &body);
    let line = answer.lines().find(|line| line.starts_with("location: ")).unwrap_or_else(|| panic!("{answer}"));
    line.trim_start_matches("location: ").trim().to_owned()
}

#[tokio::test]
async fn two_web_processes_and_a_worker_share_one_database() {
    let installation = Installation::new(TestDb::postgres().await.unwrap()).with_snt();
    installation.must(&["migrate"]);
    create(&installation, "pravlenie", "zagruzka");
    create(&installation, "269", "sadovod");
    installation.must(&["person", "grant", "--portal", "snt", "--login", "pravlenie", "--role", "administrator"]);
    let (one, two) = (serve(&installation, "web"), serve(&installation, "web"));
    let _worker = serve(&installation, "worker");

    let board = log_in(&one, "pravlenie", "zagruzka");
    for name in ["uchastki.xlsx", "pokazaniya-2022-04.csv", "pokazaniya-2022-05.csv"] {
        let place = upload(&one, &board, name);
        until(&two, &format!("GET {place}"), &board, &format!("{place}/apply"));
        let decided = send(&two, &format!("POST {place}/apply"), &board, b"");
        assert!(decided.starts_with("HTTP/1.1 303"), "{decided}");
        until(&one, &format!("GET {place}"), &board, &format!("{place}/undo"));
        if name == "uchastki.xlsx" {
            installation.must(&["person", "link", "--portal", "snt", "--login", "269", "--accounts", "269,270"]);
        }
    }

    let member = log_in(&two, "269", "sadovod");
    for process in [&one, &two] {
        let page = send(process, "GET /my/electricity", &member, b"");
        for figure in ["4\u{a0}370,41", "3\u{a0}546,40", "575,05", "4\u{a0}121,45", "11,86", "13,64"] {
            assert!(page.contains(figure), "{figure}");
        }
    }
    let out = send(&one, "POST /logout", &member, b"");
    assert!(out.starts_with("HTTP/1.1 303"), "{out}");
    let begun = Instant::now();
    while send(&two, "GET /my/electricity", &member, b"").starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed() < Duration::from_secs(5), "a session ended elsewhere lives on");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[tokio::test]
async fn a_process_stops_gracefully() {
    let installation = Installation::new(TestDb::sqlite().await.unwrap()).with_snt();
    let mut process = serve(&installation, "all");
    let pid = process.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    assert!(process.child.wait().unwrap().success());
}
