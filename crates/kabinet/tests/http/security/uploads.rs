//! Uploads that are too large, broken, lie about themselves or aim at other files.

use std::io::Write as _;

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use store::both;

use crate::client::{Answer, Client};
use crate::harness::TestApp;
use crate::html::text_of;
use crate::office::imports::checked;

async fn send(client: &mut Client, kind: &str, body: Vec<u8>) -> Answer {
    let request = client.request(Method::POST, "/office/imports").header("sec-fetch-site", "same-origin");
    client.send(request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

/// A workbook of a few kilobytes whose one sheet unpacks to a gigabyte.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>"),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    zip.write_all(b"<worksheet><sheetData>").unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..1024 {
        zip.write_all(&blank).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn files_under(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_under(&path)) } else { found.push(path) }
    }
    found
}

both! {
    async fn a_request_that_is_no_form_is_refused(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let before = test.state_of_imports().await;
        let part = "content-disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\n7;1\r\n";
        let broken: &[(&str, String)] = &[
            ("multipart/form-data; boundary=b", format!("--b\r\n{part}")),
            ("multipart/form-data; boundary=b", "--b\r\ncontent-disposition: form-data; name=\"file".to_owned()),
            ("multipart/form-data; boundary=other", format!("--b\r\n{part}--b--\r\n")),
            ("multipart/form-data; boundary=b", "\0\0\0\0".to_owned()),
            ("multipart/form-data", format!("--b\r\n{part}--b--\r\n")),
            ("application/json", "{\"file\":\"x\"}".to_owned()),
            ("application/x-www-form-urlencoded", "file=x".to_owned()),
            ("text/csv", "7;1".to_owned()),
        ];
        for (kind, body) in broken {
            let answer = send(&mut operator, kind, body.clone().into_bytes()).await;
            let status = answer.status;
            assert!(matches!(status, StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY), "{kind} {body}: {status}");
            assert!(!text_of(answer.text()).is_empty());
        }
        assert_eq!(test.state_of_imports().await, before);
    }

    async fn a_body_beyond_every_limit_is_cut_off(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let before = test.state_of_imports().await;
        let answer = operator.upload("/office/imports", "auto", "x.csv", &vec![b'1'; 101 << 20]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(test.state_of_imports().await, before);
        // Forms without files have no reason to be large; nobody needs to be logged in to try.
        let mut stranger = test.client(place.host());
        for path in ["/login", "/register", "/recover"] {
            let body = vec![b'x'; 3 << 20];
            let request = stranger.request(Method::POST, path).header("sec-fetch-site", "same-origin");
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = stranger.send(request.body(Body::from(body)).unwrap()).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        }
    }

    async fn a_workbook_that_unpacks_to_a_gigabyte_is_refused(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let bomb = bomb();
        assert!(bomb.len() < 5 << 20, "{}", bomb.len());
        let page = checked(&test, &mut operator, "bomb.xlsx", &bomb).await;
        assert!(text_of(operator.get(&page).await.text()).contains("ничего не изменено"));
    }

    async fn a_name_never_becomes_a_path(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let long = format!("{}.csv", "x".repeat(5000));
        for name in ["../../../evil.csv", "/tmp/evil.csv", "..\\..\\evil.csv", "evil\u{202e}vsc.csv", "con", ".", "..", &long] {
            let answer = operator.upload("/office/imports", "auto", name, b"evil-content").await;
            assert!(matches!(answer.status, StatusCode::SEE_OTHER | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST), "{name}: {}", answer.status);
            test.work().await;
        }
        let data = &test.app.config.data;
        for file in files_under(data.parent().unwrap()) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            assert!(!name.contains("evil") && file.starts_with(data.parent().unwrap()), "{}", file.display());
        }
    }
}
