//! However the same table is shaped — columns in any order, titles above, one or two levels of header, any encoding, delimiter and decimal
//! sign, CSV or sheet — the same rows come out, so nothing is fitted to the examples.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod given;

use domain::import::{ReadingRow, RegisterField};
use domain::{Date, Quantity};
use encoding_rs::WINDOWS_1251;
use exchange::write::{OutCell, Sheet, write_csv, write_xlsx};
use exchange::{Columns, Field, ReadOptions};
use given::{Whole, json, read_bytes, read_file, totals};
use proptest::prelude::*;
use std::io::Cursor;
use std::sync::LazyLock;

/// The May of the examples: headers, cells and what they mean.
struct May {
    headers: Vec<String>,
    cells: Vec<Vec<String>>,
    rows: Vec<ReadingRow>,
}

static MAY: LazyLock<May> = LazyLock::new(|| {
    let whole = read_file("snt/pokazaniya-2022-05.csv").unwrap();
    May {
        headers: whole.about.columns.columns.iter().map(|column| column.header.clone()).collect(),
        cells: whole.rows.iter().map(|row| row.raw.clone()).collect(),
        rows: rows(&whole),
    }
});

fn rows(whole: &Whole) -> Vec<ReadingRow> {
    whole.readings().into_iter().map(|(_, row)| row.clone()).collect()
}

/// How a file is written.
#[derive(Debug, Clone)]
struct Shape {
    order: Vec<usize>,
    titles: usize,
    two_levels: bool,
    delimiter: char,
    decimal: char,
    encoding: Encoding,
    ending: &'static str,
    with_footer: bool,
    with_stranger: bool,
}

#[derive(Debug, Clone, Copy)]
enum Encoding {
    Utf8,
    Utf8Mark,
    Windows1251,
}

fn shapes() -> impl Strategy<Value = Shape> {
    let order = Just((0..MAY.headers.len()).collect::<Vec<_>>()).prop_shuffle();
    let delimiter = prop::sample::select(vec![';', ',', '\t']);
    let encoding = prop::sample::select(vec![Encoding::Utf8, Encoding::Utf8Mark, Encoding::Windows1251]);
    let ending = prop::sample::select(vec!["\n", "\r\n"]);
    let decimal = prop::sample::select(vec![',', '.']);
    (order, 0..4_usize, any::<bool>(), delimiter, decimal, encoding, ending, any::<(bool, bool)>()).prop_map(
        |(order, titles, two_levels, delimiter, decimal, encoding, ending, (with_footer, with_stranger))| Shape {
            order,
            titles,
            two_levels,
            delimiter,
            decimal,
            encoding,
            ending,
            with_footer,
            with_stranger,
        },
    )
}

