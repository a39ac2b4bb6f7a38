//! The page of an import put together: one read of the store, at most six queries.

use std::collections::HashMap;

use axum::http::StatusCode;
use domain::ids::{ImportId, PersonId};
use domain::import::{Problem, ProblemKind};
use serde::Deserialize;
use store::imports::{self, Import, State};
use store::{Conn, people};

use super::import_rows::RowTerms;
use super::import_tabs::Tab;
use super::import_view::{
    ImportCheck, ImportFile, ImportMessage, ImportOutcome, ImportPage, ImportProgress, ImportStage, SheetOption,
};
use super::listing::pages;
use super::permissions::Importer;
use super::{import_columns, import_rows, import_words, notices};
use crate::flows::Failure;
use crate::flows::import_file::{
    Choice, FileFacts, Mapping, Totals, UNDO_DAYS, is_stalled, undo_refusal, undoable_until,
};
use crate::i18n::Translator;
use crate::web::page::{Area, DateView, NoticeView, PageContext};
use crate::web::{Refused, Web};

/// Rows on a page of the check.
const ROWS: usize = 100;
/// Problems of the file as a whole that are shown.
const FILE_PROBLEMS: i64 = 50;

/// What of an import is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct ImportQuery {
    /// `columns`: a checked import's columns.
    step: Option<String>,
    /// Code of a tab.
    tab: Option<String>,
    /// The last row of the page before.
    after: Option<i64>,
}

/// A form of columns that was refused.
pub struct RefusedChoices {
    /// What was chosen.
    pub choices: Vec<Choice>,
    /// What is wrong with it.
    pub notice: NoticeView,
}

/// An import with what its file is.
pub struct Found {
    pub import: Import,
    pub facts: Option<FileFacts>,
    pub mapping: Option<Mapping>,
}

/// An import of the operator's organisation; for any other id there is no page.
pub async fn find(handle: &mut Conn, importer: &Importer, id: &str) -> Result<Found, Refused> {
    let id: ImportId = id.parse().map_err(|_| Refused::NotFound)?;
    let import = imports::find(handle, importer.scope(), id).await?.ok_or(Refused::NotFound)?;
    let facts = parsed(import.form.as_deref())?;
    let mapping = parsed(import.mapping.as_deref())?;
    Ok(Found { import, facts, mapping })
}

fn parsed<T: serde::de::DeserializeOwned>(text: Option<&str>) -> Result<Option<T>, Failure> {
    Ok(text.map(serde_json::from_str).transpose()?)
}

/// The address of an import's page.
pub fn href(id: ImportId) -> String {
    format!("/office/imports/{id}")
}

/// Builds the page; its status tells whether a form was refused.
pub async fn build(
    web: &Web,
    importer: &Importer,
    id: &str,
    query: &ImportQuery,
    refused: Option<RefusedChoices>,
) -> Result<(StatusCode, ImportPage), Refused> {
    let mut handle = web.app.db.read().await?;
    let found = find(&mut handle, importer, id).await?;
    let stalled = is_stalled(&mut handle, &found.import).await?;
    let stage = ImportStage::of(&found.import, found.facts.as_ref(), stalled);
    let people: Vec<PersonId> = found.import.created_by.into_iter().chain(found.import.decided_by).collect();
    let names = people::names(&mut handle, importer.scope(), &people).await?;
    let editing = stage == ImportStage::Check && (query.step.as_deref() == Some("columns") || refused.is_some());
    let view = View { web, importer, found: &found, stage, names: &names };
    let mut page = view.bare(editing);
    match stage {
        ImportStage::Check if !editing => view.check(&mut handle, &mut page, query).await?,
        ImportStage::Check | ImportStage::Columns | ImportStage::Unreadable => {
            let choices = refused.as_ref().map(|refused| refused.choices.as_slice()).unwrap_or_default();
            view.columns(&mut handle, &mut page, choices).await?;
        }
        ImportStage::Reading | ImportStage::Applying | ImportStage::Undoing => page.progress = Some(view.progress()),
        ImportStage::Done => view.done(&mut handle, &mut page).await?,
        ImportStage::Undone | ImportStage::Failed => page.outcome = Some(view.outcome()),
        ImportStage::Cancelled => {}
    }
    if let Some(code) = importer.visit.flash.as_deref() {
        let refusal = page.outcome.as_ref().map_or("", |outcome| outcome.undo_refusal.as_str());
        page.page.flash = notices::notice(page.t, code, refusal).or(page.page.flash);
    }
    let Some(refused) = refused else { return Ok((StatusCode::OK, page)) };
    page.page.flash = Some(refused.notice);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page))
}

