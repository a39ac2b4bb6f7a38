//! `kabinet demo`: what scripts find, and what it answers to whom.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use kabinet::demo::Demo;

struct Running {
    child: Child,
    start: String,
    folder: tempfile::TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(folder: tempfile::TempDir, more: &[&str]) -> Running {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kabinet"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let start = lines
        .find_map(|line| line.unwrap().strip_prefix("The demo is at ").map(ToOwned::to_owned))
        .expect("the demo says where it is");
    std::thread::spawn(move || lines.for_each(drop));
    Running { child, start, folder }
}

/// `GET` by hand: the test needs no HTTP client for one request.
fn get(start: &str, host: &str, path: &str) -> String {
    use std::io::{Read as _, Write as _};
    let address = start.trim_start_matches("http://").trim_end_matches('/').replace("localhost", "127.0.0.1");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn scripts_find_portals_and_people_and_letters() {
    let demo = start(tempfile::tempdir().unwrap(), &[]);
    let told: Demo = serde_json::from_slice(&std::fs::read(demo.folder.path().join("demo.json")).unwrap()).unwrap();
    assert_eq!(told.portals.len(), 4);
    let member = told.people.iter().find(|person| person.login == "269").unwrap();
    assert_eq!(member.accounts, ["269", "270"]);
    assert!(get(&demo.start, "localhost", "/").contains("sadovod-269"));
    assert!(get(&demo.start, "localhost", "/mailbox.json").contains("application/json"));
    for portal in &told.portals {
        let host = format!("{}.localhost", portal.slug);
        assert!(get(&demo.start, &host, "/").starts_with("HTTP/1.1 200"), "{host}");
        assert!(get(&demo.start, &host, "/mailbox").starts_with("HTTP/1.1 404"), "{host} has no mailbox");
    }
    assert!(get(&demo.start, "evil.example", "/").starts_with("HTTP/1.1 421"));
    assert!(get(&demo.start, "localhost", "/readyz").ends_with("ready\n"));
}

#[test]
fn what_people_changed_stays_until_reset() {
    let first = start(tempfile::tempdir().unwrap(), &[]);
    let url = store::Db::sqlite_url(&first.folder.path().join("kabinet.sqlite3"));
    let title = |set: Option<&str>| {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let db = store::Db::open(&store::Options { url: url.clone(), connections: 1 }).await.unwrap();
            let portal = store::portals::by_slug(&mut db.read().await.unwrap(), "snt").await.unwrap().unwrap();
            if let Some(set) = set {
                let changed = store::portals::Portal { title: set.to_owned(), ..portal.clone() };
                let now = "2022-06-02T00:00:00Z".parse().unwrap();
                let saved: store::Result<()> = store::write!(db, |tx| store::portals::save(tx, &changed, now).await);
                saved.unwrap();
            }
            db.close().await;
            portal.title
        })
    };
    title(Some("СНТ «Другое»"));
    let mut first = first;
    first.child.kill().unwrap();
    first.child.wait().unwrap();
    let folder = std::mem::replace(&mut first.folder, tempfile::tempdir().unwrap());
    let second = start(folder, &["--today", "2022-07-01"]);
    assert_eq!(title(None), "СНТ «Другое»");
    assert!(get(&second.start, "snt.localhost", "/").contains("1\u{a0}июля\u{a0}2022"));
    let mut second = second;
    second.child.kill().unwrap();
    second.child.wait().unwrap();
    let folder = std::mem::replace(&mut second.folder, tempfile::tempdir().unwrap());
    let _third = start(folder, &["--reset"]);
    assert_eq!(title(None), "СНТ «Аникино»");
}