impl Shape {
    fn bytes(&self) -> Vec<u8> {
        let mut lines: Vec<Vec<String>> = Vec::new();
        let titles = ["СНТ «Аникино»", "Показания счетчиков, электроэнергия", "Тарифы: 5,93; 6,82; 2,65"];
        lines.extend(titles.iter().take(self.titles).map(|title| vec![(*title).to_owned()]));
        lines.extend(self.header());
        lines.extend(MAY.cells.iter().map(|cells| self.record(cells)));
        if self.with_footer {
            let mut total = vec!["Итого:".to_owned(), "64406".to_owned()];
            total.resize(self.order.len(), String::new());
            lines.extend([total, Vec::new(), vec!["Председатель правления ____________ Иванов".to_owned()]]);
        }
        let text: String = lines.iter().map(|line| self.line(line)).collect();
        match self.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Utf8Mark => format!("\u{feff}{text}").into_bytes(),
            Encoding::Windows1251 => WINDOWS_1251.encode(&text).0.into_owned(),
        }
    }

    fn record(&self, cells: &[String]) -> Vec<String> {
        let decimal = |cell: &String| cell.replace(',', &self.decimal.to_string());
        let mut record: Vec<_> = self.order.iter().map(|index| decimal(&cells[*index])).collect();
        if self.with_stranger {
            record.insert(3, "сторож; звонить".to_owned());
        }
        record
    }

    fn header(&self) -> Vec<Vec<String>> {
        let mut headers: Vec<_> = self.order.iter().map(|index| MAY.headers[*index].clone()).collect();
        if self.with_stranger {
            headers.insert(3, "Примечание".to_owned());
        }
        if !self.two_levels {
            return vec![headers];
        }
        let parts: Vec<_> = headers.iter().map(|header| header.split_once(": ").unwrap_or((header, ""))).collect();
        let above = (0..parts.len()).map(|at| {
            // A merged cell stands in its first column only.
            let merged = at > 0 && !parts[at].1.is_empty() && parts[at - 1].0 == parts[at].0;
            if merged { String::new() } else { parts[at].0.to_owned() }
        });
        vec![above.collect(), parts.iter().map(|(_, below)| (*below).to_owned()).collect()]
    }

    fn line(&self, cells: &[String]) -> String {
        let quoted = |cell: &String| {
            let plain = !cell.contains([self.delimiter, '"']);
            if plain { cell.clone() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
        };
        let cells: Vec<_> = cells.iter().map(quoted).collect();
        format!("{}{}", cells.join(&self.delimiter.to_string()), self.ending)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_rows_from_any_csv(shape in shapes()) {
        let whole = read_bytes(shape.bytes(), &ReadOptions::default()).unwrap();
        prop_assert_eq!(whole.problems(), []);
        prop_assert_eq!(whole.summary.stated_totals.len(), usize::from(shape.with_footer));
        let unrecognised: Vec<_> = whole.about.columns.unrecognised().collect();
        prop_assert_eq!(unrecognised.len(), usize::from(shape.with_stranger));
        prop_assert!(rows(&whole) == MAY.rows);
    }

    #[test]
    fn the_same_rows_from_any_sheet(order in Just((0..MAY.headers.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let sheet = Sheet {
            title: "Лист/1".to_owned(),
            columns: order.iter().map(|index| MAY.headers[*index].clone()).collect(),
            rows: MAY.cells.iter().map(|cells| order.iter().map(|index| out_cell(&cells[*index])).collect()),
        };
        let mut file = Cursor::new(Vec::new());
        write_xlsx(&mut file, sheet).unwrap();
        let whole = read_bytes(file.into_inner(), &ReadOptions::default()).unwrap();
        prop_assert_eq!(whole.problems(), []);
        prop_assert!(rows(&whole) == MAY.rows);
    }
}

fn out_cell(text: &str) -> OutCell {
    match (Quantity::parse(text), Date::parse_from_str(text, "%d.%m.%Y")) {
        (Ok(quantity), _) => quantity.into(),
        (_, Ok(date)) => date.into(),
        _ => text.into(),
    }
}

#[test]
fn every_encoding_delimiter_and_decimal_sign() {
    for encoding in [Encoding::Utf8, Encoding::Utf8Mark, Encoding::Windows1251] {
        for delimiter in [';', ',', '\t'] {
            for decimal in [',', '.'] {
                let order = (0..MAY.headers.len()).collect();
                let (titles, two_levels, ending) = (3, true, "\r\n");
                let shape = Shape {
                    order,
                    titles,
                    two_levels,
                    delimiter,
                    decimal,
                    encoding,
                    ending,
                    with_footer: true,
                    with_stranger: false,
                };
                let whole = read_bytes(shape.bytes(), &ReadOptions::default()).unwrap();
                let found = totals(whole.readings().into_iter().map(|(_, row)| row));
                assert_eq!(found, json("snt/itogi.json")["pokazaniya-2022-05.csv"], "{shape:?}");
                assert_eq!(whole.about.form.delimiter, Some(delimiter));
            }
        }
    }
}

#[test]
fn what_is_written_as_csv_is_read_again() {
    let sheet = Sheet {
        title: String::new(),
        columns: MAY.headers.clone(),
        rows: MAY.cells.iter().map(|cells| cells.iter().map(|cell| out_cell(cell)).collect()),
    };
    let mut bytes = Vec::new();
    write_csv(&mut bytes, sheet).unwrap();
    assert!(rows(&read_bytes(bytes, &ReadOptions::default()).unwrap()) == MAY.rows);
}

#[test]
fn a_person_may_say_what_the_columns_mean() {
    let text = "А;Б;В;Г\n12;Иванов Иван;нечто;7,2\n13;Петров Пётр;нечто;6\n";
    let columns = Columns {
        kind: domain::import::ImportKind::Register,
        identifier: None,
        header_row: 1,
        columns: text
            .lines()
            .next()
            .unwrap()
            .split(';')
            .map(|header| exchange::Column { header: header.to_owned(), example: None, field: None, area_unit: None })
            .collect(),
    };
    let mut columns: Columns = serde_json::from_str(&serde_json::to_string(&columns).unwrap()).unwrap();
    for (index, field) in [(0, RegisterField::Number), (1, RegisterField::Holders), (3, RegisterField::Area)] {
        columns.assign(index, Some(Field::Register(field)));
    }
    let options =
        ReadOptions { columns: Some(columns), area_unit: domain::area::AreaUnit::Ares, ..ReadOptions::default() };
    let whole = read_bytes(text.as_bytes().to_vec(), &options).unwrap();
    let row = whole.register()[0];
    assert_eq!((row.number.as_str(), row.area.unwrap().to_string().as_str(), row.holders.len()), ("12", "720", 1));
    assert_eq!(whole.summary.parsed, 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_register_from_csv(order in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(), delimiter in prop::sample::select(vec![b';', b',', b'\t'])) {
        let sheet = read_file("snt/uchastki.xlsx").unwrap();
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        let headers: Vec<_> = sheet.about.columns.columns.iter().map(|column| column.header.clone()).collect();
        writer.write_record(order.iter().map(|index| headers[*index].as_str())).unwrap();
        for row in &sheet.rows {
            writer.write_record(order.iter().map(|index| row.raw.get(*index).map_or("", String::as_str))).unwrap();
        }
        let read = read_bytes(writer.into_inner().unwrap(), &ReadOptions::default()).unwrap();
        prop_assert!(read.register() == sheet.register());
    }
}
