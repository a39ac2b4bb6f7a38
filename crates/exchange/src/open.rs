//! What kind of file it is, told by its bytes and never by its name.

use std::io::{Read as _, Seek as _, SeekFrom};

use domain::import::{Problem, ProblemKind};

use crate::csv::{CsvTable, is_binary};
use crate::fault::unreadable;
use crate::reader::ReadOptions;
use crate::table::AnySource;
use crate::xlsx::Workbook;

/// So many bytes tell text from anything else.
const START: u64 = 8 * 1024;
/// How a zip begins, with parts or without.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// An opened file.
pub(crate) enum Opened {
    Csv(Box<CsvTable>),
    Xlsx(Box<Workbook>),
}

/// Opens a file by what it is.
pub(crate) fn open(mut source: AnySource, options: &ReadOptions) -> Result<Opened, Problem> {
    let (bytes, start) = look(&mut source).map_err(|error| unreadable(&error))?;
    if start.is_empty() {
        return Err(Problem::new(ProblemKind::EmptyFile).with_value(format!("{bytes} bytes")));
    }
    if ZIP.iter().any(|magic| start.starts_with(magic)) {
        return Workbook::open(source, bytes, options.limits).map(|workbook| Opened::Xlsx(Box::new(workbook)));
    }
    if is_binary(&start) {
        let hex: Vec<_> = start.iter().take(8).map(|byte| format!("{byte:02X}")).collect();
        return Err(Problem::new(ProblemKind::UnknownFile).with_value(hex.join(" ")));
    }
    CsvTable::open(source, options.delimiter, options.limits).map(|table| Opened::Csv(Box::new(table)))
}

/// How long the file is and how it begins.
fn look(source: &mut AnySource) -> std::io::Result<(u64, Vec<u8>)> {
    let bytes = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    source.by_ref().take(START).read_to_end(&mut start)?;
    source.seek(SeekFrom::Start(0))?;
    Ok((bytes, start))
}
