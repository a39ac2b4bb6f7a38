//! From the bytes of a file to a stream of typed rows.

use std::collections::{BTreeSet, VecDeque};

use domain::area::AreaUnit;
use domain::import::{ImportKind, Problem, ProblemKind};
use domain::{Currency, DateSpan};
use serde::Serialize;

use crate::recognise::{Columns, Field, Role, role};
use crate::rows::{Outcome, SourceRow, StatedTotal, Terms, stated_total, typed};
use crate::start::begin;
use crate::table::{FileForm, Limits, RawRow, Source, Table};

/// So many rows of totals are kept; a file has one or a few.
const TOTALS: usize = 64;
/// So many codes of other organisations are told.
const OTHERS: usize = 20;

/// What the caller knows of a file. By default, nothing.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// What the file is; found by its columns if `None`.
    pub kind: Option<ImportKind>,
    /// The sheet of a spreadsheet; the first with columns that are recognised if `None`.
    pub sheet: Option<String>,
    /// The delimiter of a CSV file; found if `None`.
    pub delimiter: Option<char>,
    /// What the columns mean, as given by [`ImportReader::columns`] and changed by a person; found if `None`.
    pub columns: Option<Columns>,
    /// The period of readings, before any title of the file; rows with a period of their own keep it.
    pub span: Option<DateSpan>,
    /// The currency of sums.
    pub currency: Currency,
    /// The unit of areas whose header names none.
    pub area_unit: AreaUnit,
    /// Whose rows are wanted of a file of several organisations: their code; those of all if `None`.
    pub organisation: Option<String>,
    /// How much the file may ask of the machine.
    pub limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            kind: None,
            sheet: None,
            delimiter: None,
            columns: None,
            span: None,
            currency: Currency::Rub,
            area_unit: AreaUnit::SquareMetres,
            organisation: None,
            limits: Limits::default(),
        }
    }
}

/// What a look at the first rows tells, for asking a person what the columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// The form of the file.
    pub form: FileForm,
    /// Its columns.
    pub columns: Columns,
    /// The period it names.
    pub period: Option<DateSpan>,
    /// What keeps the file from being read with these columns.
    pub problems: Vec<Problem>,
}

/// What is known when the last row has been read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Rows of data.
    pub rows: u64,
    /// Those that can be read.
    pub parsed: u64,
    /// Those that cannot.
    pub refused: u64,
    /// Totals that the file states.
    pub stated_totals: Vec<StatedTotal>,
    /// Rows that are no data: signatures, remarks, numbering of columns.
    pub remarks: u64,
    /// Warnings about the whole file.
    pub problems: Vec<Problem>,
    /// What ended the reading before the end: nothing of the file may go in.
    pub fatal: Option<Problem>,
}

/// A file being read: an iterator of its rows, which holds a few of them at a time.
pub struct ImportReader {
    table: Box<dyn Table + Send>,
    columns: Columns,
    terms: Terms,
    period: Option<DateSpan>,
    /// Rows read while the header was sought.
    ahead: VecDeque<RawRow>,
    is_first: bool,
    summary: Summary,
    /// Whose rows are wanted.
    organisation: Option<String>,
    /// Codes of others that were met.
    others: BTreeSet<String>,
    /// What to tell of sheets that are not read.
    other_sheets: Option<Problem>,
}

/// Opens a file and finds its columns.
///
/// # Errors
/// The problem for which nothing of the file can be read: it is no table, is cut short, lacks a column …
pub fn read_rows(source: impl Source + 'static, name: &str, options: &ReadOptions) -> Result<ImportReader, Problem> {
    let (reader, mut problems) = begin(Box::new(source), name, options)?;
    if problems.is_empty() { Ok(reader) } else { Err(problems.swap_remove(0)) }
}

/// Looks at the first rows only; columns that are missing or double are told beside those that are there.
///
/// # Errors
/// The problem for which the file has no columns at all.
pub fn survey(source: impl Source + 'static, name: &str, options: &ReadOptions) -> Result<Survey, Problem> {
    let (reader, problems) = begin(Box::new(source), name, options)?;
    Ok(Survey { form: reader.form(), columns: reader.columns, period: reader.period, problems })
}

