//! A real Postfix (STARTTLS, AUTH) and a real Dovecot on loopback, in a folder of their own. Their masters want to be root:
//! the test's user is, or may become it by `sudo -n`; `./test` installs both and fails otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Of the one who may send and read; it has signs that an address must escape.
const PASSWORD: &str = "p@ss/w%rd";

/// Postfix, Dovecot and one mailbox that takes every letter to example.ru and pochta.example.
pub struct MailServer {
    folder: tempfile::TempDir,
    smtp: u16,
    imap: u16,
}

/// A command as root.
fn as_root(program: &str) -> Command {
    let uid = Command::new("id").arg("-u").output().unwrap();
    if uid.stdout == b"0\n" {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

fn must(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; ./test installs it"));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {told}{}", String::from_utf8_lossy(&output.stdout));
}

/// Starts what goes on in the background: it keeps the outputs it was given, so they are a file.
fn launch(command: &mut Command, told: &Path) {
    let file = fs::File::create(told).unwrap();
    let status = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file).status();
    let status = status.unwrap_or_else(|error| panic!("{command:?}: {error}; ./test installs it"));
    assert!(status.success(), "{command:?}: {}", fs::read_to_string(told).unwrap());
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl MailServer {
    /// Both started, the mailbox empty.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Postfix's and Dovecot's own users must get in.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let server = Self { folder, smtp: free_port(), imap: free_port() };
        for name in ["postfix", "queue", "data", "mail", "dovecot"] {
            fs::create_dir(server.path(name)).unwrap();
        }
        must(as_root("chown").arg("postfix").arg(server.path("data")));
        must(as_root("chown").arg("nobody:nogroup").arg(server.path("mail")));
        server.make_certificates();
        let auth = free_port();
        server.write("postfix/main.cf", &server.main_cf(auth));
        server.write("postfix/master.cf", &MASTER_CF.replace("SMTP", &server.smtp.to_string()));
        server.write("dovecot.conf", &server.dovecot_conf(auth));
        // Masters that are root trust what is root's.
        must(as_root("chown").args(["-R", "root"]).args(["postfix", "queue", "dovecot"].map(|name| server.path(name))));
        launch(as_root("dovecot").arg("-c").arg(server.path("dovecot.conf")), &server.path("told"));
        server.up();
        server
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// An authority of this run, and a certificate of it for 127.0.0.1.
    fn make_certificates(&self) {
        let openssl = |arguments: &str| {
            must(Command::new("openssl").args(arguments.split(' ')).current_dir(self.folder.path()));
        };
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        self.write("names", "subjectAltName=IP:127.0.0.1\n");
        openssl(&format!("req -x509 {key} -days 2 -keyout ca.key -out ca.pem -subj /CN=kabinet-test"));
        openssl(&format!("req {key} -keyout server.key -out server.csr -subj /CN=127.0.0.1"));
        openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem",
        );
    }

    fn main_cf(&self, auth: u16) -> String {
        let folder = self.folder.path().display();
        format!(
            "compatibility_level = 3.6\nqueue_directory = {folder}/queue\ndata_directory = {folder}/data\n\
             maillog_file = {folder}/postfix.log\nmaillog_file_prefixes = {folder}\n\
             inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmynetworks =\nmyhostname = mail.example.ru\nmydestination =\n\
             alias_maps =\nalias_database =\nlocal_recipient_maps =\nvirtual_mailbox_domains = example.ru pochta.example\n\
             virtual_mailbox_base = {folder}/mail\nvirtual_mailbox_maps = static:inbox/\nvirtual_minimum_uid = 1\n\
             virtual_uid_maps = static:65534\nvirtual_gid_maps = static:65534\n\
             smtpd_tls_cert_file = {folder}/server.pem\nsmtpd_tls_key_file = {folder}/server.key\n\
             smtpd_tls_security_level = encrypt\nsmtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\n\
             smtpd_sasl_path = inet:127.0.0.1:{auth}\nsmtpd_relay_restrictions = permit_sasl_authenticated, reject\n\
             smtpd_recipient_restrictions = reject_unauth_destination, permit_sasl_authenticated, reject\n"
        )
    }

    fn dovecot_conf(&self, auth: u16) -> String {
        let folder = self.folder.path().display();
        // Dovecot fills in what follows a per cent sign.
        let password = PASSWORD.replace('%', "%%");
        format!(
            "base_dir = {folder}/dovecot\nstate_dir = {folder}/dovecot\nlog_path = {folder}/dovecot.log\n\
             protocols = imap\nlisten = 127.0.0.1\nssl = no\ndisable_plaintext_auth = no\nauth_mechanisms = plain login\n\
             mail_location = maildir:{folder}/mail/inbox\nfirst_valid_uid = 1\n\
             passdb {{\n driver = static\n args = password={password}\n}}\n\
             userdb {{\n driver = static\n args = uid=nobody gid=nogroup home={folder}/mail\n}}\n\
             service imap-login {{\n inet_listener imap {{\n port = {imap}\n }}\n}}\n\
             service auth {{\n inet_listener {{\n port = {auth}\n address = 127.0.0.1\n }}\n}}\n",
            imap = self.imap
        )
    }

    /// Starts Postfix; it answers when this returns.
    pub fn up(&self) {
        launch(as_root("postfix").arg("-c").arg(self.path("postfix")).arg("start"), &self.path("told"));
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.smtp)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "Postfix does not listen: {}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Stops Postfix; the port is closed.
    pub fn down(&self) {
        must(as_root("postfix").arg("-c").arg(self.path("postfix")).arg("stop"));
    }

    /// What Postfix wrote.
    pub fn log(&self) -> String {
        fs::read_to_string(self.path("postfix.log")).unwrap_or_default()
    }

    /// The certificate of the authority.
    pub fn authority(&self) -> PathBuf {
        self.path("ca.pem")
    }

    /// For `smtp_url`.
    pub fn url(&self) -> String {
        self.url_with(PASSWORD)
    }

    /// The same with another password.
    pub fn url_with(&self, password: &str) -> String {
        let escaped = password.replace('%', "%25").replace('@', "%40").replace('/', "%2F");
        format!("smtp://kabinet:{escaped}@127.0.0.1:{}", self.smtp)
    }

    /// How often each letter lies in the mailbox, by its Message-ID.
    pub fn message_ids(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        let answer = Imap::log_in(self.imap).ask("FETCH 1:* (BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])");
        for line in answer.lines().filter(|line| line.to_ascii_lowercase().starts_with("message-id:")) {
            *counts.entry(line["message-id:".len()..].trim().to_owned()).or_default() += 1;
        }
        counts
    }

    /// The letters themselves, header and body as they came.
    pub fn letters(&self) -> Vec<String> {
        let mut imap = Imap::log_in(self.imap);
        (1..=imap.count).map(|number| imap.ask(&format!("FETCH {number} (BODY.PEEK[])"))).collect()
    }

    /// Waits until so many letters lie there.
    pub fn wait_for(&self, count: usize) {
        let begun = Instant::now();
        loop {
            let arrived = self.message_ids().len();
            if arrived >= count {
                return;
            }
            assert!(begun.elapsed() < Duration::from_mins(3), "{arrived} of {count} letters: {}", self.log());
            std::thread::sleep(Duration::from_millis(300));
        }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = as_root("postfix").arg("-c").arg(self.path("postfix")).arg("stop").output();
        let _ = as_root("doveadm").arg("-c").arg(self.path("dovecot.conf")).arg("stop").output();
        let mine: &Path = self.folder.path();
        // What belongs to other users goes as root; the folder itself with its owner.
        for name in ["postfix", "queue", "data", "mail", "dovecot"] {
            let _ = as_root("rm").arg("-rf").arg(mine.join(name)).output();
        }
    }
}

