//! The press: Typst with its fonts and templates, and a world that holds one document's data and nothing else.

use crate::DocumentError;
use chrono::Datelike as _;
use domain::Date;
use std::sync::Arc;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const FONTS: [&[u8]; 2] =
    [include_bytes!("../fonts/NotoSans-Regular.ttf"), include_bytes!("../fonts/NotoSans-Bold.ttf")];

/// What all documents share: fonts, Typst's library and the parsed templates. Made once; a copy is the same press.
#[derive(Clone)]
pub struct Press(Arc<Shared>);

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    receipt: Source,
    instruction: Source,
    data: FileId,
}

/// One document: the template's data and pictures.
pub(crate) struct Sheets<'d> {
    /// What the template reads as `/data.json`.
    pub data: &'d serde_json::Value,
    /// What the template shows as `/qr-0.svg`, `/qr-1.svg`, …
    pub codes: Vec<String>,
    /// The day the document bears as its own.
    pub date: Date,
}

impl Press {
    /// Reads fonts and templates.
    ///
    /// # Errors
    /// [`DocumentError::Fonts`], [`DocumentError::Typesetting`]: never, with the files that stand in this crate.
    pub fn new() -> Result<Self, DocumentError> {
        let fonts: Vec<Font> = FONTS.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
        if fonts.len() != FONTS.len() {
            return Err(DocumentError::Fonts);
        }
        let receipt = Source::new(file_id("/receipt.typ")?, include_str!("../templates/receipt.typ").to_owned());
        let instruction = include_str!("../templates/instruction.typ").to_owned();
        let instruction = Source::new(file_id("/instruction.typ")?, instruction);
        Ok(Self(Arc::new(Shared {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            receipt,
            instruction,
            data: file_id("/data.json")?,
        })))
    }

    /// Receipts as PDF/UA-1.
    pub(crate) fn print_receipts(&self, sheets: Sheets<'_>) -> Result<Vec<u8>, DocumentError> {
        self.print(&self.0.receipt, sheets)
    }

    /// An instruction as PDF/UA-1.
    pub(crate) fn print_instruction(&self, sheets: Sheets<'_>) -> Result<Vec<u8>, DocumentError> {
        self.print(&self.0.instruction, sheets)
    }

    fn print(&self, main: &Source, sheets: Sheets<'_>) -> Result<Vec<u8>, DocumentError> {
        // Noto Sans has no U+2212, and people know the dash for a minus.
        let data = serde_json::to_string(sheets.data)?.replace('\u{2212}', "\u{2013}");
        self.refuse_unknown_letters(&data)?;
        let pictures = sheets.codes.into_iter().enumerate();
        let pictures =
            pictures.map(|(index, code)| Ok((file_id(&format!("/qr-{index}.svg"))?, Bytes::from_string(code))));
        let pictures = pictures.collect::<Result<_, DocumentError>>()?;
        let world = Desk { shared: &self.0, main, data: Bytes::from_string(data), pictures };
        let pdf = typeset(&world, sheets.date);
        // Otherwise Typst remembers every document, 4 MB each.
        comemo::evict(0);
        pdf
    }

    /// Typst would name a glyph where people need the character.
    fn refuse_unknown_letters(&self, text: &str) -> Result<(), DocumentError> {
        let known = |c: &char| self.0.fonts.iter().all(|font| font.info().coverage.contains(u32::from(*c)));
        match text.chars().find(|c| !known(c)) {
            Some(letter) => Err(DocumentError::Letter(letter)),
            None => Ok(()),
        }
    }
}

fn typeset(world: &Desk<'_>, date: Date) -> Result<Vec<u8>, DocumentError> {
    let document = typst::compile::<PagedDocument>(world).output.map_err(|errors| told(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
    let options = PdfOptions {
        creator: Smart::Custom(Some("Kabinet".to_owned())),
        timestamp: midnight(date).map(Timestamp::new_utc),
        standards: standards.map_err(|error| DocumentError::Typesetting(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))
}

fn midnight(date: Date) -> Option<Datetime> {
    Datetime::from_ymd_hms(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?, 0, 0, 0)
}

fn told(errors: &[SourceDiagnostic]) -> DocumentError {
    let messages = errors.iter().map(|error| error.message.to_string());
    DocumentError::Typesetting(messages.collect::<Vec<_>>().join("; "))
}

fn file_id(path: &str) -> Result<FileId, DocumentError> {
    let path = VirtualPath::new(path).map_err(|error| DocumentError::Typesetting(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What Typst may see: the template, the data, the pictures. Every other path is refused, and there is no today.
struct Desk<'p> {
    shared: &'p Shared,
    main: &'p Source,
    data: Bytes,
    pictures: Vec<(FileId, Bytes)>,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            return Ok(self.data.clone());
        }
        let picture = self.pictures.iter().find(|(picture, _)| *picture == id);
        picture.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
