//! The PDFs as others read them: poppler's text and pictures, zbar's codes.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail by panicking, helpers included")]

mod instruction;
mod receipt;

use std::{path::Path, process::Command};

/// What a program of poppler-utils or zbar-tools writes to its output; `./test` installs both.
fn output(program: &str, arguments: &[&str], file: &Path) -> Vec<u8> {
    let ran = Command::new(program).args(arguments).arg(file).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program} (poppler-utils, zbar-tools): {error}"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

/// The text of a PDF in reading order, without the spaces that only lay it out.
fn text_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    let ran = Command::new("pdftotext").args(["-raw", "-nopgbrk"]).arg(&file).arg("-").output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().replace('\u{a0}', " ")
}

/// What the QR code on the first page says, scanned at 200 dpi as a telephone would see the paper.
fn scanned(pdf: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    let page = folder.path().join("page.png");
    std::fs::write(&page, output("pdftoppm", &["-r", "200", "-png", "-singlefile"], &file)).unwrap();
    output("zbarimg", &["--quiet", "--raw", "--oneshot", "-Sbinary"], &page)
}

/// What poppler says of the document: pages, tags, title.
fn information(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    String::from_utf8(output("pdfinfo", &[], &file)).unwrap()
}
