//! Log-in: limits on guessing that a stranger can't turn against the owner, one answer for every wrong try.

use chrono::{DateTime, TimeDelta, Utc};
use domain::person::Login;
use domain::portal::Language;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use store::login_steps::{self, Step};
use store::portals::Portal;
use store::{Tx, login_guard, people, registrations, second_factor, sessions};

use super::begin_session::{self, Beginning, Origin};
use super::captcha::{self, Answer, Guarded};
use super::limits::{self, Limit};
use super::{Failure, second_step};
use crate::app::App;

/// Guesses are counted over this time.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// Wrong guesses for one login from browsers that never logged in to it.
const PER_LOGIN: i64 = 10;
/// Wrong guesses for one login from one browser that has logged in to it before.
const PER_DEVICE: i64 = 10;
/// Wrong guesses from one address, whatever the login.
const PER_ADDRESS: i64 = 50;
/// How long a session stands.
pub(super) const SESSION: TimeDelta = TimeDelta::days(14);
/// The same without «Запомнить меня»: a working day.
const SHORT_SESSION: TimeDelta = TimeDelta::hours(12);

/// What a log-in brings.
#[derive(Clone, Debug)]
pub struct LogIn<'a> {
    /// As typed.
    pub login: &'a str,
    /// As typed.
    pub password: &'a str,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// «Запомнить меня на этом компьютере».
    pub remember: bool,
    /// The digits of a picture, where they were asked for.
    pub captcha: Answer<'a>,
}

/// What became of a log-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Welcome: the new session's token and the token by which this browser is known from now on.
    Welcome {
        /// For the session cookie.
        session: String,
        /// For the device cookie.
        device: String,
        /// When the session ends.
        expires_at: DateTime<Utc>,
    },
    /// The password is right, and the person chose to be asked for more: no session yet.
    SecondStep {
        /// For the cookie of the second step.
        token: String,
        /// Until when it can be taken.
        expires_at: DateTime<Utc>,
    },
    /// Login or password are wrong: nobody is told which.
    Wrong {
        /// The next try needs the digits of a picture.
        captcha: bool,
    },
    /// After so many wrong guesses the digits of a picture are asked for, and they are missing or wrong.
    Captcha,
    /// The password is right, and the office closed log-in to this person.
    Blocked,
    /// Too many wrong guesses: wait so many minutes.
    TooMany {
        /// Whole minutes.
        minutes: i64,
    },
}

/// Lets a person in.
///
/// # Errors
/// The machine's trouble only.
pub async fn log_in(app: &App, portal: &Portal, attempt: &LogIn<'_>) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let since = now - WINDOW;
    let Ok(login) = Login::parse(attempt.login) else { return Ok(Outcome::Wrong { captcha: false }) };
    let buckets = buckets(app, portal, &login, attempt).await?;
    let guesses = take_guess(app, portal, &buckets, now, since).await?;
    if !guesses.within {
        return Ok(Outcome::TooMany { minutes: WINDOW.num_minutes() });
    }
    // Before the password is looked at: a machine gets no work out of the server.
    if guesses.asks_captcha(&buckets) && !captcha::is_right(app, portal, Guarded::LogIn, attempt.captcha).await? {
        return Ok(Outcome::Captcha);
    }
    let known = known(app, portal, &login, now).await?;
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let right = app.passwords.verify(attempt.password.to_owned(), hash).await?;
    match known.filter(|_| right) {
        Some(known) if known.blocked => Ok(Outcome::Blocked),
        Some(known) => welcome(app, portal, &buckets, attempt, &known).await,
        None => Ok(Outcome::Wrong { captcha: guesses.next().asks_captcha(&buckets) }),
    }
}

/// Who holds the login, else the latest registration of it; both are asked for, so that nobody can tell them by the time.
async fn known(
    app: &App,
    portal: &Portal,
    login: &Login,
    now: DateTime<Utc>,
) -> Result<Option<people::Credentials>, Failure> {
    let mut handle = app.db.read().await?;
    let holder = people::credentials(&mut handle, portal.id, login.key()).await?;
    let registered = registrations::credentials(&mut handle, portal.id, login.key(), now).await?;
    Ok(holder.or(registered))
}

/// Where guesses of this attempt are counted, with the limit of each.
struct Buckets {
    login: (String, i64),
    address: (String, i64),
    /// The browser has logged in to this login before.
    known_device: bool,
}

async fn buckets(app: &App, portal: &Portal, login: &Login, attempt: &LogIn<'_>) -> Result<Buckets, Failure> {
    let known_device = match attempt.origin.device {
        None => None,
        Some(token) => {
            let hash = token_hash(token);
            let mut handle = app.db.read().await?;
            login_guard::knows_device(&mut handle, portal.id, login.key(), &hash).await?.then_some(hash)
        }
    };
    Ok(Buckets {
        known_device: known_device.is_some(),
        login: match known_device {
            Some(device) => (format!("device:{device}"), PER_DEVICE),
            None => (format!("login:{}", keyed_hash(app, login.key())), PER_LOGIN),
        },
        address: (format!("address:{}", network(attempt.origin.address)), PER_ADDRESS),
    })
}