impl ImportReader {
    /// Goes on after the first rows: `ahead` are those of data among them.
    pub(crate) fn new(
        table: Box<dyn Table + Send>,
        columns: Columns,
        terms: Terms,
        period: Option<DateSpan>,
        ahead: Vec<RawRow>,
        organisation: Option<String>,
    ) -> Self {
        let (ahead, summary, others) = (ahead.into(), Summary::default(), BTreeSet::new());
        Self { table, columns, terms, period, ahead, is_first: true, summary, organisation, others, other_sheets: None }
    }

    /// Other sheets of the workbook that hold a table are told.
    pub(crate) fn beside_sheets(mut self, sheet: &str, others: &[String]) -> Self {
        if !others.is_empty() {
            let problem = Problem::new(ProblemKind::OtherSheets).with_value(others.join(", ")).naming(sheet);
            self.other_sheets = Some(problem);
        }
        self
    }

    /// The form of the file, as far as it has been read.
    pub fn form(&self) -> FileForm {
        self.table.form()
    }

    /// What the file is.
    pub fn kind(&self) -> ImportKind {
        self.columns.kind
    }

    /// Its columns: headers, examples, meanings.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The period of a file of readings: given by the caller, stated by most of its first rows, or named by a title.
    pub fn period(&self) -> Option<DateSpan> {
        self.period
    }

    /// What is known so far of the whole file; complete after the last row.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { problems: self.table.warnings(), ..self.summary.clone() };
        summary.problems.extend(self.other_sheets.clone());
        if !self.others.is_empty() {
            let codes: Vec<&str> = self.others.iter().map(String::as_str).collect();
            summary.problems.push(Problem::new(ProblemKind::OtherOrganisations).with_value(codes.join(", ")));
            // They are of all rows of the file.
            summary.stated_totals.clear();
        }
        summary
    }

    /// Is the row another organisation's? Its code is kept, to be told at the end.
    fn is_of_another(&mut self, raw: &RawRow) -> bool {
        let index = Field::organisation(self.columns.kind).and_then(|field| self.columns.index_of(field));
        let (Some(own), Some(index)) = (&self.organisation, index) else { return false };
        let code = raw.cells.get(index).map(ToString::to_string).unwrap_or_default();
        let code = code.trim();
        if code.is_empty() || code.to_lowercase() == own.to_lowercase() {
            return false;
        }
        if self.others.len() < OTHERS {
            self.others.insert(code.to_owned());
        }
        true
    }

    fn next_raw(&mut self) -> Result<Option<RawRow>, Problem> {
        match self.ahead.pop_front() {
            Some(row) => Ok(Some(row)),
            None => self.table.next_row(),
        }
    }

    /// Makes a typed row of a row of data; keeps what others say.
    fn take(&mut self, raw: &RawRow) -> Option<SourceRow> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        match role(raw, is_first) {
            Role::Total => {
                if self.summary.stated_totals.len() < TOTALS {
                    self.summary.stated_totals.push(stated_total(raw, &self.columns));
                }
                None
            }
            Role::Remark | Role::Numbering => {
                self.summary.remarks += 1;
                None
            }
            Role::Data if self.is_of_another(raw) => None,
            Role::Data => {
                let row = typed(raw, &self.columns, &self.terms);
                self.count(&row.outcome);
                Some(row)
            }
        }
    }

    fn count(&mut self, outcome: &Outcome) {
        self.summary.rows += 1;
        match outcome {
            Outcome::Parsed(_) => self.summary.parsed += 1,
            Outcome::Refused => self.summary.refused += 1,
        }
    }
}

impl Iterator for ImportReader {
    type Item = SourceRow;

    /// The next row of data. A fault that ends the file comes as a refused row with a fatal problem, the last of all.
    fn next(&mut self) -> Option<SourceRow> {
        while self.summary.fatal.is_none() {
            match self.next_raw() {
                Ok(Some(raw)) => {
                    if let Some(row) = self.take(&raw) {
                        return Some(row);
                    }
                }
                Ok(None) => return None,
                Err(problem) => {
                    self.summary.fatal = Some(problem.clone());
                    let row = problem.row.unwrap_or_default();
                    return Some(SourceRow {
                        row,
                        raw: Vec::new(),
                        outcome: Outcome::Refused,
                        problems: vec![problem],
                    });
                }
            }
        }
        None
    }
}
