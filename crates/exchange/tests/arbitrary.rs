//! No bytes make the reader panic, hang or take memory without bounds.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod given;

use std::io::{Cursor, Read as _, Write as _};

use domain::import::ProblemKind;
use exchange::{Limits, ReadOptions};
use given::{path, read_bytes};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Reads to the end; what comes out does not matter.
fn read(bytes: Vec<u8>) {
    let _ = read_bytes(bytes, &ReadOptions::default());
}

/// The same workbook with some of its parts changed.
fn repacked(name: &str, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(std::fs::File::open(path(name)).unwrap()).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        writer
            .start_file(&*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
            .unwrap();
        writer.write_all(&change(&name, bytes)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..4000)) {
        read(bytes);
    }

    #[test]
    fn any_text(text in "[;,\t\"\r\n0-9абвё№ИтогоЛСдень=+@ -]{0,2000}", with_header in any::<bool>()) {
        let header = if with_header { "№ участка;Период;Начало: День;Начало: Ночь;Конец: День;Конец: Ночь\n" } else { "" };
        read(format!("{header}{text}").into_bytes());
    }

    #[test]
    fn any_register(text in "[;\"\n0-9абвИНетда=+@./ -]{0,2000}") {
        read(format!("ЛС;ФИО;Площадь, соток;Телефон;E-mail;Дата открытия;Электрификация;Заводской №\n{text}").into_bytes());
    }

    #[test]
    fn any_cut_of_a_workbook(at in 0..7617_usize) {
        let mut bytes = std::fs::read(path("broken/scheta-yacheyki.xlsx")).unwrap();
        bytes.truncate(at);
        read(bytes);
    }

    #[test]
    fn any_slip_in_a_zip(at in 0..7617_usize, byte in any::<u8>()) {
        let mut bytes = std::fs::read(path("broken/scheta-yacheyki.xlsx")).unwrap();
        bytes[at] = byte;
        read(bytes);
    }

    #[test]
    fn any_slip_in_the_xml(at in any::<prop::sample::Index>(), cut in 0..9_usize, with in "[A-Z0-9<>/\"= :.-]{0,12}") {
        read(repacked("broken/scheta-yacheyki.xlsx", |name, mut bytes| {
            if name.starts_with("xl/") && !bytes.is_empty() {
                let at = at.index(bytes.len());
                let end = (at + cut).min(bytes.len());
                bytes.splice(at..end, with.bytes());
            }
            bytes
        }));
    }
}

#[test]
fn a_text_without_end_is_refused() {
    let long = |open: &str, close: &str| {
        let text = format!("{open}{}{close}", "<a>".repeat(3_000_000));
        repacked("broken/razmer-million.xlsx", |name, bytes| {
            if !name.contains("sheet1") {
                return bytes;
            }
            String::from_utf8(bytes).unwrap().replace("<sheetData>", &format!("{text}<sheetData>")).into_bytes()
        })
    };
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        let problem = read_bytes(long(open, close), &ReadOptions::default()).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::UnknownFile, "{problem:?}");
    }
}

#[test]
fn a_workbook_that_unpacks_beyond_bounds_is_refused() {
    let limits = Limits { unpacked_bytes: 1024 * 1024, ..Limits::default() };
    let bytes = repacked("broken/razmer-million.xlsx", |name, bytes| {
        let row = "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row>".repeat(50_000);
        if name.contains("sheet1") {
            String::from_utf8(bytes).unwrap().replace("</sheetData>", &format!("{row}</sheetData>")).into_bytes()
        } else {
            bytes
        }
    });
    assert!(bytes.len() < 20_000);
    let problem = read_bytes(bytes, &ReadOptions { limits, ..ReadOptions::default() }).unwrap_err();
    assert_eq!((problem.kind, problem.expected.as_deref()), (ProblemKind::UnknownFile, Some("<= 1048576")));
}

#[test]
fn announced_texts_reserve_nothing() {
    let source = repacked("broken/razmer-million.xlsx", |_, bytes| bytes);
    let mut writer = ZipWriter::new_append(Cursor::new(source)).unwrap();
    writer.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"<?xml version=\"1.0\"?><sst uniqueCount=\"99999999999\"><si><t>a</t></si></sst>").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let problem = read_bytes(bytes, &ReadOptions::default()).unwrap_err();
    assert_eq!(problem.value.as_deref(), Some("99999999999"));
}

#[test]
fn what_is_no_table_says_so() {
    for bytes in [
        &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0"[..],
        b"%PDF-1.7\n\x01\x02",
        b"a;b\0c\n",
        b"\xFF\xFEa\0;\0",
        b"PK\x05\x06",
    ] {
        let problem = read_bytes(bytes.to_vec(), &ReadOptions::default()).unwrap_err();
        assert!(matches!(problem.kind, ProblemKind::UnknownFile | ProblemKind::Truncated), "{bytes:?} {problem:?}");
    }
    for (bytes, kind) in [
        (&b"\xEF\xBB\xBF"[..], ProblemKind::EmptyFile),
        (b"\n\n \n", ProblemKind::EmptyFile),
        (b"a;b\n1;2\n", ProblemKind::UnknownColumns),
    ] {
        assert_eq!(read_bytes(bytes.to_vec(), &ReadOptions::default()).unwrap_err().kind, kind);
    }
}

#[test]
fn a_fault_that_ends_the_file_comes_last() {
    let mut text = "ЛС;ФИО;Адрес\n".to_owned();
    text.extend((0..200).map(|row| format!("{row};Иванов Иван;ул. Лесная\n")));
    text.push_str(&"x".repeat(70_000));
    text.push_str("\n1;2;3\n");
    let whole = read_bytes(text.into_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(whole.summary.parsed, 200);
    let fatal = whole.summary.fatal.unwrap();
    assert_eq!(
        (fatal.kind, fatal.row, fatal.value.as_deref()),
        (ProblemKind::LineTooLong, Some(202), Some("70000 bytes"))
    );
    assert_eq!(whole.rows.last().unwrap().problems, [fatal]);
}

#[test]
fn a_value_over_several_lines() {
    let text = "ЛС;ФИО;Адрес\n1;Иванов Иван;\"ул. Лесная,\nд. 1\"\n2;Петров Пётр;\"ул. А\n3;Ким Вера;ул. Б\n";
    let whole = read_bytes(text.as_bytes().to_vec(), &ReadOptions::default()).unwrap();
    assert_eq!(whole.register()[0].address.as_deref(), Some("ул. Лесная,\nд. 1"));
    let places: Vec<_> =
        whole.rows.iter().map(|row| (row.row, row.problems.first().map(|problem| problem.kind))).collect();
    assert_eq!(places, [(2, None), (4, Some(ProblemKind::UnclosedQuote)), (5, None)]);
}
