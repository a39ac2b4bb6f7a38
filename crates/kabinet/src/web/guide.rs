//! The guide to the cabinet (docs/guide), with the portal's own rules in it: for `/help`, and as a PDF to print.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use documents::instruction::{self, Instruction};
use documents::{DocumentError, Press};
use domain::Date;
use domain::portal::{Language, Preset};
use sha2::{Digest as _, Sha256};
use store::portals::Portal;

use super::state::Web;
use crate::flows::Failure;
use crate::i18n::Translator;
use crate::markdown;
use crate::printing::PrintError;

const SNT_RU: &str = include_str!("../../../../docs/guide/snt-kabinet.md");
const SNT_KK: &str = include_str!("../../../../docs/guide/snt-kabinet.kk.md");
const SNT_EN: &str = include_str!("../../../../docs/guide/snt-kabinet.en.md");

/// A guide, made.
#[derive(Debug)]
pub struct Guide {
    /// For a page.
    pub html: String,
    /// For the printer; none where the portal's title has a letter that our fonts lack.
    pub pdf: Option<Vec<u8>>,
    /// Tells one PDF from another.
    pub etag: String,
}

/// The guides that were made: once a process for a portal and its rules.
#[derive(Clone, Default)]
pub struct Guides(Arc<Mutex<HashMap<String, Arc<Guide>>>>);

/// Whether there is a guide to the cabinet of this kind of portal.
pub fn exists(portal: &Portal) -> bool {
    source(portal.preset, Language::Ru).is_some()
}

fn source(preset: Preset, language: Language) -> Option<&'static str> {
    match (preset, language) {
        (Preset::Snt, Language::Ru) => Some(SNT_RU),
        (Preset::Snt, Language::Kk) => Some(SNT_KK),
        (Preset::Snt, Language::En) => Some(SNT_EN),
        _ => None,
    }
}

impl Guides {
    /// The guide of a portal in this language; nothing where there is none.
    ///
    /// # Errors
    /// The machine's trouble only.
    pub async fn of(&self, web: &Web, portal: &Portal, language: Language) -> Result<Option<Arc<Guide>>, Failure> {
        let Some(text) = source(portal.preset, language) else { return Ok(None) };
        let address = web.address_of(&portal.host);
        let text = text
            .replace("{address}", &address)
            .replace("{least}", &portal.rules.password.least.to_string())
            .replace("{pay_by_day}", &portal.rules.pay_by_day.get().to_string());
        let key = format!("{}\n{text}", portal.title);
        if let Some(made) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Some(Arc::clone(made)));
        }
        let today = web.app.clock.today(portal.time_zone);
        let (title, html) = (portal.title.clone(), markdown::render(&text));
        let print = move |press: &Press| print(press, &title, &address, &text, language, today);
        let pdf = match web.app.printing.print(print).await {
            Ok(pdf) => Some(pdf),
            Err(PrintError::Document(DocumentError::Letter(letter))) => {
                tracing::warn!(%letter, portal = portal.slug, "the guide can't be printed");
                None
            }
            Err(error) => return Err(error.into()),
        };
        let etag = format!("\"{}\"", hex::encode(&Sha256::digest(pdf.as_deref().unwrap_or_default())[..8]));
        let made = Arc::new(Guide { html, pdf, etag });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
        Ok(Some(made))
    }
}

fn print(
    press: &Press,
    portal: &str,
    address: &str,
    text: &str,
    language: Language,
    date: Date,
) -> Result<Vec<u8>, DocumentError> {
    let t = Translator::new(language);
    let instruction = Instruction {
        title: &t.s("help-instruction-title"),
        portal,
        address,
        text,
        language: language.code(),
        date,
        day: &t.date(date),
    };
    instruction::render(press, &instruction)
}
