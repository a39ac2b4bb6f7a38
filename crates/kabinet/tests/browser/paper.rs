//! A PDF as a bank and as a person read it: `./test` installs poppler-utils and zbar-tools.

use std::path::Path;
use std::process::Command;

use crate::harness::plain;

fn output(program: &str, arguments: &[&str], file: &Path) -> Vec<u8> {
    let ran = Command::new(program).args(arguments).arg(file).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}; ./test installs it"));
    assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

fn kept(pdf: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.pdf");
    std::fs::write(&file, pdf).unwrap();
    (folder, file)
}

/// Its text.
pub fn text(pdf: &[u8]) -> String {
    let (folder, file) = kept(pdf);
    let text = folder.path().join("document.txt");
    let ran = Command::new("pdftotext").arg("-raw").arg(&file).arg(&text).status().unwrap();
    assert!(ran.success());
    plain(&std::fs::read_to_string(text).unwrap())
}

/// What the QR code on its first page says, at 200 dpi as a telephone sees paper.
pub fn code(pdf: &[u8]) -> Vec<u8> {
    let (folder, file) = kept(pdf);
    let picture = folder.path().join("page.png");
    std::fs::write(&picture, output("pdftoppm", &["-r", "200", "-png", "-singlefile"], &file)).unwrap();
    output("zbarimg", &["--quiet", "--raw", "--oneshot", "-Sbinary"], &picture)
}