/// Just enough IMAP.
struct Imap {
    stream: BufReader<TcpStream>,
    count: usize,
}

impl Imap {
    fn log_in(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut imap = Self { stream: BufReader::new(stream), count: 0 };
        imap.stream.read_line(&mut String::new()).unwrap();
        imap.ask(&format!("LOGIN kabinet {PASSWORD}"));
        let selected = imap.ask("SELECT INBOX");
        let exists = selected.lines().find_map(|line| line.strip_prefix("* ")?.strip_suffix(" EXISTS")).unwrap();
        imap.count = exists.parse().unwrap();
        imap
    }

    /// Asks and reads to the end of the answer; an empty mailbox has nothing to fetch.
    fn ask(&mut self, command: &str) -> String {
        if self.count == 0 && command.starts_with("FETCH") {
            return String::new();
        }
        self.stream.get_mut().write_all(format!("t {command}\r\n").as_bytes()).unwrap();
        let mut answer = String::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            assert!(!line.is_empty(), "{command}: {answer}");
            if let Some(rest) = line.strip_prefix("t ") {
                assert!(rest.starts_with("OK"), "{command}: {rest}");
                return answer;
            }
            let literal = line.trim_end().strip_suffix('}').and_then(|head| head.rsplit_once('{'));
            let length = literal.and_then(|(_, digits)| digits.parse::<usize>().ok());
            answer.push_str(line.trim_end());
            answer.push('\n');
            if let Some(length) = length {
                let mut bytes = vec![0; length];
                self.stream.read_exact(&mut bytes).unwrap();
                answer.push_str(&String::from_utf8(bytes).unwrap());
            }
        }
    }
}

const MASTER_CF: &str = "127.0.0.1:SMTP inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
showq unix n - n - - showq
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
pickup unix n - n 60 1 pickup
postlog unix-dgram n - n - 1 postlogd
";
