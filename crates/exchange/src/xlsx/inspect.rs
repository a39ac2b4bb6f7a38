//! A look at a spreadsheet's zip before anything of it is believed: whole, of bearable size, no text beyond bounds.
//!
//! A zip may declare any size, so the parts are unpacked once into nothing and counted:
//! what reads them afterwards holds their longest text, and the shared texts, in memory.

use std::io::{BufRead, BufReader};

use domain::import::{Problem, ProblemKind};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::fault::{of_file, unreadable};
use crate::table::{AnySource, Limits};

/// Merged ranges are kept in memory, so many at most.
const MERGES: u64 = 100_000;
/// How XML begins.
const XML: [&[u8]; 2] = [b"<", b"\xEF\xBB\xBF<"];
/// So much of a tag is looked at.
const TAG_BYTES: usize = 1024;

/// Checks the zip; tells whether any of its sheets has merged cells.
///
/// # Errors
/// `truncated` when the end of the zip is missing, `unknown_file` when it is damaged or too large.
pub(crate) fn inspect(source: &mut AnySource, bytes: u64, limits: &Limits) -> Result<bool, Problem> {
    let mut archive =
        ZipArchive::new(source).map_err(|_| of_file(ProblemKind::Truncated, &format!("{bytes} bytes")))?;
    let mut unpacked = 0_u64;
    let mut resident = 0_u64;
    let mut merges = 0_u64;
    for index in 0..archive.len() {
        let damaged = |error: ZipError| of_file(ProblemKind::UnknownFile, &error.to_string());
        let mut part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        check_size(unpacked.saturating_add(part.size()), limits.unpacked_bytes)?;
        let counted = scan(&mut part, limits)?;
        unpacked = unpacked.saturating_add(counted.bytes);
        check_size(unpacked, limits.unpacked_bytes)?;
        // Only the cells of a sheet are read as they come; any other part may have to stand in memory.
        if !name.contains("worksheets/sheet") {
            resident = resident.saturating_add(counted.bytes);
            check_size(resident, limits.resident_bytes)?;
        }
        // Memory is reserved for as many shared texts as are announced, and each takes some bytes.
        check_size(counted.announced_texts, counted.bytes)?;
        merges = merges.saturating_add(counted.merges);
        check_size(merges, MERGES)?;
    }
    Ok(merges > 0)
}

fn check_size(size: u64, limit: u64) -> Result<(), Problem> {
    if size <= limit {
        return Ok(());
    }
    Err(of_file(ProblemKind::UnknownFile, &size.to_string()).expecting(format!("<= {limit}")))
}

/// What a run over a part brings.
#[derive(Default)]
struct Counted {
    bytes: u64,
    merges: u64,
    announced_texts: u64,
}

impl Counted {
    /// Notes `mergeCell ref="A1:B2"/` and `sst uniqueCount="9"`, a name space before the name or not.
    fn note(&mut self, tag: &[u8]) {
        let Some(name_end) = tag.iter().position(u8::is_ascii_whitespace) else { return };
        let (name, rest) = tag.split_at(name_end);
        if name.ends_with(b"mergeCell") {
            self.merges += 1;
        } else if name.ends_with(b"sst") {
            let announced = attribute(rest, "uniqueCount").and_then(|count| count.trim().parse().ok());
            // A tag too long to be seen whole may announce anything.
            let unseen = if tag.len() < TAG_BYTES { 0 } else { u64::MAX };
            self.announced_texts = self.announced_texts.max(announced.unwrap_or(0)).max(unseen);
        }
    }
}

fn attribute<'t>(tag: &'t [u8], name: &str) -> Option<&'t str> {
    let (_, after) = std::str::from_utf8(tag).ok()?.split_once(name)?;
    after.split(['"', '\'']).nth(1)
}

/// Unpacks a part into nothing: counts it, looks at the tags, measures what stands between two of them.
fn scan(part: &mut ZipFile<'_, &mut AnySource>, limits: &Limits) -> Result<Counted, Problem> {
    let mut reader = BufReader::with_capacity(64 * 1024, part);
    let mut counted = Counted::default();
    let mut piece = Piece::default();
    let mut is_xml = false;
    loop {
        let buffer = reader.fill_buf().map_err(|error| unreadable(&error))?;
        if buffer.is_empty() {
            counted.note(&piece.tag);
            return Ok(counted);
        }
        is_xml |= counted.bytes == 0 && XML.iter().any(|start| buffer.starts_with(start));
        let end = memchr::memchr(b'<', buffer);
        let used = end.unwrap_or(buffer.len());
        piece.push(&buffer[..used]);
        let consumed = used + usize::from(end.is_some());
        reader.consume(consumed);
        counted.bytes = counted.bytes.saturating_add(consumed as u64);
        check_size(counted.bytes, limits.unpacked_bytes)?;
        // A picture is one long run; what pretends to be one still has to fit memory.
        let longest = if is_xml { limits.text_bytes } else { limits.resident_bytes };
        check_size(piece.run, longest)?;
        if end.is_some() && !piece.is_enclosed() {
            counted.note(&piece.tag);
            piece = Piece { tag: std::mem::take(&mut piece.tag), ..Piece::default() };
            piece.tag.clear();
        }
    }
}

/// From one `<` to the next; a comment or CDATA, which may hold any `<`, counts as one piece.
#[derive(Default)]
struct Piece {
    /// Its first [`TAG_BYTES`].
    tag: Vec<u8>,
    /// Its length.
    run: u64,
    /// Its last three bytes, once it is a comment or CDATA.
    last: u32,
    closed: bool,
}

impl Piece {
    fn push(&mut self, bytes: &[u8]) {
        self.run = self.run.saturating_add(bytes.len() as u64);
        self.tag.extend_from_slice(&bytes[..bytes.len().min(TAG_BYTES - self.tag.len())]);
        if !self.opens_enclosure() || self.closed {
            return;
        }
        for byte in bytes {
            self.last = (self.last << 8 | u32::from(*byte)) & 0x00FF_FFFF;
            self.closed |= matches!(&self.last.to_be_bytes(), b"\0-->" | b"\0]]>");
        }
    }

    fn opens_enclosure(&self) -> bool {
        self.tag.starts_with(b"!--") || self.tag.starts_with(b"![CDATA[")
    }

    fn is_enclosed(&self) -> bool {
        self.opens_enclosure() && !self.closed
    }
}
