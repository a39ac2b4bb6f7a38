//! What the reader found out about a file: shown to the operator, kept beside the import.

use domain::import::{MeterField, RegisterField};
use domain::{Date, DateSpan, Quantity};
use exchange::{Columns, Field, FileForm, ImportReader, Survey};
use serde::{Deserialize, Serialize};

/// The form of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// `csv` or `xlsx`.
    pub format: String,
    /// Of a CSV file.
    pub encoding: Option<String>,
    /// Of a CSV file.
    pub delimiter: Option<char>,
    /// Of a spreadsheet.
    pub sheet: Option<String>,
    /// Sheets that hold a table, where there are several.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// Its columns and what they mean.
    pub columns: Columns,
    /// Nothing could be read: a person must say first what the columns mean.
    #[serde(default)]
    pub unclear: bool,
    /// The period that the file names in a title or in most of its first rows.
    #[serde(default)]
    pub period: Option<DateSpan>,
    /// Totals the file itself states.
    pub stated: Vec<StatedTotals>,
}

/// A row of totals of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedTotals {
    /// Where it stands.
    pub row: u64,
    /// Its figures.
    pub figures: Vec<StatedFigures>,
}

/// A figure of a row of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedFigures {
    /// Under which column.
    pub field: Field,
    /// The figure.
    pub value: Quantity,
}

impl FileFacts {
    /// As far as the file has been read.
    pub fn of(reader: &ImportReader) -> Self {
        let summary = reader.summary();
        Self {
            period: reader.period(),
            stated: summary
                .stated_totals
                .into_iter()
                .map(|total| StatedTotals {
                    row: total.row,
                    figures: total
                        .figures
                        .into_iter()
                        .map(|figure| StatedFigures { field: figure.field, value: figure.value })
                        .collect(),
                })
                .collect(),
            ..Self::of_form(reader.form(), reader.columns().clone())
        }
    }

    /// Of a file whose columns have first to be told by a person.
    pub fn of_survey(survey: Survey) -> Self {
        Self { unclear: true, period: survey.period, ..Self::of_form(survey.form, survey.columns) }
    }

    fn of_form(form: FileForm, columns: Columns) -> Self {
        Self {
            format: form.format.code().to_owned(),
            encoding: form.encoding.map(|encoding| encoding.code().to_owned()),
            delimiter: form.delimiter,
            sheet: form.sheet,
            sheets: form.sheets,
            columns,
            unclear: false,
            period: None,
            stated: Vec::new(),
        }
    }

    /// Which fields of a register the file has: what it lacks stays as it stands.
    pub fn register_fields(&self) -> Vec<RegisterField> {
        self.columns
            .fields()
            .into_iter()
            .filter_map(|field| match field {
                Field::Register(field) => Some(field),
                Field::Reading(_) | Field::Charge(_) | Field::Payment(_) | Field::Meter(_) => None,
            })
            .collect()
    }

    /// The same of a file of meters.
    pub fn meter_fields(&self) -> Vec<MeterField> {
        self.columns
            .fields()
            .into_iter()
            .filter_map(|field| match field {
                Field::Meter(field) => Some(field),
                Field::Register(_) | Field::Reading(_) | Field::Charge(_) | Field::Payment(_) => None,
            })
            .collect()
    }

    /// The header under which a field stands in the file.
    pub fn header_of(&self, field: Field) -> Option<&str> {
        self.columns.header_of(field)
    }
}

/// A span as sentences show it: «01.05.2022 – 01.06.2022».
pub(super) fn shown_span(span: DateSpan) -> String {
    let day = |date: Date| date.format("%d.%m.%Y");
    format!("{} – {}", day(span.from()), day(span.to()))
}
