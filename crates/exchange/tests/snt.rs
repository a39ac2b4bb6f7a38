//! The garden community's files come out with the control totals of `itogi.json`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod given;

use domain::account::IdentifierKind;
use domain::import::{ChargeRow, ImportKind, PaymentFor, ProblemKind};
use domain::{Currency, DateSpan, Money, Period, Quantity};
use exchange::{Encoding, Field, Format};
use given::{json, read_file, totals};

const MAY: &str = "01.05.2022–01.06.2022";

#[test]
fn every_month() {
    let itogi = json("snt/itogi.json");
    for month in 1..=5 {
        let file = format!("pokazaniya-2022-{month:02}.csv");
        let whole = read_file(&format!("snt/{file}")).unwrap();
        assert_eq!(whole.problems(), [], "{file}");
        assert_eq!(totals(whole.readings().into_iter().map(|(_, row)| row)), itogi[&file], "{file}");
        assert_eq!(whole.about.period, Some(DateSpan::of(Period::new(2022, month).unwrap())));
        assert_eq!(whole.about.form.encoding, Some(Encoding::Windows1251));
        assert_eq!(whole.about.form.delimiter, Some(';'));
        assert_eq!(whole.about.columns.identifier, Some(IdentifierKind::Plot));
        assert_eq!(whole.about.columns.unrecognised().count(), 0);
    }
}

#[test]
fn the_sheet_of_may_is_the_csv_of_may() {
    let (csv, xlsx) =
        (read_file("snt/pokazaniya-2022-05.csv").unwrap(), read_file("snt/pokazaniya-2022-05.xlsx").unwrap());
    let rows = |whole: &given::Whole| whole.readings().into_iter().map(|(_, row)| row.clone()).collect::<Vec<_>>();
    assert_eq!(rows(&xlsx), rows(&csv));
    assert_eq!(xlsx.problems(), []);
    assert_eq!(xlsx.about.period.unwrap().to_string(), MAY);
    assert_eq!((xlsx.rows[0].row, xlsx.about.form.format), (7, Format::Xlsx));
    assert_eq!(xlsx.about.columns.header(1), Some("Показания на начало периода: День, кВт*ч"));
}

#[test]
fn stated_totals_and_the_signature_are_no_rows() {
    let whole = read_file("snt/pokazaniya-2022-05.xlsx").unwrap();
    let [total] = whole.summary.stated_totals.as_slice() else { panic!("{:?}", whole.summary) };
    let figures: Vec<_> = total.figures.iter().map(|figure| (figure.field.code(), figure.value.to_string())).collect();
    let figures: Vec<_> = figures.iter().map(|(code, value)| (*code, value.as_str())).collect();
    assert_eq!((total.row, total.label.as_str()), (305, "Итого"));
    assert_eq!(
        figures,
        [
            ("use_day", "64406"),
            ("use_night", "26998"),
            ("use_all", "91404"),
            ("cost_single", "542025.72"),
            ("cost_day", "439248.92"),
            ("cost_night", "71544.7"),
            ("cost_total", "510793.62")
        ]
    );
    assert_eq!((whole.summary.rows, whole.summary.remarks), (298, 1));
}

#[test]
fn faults_that_show_without_the_register() {
    let whole = read_file("snt/pokazaniya-2022-05-oshibki.csv").unwrap();
    let told: Vec<_> = whole.problems().into_iter().map(|p| (p.row.unwrap(), p.kind, p.column, p.value)).collect();
    let header = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (5, ProblemKind::NotANumber, header("Конец: День, кВт*ч"), header("3156О")),
            (19, ProblemKind::MissingValue, header("Конец: День, кВт*ч"), None),
            (25, ProblemKind::ExtraField, None, None),
            (27, ProblemKind::FewFields, header("К оплате (двухтарифный учет), руб.: Ночь"), None),
        ]
    );
    assert_eq!((whole.summary.rows, whole.summary.refused), (28, 4));
    assert_eq!(whole.about.period.unwrap().to_string(), MAY);
    let sound = whole.readings().into_iter().filter(|(row, _)| row % 2 == 0).map(|(_, row)| row);
    assert_eq!(totals(sound), json("snt/itogi.json")["pokazaniya-2022-05-oshibki.csv"]["sound"]);
}

#[test]
fn the_register() {
    let whole = read_file("snt/uchastki.xlsx").unwrap();
    let itogi = json("snt/itogi.json")["uchastki.xlsx"].clone();
    let rows = whole.register();
    assert_eq!(whole.about.columns.kind, ImportKind::Register);
    assert_eq!(whole.problems(), []);
    assert_eq!(rows.len() as u64, itogi["rows"].as_u64().unwrap());
    let area = Quantity::sum(rows.iter().filter_map(|row| row.area)).unwrap();
    assert_eq!(area.to_string(), "252890");
    let count = |is: fn(&domain::import::RegisterRow) -> Option<bool>| {
        rows.iter().filter(|row| is(row) == Some(true)).count() as u64
    };
    assert_eq!(count(|row| row.electrified), itogi["electrified"].as_u64().unwrap());
    assert_eq!(count(|row| row.new_meter), itogi["new_meter"].as_u64().unwrap());
    assert_eq!(rows[0].meter_serial.as_ref().unwrap().as_str(), "020475126495");
    assert_eq!(rows[8].holders.len(), 2);
    assert_eq!(rows[8].phones.phones[0].phone.as_str(), "+79456502087");
    assert_eq!(rows[2].meter_serial.as_ref().unwrap().as_str(), "44499896");
    assert!(rows.iter().all(|row| row.phones.unread.is_empty() && row.holders.len() <= 2));
}

