//! From an empty installation to a member's receipt, through the browser alone: what `kabinet portal add` and
//! `kabinet person create` leave is filled by the treasurer with the files of `shared/data/snt`; a member registers, confirms
//! by a letter of a real mail server, declares 269 and 270, is recognised, and prints the receipt.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use domain::payment_qr::PaymentQr;
use domain::{Currency, Money};

use crate::harness::{Browser, DESKTOP, NARROW};
use crate::mail_server::MailServer;
use crate::paper;

const PASSWORD: &str = "kaznachei-2022";
const MEMBER: &str = "n.sokolova@pochta.example";

/// `kabinet serve` over a fresh data folder.
struct Installation {
    folder: tempfile::TempDir,
    port: u16,
    server: Option<Child>,
}

impl Drop for Installation {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

impl Installation {
    fn new() -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { folder: tempfile::tempdir().unwrap(), port, server: None }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kabinet"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("KABINET_DATA", self.folder.path().join("data"))
            .env("KABINET_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("KABINET_PUBLIC_SCHEME", "http")
            .env("KABINET_PUBLIC_PORT", self.port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs a command that must succeed; what it printed.
    fn must(&self, arguments: &[&str], input: &str) -> String {
        use std::io::Write as _;
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Starts it; it answers when this returns.
    fn serve(&mut self, mail: &MailServer) {
        let mut command = self.command(&["serve"]);
        command
            .env("KABINET_SMTP_URL", mail.url())
            .env("KABINET_SMTP_FROM", "kabinet@example.ru")
            .env("KABINET_SMTP_CA_FILE", mail.authority())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.server = Some(command.spawn().unwrap());
        for _ in 0..600 {
            if std::net::TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("kabinet serve does not listen");
    }

    fn page(&self, path: &str) -> String {
        format!("http://snt.localhost:{}{path}", self.port)
    }
}

fn example(name: &str) -> PathBuf {
    // A browser takes no path with «..» in it.
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/snt").join(name).canonicalize().unwrap()
}

async fn log_in(browser: &Browser, page: String, login: &str, password: &str) {
    browser.go(&page).await;
    browser.write("#login", login).await;
    browser.write("#password", password).await;
    browser.click("form.form button").await;
    browser.until_address("/login", false).await;
}

/// The link that begins so, of the letter to the member, read by IMAP; letters about imports come to nobody.
fn link_of_letter(mail: &MailServer, begins: &str) -> String {
    mail.wait_for(1);
    let letters = mail.letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].contains(MEMBER), "{}", letters[0]);
    // Quoted-printable breaks lines by «=» at their end and writes «=» as «=3D».
    let text = letters[0].replace("=\r\n", "").replace("=3D", "=");
    let start = text.find(begins).unwrap_or_else(|| panic!("no {begins} in {text}"));
    text[start..].split(|c: char| c.is_whitespace() || c == '"' || c == '<').next().unwrap().to_owned()
}

/// Through the wizard: the file, what the check says, «Загрузить».
async fn load(browser: &Browser, site: &Installation, name: &str, as_of: &str) {
    browser.go(&site.page("/office/imports")).await;
    browser.choose("#file", &example(name)).await;
    if !as_of.is_empty() {
        browser.set("#as_of", as_of).await;
    }
    browser.click("main form[enctype] button").await;
    browser.until("form[action$='/apply']").await;
    browser.click("form[action$='/apply'] button").await;
    browser.until("form[action$='/undo']").await;
}

#[tokio::test]
async fn from_an_empty_installation_to_a_receipt_in_the_members_hand() {
    let mail = MailServer::start();
    let mut site = Installation::new();
    site.must(&["portal", "add", "--preset", "snt", "--host", "snt.localhost", "--title", "СНТ «Аникино»"], "");
    let create =
        ["person", "create", "--portal", "snt", "--login", "kaznachei", "--role", "administrator", "--password-stdin"];
    site.must(&create, PASSWORD);
    site.serve(&mail);

    let treasurer = Browser::open(DESKTOP).await;
    log_in(&treasurer, site.page("/login?lang=ru"), "kaznachei", PASSWORD).await;
    treasurer.find("main").await;
    assert!(treasurer.address().await.contains("/office"), "{}", treasurer.address().await);
    treasurer.go(&site.page("/office/tariffs")).await;
    for (field, value) in [("#from", "01.01.2022"), ("#single", "5,93"), ("#day", "6,82"), ("#night", "2,65")] {
        treasurer.write(field, value).await;
    }
    treasurer.click("form[action='/office/tariffs'] button").await;
    assert!(treasurer.text("main table").await.contains("6,82"));
    treasurer.go(&site.page("/office/bank-details")).await;
    for (field, value) in [
        ("#payee", "СНТ «Аникино»"),
        ("#inn", "7702045051"),
        ("#kpp", "770201001"),
        ("#bik", "044525225"),
        ("#bank", "ПАО Банк"),
        ("#account", "40703810138250123016"),
        ("#correspondent_account", "30101810400000000225"),
    ] {
        treasurer.write(field, value).await;
    }
    treasurer.click("form.form button").await;
    assert!(treasurer.text("[role=status]").await.contains("Реквизиты сохранены"));
    load(&treasurer, &site, "uchastki.xlsx", "").await;
    for month in ["01", "02", "03", "04", "05"] {
        load(&treasurer, &site, &format!("pokazaniya-2022-{month}.csv"), "").await;
    }
    load(&treasurer, &site, "nachisleniya-2022.csv", "2022-04-26").await;
    load(&treasurer, &site, "oplaty-elektro-2022.csv", "").await;

    let member = Browser::open(NARROW).await;
    member.go(&site.page("/register?lang=ru")).await;
    for (field, value) in [("#login", "269"), ("#email", MEMBER), ("#password", "sadovod"), ("#again", "sadovod")] {
        member.write(field, value).await;
    }
    member.click("#consent").await;
    member.click("form.form button").await;
    member.until_address("/my/registration", true).await;
    member.go(&site.page("/my/payments")).await;
    assert!(!member.text("main").await.contains("7 200"), "nothing shows before the address is confirmed");
    let link = link_of_letter(&mail, &site.page("/confirm/"));
    member.go(&link).await;
    member.click("main form button").await;
    member.until_address("/my/registration", true).await;
    member.go(&site.page("/my/registration/edit")).await;
    member.write("#plots", "269,270").await;
    // By keyboard: the bar at a phone's foot covers what nobody has scrolled to.
    member.press_enter("main form.form button").await;
    member.until_address("/edit", false).await;
    member.go(&site.page("/my/payments")).await;
    assert_eq!(member.text("h1").await, "Статус моих оплат от 26 апреля 2022");
    assert_eq!(member.text(".slip .amount").await, "14 400,00 ₽");
    member.go(&site.page("/my/electricity")).await;
    let electricity = member.texts("main").await.join(" ");
    for figure in ["4 121,45", "13,64"] {
        assert!(electricity.contains(figure), "{figure}");
    }
    member.go(&site.page("/my/payments")).await;
    member.press_enter(".owed--link[href*='plot=269']").await;
    member.until_address("/my/payments/receipt", true).await;
    let pdf = member.fetch("[href^='/my/payments/receipt.pdf']").await;
    assert!(paper::text(&pdf).contains("Семь тысяч двести рублей 00 копеек"));
    let payment = PaymentQr::read(&paper::code(&pdf)).unwrap();
    assert_eq!(payment.sum(), Some(Money::new(720_000, Currency::Rub)));
    member.close().await;
    treasurer.close().await;
}
