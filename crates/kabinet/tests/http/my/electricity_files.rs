//! `/my/electricity.csv` and `.xlsx`: read back as any file that is brought.

use std::io::Cursor;

use axum::http::StatusCode;
use domain::import::ReadingRow;
use domain::{Quantity, parse_date};
use exchange::{Outcome, ReadOptions, TypedRow, read_rows};
use store::both;

use crate::client::Answer;
use crate::harness::TestApp;
use crate::html::rows;
use crate::snt::{example, readings_file};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The rows of a downloaded file, all of them sound.
fn read_back(answer: &Answer) -> Vec<ReadingRow> {
    let reader = read_rows(Cursor::new(answer.body.to_vec()), "file", &ReadOptions::default()).unwrap();
    let row = |outcome| match outcome {
        Outcome::Parsed(TypedRow::Reading(row)) => *row,
        other => panic!("{other:?}"),
    };
    reader.map(|source| row(source.outcome)).collect()
}

fn own_rows_of(bytes: Vec<u8>, plots: &[&str]) -> Vec<ReadingRow> {
    let reader = read_rows(Cursor::new(bytes), "file", &ReadOptions::default()).unwrap();
    let rows = reader.filter_map(|source| match source.outcome {
        Outcome::Parsed(TypedRow::Reading(row)) => Some(*row),
        _ => None,
    });
    rows.filter(|row| plots.contains(&row.number.as_str())).collect()
}

both! {
    async fn both_files_hold_every_period_as_the_board_loaded_it(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "269", &["269", "270"]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        let loaded = (1..=5).rev().flat_map(|month| {
            own_rows_of(example(&format!("snt/pokazaniya-2022-0{month}.csv")), &["269", "270"])
        });
        let loaded: Vec<ReadingRow> = loaded.collect();
        assert_eq!(loaded.len(), 10);
        for (path, kind, name) in [("/my/electricity.csv", CSV, "elektrichestvo.csv"), ("/my/electricity.xlsx", XLSX, "elektrichestvo.xlsx")] {
            let answer = client.get(path).await;
            assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind));
            assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}\""));
            assert_eq!(read_back(&answer), loaded, "{path}");
        }
    }

    async fn the_csv_opens_in_the_spreadsheets_of_our_countries(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "269", &["269", "270"]).await;
        let answer = test.logged_in(place.host(), "269").await.get("/my/electricity.csv").await;
        let text = answer.text();
        assert!(text.starts_with("\u{feff}№ участка;Период с;Период по;"), "{text}");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[1], "269;01.05.2022;01.06.2022;9012;2901;11913;9532;3118;12650;520;217;737;4370,41;3546,40;575,05;4121,45");
        assert_eq!((lines.len(), lines[11]), (12, ""));
    }

    async fn the_files_speak_the_language_of_the_page(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.import(&place, "a.csv", &readings_file(&[("7", "01.05.2022", "01.06.2022", [100, 50, 150, 60])])).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let mut headers = Vec::new();
        for language in ["ru", "kk", "en"] {
            client.get(&format!("/?lang={language}")).await;
            let csv = client.get("/my/electricity.csv").await;
            headers.push(csv.text().lines().next().unwrap().to_owned());
            assert!(csv.text().contains("\r\n7;01.05.2022;01.06.2022;100;50;150;150;60;210;50;10;60;;;;\r\n"), "{}", csv.text());
            let xlsx = client.get("/my/electricity.xlsx").await;
            assert!(xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").is_ascii());
        }
        headers.dedup();
        assert_eq!(headers.len(), 3);
    }

    async fn a_plot_that_would_be_a_formula_is_harmless_in_a_file(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", domain::portal::Preset::Snt).await;
        let plots = ["=1+1", "@SUM(A1)", "+7", "-7"];
        let lines = plots.map(|plot| format!("{plot};да;\r\n"));
        let register = format!("№ участка;Электрификация;Владелец\r\n{}", lines.concat());
        test.import(&place, "register.csv", register.as_bytes()).await;
        let dials: Vec<_> = plots.iter().map(|plot| (*plot, "01.05.2022", "01.06.2022", [1, 1, 2, 2])).collect();
        test.import(&place, "readings.csv", &readings_file(&dials)).await;
        test.member(&place, "7", &plots).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let page = client.get("/my/electricity").await;
        assert_eq!(rows(page.text()).len(), 4);
        let csv = client.get("/my/electricity.csv").await;
        for plot in plots {
            assert!(csv.text().contains(&format!("\n'{plot};")), "{}", csv.text());
        }
        let xlsx = client.get("/my/electricity.xlsx").await;
        let sheet = unzipped(&xlsx.body, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
        let numbers: Vec<String> = read_back(&xlsx).into_iter().map(|row| row.number.to_string()).collect();
        assert!(numbers.iter().any(|number| number == "=1+1"), "{numbers:?}");
    }

    async fn decimals_survive(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
        let file = "№ участка;Период с;Период по;Начало: День, кВт*ч;Начало: Ночь, кВт*ч;Конец: День, кВт*ч;Конец: Ночь, кВт*ч\r\n\
                    7;01.05.2022;01.06.2022;10,125;0;20,25;0,001\r\n";
        test.import(&place, "a.csv", file.as_bytes()).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        for path in ["/my/electricity.csv", "/my/electricity.xlsx"] {
            let found = read_back(&client.get(path).await);
            let row = &found[0];
            assert_eq!(row.end.t1, Quantity::parse("20.25").unwrap(), "{path}");
            assert_eq!(row.span.from(), parse_date("01.05.2022").unwrap(), "{path}");
        }
        // 10.125 kWh by day at 6.82 and 0.001 by night at 2.65: each line half up.
        assert!(client.get("/my/electricity.csv").await.text().contains(";60,05;69,05;0,00;69,05\r\n"));
    }
}

fn unzipped(bytes: &[u8], name: &str) -> String {
    use std::io::Read as _;
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}
