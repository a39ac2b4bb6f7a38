//! Typst by itself: the product's template, fonts and export, the data as JSON written beforehand, one picture of a code for
//! all. No requisites are checked, no sum is put into words, no code is drawn.

use std::fmt::Write as _;

use anyhow::anyhow;
use qrcodegen::{QrCode, QrCodeEcc};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const FONTS: [&[u8]; 2] = [
    include_bytes!("../../../crates/documents/fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../../crates/documents/fonts/NotoSans-Bold.ttf"),
];
const TEMPLATE: &str = include_str!("../../../crates/documents/templates/receipt.typ");

/// Typst with fonts, template and picture.
pub struct Typst {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
    qr: FileId,
    picture: Bytes,
}

/// What a receipt is for; another one each time, so that nothing is remembered.
pub fn purpose(number: i64) -> String {
    format!("Членские взносы 2022, участок № {}, Соколова Н. П.", number + 1)
}

impl Typst {
    /// Reads fonts and template.
    pub fn new() -> anyhow::Result<Self> {
        let fonts: Vec<Font> = FONTS.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: Source::new(file_id("/receipt.typ")?, TEMPLATE.to_owned()),
            data: file_id("/data.json")?,
            qr: file_id("/qr-0.svg")?,
            picture: Bytes::from_string(picture()?),
        })
    }

    /// One receipt; its size.
    pub fn render(&self, number: i64) -> anyhow::Result<usize> {
        let data = format!(
            r#"{{"title":"Квитанция","description":"Членские взносы 2022","receipts":[{{"payee":"СНТ «Аникино»","inn":"7702045051","kpp":"770201001","account":"40703810138250123016","bank":"ПАО Банк","bik":"044525225","correspondent_account":"30101810400000000225","payer":"Соколова Нина Петровна","address":null,"plot":"{}","purpose":"{}","sum":"{} руб. 00 коп.","words":"две тысячи двести рублей 00 копеек","date":"12.06.2022"}}]}}"#,
            number + 1,
            purpose(number),
            2200 + number
        );
        let sheet = Sheet { typst: self, data: Bytes::from_string(data) };
        let document = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| told(&errors))?;
        let options = PdfOptions {
            timestamp: Datetime::from_ymd_hms(2022, 6, 12, 0, 0, 0).map(Timestamp::new_utc),
            standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| anyhow!("{}", error.message()))?,
            ..PdfOptions::default()
        };
        let size = typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))?.len();
        comemo::evict(0);
        Ok(size)
    }
}

fn told(errors: &[SourceDiagnostic]) -> anyhow::Error {
    anyhow!("{}", errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}

fn file_id(path: &str) -> anyhow::Result<FileId> {
    let path = VirtualPath::new(path).map_err(|error| anyhow!("{error}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// A code as large as a receipt's.
fn picture() -> anyhow::Result<String> {
    let code = QrCode::encode_binary(&[b'x'; 330], QrCodeEcc::Medium).map_err(|error| anyhow!("{error}"))?;
    let (mut path, side) = (String::new(), code.size() + 8);
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            write!(path, "M{} {}h1v1h-1z", x + 4, y + 4)?;
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path d=\"{path}\"/></svg>"
    ))
}

struct Sheet<'t> {
    typst: &'t Typst,
    data: Bytes,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typst.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typst.book
    }

    fn main(&self) -> FileId {
        self.typst.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.typst.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == self.typst.data => Ok(self.data.clone()),
            id if id == self.typst.qr => Ok(self.typst.picture.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typst.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
