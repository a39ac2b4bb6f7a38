//! The first rows of a file: which sheet, which delimiter, where the header is, what period it is about.

use domain::DateSpan;
use domain::import::{Problem, ProblemKind};

use crate::open::{Opened, open};
use crate::reader::{ImportReader, ReadOptions};
use crate::recognise::{Columns, Header, Role, find_header, missing_columns, period_of_titles, role};
use crate::rows::{Terms, span_of};
use crate::table::{AnySource, RawRow, Table};
use crate::xlsx::Workbook;

/// The header stands within so many rows that are not blank.
const FIRST_ROWS: usize = 48;
/// So many sheets are tried.
const SHEETS: usize = 32;
/// So many characters of an example are kept.
const EXAMPLE: usize = 80;

/// Opens the file and finds its columns; beside the reader, what keeps them from being used.
pub(crate) fn begin(
    source: AnySource,
    name: &str,
    options: &ReadOptions,
) -> Result<(ImportReader, Vec<Problem>), Problem> {
    match open(source, options)? {
        Opened::Csv(table) => {
            let mut table = *table;
            if options.delimiter.is_none() && options.columns.is_none() {
                let fields =
                    |rows: &[RawRow]| find_header(rows, options.kind).map_or(0, |header| header.columns.fields().len());
                table.weigh_delimiters(fields);
            }
            Start::read(table, options).reader(name, options)
        }
        Opened::Xlsx(workbook) => begin_workbook(*workbook, name, options),
    }
}

/// The sheet the caller wants, or the first with a header that is recognised; then the others that have one are told.
fn begin_workbook(
    workbook: Workbook,
    name: &str,
    options: &ReadOptions,
) -> Result<(ImportReader, Vec<Problem>), Problem> {
    let names = workbook.sheets();
    let (workbook, with_tables, failure) = sheets_with_tables(workbook, &names, name, options)?;
    let sheet = match (&options.sheet, with_tables.first(), names.as_slice()) {
        (Some(sheet), ..) | (None, Some(sheet), _) | (None, None, [sheet]) => sheet.clone(),
        (None, None, _) => return Err(failure),
    };
    let others = if options.sheet.is_some() { Vec::new() } else { with_tables.iter().skip(1).cloned().collect() };
    let table = workbook.with_tables(with_tables).sheet(&sheet)?;
    let (reader, problems) = Start::read(table, options).reader(name, options)?;
    Ok((reader.beside_sheets(&sheet, &others), problems))
}

/// Sheets with a header that is recognised, where there are several sheets; and why the first has none.
fn sheets_with_tables(
    mut workbook: Workbook,
    names: &[String],
    name: &str,
    options: &ReadOptions,
) -> Result<(Workbook, Vec<String>, Problem), Problem> {
    let options = ReadOptions { columns: None, ..options.clone() };
    let mut failure = Problem::new(ProblemKind::UnknownFile).with_value(name);
    let mut found = Vec::new();
    if names.len() > 1 {
        for (index, sheet) in names.iter().take(SHEETS).enumerate() {
            let start = Start::read(workbook.sheet(sheet)?, &options);
            if start.header.is_some() {
                found.push(sheet.clone());
            } else if index == 0 {
                failure = start.failure(name);
            }
            workbook = start.table.into_workbook();
        }
    }
    Ok((workbook, found, failure))
}

/// The first rows of a table and the header among them.
struct Start<T> {
    table: T,
    rows: Vec<RawRow>,
    /// What ended the reading within the first rows.
    problem: Option<Problem>,
    header: Option<Header>,
}

impl<T: Table + Send + 'static> Start<T> {
    fn read(mut table: T, options: &ReadOptions) -> Self {
        let mut rows = Vec::new();
        let mut problem = None;
        while rows.len() < FIRST_ROWS && problem.is_none() {
            match table.next_row() {
                Ok(Some(row)) => rows.push(row),
                Ok(None) => break,
                Err(met) => problem = Some(met),
            }
        }
        let header = match &options.columns {
            Some(columns) => Some(given_header(columns, &rows)),
            None => find_header(&rows, options.kind),
        };
        Self { table, rows, problem, header }
    }

    /// Why no header is found.
    fn failure(&self, name: &str) -> Problem {
        if let Some(problem) = &self.problem {
            return problem.clone();
        }
        let Some(widest) = self.rows.iter().max_by_key(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count())
        else {
            return Problem::new(ProblemKind::EmptyFile).with_value("0 rows");
        };
        let texts: Vec<_> = widest.cells.iter().map(ToString::to_string).collect();
        Problem::new(ProblemKind::UnknownColumns).with_value(texts.join("; ")).naming(name)
    }

    /// Ready to read the data; beside it what keeps the columns from being used.
    fn reader(mut self, name: &str, options: &ReadOptions) -> Result<(ImportReader, Vec<Problem>), Problem> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let Some(mut header) = self.header.take() else { return Err(self.failure(name)) };
        let data = self.rows.split_off(header.above + header.levels);
        let title_span = title_span(&self.rows[..header.above]);
        fill_examples(&mut header.columns, &data);
        self.table.set_width(header.columns.columns.len());
        let terms = Terms {
            format: self.table.form().format,
            span: options.span.or(title_span),
            currency: options.currency,
            area_unit: options.area_unit,
        };
        let own_span = own_span(&data, &header.columns, &terms);
        let mut problems = header.problems;
        problems.extend(missing_columns(&header.columns, own_span.is_some() || terms.span.is_some()));
        let period = options.span.or(own_span).or(title_span);
        let organisation = options.organisation.clone();
        let reader = ImportReader::new(Box::new(self.table), header.columns, terms, period, data, organisation);
        Ok((reader, problems))
    }
}

/// The header that the caller gives.
fn given_header(columns: &Columns, rows: &[RawRow]) -> Header {
    let above = rows.iter().filter(|row| row.row < columns.header_row).count();
    let levels = usize::from(rows.get(above).is_some_and(|row| row.row == columns.header_row));
    Header { columns: columns.clone(), above, levels, problems: Vec::new() }
}

fn title_span(titles: &[RawRow]) -> Option<DateSpan> {
    let texts: Vec<_> = titles.iter().flat_map(|row| row.cells.iter().map(ToString::to_string)).collect();
    period_of_titles(texts.iter().map(String::as_str))
}

/// The period that most of the first rows state themselves.
fn own_span(rows: &[RawRow], columns: &Columns, terms: &Terms) -> Option<DateSpan> {
    let without = Terms { span: None, ..*terms };
    DateSpan::most_common(
        rows.iter().filter(|row| role(row, false) == Role::Data).filter_map(|row| span_of(row, columns, &without)),
    )
}

fn fill_examples(columns: &mut Columns, rows: &[RawRow]) {
    for (index, column) in columns.columns.iter_mut().enumerate() {
        let value = rows.iter().filter_map(|row| row.cells.get(index)).find(|cell| !cell.is_empty());
        column.example = value.map(|cell| cell.to_string().trim().chars().take(EXAMPLE).collect());
    }
}
