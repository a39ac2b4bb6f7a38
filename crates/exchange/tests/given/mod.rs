//! What the tests share: the example files and how they are read.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part of it, and fails by panicking")]

use std::fs::File;
use std::io::Cursor;
use std::path::PathBuf;

use domain::Quantity;
use domain::import::{ChargeRow, MeterRow, PaymentRow, Problem, ReadingRow, RegisterRow};
use exchange::{ImportReader, Outcome, ReadOptions, SourceRow, Summary, TypedRow, read_rows};

/// A file of the examples.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(name)
}

/// Its JSON.
pub fn json(name: &str) -> serde_json::Value {
    serde_json::from_reader(File::open(path(name)).unwrap()).unwrap()
}

/// What reading a file to its end brings.
#[derive(Debug)]
pub struct Whole {
    pub rows: Vec<SourceRow>,
    pub summary: Summary,
    pub about: About,
}

/// What a reader says of the file.
#[derive(Debug)]
pub struct About {
    pub form: exchange::FileForm,
    pub columns: exchange::Columns,
    pub period: Option<domain::DateSpan>,
}

impl Whole {
    pub fn readings(&self) -> Vec<(u64, &ReadingRow)> {
        let of = |row: &SourceRow| row.row;
        self.rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Parsed(TypedRow::Reading(reading)) => Some((of(row), &**reading)),
                _ => None,
            })
            .collect()
    }

    pub fn register(&self) -> Vec<&RegisterRow> {
        self.rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Parsed(TypedRow::Register(register)) => Some(&**register),
                _ => None,
            })
            .collect()
    }

    pub fn charges(&self) -> Vec<&ChargeRow> {
        self.rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Parsed(TypedRow::Charge(charge)) => Some(&**charge),
                _ => None,
            })
            .collect()
    }

    pub fn payments(&self) -> Vec<&PaymentRow> {
        self.rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Parsed(TypedRow::Payment(payment)) => Some(&**payment),
                _ => None,
            })
            .collect()
    }

    pub fn meters(&self) -> Vec<&MeterRow> {
        self.rows
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Parsed(TypedRow::Meter(meter)) => Some(&**meter),
                _ => None,
            })
            .collect()
    }

    /// Problems of the file and of its rows.
    pub fn problems(&self) -> Vec<Problem> {
        self.summary.problems.iter().chain(self.rows.iter().flat_map(|row| &row.problems)).cloned().collect()
    }
}

pub fn finish(mut reader: ImportReader) -> Whole {
    let rows = reader.by_ref().collect();
    let about = About { form: reader.form(), columns: reader.columns().clone(), period: reader.period() };
    Whole { rows, summary: reader.summary(), about }
}

pub fn read_file(name: &str) -> Result<Whole, Problem> {
    read_rows(File::open(path(name)).unwrap(), name, &ReadOptions::default()).map(finish)
}

/// The same, with what the caller knows of it.
pub fn read_with(name: &str, options: &ReadOptions) -> Result<Whole, Problem> {
    read_rows(File::open(path(name)).unwrap(), name, options).map(finish)
}

pub fn read_bytes(bytes: Vec<u8>, options: &ReadOptions) -> Result<Whole, Problem> {
    read_rows(Cursor::new(bytes), "bytes", options).map(finish)
}

/// Control totals of readings, as in `itogi.json`.
pub fn totals<'r>(rows: impl IntoIterator<Item = &'r ReadingRow>) -> serde_json::Value {
    let rows: Vec<_> = rows.into_iter().collect();
    let sum = |of: fn(&ReadingRow) -> Quantity| {
        Quantity::sum(rows.iter().map(|row| of(row))).unwrap().micro() / Quantity::SCALE
    };
    let money = |of: fn(&ReadingRow) -> Option<domain::Money>| {
        domain::Money::sum(rows.iter().map(|row| of(row).unwrap()), domain::Currency::Rub).unwrap().to_string()
    };
    serde_json::json!({
        "rows": rows.len(),
        "use_day": sum(|row| row.stated.use_day.unwrap()),
        "use_night": sum(|row| row.stated.use_night.unwrap()),
        "use_all": sum(|row| row.stated.use_all.unwrap()),
        "single": money(|row| row.stated.cost_single),
        "day": money(|row| row.stated.cost_day),
        "night": money(|row| row.stated.cost_night),
        "total": money(|row| row.stated.cost_total),
    })
}