/// What the parts of the page are made of.
struct View<'a> {
    web: &'a Web,
    importer: &'a Importer,
    found: &'a Found,
    stage: ImportStage,
    names: &'a HashMap<PersonId, String>,
}

impl View<'_> {
    fn t(&self) -> Translator {
        self.importer.visit.translator()
    }

    fn import(&self) -> &Import {
        &self.found.import
    }

    fn facts(&self) -> Option<&FileFacts> {
        self.found.facts.as_ref()
    }

    /// While nothing has gone in, another sheet may be read instead.
    fn sheets(&self) -> Vec<SheetOption> {
        let Some(facts) = self.facts().filter(|_| matches!(self.stage, ImportStage::Columns | ImportStage::Check))
        else {
            return Vec::new();
        };
        let selected = |name: &String| facts.sheet.as_ref() == Some(name);
        facts.sheets.iter().map(|name| SheetOption { selected: selected(name), name: name.clone() }).collect()
    }

    fn moment(&self, at: chrono::DateTime<chrono::Utc>) -> DateView {
        DateView::moment(at, self.importer.visit.portal.time_zone, self.t())
    }

    fn name(&self, person: Option<PersonId>) -> String {
        name(self.t(), self.names, person)
    }

    /// The page without what depends on its stage.
    fn bare(&self, editing: bool) -> ImportPage {
        let (t, import) = (self.t(), self.import());
        ImportPage {
            page: PageContext::of(self.web, &self.importer.visit, Area::Office),
            href: href(import.id),
            title: import_words::title(t, import),
            crumb: import_words::crumb(t, import),
            stage: self.stage,
            editing,
            file: ImportFile {
                name: import.file_name.clone(),
                facts: import_words::file_facts(t, import, self.facts()),
                at: self.moment(import.created_at),
                by: self.name(import.created_by),
                sheets: self.sheets(),
            },
            form_problems: Vec::new(),
            columns: Vec::new(),
            missing: Vec::new(),
            check: None,
            progress: None,
            outcome: None,
            t,
        }
    }

    async fn columns(&self, handle: &mut Conn, page: &mut ImportPage, choices: &[Choice]) -> Result<(), Refused> {
        let (t, import) = (self.t(), self.import());
        let problems = imports::file_problems(handle, self.importer.scope(), import.id, FILE_PROBLEMS).await?;
        page.missing = import_columns::missing(&problems);
        let is_listed = |problem: &&Problem| self.stage == ImportStage::Unreadable || !is_missing(problem);
        page.form_problems = problems.iter().filter(is_listed).map(|problem| message(t, problem)).collect();
        if let Some(facts) = self.facts() {
            page.columns = import_columns::views(t, facts, self.found.mapping.as_ref(), &problems, choices);
        }
        Ok(())
    }

    async fn check(&self, handle: &mut Conn, page: &mut ImportPage, query: &ImportQuery) -> Result<(), Refused> {
        let (t, import) = (self.t(), self.import());
        let tab = Tab::of(query.tab.as_deref(), import);
        let after = query.after.unwrap_or(0).max(0);
        let limit = i64::try_from(ROWS).unwrap_or(i64::MAX) + 1;
        let scope = self.importer.scope();
        let mut rows = imports::page(handle, scope, import.id, tab.filter(), after, limit).await?;
        let more = rows.len() > ROWS;
        rows.truncate(ROWS);
        let numbers: Vec<i64> = std::iter::once(0).chain(rows.iter().map(|row| row.row)).collect();
        let problems = imports::problems_of(handle, scope, import.id, &numbers).await?;
        page.form_problems =
            problems.iter().filter(|problem| problem.row.is_none()).map(|problem| message(t, problem)).collect();
        let mut check = self.counts()?;
        check.tabs = Tab::ALL.into_iter().map(|each| each.view(t, import, each == tab)).collect();
        if let (Some(facts), Some(kind)) = (self.facts(), import.kind) {
            let currency = self.importer.visit.portal.rules.currency;
            let terms = RowTerms { t, kind, facts, currency };
            check.headings = terms.headings();
            check.rows = terms.rows(&rows, &problems)?;
        }
        let next = rows.last().filter(|_| more).map(|row| row.row.to_string());
        check.pages = pages(t, &format!("{}?tab={}", page.href, tab.code()), after > 0, next.as_deref());
        page.check = Some(check);
        Ok(())
    }

    /// Counts and control totals.
    fn counts(&self) -> Result<ImportCheck, Failure> {
        let import = self.import();
        let counts = &import.counts;
        let totals: Option<Totals> = parsed(import.totals.as_deref())?;
        let rules = &self.importer.visit.portal.rules;
        Ok(ImportCheck {
            added: natural(counts.added),
            changed: natural(counts.changed),
            unchanged: natural(counts.unchanged),
            refused: natural(counts.refused),
            loadable: natural(counts.added + counts.changed),
            totals: match totals {
                Some(totals) => import_words::totals(self.t(), &totals, self.facts(), rules)?,
                None => Vec::new(),
            },
            refused_href: refused_href(import.id),
            undo_days: UNDO_DAYS,
            ..ImportCheck::default()
        })
    }

    async fn done(&self, handle: &mut Conn, page: &mut ImportPage) -> Result<(), Refused> {
        let (t, import) = (self.t(), self.import());
        let mut outcome = self.outcome();
        match undo_refusal(handle, self.importer.scope(), import, self.web.app.clock.now()).await? {
            None => outcome.undo_until = Some(self.moment(undoable_until(import))),
            Some(refusal) => outcome.undo_refusal = notices::undo_refusal(t, &refusal),
        }
        page.outcome = Some(outcome);
        page.check = Some(self.counts()?);
        Ok(())
    }

    fn outcome(&self) -> ImportOutcome {
        let (t, import) = (self.t(), self.import());
        let counts = &import.counts;
        let applied = natural(counts.applied);
        let (title, reason) = match import.state {
            State::Received => (t.s("import-failed-reading-title").into(), t.s("import-failed-reading-text")),
            State::Undoing => (t.s1("import-failed-undoing-title", "rows", applied), t.s("import-failed-undoing-text")),
            _ => (t.s1("import-failed-title", "rows", applied), t.s("import-failed-text")),
        };
        ImportOutcome {
            title,
            reason: reason.into(),
            applied,
            added: natural(counts.added),
            changed: natural(counts.changed),
            refused: natural(counts.refused),
            refused_href: refused_href(import.id),
            at: self.moment(import.finished_at.unwrap_or(import.created_at)),
            by: self.name(import.decided_by.or(import.created_by)),
            undo_until: None,
            undo_refusal: String::new(),
        }
    }

    fn progress(&self) -> ImportProgress {
        let counts = &self.import().counts;
        let (done, total) = match self.stage {
            ImportStage::Reading => (natural(counts.rows), 0),
            _ => (natural(counts.applied), natural(counts.added + counts.changed)),
        };
        progress(done, total)
    }
}

