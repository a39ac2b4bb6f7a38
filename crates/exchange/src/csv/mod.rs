//! CSV: lines, their encoding, the delimiter, fields; one record in memory at a time.

mod delimiter;
mod fields;
pub(crate) mod guard;
mod lines;

use std::collections::VecDeque;
use std::io::SeekFrom;

use domain::import::{Problem, ProblemKind};

use crate::encoding::{Decoder, UTF8_MARK, is_foreign};
use crate::fault::{at_row, unreadable};
use crate::table::{AnySource, Cell, CellFault, FileForm, Format, Limits, RawRow, Table};
use delimiter::{CANDIDATES, find_delimiter, usual_width};
use fields::{Fields, split, split_literally};
use guard::unguarded;
use lines::{Line, Lines};

/// So many lines are looked at to find the delimiter.
const SAMPLE_LINES: usize = 24;
/// A quoted value may run over so many further lines.
const FURTHER_LINES: usize = 8;

/// A CSV file being read.
pub(crate) struct CsvTable {
    lines: Lines<AnySource>,
    decoder: Decoder,
    delimiter: char,
    limits: Limits,
    /// Lines read ahead of their turn.
    ahead: VecDeque<TextLine>,
    /// The problem met while reading ahead: it ends the file after the lines before it.
    ended_by: Option<Problem>,
    row: u64,
    width: Option<usize>,
}

struct TextLine {
    row: u64,
    text: String,
    fault: Option<ProblemKind>,
}

impl CsvTable {
    /// Begins to read; the delimiter is found unless the caller knows it.
    pub fn open(mut source: AnySource, delimiter: Option<char>, limits: Limits) -> Result<Self, Problem> {
        let marked = skip_mark(&mut source).map_err(|error| unreadable(&error))?;
        let mut table = Self {
            lines: Lines::new(source, limits.line_bytes),
            decoder: Decoder::new(marked),
            delimiter: ';',
            limits,
            ahead: VecDeque::new(),
            ended_by: None,
            row: 0,
            width: None,
        };
        while table.ahead.len() < SAMPLE_LINES && table.read_ahead() {}
        let sample = table.ahead.iter().map(|line| line.text.as_str());
        table.delimiter = delimiter.unwrap_or_else(|| find_delimiter(&sample));
        // Till the header is known, a record is as wide as most of the first lines.
        table.width = usual_width(sample, table.delimiter);
        Ok(table)
    }

    /// Takes another delimiter if the first lines say more with it: a comma between the fields, say, and a semicolon in each remark.
    pub fn weigh_delimiters(&mut self, recognised: impl Fn(&[RawRow]) -> usize) {
        let worth = |delimiter: char| {
            let rows = self.ahead.iter().map(|line| row_of(line.row, &split(&line.text, delimiter)));
            recognised(&rows.collect::<Vec<_>>())
        };
        let mut best = (worth(self.delimiter), self.delimiter);
        for candidate in CANDIDATES {
            let worth = worth(candidate);
            if worth > best.0 {
                best = (worth, candidate);
            }
        }
        self.delimiter = best.1;
        self.width = usual_width(self.ahead.iter().map(|line| line.text.as_str()), self.delimiter);
    }

    /// Reads one more line; `false` at the end of what can be read.
    fn read_ahead(&mut self) -> bool {
        if self.ended_by.is_some() {
            return false;
        }
        match self.read_line() {
            Ok(Some(line)) => {
                self.ahead.push_back(line);
                true
            }
            Ok(None) => false,
            Err(problem) => {
                self.ended_by = Some(problem);
                false
            }
        }
    }

    fn read_line(&mut self) -> Result<Option<TextLine>, Problem> {
        let Some(line) = self.lines.next_line().map_err(|error| unreadable(&error))? else {
            return Ok(None);
        };
        self.row += 1;
        match line {
            Line::Whole(bytes) if bytes.contains(&0) => Err(at_row(self.row, ProblemKind::UnknownFile, "00")),
            Line::Whole(bytes) => {
                let decoded = self.decoder.decode(&bytes);
                Ok(Some(TextLine { row: self.row, text: decoded.text, fault: decoded.fault }))
            }
            Line::TooLong { beginning, bytes } => {
                let problem = at_row(self.row, ProblemKind::LineTooLong, &format!("{bytes} bytes"));
                let problem = problem.expecting(format!("<= {} bytes", self.limits.line_bytes));
                Err(problem.naming(self.decoder.decode(&beginning).text))
            }
        }
    }

