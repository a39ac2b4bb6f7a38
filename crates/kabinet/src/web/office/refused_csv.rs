//! The refused rows as a file: mended there and brought again, as they are.

use std::io::{BufWriter, Write};

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::DateSpan;
use domain::import::{ImportKind, ReadingField};
use exchange::Field;
use exchange::write::{OutCell, Sheet, write_csv};
use futures::stream;
use store::imports::State as ImportState;
use tokio::sync::mpsc;

use super::import_page::{self, Found};
use super::import_rows::in_its_column;
use super::permissions::Importer;
use crate::flows::Failure;
use crate::flows::import_file::{FileFacts, RefusedRow, refused_rows};
use crate::i18n::Translator;
use crate::web::{Refused, Web};

/// Bytes sent at once.
const CHUNK: usize = 64 * 1024;

type Chunk = Result<Bytes, std::io::Error>;

/// `GET /office/imports/{id}/refused.csv`: rows leave as they are fetched, however many there are.
pub async fn download(State(web): State<Web>, importer: Importer, Path(id): Path<String>) -> Result<Response, Refused> {
    let Found { import, facts, .. } = import_page::find(&mut web.app.db.read().await?, &importer, &id).await?;
    let is_kept = !matches!(import.state, ImportState::Received | ImportState::Refused | ImportState::Cancelled);
    let facts = facts.filter(|_| is_kept && import.counts.refused > 0).ok_or(Refused::NotFound)?;
    let t = importer.visit.translator();
    let rules = &importer.visit.portal.rules;
    let rows = refused_rows(&web.app, *importer.scope(), &import, &facts, rules).await?;
    let form = Form { t, period: added_period(&facts) };
    let columns = form.headers(&facts);
    let (sender, receiver) = mpsc::channel::<Chunk>(4);
    tokio::task::spawn_blocking(move || send(&form, columns, rows, &sender));
    let body = stream::unfold(receiver, |mut receiver| async { Some((receiver.recv().await?, receiver)) });
    let name = t.s1("import-refused-file", "name", stem(&import.file_name));
    let disposition = format!("attachment; filename=\"refused.csv\"; filename*=UTF-8''{}.csv", percent_encoded(&name));
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, Body::from_stream(body)).into_response())
}

/// The period, where the file names it in a title only: without the title its rows would have none.
fn added_period(facts: &FileFacts) -> Option<DateSpan> {
    let has = |field| facts.columns.index_of(Field::Reading(field)).is_some();
    let has_own = has(ReadingField::Period) || has(ReadingField::PeriodFrom) || has(ReadingField::PeriodTo);
    facts.period.filter(|_| facts.columns.kind == ImportKind::Readings && !has_own)
}

/// What stands before the file's own columns. Before, because a refused row may have too few or too many cells.
struct Form {
    t: Translator,
    period: Option<DateSpan>,
}

impl Form {
    fn headers(&self, facts: &FileFacts) -> Vec<String> {
        let mut headers: Vec<String> =
            ["import-refused-row", "import-refused-problem"].map(|key| self.t.s(key).into()).into();
        if self.period.is_some() {
            headers
                .extend(["import-field-period-from", "import-field-period-to"].map(|key| self.t.s(key).into_string()));
        }
        headers.extend(facts.columns.columns.iter().map(|column| column.header.clone()));
        headers
    }

    fn cells(&self, row: RefusedRow) -> Vec<OutCell> {
        let sentences: Vec<String> = row.problems.iter().map(|problem| in_its_column(self.t, problem)).collect();
        let mut cells = vec![OutCell::Integer(row.row), OutCell::Text(sentences.join(" "))];
        if let Some(period) = self.period {
            cells.extend([OutCell::Date(period.from()), OutCell::Date(period.to())]);
        }
        cells.extend(row.cells.into_iter().map(OutCell::Text));
        cells
    }
}