fn progress(done: u64, total: u64) -> ImportProgress {
    let percent = (done.min(total) * 100).checked_div(total).unwrap_or_default();
    let percent = u32::try_from(percent).unwrap_or_default();
    ImportProgress { done, total, percent, quarter: percent.min(99) / 25 * 25 }
}

/// Who it was; the command line has no name.
pub fn name(t: Translator, names: &HashMap<PersonId, String>, person: Option<PersonId>) -> String {
    person.and_then(|person| names.get(&person).cloned()).unwrap_or_else(|| t.s("import-by-command-line").into())
}

fn refused_href(id: ImportId) -> String {
    format!("{}/refused.csv", href(id))
}

fn natural(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn is_missing(problem: &Problem) -> bool {
    problem.kind == ProblemKind::MissingColumn
}

fn message(t: Translator, problem: &Problem) -> ImportMessage {
    let place = problem.row.map_or_else(String::new, |row| t.s1("import-place-row", "row", row.to_string()));
    ImportMessage { place, text: import_rows::in_its_column(t, problem) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_never_says_that_all_is_done_before_it_is() {
        let shown = |done, total| {
            let progress = progress(done, total);
            (progress.percent, progress.quarter)
        };
        assert_eq!(
            [shown(0, 0), shown(1, 3), shown(26, 100), shown(300, 300)],
            [(0, 0), (33, 25), (26, 25), (100, 75)]
        );
    }
}
