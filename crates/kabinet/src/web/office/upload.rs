//! A file on its way from the browser: streamed into a temporary file, never whole in memory.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use domain::Date;
use domain::import::ImportKind;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;

use crate::files::FileError;
use crate::flows::Failure;
use crate::web::Refused;

/// Megabytes that a file may have.
pub const FILE_MEGABYTES: u64 = 20;
const FILE_LIMIT: u64 = FILE_MEGABYTES << 20;
/// So much of a request is read, and what is too much thrown away: a browser that may not finish sending shows an error
/// of its own instead of our sentence.
pub const BODY_LIMIT: usize = 100 << 20;

/// Why there is no file to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFile {
    /// None was chosen.
    Missing,
    /// It is larger than allowed.
    TooLarge,
}

/// A file that has arrived.
pub struct Arrived {
    /// Its bytes.
    pub file: NamedTempFile,
    /// As the sender calls it.
    pub name: String,
}

/// The form of an upload.
pub struct Upload {
    /// What the sender says it is.
    pub kind: Option<ImportKind>,
    /// The day whose state it tells, where the sender says.
    pub as_of: Option<Date>,
    /// The file.
    pub file: Result<Arrived, NoFile>,
}

/// Reads the form.
pub async fn take(mut form: Multipart) -> Result<Upload, Refused> {
    let mut upload = Upload { kind: None, as_of: None, file: Err(NoFile::Missing) };
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(upload),
            Err(error) => return cut_short(upload, &error),
        };
        let outcome = match field.name() {
            Some("kind") => kind(&mut field).await.map(|kind| upload.kind = kind),
            Some("as_of") => day(&mut field).await.map(|day| upload.as_of = day),
            Some("file") => receive(&mut field).await.map(|file| upload.file = file),
            _ => Ok(()),
        };
        match outcome {
            Ok(()) => {}
            Err(Trouble::Form(error)) => return cut_short(upload, &error),
            Err(Trouble::Code) => return Err(Refused::BadRequest),
            Err(Trouble::Disk(error)) => return Err(Failure::from(FileError::from(error)).into()),
        }
    }
}

/// Why a field can't be read.
enum Trouble {
    Form(MultipartError),
    Code,
    Disk(std::io::Error),
}

impl From<MultipartError> for Trouble {
    fn from(error: MultipartError) -> Self {
        Self::Form(error)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error)
    }
}

fn cut_short(mut upload: Upload, error: &MultipartError) -> Result<Upload, Refused> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        upload.file = Err(NoFile::TooLarge);
        return Ok(upload);
    }
    Err(Refused::BadRequest)
}

async fn kind(field: &mut Field<'_>) -> Result<Option<ImportKind>, Trouble> {
    match short_text(field).await?.as_str() {
        "auto" | "" => Ok(None),
        code => ImportKind::parse(code).map(Some).map_err(|_| Trouble::Code),
    }
}

/// What a browser's field of a date sends; what is typed where there is no such field is read as well.
async fn day(field: &mut Field<'_>) -> Result<Option<Date>, Trouble> {
    match short_text(field).await?.trim() {
        "" => Ok(None),
        text => domain::parse_date(text).map(Some).map_err(|_| Trouble::Code),
    }
}

/// A code or a day is short: whatever is longer is none.
async fn short_text(field: &mut Field<'_>) -> Result<String, Trouble> {
    let mut text = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        text.extend_from_slice(&chunk);
        if text.len() > 20 {
            return Err(Trouble::Code);
        }
    }
    String::from_utf8(text).map_err(|_| Trouble::Code)
}

async fn receive(field: &mut Field<'_>) -> Result<Result<Arrived, NoFile>, Trouble> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let file = NamedTempFile::new()?;
    let mut target = tokio::fs::File::from_std(file.reopen()?);
    let mut size = 0;
    while let Some(chunk) = field.chunk().await? {
        size += chunk.len() as u64;
        if size <= FILE_LIMIT {
            target.write_all(&chunk).await?;
        }
    }
    target.flush().await?;
    Ok(match size {
        0 if name.is_empty() => Err(NoFile::Missing),
        size if size > FILE_LIMIT => Err(NoFile::TooLarge),
        _ => Ok(Arrived { file, name }),
    })
}
