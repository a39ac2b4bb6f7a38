//! What the last action came to, where it came to nothing. The cookie carries a code, never words.

use axum::response::{IntoResponse as _, Redirect, Response};

use crate::flows::import_file::{UNDO_DAYS, UndoRefusal};
use crate::i18n::Translator;
use crate::web::page::{NoticeKind, NoticeView};
use crate::web::{Web, cookies, frame};

/// Something else went in since the check: the file is being checked again.
pub const STALE: &str = "import-stale";
/// Another import is going in or out.
pub const BUSY: &str = "import-busy";
/// The import could not be undone; the page knows why.
pub const UNDO_REFUSED: &str = "import-undo-refused";

/// To a page that tells it.
pub fn redirect(web: &Web, href: &str, code: &str) -> Response {
    let mut response = Redirect::to(href).into_response();
    let cookie = cookies::set(web.app.config.public_scheme, cookies::FLASH, code.to_owned(), None, web.app.clock.now());
    frame::append_cookie(&mut response, &cookie);
    response
}

/// The notice of a code; `refusal` is why the import on this page can't be undone.
pub fn notice(t: Translator, code: &str, refusal: &str) -> Option<NoticeView> {
    let (title, text) = match code {
        STALE => (t.s("import-stale-title"), t.s("import-stale-text").into()),
        BUSY => (t.s("import-busy-title"), t.s("import-busy-text").into()),
        UNDO_REFUSED => (t.s("import-undo-refused-title"), refusal.to_owned()),
        _ => return None,
    };
    Some(NoticeView { kind: NoticeKind::Warn, title: title.into(), text })
}

/// Why an import that is in can't be taken out; empty where there is nothing to say.
pub fn undo_refusal(t: Translator, refusal: &UndoRefusal) -> String {
    match refusal {
        UndoRefusal::NotApplied => String::new(),
        UndoRefusal::LaterImport(file) => t.s1("import-undo-later", "file", file),
        UndoRefusal::TooLate => t.s1("import-undo-late", "days", UNDO_DAYS),
        UndoRefusal::Busy => t.s("import-busy-text").into(),
    }
}
