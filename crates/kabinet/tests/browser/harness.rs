//! A demo of its own and a browser of its own for each test; both end with it.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use axum::http::Method;
use kabinet::demo::{Demo, DemoPerson};
use serde_json::json;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, RequestData, SessionId};

/// How a test looks at pages.
#[derive(Clone, Copy)]
pub struct Screen {
    pub width: u32,
    pub script: bool,
}

pub const DESKTOP: Screen = Screen { width: 1280, script: true };
pub const PHONE: Screen = Screen { width: 390, script: true };
pub const NARROW: Screen = Screen { width: 320, script: true };
pub const WITHOUT_SCRIPT: Screen = Screen { width: 1280, script: false };

/// A running demo.
pub struct RunningDemo {
    child: Child,
    pub demo: Demo,
    folder: tempfile::TempDir,
}

impl Drop for RunningDemo {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// The program, showing its demo from this folder.
fn demo_in(folder: &Path) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kabinet"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    said(&mut child, |line| line.starts_with("The demo is at ").then_some(()));
    child
}

/// The folder of a demo that was filled once for all tests of this program: each starts from a copy of it.
fn filled() -> PathBuf {
    let made = std::fs::metadata(env!("CARGO_BIN_EXE_kabinet")).unwrap().modified().unwrap();
    let made = made.duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = root.join(format!("demo-{made}"));
    // Tests are processes of their own: one fills, the others wait.
    let lock = std::fs::File::create(root.join("demo.lock")).unwrap();
    lock.lock().unwrap();
    if !folder.exists() {
        for old in std::fs::read_dir(root).unwrap().flatten() {
            if old.file_name().to_string_lossy().starts_with("demo-") {
                std::fs::remove_dir_all(old.path()).unwrap();
            }
        }
        let unfinished = root.join("demo-unfinished");
        end(&mut demo_in(&unfinished));
        std::fs::rename(unfinished, &folder).unwrap();
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl RunningDemo {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&filled(), folder.path());
        let child = demo_in(folder.path());
        let demo = serde_json::from_slice(&std::fs::read(folder.path().join("demo.json")).unwrap()).unwrap();
        Self { child, demo, folder }
    }

    /// Where a test may put files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The address of a page of a portal.
    pub fn page(&self, slug: &str, path: &str) -> String {
        let portal = self.demo.portals.iter().find(|portal| portal.slug == slug).unwrap();
        format!("{}{path}", portal.address)
    }

    pub fn person(&self, login: &str) -> &DemoPerson {
        self.demo.people.iter().find(|person| person.login == login).unwrap()
    }
}

/// A driver and its port. It takes a free port of IPv4 and wants the same of IPv6: where another has that, it ends.
fn chromedriver() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let port = heard(&mut driver, |line| {
        line.split("started successfully on port ").nth(1)?.trim_end_matches('.').parse().ok()
    });
    if port.is_none() {
        end(&mut driver);
    }
    Some((driver, port?))
}

/// Waits for the line in which a process says that it is ready; the rest of its output is read and dropped.
fn said<T>(child: &mut Child, ready: impl Fn(&str) -> Option<T>) -> T {
    heard(child, ready).expect("the process says that it is ready")
}

/// The same; nothing where the process ends without saying so.
fn heard<T>(child: &mut Child, ready: impl Fn(&str) -> Option<T>) -> Option<T> {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let found = lines.find_map(|line| ready(&line));
    std::thread::spawn(move || lines.for_each(drop));
    found
}

/// A browser.
pub struct Browser {
    driver: WebDriver,
    chromedriver: Child,
    _profile: tempfile::TempDir,
}

impl Drop for Browser {
    /// The browser is the driver's child and outlives it: a failed test ends the whole group. Nobody is left then who could
    /// end the session, so that isn't waited for.
    fn drop(&mut self) {
        let _ = self.driver.clone().leak();
        let group = format!("-{}", self.chromedriver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        end(&mut self.chromedriver);
    }
}

impl Browser {
    pub async fn open(screen: Screen) -> Self {
        let (chromedriver, port) = (0..10).find_map(|_| chromedriver()).expect("chromedriver starts");
        let profile = tempfile::tempdir().unwrap();
        let capabilities = capabilities(screen, profile.path());
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.unwrap();
        Self { driver, chromedriver, _profile: profile }
    }

    pub async fn close(self) {
        self.driver.clone().quit().await.unwrap();
    }

    pub async fn go(&self, address: &str) {
        self.driver.goto(address).await.unwrap();
    }

    pub async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().to_string()
    }

    pub async fn title(&self) -> String {
        self.driver.title().await.unwrap()
    }

