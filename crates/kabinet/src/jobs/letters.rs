//! Letters: claimed, written out, sent, marked. A letter that can't go now waits and is tried again.

use askama::Template;
use chrono::TimeDelta;
use domain::portal::Language;
use gateways::mail::{Letter, MailError, Mailer};
use store::outbox::{self, Letter as Queued, Written};
use store::portals::Portal;
use store::{imports, jobs, portals};

use crate::app::App;
use crate::flows::{Failure, letter};
use crate::i18n::Translator;

/// A claimed letter is left alone by others for so long.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// A letter that failed so often is laid aside.
const TRIES: i64 = 12;

/// Who carries letters, and in whose name.
#[derive(Clone, Debug)]
pub struct Post {
    /// Nobody: letters wait.
    pub mailer: Option<Mailer>,
    /// The sender's address.
    pub from: String,
    /// What comes before the host in links: `https`.
    pub scheme: &'static str,
    /// The port people see, if not the scheme's own.
    pub port: Option<u16>,
}

/// Sends the next due letter; false when there is none or nobody to carry it.
pub(super) async fn next(app: &App, post: &Post) -> Result<bool, Failure> {
    let Some(mailer) = &post.mailer else { return Ok(false) };
    let now = app.clock.now();
    let claimed = store::write!(app.db, |tx| outbox::claim(tx, now, now + LEASE).await)?;
    let Some(queued) = claimed else { return Ok(false) };
    let outcome = match write_out(app, post, &queued).await? {
        Some((from, written)) => deliver(mailer, &queued, from, written).await,
        None => Err(MailError { reason: "what the letter is about is gone".to_owned(), permanent: true }),
    };
    let now = app.clock.now();
    store::write!(app.db, |tx| {
        match &outcome {
            Ok(written) => outbox::mark_sent(tx, queued.id, written, now).await?,
            Err(error) => {
                let again = !error.permanent && queued.attempts < TRIES;
                let pause = TimeDelta::seconds(15 * queued.attempts * queued.attempts);
                outbox::mark_failed(tx, queued.id, &error.reason, again.then(|| now + pause)).await?;
            }
        }
        Ok::<_, Failure>(())
    })?;
    if let Err(error) = outcome {
        tracing::warn!(letter = %queued.id, attempt = queued.attempts, permanent = error.permanent, error = error.reason, "a letter did not go out");
    }
    Ok(true)
}

async fn deliver(mailer: &Mailer, queued: &Queued, from: String, written: Written) -> Result<Written, MailError> {
    let letter = Letter {
        id: queued.id.to_string(),
        from,
        to: queued.recipient.clone(),
        subject: written.title.clone(),
        text: written.text.clone(),
        html: written.html.clone(),
    };
    mailer.send(&letter).await.map(|()| written)
}

/// The sender and the letter; nothing when its subject is gone.
async fn write_out(app: &App, post: &Post, queued: &Queued) -> Result<Option<(String, Written)>, Failure> {
    let mut handle = app.db.read().await?;
    let Some(portal) = portals::by_id(&mut handle, queued.portal_id.into()).await? else { return Ok(None) };
    let chosen = queued.language.as_deref().and_then(|code| Language::parse(code).ok());
    let language = chosen.or_else(|| portal.languages.first().copied()).unwrap_or(Language::Ru);
    let frame = Frame { t: Translator::new(language), portal: &portal, post };
    let written = match queued.kind.as_str() {
        letter::IMPORT_APPLIED => {
            let Some(scope) = jobs::scope_of_import(&mut handle, queued.subject_id).await? else { return Ok(None) };
            let found = imports::find(&mut handle, &scope, queued.subject_id.into()).await?;
            found.map(|import| frame.import_applied(&import)).transpose()?
        }
        other => return Err(Failure::Data(format!("no letter of kind {other}"))),
    };
    let name: String = portal.title.chars().filter(|c| !matches!(c, '"' | '<' | '>' | ',')).collect();
    Ok(written.map(|written| (format!("\"{name}\" <{}>", post.from), written)))
}

/// What stands around a letter.
struct Frame<'a> {
    t: Translator,
    portal: &'a Portal,
    post: &'a Post,
}

#[derive(Template)]
#[template(path = "letters/import_applied.html")]
struct ImportAppliedHtml<'a> {
    t: Translator,
    lang: &'static str,
    title: &'a str,
    portal: &'a str,
    phone: &'a str,
    brand: String,
    brand_dark: String,
    applied: i64,
    refused: i64,
    href: &'a str,
}

#[derive(Template)]
#[template(path = "letters/import_applied.txt", escape = "none")]
struct ImportAppliedText<'a> {
    t: Translator,
    title: &'a str,
    portal: &'a str,
    phone: &'a str,
    applied: i64,
    refused: i64,
    href: &'a str,
}

impl Frame<'_> {
    fn import_applied(&self, import: &imports::Import) -> Result<Written, Failure> {
        let t = self.t;
        let title = t.s1("letter-import-title", "file", &import.file_name);
        let href = self.link(&format!("/office/imports/{}", import.id));
        let (applied, refused) = (import.counts.applied, import.counts.refused);
        let (brand, brand_dark) = self.brand();
        let (portal, phone) = (self.portal.title.as_str(), self.portal.phone.as_str());
        let html = ImportAppliedHtml {
            t,
            lang: t.language().code(),
            title: &title,
            portal,
            phone,
            brand,
            brand_dark,
            applied,
            refused,
            href: &href,
        };
        let text = ImportAppliedText { t, title: &title, portal, phone, applied, refused, href: &href };
        let render = |outcome: askama::Result<String>| outcome.map_err(|error| Failure::Data(error.to_string()));
        Ok(Written { text: render(text.render())?, html: render(html.render())?, title: title.clone() })
    }

    /// Letters use the portal's canonical host, whatever host the cause came by.
    fn link(&self, path: &str) -> String {
        let host = &self.portal.host;
        match self.post.port {
            Some(port) => format!("{}://{host}:{port}{path}", self.post.scheme),
            None => format!("{}://{host}{path}", self.post.scheme),
        }
    }

    /// Mail programs know no custom properties: the colour is written out, for light and for dark.
    fn brand(&self) -> (String, String) {
        let hue = self.portal.hue;
        (format!("hsl({}, 56%, {}%)", hue.degrees(), hue.lightness()), format!("hsl({}, 56%, 76%)", hue.degrees()))
    }
}