/// The digits of a picture by letter to whoever has this login; the answer is the same for known and unknown. False when too
/// many letters were asked for.
///
/// # Errors
/// The machine's trouble only.
pub async fn send_digits(
    app: &App,
    portal: &Portal,
    login: &str,
    id: uuid::Uuid,
    (address, language): (std::net::IpAddr, Language),
) -> Result<bool, Failure> {
    if limits::take(app, portal, &[Limit::address("captcha", address)]).await?.is_some() {
        return Ok(false);
    }
    let now = app.clock.now();
    let Ok(login) = Login::parse(login) else { return Ok(true) };
    let Some(known) = known(app, portal, &login, now).await? else { return Ok(true) };
    let mailbox = people::mailbox(&mut app.db.read().await?, known.person).await?;
    if let Some((_, email, own)) = mailbox {
        captcha::send(app, portal, (Guarded::LogIn, id), &email, own.or(Some(language))).await?;
    }
    Ok(true)
}

/// How often it was tried, this time included.
struct Guesses {
    within: bool,
    of_login: i64,
    of_address: i64,
}

impl Guesses {
    /// So many wrong guesses are free of a picture: of a login, of an address.
    const FREE: (i64, i64) = (3, 15);

    /// A browser that is known to the person is asked for none: its guesses are counted apart.
    fn asks_captcha(&self, buckets: &Buckets) -> bool {
        !buckets.known_device && (self.of_login > Self::FREE.0 || self.of_address > Self::FREE.1)
    }

    /// The try after this one.
    fn next(&self) -> Self {
        Self { of_login: self.of_login + 1, of_address: self.of_address + 1, within: self.within }
    }
}

/// A visitor of IPv6 has a whole /64 to come from: they count as one.
pub(super) fn network(address: std::net::IpAddr) -> String {
    match address.to_canonical() {
        std::net::IpAddr::V4(v4) => v4.to_string(),
        std::net::IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

/// Takes one guess from both buckets before the password is looked at, so that parallel guesses can't slip through.
async fn take_guess(
    app: &App,
    portal: &Portal,
    buckets: &Buckets,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> Result<Guesses, Failure> {
    store::write!(app.db, |tx| {
        let (login, address) = (&buckets.login, &buckets.address);
        let of_login = login_guard::count_failure(tx, portal.id, &login.0, now, since).await?;
        let of_address = login_guard::count_failure(tx, portal.id, &address.0, now, since).await?;
        Ok::<_, Failure>(Guesses { within: of_login <= login.1 && of_address <= address.1, of_login, of_address })
    })
}

async fn welcome(
    app: &App,
    portal: &Portal,
    buckets: &Buckets,
    attempt: &LogIn<'_>,
    known: &people::Credentials,
) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let (person, scope) = (known.person, known.scope(portal.id));
    if second_factor::state(&mut app.db.read().await?, &scope).await?.is_on() {
        return half_way(app, portal, buckets, Step { scope, remember: attempt.remember }).await;
    }
    let expires_at = ends_at(now, attempt.remember, known.expires_at);
    let session = app.entropy.token();
    let device = attempt.origin.device_token(app);
    store::write!(app.db, |tx| {
        forgive(tx, portal, buckets).await?;
        let beginning = Beginning {
            person,
            token: &session,
            origin: attempt.origin,
            device: &device,
            new_device: !buckets.known_device,
            expires_at,
        };
        begin_session::let_in(app, tx, portal, &scope, &beginning).await
    })?;
    Ok(Outcome::Welcome { session, device, expires_at })
}

/// The password is right, and it isn't enough.
async fn half_way(app: &App, portal: &Portal, buckets: &Buckets, step: Step) -> Result<Outcome, Failure> {
    let now = app.clock.now();
    let (token, expires_at) = (app.entropy.token(), now + second_step::STANDS);
    let hash = token_hash(&token);
    store::write!(app.db, |tx| {
        forgive(tx, portal, buckets).await?;
        login_steps::insert(tx, &hash, &step, now, expires_at).await?;
        Ok::<_, Failure>(())
    })?;
    Ok(Outcome::SecondStep { token, expires_at })
}

/// A guess that was right is none.
async fn forgive(tx: &mut Tx, portal: &Portal, buckets: &Buckets) -> Result<(), Failure> {
    login_guard::clear(tx, portal.id, &buckets.login.0).await?;
    Ok(login_guard::give_back(tx, portal.id, &buckets.address.0).await?)
}

/// When a session ends that begins now; that of an unconfirmed registration ends with it.
pub(super) fn ends_at(now: DateTime<Utc>, remember: bool, registered_until: Option<DateTime<Utc>>) -> DateTime<Utc> {
    registered_until.unwrap_or(now + if remember { SESSION } else { SHORT_SESSION })
}

/// Ends the session of this token.
///
/// # Errors
/// The machine's trouble only.
pub async fn log_out(app: &App, token: &str) -> Result<(), Failure> {
    let hash = token_hash(token);
    store::write!(app.db, |tx| Ok(sessions::delete(tx, &hash).await?))
}

/// Logins are short: without the key their hashes could be guessed back.
pub(super) fn keyed_hash(app: &App, login_key: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(&app.secret).map(|mac| mac.chain_update(login_key));
    mac.map(|mac| hex::encode(mac.finalize().into_bytes())).unwrap_or_default()
}

/// What the table keeps in place of a token: its SHA-256 in hexadecimal.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// Whether a cookie's value has the form of our tokens.
pub fn is_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
