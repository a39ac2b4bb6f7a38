//! «Файл загружен»: to whoever brought it.

use askama::Template;
use store::imports::Import;
use store::outbox::Written;

use super::write_out::Frame;
use crate::flows::Failure;
use crate::i18n::Translator;

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
    /// How many rows went in and how many didn't.
    pub(super) fn import_applied(&self, import: &Import) -> Result<Written, Failure> {
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
}
