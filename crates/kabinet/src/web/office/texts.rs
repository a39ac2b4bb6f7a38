//! What the forms of pages and announcements have in common: preview, another's change, faults of heading and text,
//! and what follows a button of their lists.

use askama::Template;
use axum::response::{Html, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::permissions::SiteEditor;
use crate::flows::write_page::{Fault, LONGEST_BODY, LONGEST_TITLE, Target};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::{Refused, Web};

/// What somebody else wrote while this form was open.
pub struct OtherView {
    /// «Пока вы правили …».
    pub said: String,
    /// Their heading.
    pub title: String,
    /// Their text.
    pub body: String,
}

/// A form of a text as the template places it.
pub struct TextForm {
    /// Where it is sent.
    pub action: String,
    /// The version it was opened from; zero for a new one.
    pub version: i64,
    /// What is wrong, over it.
    pub summary: Summary,
    /// Its heading.
    pub title: FieldView,
    /// Its text.
    pub body: FieldView,
    /// Whether everybody is to see it.
    pub published: bool,
    /// How it will look: heading and HTML.
    pub preview: Option<(String, String)>,
    /// What stands now, where it isn't what was opened.
    pub other: Option<OtherView>,
}

/// Which button was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pressed {
    /// «Сохранить».
    #[default]
    Save,
    /// «Предпросмотр».
    Preview,
}

/// Asks whether to delete a text.
#[derive(Template)]
#[template(path = "office/text-delete.html")]
struct DeletePage {
    t: Translator,
    page: PageContext,
    question: String,
    action: String,
    back: String,
}

/// The question before the text at this address of a list goes.
pub fn ask(web: &Web, editor: &SiteEditor, list: &str, id: Uuid, question: String) -> Result<Html<String>, Refused> {
    let page = DeletePage {
        page: PageContext::of(web, &editor.visit, Area::Office),
        question,
        action: format!("{list}/{id}/delete"),
        back: format!("{list}/{id}"),
        t: editor.visit.translator(),
    };
    Ok(html(&page)?)
}

/// Back to the list once a text is shown or hidden; there may be no such text.
pub fn shown(web: &Web, list: &str, found: bool, published: bool) -> Result<Response, Refused> {
    done(web, list, found, if published { "text-shown" } else { "text-hidden" })
}

/// Back to the list once a text is deleted; there may be no such text.
pub fn deleted(web: &Web, list: &str, found: bool) -> Result<Response, Refused> {
    done(web, list, found, "text-deleted")
}

fn done(web: &Web, list: &str, found: bool, told: &str) -> Result<Response, Refused> {
    if found { Ok(redirect_telling(web, list, told)) } else { Err(Refused::NotFound) }
}

/// What is written: a new text under this address, or the version of a standing one.
pub fn target(id: Option<Uuid>, version: i64) -> Target {
    id.map_or(Target::New, |id| Target::Standing { id, version })
}

/// Heading and text as fields, with what is wrong with them.
pub fn fields(t: Translator, title: &str, body: &str, faults: &[Fault]) -> (FieldView, FieldView) {
    let wrong = |among: &[Fault]| {
        faults.iter().find(|fault| among.contains(fault)).map(|fault| match fault {
            Fault::TitleMissing => t.s("text-title-missing").into(),
            Fault::TitleLong => t.s1("text-title-long", "most", LONGEST_TITLE),
            Fault::BodyMissing => t.s("text-body-missing").into(),
            _ => t.s1("text-body-long", "most", LONGEST_BODY),
        })
    };
    let title = FieldView::new("title", "text", "off", t.s("text-title"))
        .with(title)
        .wrong(wrong(&[Fault::TitleMissing, Fault::TitleLong]));
    let body = FieldView::new("body", "text", "off", t.s("text-body"))
        .hinted(t.s("text-body-hint"))
        .with(body)
        .wrong(wrong(&[Fault::BodyMissing, Fault::BodyLong]));
    (title, body)
}

/// The summary of these fields, in the order of the form.
pub fn summary(t: Translator, fields: &[&FieldView]) -> Summary {
    let fields: Vec<FieldView> = fields.iter().map(|field| (*field).clone()).collect();
    Summary::of(t, &fields)
}
