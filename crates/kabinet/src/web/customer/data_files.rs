//! `GET /my/data.zip`: «Скачать мои данные»: tables for a spreadsheet and the profile as JSON, in one archive.

mod tables;

use std::io::{Cursor, Write as _};

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use tables::Tables;

use super::electricity_files::in_thread;
use crate::flows::Failure;
use crate::flows::download_data::{Outcome, personal_data};
use crate::web::frame::redirect_telling;
use crate::web::visit::Member;
use crate::web::{Refused, Web};

/// The archive.
pub async fn download(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    let visit = &member.visit;
    let data = match personal_data(&web.app, &visit.portal, &member.session.scope).await? {
        Outcome::Ready(data) => *data,
        Outcome::Gone => return Err(Refused::NotFound),
        Outcome::TooMany { .. } => return Ok(redirect_telling(&web, "/my/registration", "download-waits")),
    };
    let zone = visit.portal.time_zone;
    let tables = Tables { t: visit.translator(), zone };
    let bytes = in_thread(move || zipped(&tables.files(data)?)).await?;
    let slug: String = visit.portal.slug.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = format!("attachment; filename=\"kabinet-{slug}-{}.zip\"", web.app.clock.today(zone));
    let headers = [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// A file of the archive.
type File = (&'static str, Vec<u8>);

/// No file tells the time of the machine.
fn zipped(files: &[File]) -> Result<Vec<u8>, Failure> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        archive.start_file(*name, options).map_err(|error| Failure::Data(error.to_string()))?;
        archive.write_all(bytes).map_err(|error| Failure::Data(error.to_string()))?;
    }
    let written = archive.finish().map_err(|error| Failure::Data(error.to_string()))?;
    Ok(written.into_inner())
}
