//! Files that were brought, and the form for another.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use domain::ids::{ImportId, PersonId};
use domain::import::ImportKind;
use serde::Deserialize;
use store::imports::{self, Import, ListFilter, State as ImportState};
use store::people;

use super::import_page::{href, name};
use super::import_view::ImportStage;
use super::import_words;
use super::listing::{cursor, cursor_of, pages};
use super::permissions::Importer;
use super::upload::{self, Arrived, NoFile};
use crate::flows::Failure;
use crate::flows::import_file::{self, FileFacts, ReceivedFile};
use crate::i18n::Translator;
use crate::web::page::{Area, DateView, PageContext, PageLink, html};
use crate::web::{Refused, Web};

/// Imports on a page.
const LINES: usize = 30;

#[derive(Template)]
#[template(path = "office/imports.html")]
struct ImportsPage {
    t: Translator,
    page: PageContext,
    problem: Option<String>,
    limit: String,
    kinds: Vec<KindOption>,
    imports: Vec<ImportLine>,
    pages: Vec<PageLink>,
}

struct KindOption {
    code: &'static str,
    name: String,
    hint: String,
    chosen: bool,
}

struct ImportLine {
    href: String,
    title: String,
    file: String,
    by: String,
    at: DateView,
    stage: ImportStage,
    applied: u64,
    refused: u64,
}

/// Which page of the list.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    /// Where the page before ended.
    after: Option<String>,
}

/// What a refused upload leaves on the page.
#[derive(Default)]
struct Refusal {
    problem: Option<String>,
    kind: Option<ImportKind>,
}

/// `GET /office/imports`.
pub async fn list(
    State(web): State<Web>,
    importer: Importer,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, Refused> {
    page(&web, &importer, &query, Refusal::default()).await
}

/// `POST /office/imports`: the file is kept and its check queued.
pub async fn receive(State(web): State<Web>, importer: Importer, form: Multipart) -> Result<Response, Refused> {
    let upload = upload::take(form).await?;
    let t = importer.visit.translator();
    let (status, problem) = match upload.file {
        Ok(Arrived { file, name }) => {
            let received =
                ReceivedFile { path: file.path(), name: &name, kind: upload.kind, as_of: upload.as_of, sheet: None };
            let id = import_file::receive(&web.app, importer.scope(), received).await?;
            return Ok(Redirect::to(&href(id)).into_response());
        }
        Err(NoFile::Missing) => (StatusCode::UNPROCESSABLE_ENTITY, t.s("imports-problem-no-file").into()),
        Err(NoFile::TooLarge) => {
            (StatusCode::PAYLOAD_TOO_LARGE, t.s1("imports-problem-too-large", "limit", import_words::limit(t)))
        }
    };
    let refusal = Refusal { problem: Some(problem), kind: upload.kind };
    Ok((status, page(&web, &importer, &ListQuery::default(), refusal).await?).into_response())
}

async fn page(web: &Web, importer: &Importer, query: &ListQuery, refusal: Refusal) -> Result<Html<String>, Refused> {
    let t = importer.visit.translator();
    let after = query.after.as_deref().map(|text| cursor(text).ok_or(Refused::BadRequest)).transpose()?;
    let after = after.map(|(at, id)| (at, ImportId::from(id)));
    let limit = u64::try_from(LINES + 1).unwrap_or(u64::MAX);
    let filter = ListFilter { after, limit, ..ListFilter::default() };
    let mut handle = web.app.db.read().await?;
    let mut found = imports::list(&mut handle, importer.scope(), &filter).await?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let people: Vec<PersonId> = found.iter().filter_map(|import| import.created_by).collect();
    let names = people::names(&mut handle, importer.scope(), &people).await?;
    let next = found.last().filter(|_| more).map(|import| cursor_of(import.created_at, import.id.uuid()));
    let page = ImportsPage {
        problem: refusal.problem,
        limit: import_words::limit(t),
        kinds: kinds(t, refusal.kind),
        pages: pages(t, "/office/imports", after.is_some(), next.as_deref()),
        imports: found.iter().map(|import| line(importer, &names, import)).collect::<Result<_, _>>()?,
        page: PageContext::of(web, &importer.visit, Area::Office),
        t,
    };
    Ok(html(&page)?)
}

fn kinds(t: Translator, chosen: Option<ImportKind>) -> Vec<KindOption> {
    std::iter::once(None)
        .chain(ImportKind::ALL.iter().copied().map(Some))
        .map(|kind| {
            let code = kind.map_or("auto", ImportKind::code);
            KindOption {
                code,
                name: t.s(format!("import-kind-{code}")).into(),
                hint: t.s(format!("import-kind-{code}-hint")).into(),
                chosen: kind == chosen,
            }
        })
        .collect()
}

fn line(importer: &Importer, names: &HashMap<PersonId, String>, import: &Import) -> Result<ImportLine, Failure> {
    let t = importer.visit.translator();
    let facts: Option<FileFacts> = import.form.as_deref().map(serde_json::from_str).transpose()?;
    let stands = matches!(import.state, ImportState::Applying | ImportState::Applied);
    let applied = if stands { import.counts.applied } else { 0 };
    Ok(ImportLine {
        href: href(import.id),
        title: import_words::crumb(t, import),
        file: import.file_name.clone(),
        by: name(t, names, import.created_by),
        at: DateView::moment(import.created_at, importer.visit.portal.time_zone, t),
        stage: ImportStage::of(import, facts.as_ref(), false),
        applied: u64::try_from(applied).unwrap_or_default(),
        refused: u64::try_from(import.counts.refused).unwrap_or_default(),
    })
}
