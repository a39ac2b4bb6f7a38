//! Five digits in a picture (catalogue B3). They derive from the picture's id, so nothing is kept but which were answered; a
//! picture serves one form of one portal, once, for half an hour.

use captcha::Captcha;
use captcha::filters::{Noise, Wave};
use chrono::{DateTime, TimeDelta, Utc};
use store::captchas;
use store::outbox::{self, NewLetter};
use store::portals::Portal;
use uuid::Uuid;

use domain::portal::Language;

use super::limits::{self, Limit};
use super::{Failure, letter, secret};
use crate::app::App;

/// A picture may be answered for so long.
pub const STANDS: TimeDelta = TimeDelta::minutes(30);
/// How many digits there are; 0 is not among them: the font has none.
const DIGITS: usize = 5;

/// Which form a picture guards: an answer for one is none for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarded {
    /// «Добавление лицевого счета».
    Linking,
    /// Log-in, after failures.
    LogIn,
    /// Recovery, after failures.
    Recovery,
}

impl Guarded {
    /// As addresses name it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Linking => "linking",
            Self::LogIn => "login",
            Self::Recovery => "recovery",
        }
    }

    /// The form of this name.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Linking, Self::LogIn, Self::Recovery].into_iter().find(|form| form.code() == code)
    }
}

/// A picture and what was read in it, as they are sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answer<'a> {
    /// The picture's id.
    pub id: &'a str,
    /// The digits as typed.
    pub digits: &'a str,
}

/// A new picture's id.
pub fn picture(app: &App) -> Uuid {
    app.id()
}

/// The digits of a picture.
///
/// # Errors
/// Never in practice: a key of any length will do.
pub fn digits(app: &App, portal: &Portal, form: Guarded, id: Uuid) -> Result<String, Failure> {
    let bytes = secret::bytes(app, &format!("captcha|{}|{}|{id}", portal.id, form.code()))?;
    Ok(bytes.iter().take(DIGITS).map(|byte| char::from(b'1' + byte % 9)).collect())
}

/// Whether the picture may still be answered: its id tells when it was made.
fn stands(id: Uuid, now: DateTime<Utc>) -> bool {
    let made = id.get_timestamp().and_then(|at| DateTime::from_timestamp(i64::try_from(at.to_unix().0).ok()?, 0));
    made.is_some_and(|made| made <= now + TimeDelta::minutes(1) && now - made < STANDS)
}

/// The picture as PNG; nothing for an id that isn't one of ours or is too old.
///
/// # Errors
/// The picture can't be drawn.
pub async fn draw(app: &App, portal: &Portal, form: Guarded, id: Uuid) -> Result<Option<Vec<u8>>, Failure> {
    if !stands(id, app.clock.now()) {
        return Ok(None);
    }
    let digits = digits(app, portal, form, id)?;
    let png = tokio::task::spawn_blocking(move || png(&digits)).await?;
    png.map(Some).ok_or_else(|| Failure::Data("the digits can't be drawn".to_owned()))
}

fn png(digits: &str) -> Option<Vec<u8>> {
    let mut captcha = Captcha::new();
    for digit in digits.chars() {
        captcha.set_chars(&[digit]).add_char();
    }
    let drawn = captcha.chars().len() == digits.len();
    captcha.apply_filter(Noise::new(0.15)).apply_filter(Wave::new(2.0, 18.0).horizontal());
    captcha.apply_filter(Wave::new(2.0, 18.0).vertical()).view(195, 75);
    captcha.as_png().filter(|_| drawn)
}

/// Whether the digits are those of the picture. It is spent by the answer, right or wrong.
///
/// # Errors
/// The machine's trouble only.
pub async fn is_right(app: &App, portal: &Portal, form: Guarded, answer: Answer<'_>) -> Result<bool, Failure> {
    let now = app.clock.now();
    let Some(id) = answer.id.parse::<Uuid>().ok().filter(|id| stands(*id, now)) else { return Ok(false) };
    let fresh = store::write!(app.db, |tx| captchas::spend(tx, id, now).await)?;
    let typed: String = answer.digits.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(fresh && typed == digits(app, portal, form, id)?)
}

/// For those who can't see the picture: its digits by letter. False when too many were asked for.
///
/// # Errors
/// The machine's trouble only.
pub async fn send(
    app: &App,
    portal: &Portal,
    (form, id): (Guarded, Uuid),
    email: &str,
    language: Option<Language>,
) -> Result<bool, Failure> {
    if limits::take(app, portal, &[Limit::digits(app, &domain::email::key_of(email))]).await?.is_some() {
        return Ok(false);
    }
    let (now, letter_id): (_, Uuid) = (app.clock.now(), app.id());
    let kind = match form {
        Guarded::Linking => letter::CAPTCHA_LINKING,
        Guarded::LogIn => letter::CAPTCHA_LOG_IN,
        Guarded::Recovery => letter::CAPTCHA_RECOVERY,
    };
    store::write!(app.db, |tx| {
        let new = NewLetter { id: letter_id, portal: portal.id, kind, subject: id, recipient: email, language };
        Ok::<_, Failure>(outbox::insert(tx, &new, now).await?)
    })?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::png;

    #[test]
    fn every_digit_but_zero_can_be_drawn() {
        for digits in ["12345", "67891"] {
            let picture = png(digits).unwrap();
            assert_eq!(&picture[1..4], b"PNG");
        }
        assert!(png("10111").is_none(), "the font has no zero, and leaves it out silently");
    }
}
