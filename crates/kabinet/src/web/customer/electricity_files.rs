//! The electricity table as CSV and XLSX. Texts that a spreadsheet would run are neutralised by `exchange`.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use exchange::write::{OutCell, Sheet, write_csv, write_xlsx};

use crate::flows::Failure;
use crate::flows::electricity_statement::{Pages, Row, electricity_statement};
use crate::i18n::{Translator, Words};
use crate::web::visit::Member;
use crate::web::{Refused, Web};

/// `GET /my/electricity.csv`.
pub async fn csv(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    let (t, rows) = rows(&web, &member).await?;
    let bytes = in_thread(move || {
        let mut bytes = Vec::new();
        write_csv(&mut bytes, sheet(t, rows)).map(|()| bytes).map_err(|error| Failure::Data(error.to_string()))
    })
    .await?;
    Ok(download(t, "csv", "text/csv; charset=utf-8", bytes))
}

/// `GET /my/electricity.xlsx`.
pub async fn xlsx(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    let (t, rows) = rows(&web, &member).await?;
    let bytes = in_thread(move || {
        let mut bytes = std::io::Cursor::new(Vec::new());
        write_xlsx(&mut bytes, sheet(t, rows)).map_err(|error| Failure::Data(error.to_string()))?;
        Ok(bytes.into_inner())
    })
    .await?;
    Ok(download(t, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes))
}

/// Writing a workbook is blocking work.
pub(super) async fn in_thread(
    work: impl FnOnce() -> Result<Vec<u8>, Failure> + Send + 'static,
) -> Result<Vec<u8>, Failure> {
    tokio::task::spawn_blocking(work).await?
}

async fn rows(web: &Web, member: &Member) -> Result<(Translator, Vec<Row>), Refused> {
    let rules = &member.visit.portal.rules;
    let statement = electricity_statement(&web.app, rules, &member.session.scope, Pages::All).await?;
    Ok((member.visit.translator(), statement.periods.into_iter().flat_map(|period| period.rows).collect()))
}

/// The table of the cabinet with a header for each column.
pub(super) fn sheet(t: Translator, rows: Vec<Row>) -> Sheet<impl Iterator<Item = Vec<OutCell>>> {
    let currency = rows.iter().find_map(|row| row.costs).map_or_else(
        || t.s("currency-rub"),
        |costs| t.s(format!("currency-{}", costs.single.currency().code().to_lowercase())),
    );
    let kwh = t.s("unit-kwh");
    let zones = |group: Words, all: &'static str| {
        [t.s("electricity-day"), t.s("electricity-night"), t.s(all)].map(|zone| format!("{group}: {zone}, {kwh}"))
    };
    let mut columns: Vec<String> = ["electricity-plot", "electricity-file-period-from", "electricity-file-period-to"]
        .map(|key| t.s(key).into())
        .into();
    columns.extend(zones(t.s("electricity-start"), "electricity-sum-short"));
    columns.extend(zones(t.s("electricity-end"), "electricity-sum-short"));
    columns.extend(zones(t.s("electricity-used"), "electricity-all"));
    columns.push(t.s1("electricity-cost-single", "currency", &currency));
    let two = t.s1("electricity-cost-two", "currency", &currency);
    columns.extend(
        ["electricity-day", "electricity-night", "electricity-all"].map(|zone| format!("{two}: {}", t.s(zone))),
    );
    Sheet { title: t.s("electricity-title").into(), columns, rows: rows.into_iter().map(|row| cells(&row)) }
}

fn cells(row: &Row) -> Vec<OutCell> {
    let span = row.meter.span;
    let mut cells = vec![OutCell::Text(row.number.clone()), OutCell::Date(span.from()), OutCell::Date(span.to())];
    for values in [row.meter.start, row.meter.end, row.used] {
        cells.extend([OutCell::from(values.t1), OutCell::from(values.t2), OutCell::from(values.total().ok())]);
    }
    let costs = row.costs;
    cells.push(OutCell::from(costs.map(|costs| costs.single)));
    cells.extend([
        OutCell::from(costs.and_then(|costs| costs.day)),
        OutCell::from(costs.and_then(|costs| costs.night)),
        OutCell::from(costs.and_then(|costs| costs.total)),
    ]);
    cells
}

fn download(t: Translator, extension: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{}.{extension}\"", t.s("electricity-file-name"));
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