    fn take_line(&mut self) -> Result<Option<TextLine>, Problem> {
        if self.ahead.is_empty() {
            self.read_ahead();
        }
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.ended_by.clone().map_or(Ok(None), Err),
        }
    }

    /// The record that begins with this line, or the line alone if its quote is never closed.
    fn record(&mut self, line: &TextLine) -> RawRow {
        let parts = split(&line.text, self.delimiter);
        if line.fault.is_none()
            && parts.open.is_some()
            && let Some(whole) = self.continued(&line.text)
        {
            return row_of(line.row, &whole);
        }
        match parts.open {
            Some(open) => self.unclosed(line, open),
            None => row_of(line.row, &parts),
        }
        .with_encoding_fault(line.fault)
    }

    /// Joins the following lines until the quote is closed; `None`, and nothing used up, if it is not closed properly.
    fn continued(&mut self, first: &str) -> Option<Fields> {
        let mut text = first.to_owned();
        for used in 0..FURTHER_LINES {
            if self.ahead.len() <= used && !self.read_ahead() {
                return None;
            }
            let next = self.ahead.get(used).filter(|next| next.fault.is_none())?;
            if text.len() + next.text.len() > self.limits.line_bytes {
                return None;
            }
            text.push('\n');
            text.push_str(&next.text);
            let parts = split(&text, self.delimiter);
            if parts.open.is_none() {
                let sound = parts.fields.iter().all(|field| !(field.stray && field.text.contains('\n')));
                let fits = self.width.is_none_or(|width| parts.fields.len() == width);
                if !(sound && fits) {
                    return None;
                }
                self.ahead.drain(..=used);
                return Some(parts);
            }
        }
        None
    }

    fn unclosed(&self, line: &TextLine, open: usize) -> RawRow {
        let texts = split_literally(&line.text, self.delimiter);
        let value = texts.get(open).cloned();
        RawRow {
            row: line.row,
            cells: texts.iter().map(|text| Cell::from_text(unguarded(text))).collect(),
            faults: vec![CellFault { column: Some(open), kind: ProblemKind::UnclosedQuote, value }],
        }
    }
}

impl Table for CsvTable {
    fn next_row(&mut self) -> Result<Option<RawRow>, Problem> {
        while let Some(line) = self.take_line()? {
            if line.row > self.limits.rows {
                return Err(at_row(line.row, ProblemKind::UnknownFile, &format!("> {} rows", self.limits.rows)));
            }
            let row = self.record(&line);
            if row.cells.iter().all(Cell::is_empty) && row.faults.is_empty() {
                continue;
            }
            return Ok(Some(row));
        }
        Ok(None)
    }

    fn form(&self) -> FileForm {
        FileForm {
            format: Format::Csv,
            encoding: Some(self.decoder.encoding()),
            delimiter: Some(self.delimiter),
            sheets: Vec::new(),
            sheet: None,
        }
    }

    fn set_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    fn warnings(&self) -> Vec<Problem> {
        if self.decoder.wrong_label() { vec![at_row(1, ProblemKind::WrongLabel, "EF BB BF")] } else { Vec::new() }
    }
}

impl RawRow {
    /// Adds the fault of the line's encoding at the first field that shows it.
    fn with_encoding_fault(mut self, fault: Option<ProblemKind>) -> Self {
        if let Some(kind) = fault {
            let texts: Vec<_> = self.cells.iter().map(ToString::to_string).collect();
            let column = texts.iter().position(|text| is_foreign(text));
            let column = column.or_else(|| texts.iter().position(|text| !text.is_ascii()));
            let value = column.and_then(|index| texts.get(index).cloned());
            self.faults = vec![CellFault { column, kind, value }];
        }
        self
    }
}

fn row_of(row: u64, parts: &Fields) -> RawRow {
    let stray = parts.fields.iter().enumerate().filter(|(_, field)| field.stray);
    let faults = stray
        .map(|(index, field)| CellFault {
            column: Some(index),
            kind: ProblemKind::StrayQuote,
            value: Some(field.text.trim().to_owned()),
        })
        .collect();
    RawRow { row, cells: parts.fields.iter().map(|field| Cell::from_text(unguarded(&field.text))).collect(), faults }
}

/// Steps over the UTF-8 mark, if there is one.
fn skip_mark(source: &mut AnySource) -> std::io::Result<bool> {
    let mut start = [0_u8; UTF8_MARK.len()];
    source.seek(SeekFrom::Start(0))?;
    let marked = source.read_exact(&mut start).is_ok() && start == UTF8_MARK;
    if !marked {
        source.seek(SeekFrom::Start(0))?;
    }
    Ok(marked)
}

/// Is this no text at all? Looked for in the first bytes of the file.
pub(crate) fn is_binary(start: &[u8]) -> bool {
    start.iter().any(|byte| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A))
}
