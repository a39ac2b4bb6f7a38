//! From a row of the queue to a letter: subject, text, HTML, in the reader's language, with the portal's name and links.

use domain::account::LinkRequestState;
use domain::portal::Language;
use store::outbox::{Letter as Queued, Written};
use store::portals::Portal;
use store::{challenges, imports, jobs, letters, link_requests, links, log_ins, people, portals, requests, shares};

use super::Post;
use crate::app::App;
use crate::flows::captcha::{self, Guarded};
use crate::flows::{Failure, letter};
use crate::i18n::Translator;

/// What became of a row.
pub(super) enum Draft {
    /// A letter.
    Ready {
        /// The portal's name with the sender's address.
        from: String,
        /// Whom to answer, where that is somebody else.
        reply_to: Option<String>,
        /// What it says.
        written: Written,
        /// It holds a link or a code that opens something.
        is_secret: bool,
    },
    /// There is nothing to say any more.
    Over(&'static str),
}

const GONE: Draft = Draft::Over("what the letter is about is gone");

/// Writes a claimed letter.
pub(super) async fn write_out(app: &App, post: &Post, queued: &Queued) -> Result<Draft, Failure> {
    let mut handle = app.db.read().await?;
    let Some(portal) = portals::by_id(&mut handle, queued.portal_id.into()).await? else { return Ok(GONE) };
    let chosen = queued.language.as_deref().and_then(|code| Language::parse(code).ok());
    let language = chosen.or_else(|| portal.languages.first().copied()).unwrap_or(Language::Ru);
    let frame = Frame { t: Translator::new(language), portal: &portal, post };
    let (mut is_secret, mut reply_to) = (false, None);
    let written = match queued.kind.as_str() {
        letter::IMPORT_APPLIED => {
            let Some(scope) = jobs::scope_of_import(&mut handle, queued.subject_id).await? else { return Ok(GONE) };
            let found = imports::find(&mut handle, &scope, queued.subject_id.into()).await?;
            found.map(|import| frame.import_applied(&import)).transpose()?
        }
        letter::CONFIRM_EMAIL | letter::RECOVER => {
            let Some(about) = challenges::of_letter(&mut handle, queued).await? else { return Ok(GONE) };
            if !about.challenge.stands(app.clock.now()) {
                return Ok(Draft::Over("the link in it was used, replaced by another or has run out"));
            }
            is_secret = true;
            Some(frame.secret(app, &queued.kind, &about)?)
        }
        letter::EMAIL_CHANGED | letter::LOGIN_CHANGED => {
            let found = challenges::of_letter(&mut handle, queued).await?;
            found.map(|about| frame.secret(app, &queued.kind, &about)).transpose()?
        }
        letter::PLOT_APPROVED | letter::PLOT_REFUSED => {
            let found = letters::declared_number(&mut handle, queued).await?;
            found.map(|number| frame.plot_decided(&queued.kind, &number)).transpose()?
        }
        letter::PASSWORD_CHANGED => {
            let found = letters::login(&mut handle, queued).await?;
            found.map(|login| frame.password_changed(&login)).transpose()?
        }
        letter::SECOND_FACTOR_ON | letter::SECOND_FACTOR_OFF | letter::RECOVERY_CODE_USED | letter::PASSKEY_ADDED => {
            let found = letters::login(&mut handle, queued).await?;
            found.map(|login| frame.second_factor(&queued.kind, &login)).transpose()?
        }
        letter::PROFILE_DELETED => Some(frame.profile_deleted()?),
        letter::NEW_DEVICE => {
            let found = log_ins::of_letter(&mut handle, queued).await?;
            found.map(|log_in| frame.new_device(&log_in)).transpose()?
        }
        letter::ACCOUNT_LINKED => {
            let found = links::notice_of_letter(&mut handle, queued, app.clock.now()).await?;
            is_secret = true;
            found.map(|notice| frame.account_linked(app, &notice)).transpose()?
        }
        letter::LINK_PIN => {
            let Some(about) = link_requests::of_letter(&mut handle, queued).await? else { return Ok(GONE) };
            if about.request.state != LinkRequestState::Sent
                || about.request.expires_at.is_none_or(|at| at <= app.clock.now())
            {
                return Ok(Draft::Over("the PIN in it was used, replaced by another or has run out"));
            }
            is_secret = true;
            Some(frame.link_pin(app, &about)?)
        }
        letter::LINK_APPROVED | letter::LINK_REFUSED => {
            let found = link_requests::of_letter(&mut handle, queued).await?;
            found.map(|about| frame.link_decided(&queued.kind, &about)).transpose()?
        }
        letter::SHARE_OFFERED => {
            let found = shares::of_letter(&mut handle, queued).await?;
            found.map(|offer| frame.share_offered(&offer)).transpose()?
        }
        letter::LINK_ENDED => {
            let found = links::number_of_letter(&mut handle, queued).await?;
            found.map(|number| frame.link_ended(&number)).transpose()?
        }
        letter::CAPTCHA_LINKING | letter::CAPTCHA_LOG_IN | letter::CAPTCHA_RECOVERY => {
            is_secret = true;
            let form = match queued.kind.as_str() {
                letter::CAPTCHA_LINKING => Guarded::Linking,
                letter::CAPTCHA_LOG_IN => Guarded::LogIn,
                _ => Guarded::Recovery,
            };
            Some(frame.captcha(&captcha::digits(app, &portal, form, queued.subject_id)?)?)
        }
        letter::CONTACT_REQUEST => {
            let found = requests::of_letter(&mut handle, queued).await?;
            reply_to = found.as_ref().and_then(|request| request.email.clone());
            found.map(|request| frame.contact_request(&request)).transpose()?
        }
        letter::LOGIN_SET => {
            let login = people::login_of_letter(&mut handle, queued).await?;
            login.map(|login| frame.login_set(&login)).transpose()?
        }
        other => return Err(Failure::Data(format!("no letter of kind {other}"))),
    };
    let Some(written) = written else { return Ok(GONE) };
    let name: String = portal.title.chars().filter(|c| !matches!(c, '"' | '<' | '>' | ',')).collect();
    Ok(Draft::Ready { from: format!("\"{name}\" <{}>", post.from), reply_to, written, is_secret })
}

/// What stands around a letter.
pub(super) struct Frame<'a> {
    /// Texts in the reader's language.
    pub(super) t: Translator,
    /// Whose letter.
    pub(super) portal: &'a Portal,
    /// In whose name, and how links begin.
    pub(super) post: &'a Post,
}

impl Frame<'_> {
    /// Letters use the portal's canonical host, whatever host the cause came by.
    pub(super) fn link(&self, path: &str) -> String {
        let host = &self.portal.host;
        match self.post.port {
            Some(port) => format!("{}://{host}:{port}{path}", self.post.scheme),
            None => format!("{}://{host}{path}", self.post.scheme),
        }
    }

    /// Mail programs know no custom properties: the colour is written out, for light and for dark.
    pub(super) fn brand(&self) -> (String, String) {
        let hue = self.portal.hue;
        (format!("hsl({}, 56%, {}%)", hue.degrees(), hue.lightness()), format!("hsl({}, 56%, 76%)", hue.degrees()))
    }
}