#[test]
fn charges() {
    let whole = read_file("snt/nachisleniya-2022.csv").unwrap();
    let itogi = json("snt/itogi.json")["nachisleniya-2022.csv"].clone();
    assert_eq!((whole.about.columns.kind, whole.problems()), (ImportKind::Charges, vec![]));
    let rows = whole.charges();
    assert_eq!(rows.len() as u64, itogi["rows"].as_u64().unwrap());
    let sum = |of: fn(&ChargeRow) -> Money| Money::sum(rows.iter().map(|row| of(row)), Currency::Rub).unwrap();
    assert_eq!(sum(|row| row.accrued).to_string(), itogi["accrued"].as_str().unwrap());
    assert_eq!(sum(|row| row.paid).to_string(), itogi["paid"].as_str().unwrap());
    for (title, item) in itogi["by_article"].as_object().unwrap() {
        let of_item = rows.iter().filter(|row| row.item.as_str() == title);
        let paid = Money::sum(of_item.clone().map(|row| row.paid), Currency::Rub).unwrap();
        assert_eq!(
            (of_item.count() as u64, paid.to_string()),
            (item["rows"].as_u64().unwrap(), item["paid"].as_str().unwrap().to_owned())
        );
    }
    let underpaid: Vec<Money> =
        rows.iter().map(|row| row.balance().due().unwrap()).filter(|due| !due.is_zero()).collect();
    assert_eq!(underpaid.len() as u64, itogi["underpaid_rows"].as_u64().unwrap());
    assert_eq!(Money::sum(underpaid, Currency::Rub).unwrap().to_string(), itogi["underpaid"].as_str().unwrap());
    let excess = Money::sum(rows.iter().map(|row| row.balance().excess().unwrap()), Currency::Rub).unwrap();
    assert_eq!(excess.to_string(), itogi["overpaid"].as_str().unwrap());
}

#[test]
fn payments_are_for_electricity_by_their_words() {
    let whole = read_file("snt/oplaty-elektro-2022.csv").unwrap();
    let itogi = json("snt/itogi.json")["oplaty-elektro-2022.csv"].clone();
    assert_eq!((whole.about.columns.kind, whole.problems()), (ImportKind::Payments, vec![]));
    let rows = whole.payments();
    assert_eq!(rows.len() as u64, itogi["rows"].as_u64().unwrap());
    let sum = Money::sum(rows.iter().map(|row| row.amount), Currency::Rub).unwrap();
    assert_eq!(sum.to_string(), itogi["sum"].as_str().unwrap());
    assert!(rows.iter().all(|row| row.paid_for == PaymentFor::Electricity));
    let as_of = domain::parse_date(itogi["as_of"].as_str().unwrap()).unwrap();
    assert_eq!(rows.iter().filter(|row| row.paid_on <= as_of).count() as u64, itogi["rows_by_then"].as_u64().unwrap());
}

#[test]
fn registers_of_other_trades() {
    for (file, rows, total) in
        [("suppliers/scheta.csv", 400, 1), ("vodokanal/dogovory.xlsx", 60, 1), ("zhkh/licevye-scheta.xlsx", 607, 0)]
    {
        let whole = read_file(file).unwrap();
        assert_eq!(
            (whole.summary.parsed, whole.summary.stated_totals.len()),
            (rows, total),
            "{file} {:?}",
            whole.problems()
        );
        assert_eq!(whole.about.columns.kind, ImportKind::Register);
        let unit = whole.about.columns.columns.iter().find(|column| column.field.is_some_and(Field::is_number));
        assert!(unit.is_some());
    }
}

#[test]
fn other_tables_are_not_taken_for_ours() {
    for file in [
        "zhkh/nachisleniya-2026-10.csv",
        "zhkh/reestr-sber-2026-10.txt",
        "zhkh/vypiska-1c.txt",
        "zhkh/oplaty.dbf",
        "vodokanal/oplaty-2026-01.csv",
        "vodokanal/rasshifrovka-2026-01-2666.csv",
        "suppliers/nachisleniya-2026-10.csv",
        "suppliers/postavshchiki.csv",
        "broken/pokazaniya-defekty.csv",
    ] {
        let problem = read_file(file).map(|whole| whole.about.columns).unwrap_err();
        let unknown = [ProblemKind::UnknownFile, ProblemKind::UnknownColumns];
        assert!(unknown.contains(&problem.kind), "{file}: {problem:?}");
    }
}