/// Writes the table; what breaks off half-way must not look like the whole.
fn send(
    form: &Form,
    columns: Vec<String>,
    rows: impl Iterator<Item = Result<RefusedRow, Failure>>,
    sender: &mpsc::Sender<Chunk>,
) {
    let mut broken = None;
    let rows = rows.map_while(|row| row.map_err(|failure| broken = Some(failure)).ok()).map(|row| form.cells(row));
    let sheet = Sheet { title: String::new(), columns, rows };
    let written = write_csv(BufWriter::with_capacity(CHUNK, Pieces(sender)), sheet);
    if let Some(failure) = broken {
        tracing::error!(error = %failure, "refused rows can't be fetched");
        // A closed channel means that nobody listens any more.
        let _ = sender.blocking_send(Err(std::io::Error::other("the rows can't be fetched")));
    } else if let Err(error) = written {
        tracing::debug!(error = %error, "refused rows were not taken");
    }
}

/// A body, written piece by piece.
struct Pieces<'a>(&'a mpsc::Sender<Chunk>);

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(Ok(piece)).map_err(|_| std::io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The name of a file without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// As RFC 8187 wants names of files.
fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::import::{Problem, ProblemKind};
    use domain::portal::Language;

    const FILE: &str = "Показания с 01.05.2022 по 01.06.2022;;;;\n\
        № участка;Начало: День;Начало: Ночь;Конец: День;Конец: Ночь\n269;1;2;3;x\n270;1;2;3\n271;=1+1;2;3;4\n";

    fn read(text: &str) -> exchange::ImportReader {
        let source = std::io::Cursor::new(text.as_bytes().to_vec());
        exchange::read_rows(source, "показания.csv", &exchange::ReadOptions::default()).unwrap()
    }

    fn written(t: Translator) -> String {
        let mut reader = read(FILE);
        let facts = FileFacts::of(&reader);
        let form = Form { t, period: added_period(&facts) };
        let rows: Vec<_> = reader
            .by_ref()
            .map(|row| Ok(RefusedRow { row: i64::try_from(row.row).unwrap(), cells: row.raw, problems: row.problems }))
            .collect();
        let (sender, mut receiver) = mpsc::channel(100);
        send(&form, form.headers(&facts), rows.into_iter(), &sender);
        drop(sender);
        let mut bytes = Vec::new();
        while let Some(piece) = receiver.blocking_recv() {
            bytes.extend_from_slice(&piece.unwrap());
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn refused_rows_can_be_brought_again_in_every_language() {
        for language in Language::ALL {
            let text = written(Translator::new(*language));
            assert!(text.contains("'=1+1"), "{text}");
            let mut reader = read(&text);
            assert_eq!(reader.kind(), ImportKind::Readings);
            let facts = FileFacts::of(&reader);
            let headers: Vec<_> = facts.columns.columns.iter().map(|column| column.field.map(Field::code)).collect();
            let wanted = ["period_from", "period_to", "number", "start_day", "start_night", "end_day", "end_night"];
            assert_eq!(headers[..2], [None, None], "{language}");
            assert_eq!(headers[2..], wanted.map(Some), "{language}");
            let kinds: Vec<_> = reader.by_ref().map(|row| row.problems[0].kind).collect();
            let formula = ProblemKind::NotANumber;
            assert_eq!(kinds, [ProblemKind::NotANumber, ProblemKind::FewFields, formula], "{language}");
        }
    }

    #[test]
    fn what_breaks_off_is_no_whole_file() {
        let reader = read(FILE);
        let facts = FileFacts::of(&reader);
        let form = Form { t: Translator::new(Language::Ru), period: None };
        let (sender, mut receiver) = mpsc::channel(100);
        let row = RefusedRow { row: 3, cells: Vec::new(), problems: vec![Problem::new(ProblemKind::BadNumber)] };
        let rows = [Ok(row), Err(Failure::Data("gone".into()))];
        send(&form, form.headers(&facts), rows.into_iter(), &sender);
        drop(sender);
        let mut last = None;
        while let Some(piece) = receiver.blocking_recv() {
            last = Some(piece.is_err());
        }
        assert_eq!(last, Some(true));
    }

    #[test]
    fn names_of_files_travel() {
        assert_eq!(percent_encoded(stem("май 1.csv")), "%D0%BC%D0%B0%D0%B9%201");
    }
}
