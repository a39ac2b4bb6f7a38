//! An import: its page and what an operator decides about it.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::import_page::{self, Found, ImportQuery, RefusedChoices};
use super::permissions::Importer;
use super::{import_columns, notices};
use crate::flows::import_file::{self, Decision, UndoRefusal};
use crate::web::page::{NoticeKind, NoticeView, html};
use crate::web::{Refused, Web};

/// `GET /office/imports/{id}`.
pub async fn show(
    State(web): State<Web>,
    importer: Importer,
    Path(id): Path<String>,
    Query(query): Query<ImportQuery>,
) -> Result<Response, Refused> {
    page(&web, &importer, &id, &query, None).await
}

async fn page(
    web: &Web,
    importer: &Importer,
    id: &str,
    query: &ImportQuery,
    refused: Option<RefusedChoices>,
) -> Result<Response, Refused> {
    let (status, page) = import_page::build(web, importer, id, query, refused).await?;
    Ok((status, html(&page)?).into_response())
}

/// `POST /office/imports/{id}/columns`: the file is read again with these columns.
pub async fn columns(
    State(web): State<Web>,
    importer: Importer,
    Path(id): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let Found { import, facts, mapping } = found(&web, &importer, &id).await?;
    let href = import_page::href(import.id);
    let Some(facts) = facts else { return Ok(Redirect::to(&href).into_response()) };
    let choices = import_columns::choices(facts.columns.kind, &form)?;
    match import_file::choose(&facts, mapping.as_ref(), &choices, importer.visit.portal.preset) {
        Ok(mapping) => {
            import_file::recheck(&web.app, importer.scope(), &import, Some(&mapping)).await?;
            Ok(Redirect::to(&href).into_response())
        }
        Err(double) => {
            let t = importer.visit.translator();
            let title = t.s1("import-columns-double", "field", import_columns::field_name(t, double));
            let notice = NoticeView { kind: NoticeKind::Danger, title, text: t.s("import-columns-double-text").into() };
            page(&web, &importer, &id, &ImportQuery::default(), Some(RefusedChoices { choices, notice })).await
        }
    }
}

/// The form as it is sent.
#[derive(Deserialize)]
pub struct SheetChoice {
    #[serde(default)]
    sheet: String,
}

/// `POST /office/imports/{id}/sheet`: another sheet of the workbook is read.
pub async fn sheet(
    State(web): State<Web>,
    importer: Importer,
    Path(id): Path<String>,
    Form(form): Form<SheetChoice>,
) -> Result<Response, Refused> {
    let Found { import, facts, .. } = found(&web, &importer, &id).await?;
    let known = facts.is_some_and(|facts| facts.sheets.contains(&form.sheet));
    if !known {
        return Err(Refused::BadRequest);
    }
    let file = (import.file_hash.as_str(), import.file_name.as_str());
    let portal = &importer.visit.portal;
    if let Some(mapping) = import_file::choose_sheet(&web.app, portal, file, None, &form.sheet).await? {
        import_file::recheck(&web.app, importer.scope(), &import, Some(&mapping)).await?;
    }
    Ok(Redirect::to(&import_page::href(import.id)).into_response())
}

/// `POST /office/imports/{id}/apply`: the sound rows go in; an import that was laid aside half-way goes on.
pub async fn apply(State(web): State<Web>, importer: Importer, Path(id): Path<String>) -> Result<Response, Refused> {
    let import = found(&web, &importer, &id).await?.import;
    let (app, scope, href) = (&web.app, importer.scope(), import_page::href(import.id));
    match import_file::decide(app, scope, importer.actor, import.id, true).await? {
        Decision::Begun => {}
        Decision::NotWaiting => {
            import_file::resume(app, scope, import.id).await?;
        }
        Decision::Stale => {
            import_file::recheck(app, scope, &import, None).await?;
            return Ok(notices::redirect(&web, &href, notices::STALE));
        }
        Decision::Busy => return Ok(notices::redirect(&web, &href, notices::BUSY)),
    }
    Ok(Redirect::to(&href).into_response())
}

/// `POST /office/imports/{id}/cancel`: nothing goes in.
pub async fn cancel(State(web): State<Web>, importer: Importer, Path(id): Path<String>) -> Result<Response, Refused> {
    let import = found(&web, &importer, &id).await?.import;
    import_file::cancel(&web.app, importer.scope(), importer.actor, import.id).await?;
    Ok(Redirect::to(&import_page::href(import.id)).into_response())
}

/// `POST /office/imports/{id}/undo`: what went in goes out again.
pub async fn undo(State(web): State<Web>, importer: Importer, Path(id): Path<String>) -> Result<Response, Refused> {
    let import = found(&web, &importer, &id).await?.import;
    let href = import_page::href(import.id);
    Ok(match import_file::decide_undo(&web.app, importer.scope(), importer.actor, import.id).await? {
        Ok(()) | Err(UndoRefusal::NotApplied) => Redirect::to(&href).into_response(),
        Err(UndoRefusal::Busy) => notices::redirect(&web, &href, notices::BUSY),
        Err(UndoRefusal::LaterImport(_) | UndoRefusal::TooLate) => {
            notices::redirect(&web, &href, notices::UNDO_REFUSED)
        }
    })
}

async fn found(web: &Web, importer: &Importer, id: &str) -> Result<Found, Refused> {
    import_page::find(&mut web.app.db.read().await?, importer, id).await
}