    /// Waits until the address holds this text (or, with `false`, no longer holds it): a click does not wait for the
    /// page it leads to.
    pub async fn until_address(&self, text: &str, holds: bool) {
        for _ in 0..200 {
            if self.address().await.contains(text) == holds {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("still at {}", self.address().await);
    }

    /// The first element, which must come soon.
    pub async fn find(&self, css: &str) -> WebElement {
        for _ in 0..200 {
            if let Ok(found) = self.driver.find(By::Css(css)).await {
                return found;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{css} never came at {}", self.address().await);
    }

    pub async fn all(&self, css: &str) -> Vec<WebElement> {
        self.driver.find_all(By::Css(css)).await.unwrap()
    }

    /// The text of the first element as people see it, its spaces made plain.
    pub async fn text(&self, css: &str) -> String {
        for _ in 0..20 {
            // An element may go with its page while it is read.
            if let Ok(text) = self.find(css).await.text().await {
                return plain(&text);
            }
        }
        panic!("{css} can't be read at {}", self.address().await)
    }

    /// The texts of all elements, hidden ones too.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.all(css).await {
            texts.push(plain(&element.prop("textContent").await.unwrap().unwrap_or_default()));
        }
        texts
    }

    pub async fn write(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sets a field that has keys of its own, a date's.
    pub async fn set(&self, css: &str, value: &str) {
        let script = "document.querySelector(arguments[0]).value = arguments[1]";
        self.driver.execute(script, vec![json!(css), json!(value)]).await.unwrap();
    }

    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        // The driver takes what stands under the menu at the bottom for seen. Without scripts it can't scroll, and need not.
        let _ = element.scroll_into_view().await;
        element.click().await.unwrap();
    }

    pub async fn press_enter(&self, css: &str) {
        self.find(css).await.send_keys(Key::Enter + "").await.unwrap();
    }

    /// A file into a file field.
    pub async fn choose(&self, css: &str, file: &Path) {
        self.find(css).await.send_keys(file.to_str().unwrap()).await.unwrap();
    }

    /// Loads the page again until the element is there; a worker needs its time.
    pub async fn until(&self, css: &str) {
        for _ in 0..300 {
            if !self.all(css).await.is_empty() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            self.driver.refresh().await.unwrap();
        }
        panic!("{css} never came: {}", self.text("main").await);
    }

    pub async fn log_in(&self, demo: &RunningDemo, login: &str) {
        let person = demo.person(login);
        self.go(&demo.page(&person.portal, "/login?lang=ru")).await;
        self.write("#login", login).await;
        self.write("#password", &person.password).await;
        self.click("form.form button").await;
        self.until_address("/login", false).await;
        // `/my` only leads on.
        for _ in 0..200 {
            if !self.address().await.ends_with("/my") {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        self.find("main").await;
    }

    /// Gives the browser a device that keeps passkeys and whose owner always confirms.
    pub async fn add_authenticator(&self) {
        self.driver.cmd(AddAuthenticator).await.unwrap();
    }

    /// Whether the session's cookie is kept when the browser is closed.
    pub async fn session_outlives_the_browser(&self) -> bool {
        let cookies = self.driver.get_all_cookies().await.unwrap();
        let session = cookies.iter().find(|cookie| cookie.name.contains("session")).expect("a session's cookie");
        session.expiry.is_some()
    }

    /// Nothing reaches beyond the screen's right edge.
    pub async fn assert_fits(&self) {
        let [page, screen] = self.numbers("return [document.documentElement.scrollWidth, innerWidth]").await;
        assert!(page <= screen, "{}: {page} px wide on {screen} px", self.address().await);
    }

    /// axe finds nothing against it.
    pub async fn assert_accessible(&self) {
        let axe = include_str!("node_modules/axe-core/axe.min.js");
        self.driver.execute(axe, Vec::new()).await.unwrap();
        let script = "const done = arguments[0]; axe.run(document).then(found => done(found.violations.map(
            v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))), error => done(['axe failed: ' + error]));";
        let found = self.driver.execute_async(script, Vec::new()).await.unwrap();
        let violations: Vec<String> = serde_json::from_value(found.json().clone()).unwrap();
        assert!(violations.is_empty(), "{}: {violations:#?}", self.address().await);
    }

    /// What the link of this page leads to, fetched with the browser's cookies.
    pub async fn fetch(&self, css: &str) -> Vec<u8> {
        let script = "const done = arguments[1]; fetch(document.querySelector(arguments[0]).href)
            .then(answer => answer.arrayBuffer()).then(bytes => done(Array.from(new Uint8Array(bytes))));";
        let bytes = self.driver.execute_async(script, vec![json!(css)]).await.unwrap();
        serde_json::from_value(bytes.json().clone()).unwrap()
    }

    async fn numbers(&self, script: &str) -> [i64; 2] {
        let found = self.driver.execute(script, Vec::new()).await.unwrap();
        serde_json::from_value(found.json().clone()).unwrap()
    }
}

/// The driver's command for a device that keeps passkeys, which the library doesn't know.
#[derive(Debug)]
struct AddAuthenticator;

impl FormatRequestData for AddAuthenticator {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let address = format!("session/{session}/webauthn/authenticator");
        RequestData::new(Method::POST, address).add_body(json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        }))
    }
}

fn capabilities(screen: Screen, profile: &Path) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1280,1000",
        &profile,
    ];
    for argument in arguments {
        capabilities.add_arg(argument).unwrap();
    }
    if screen.width < 600 {
        let metrics = json!({ "width": screen.width, "height": 800, "pixelRatio": 1.0, "touch": true });
        capabilities.add_experimental_option("mobileEmulation", json!({ "deviceMetrics": metrics })).unwrap();
    }
    if !screen.script {
        let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
        capabilities.add_experimental_option("prefs", off).unwrap();
    }
    capabilities
}

/// No-break spaces and line breaks are spaces to a reader.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
