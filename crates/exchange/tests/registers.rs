//! The registers and meters of a housing manager, a water utility and of suppliers come out with their control totals
//! (`shared/data/README.md`, `README-kz.md`).
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod given;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

use domain::account::{BasicPart, IdentifierKind};
use domain::import::{ImportKind, MeterRow, ProblemKind, RegisterRow};
use domain::meter::{MeterService, MeterState};
use domain::{Currency, Date, Money, Quantity};
use exchange::ReadOptions;
use given::{Whole, path, read_bytes, read_file, read_with};

fn area(rows: &[&RegisterRow]) -> String {
    Quantity::sum(rows.iter().filter_map(|row| row.area)).unwrap().to_string()
}

fn balances(rows: &[&RegisterRow], currency: Currency, of: fn(&Money) -> bool) -> String {
    Money::sum(rows.iter().filter_map(|row| row.balance).filter(of), currency).unwrap().to_string()
}

#[test]
fn the_housing_managers_accounts() {
    let whole = read_file("zhkh/licevye-scheta.xlsx").unwrap();
    let rows = whole.register();
    assert_eq!(whole.problems(), []);
    assert_eq!(whole.about.columns.unrecognised().count(), 0);
    assert_eq!(whole.about.columns.identifier, Some(IdentifierKind::AccountNumber));
    let departments: BTreeSet<_> = rows.iter().map(|row| row.department.clone().unwrap()).collect();
    let buildings: BTreeSet<_> = rows.iter().map(|row| row.building.clone().unwrap()).collect();
    let flats: BTreeSet<_> = rows.iter().map(|row| (row.building.clone(), row.flat.clone().unwrap())).collect();
    assert_eq!((rows.len(), departments.len(), buildings.len(), flats.len()), (607, 3, 12, 591));
    assert_eq!(area(&rows), "26805.5");
    assert_eq!(rows.iter().map(|row| u32::from(row.residents.unwrap())).sum::<u32>(), 1372);
    let known = rows.iter().find(|row| row.number.as_str() == "1204538").unwrap();
    assert_eq!((known.building.as_deref(), known.flat.as_deref()), (Some("г. Рязань, ул. Садовая, д. 12"), Some("45")));
    assert!(rows.iter().all(|row| row.els.as_ref().is_some_and(|els| els.as_str().len() == 10)));
}

fn kzt(sheet: Option<&str>) -> Whole {
    let sheet = sheet.map(ToOwned::to_owned);
    read_with("vodokanal/dogovory.xlsx", &ReadOptions { sheet, currency: Currency::Kzt, ..Default::default() }).unwrap()
}

#[test]
fn the_water_utilitys_contracts_and_the_other_sheet_is_told() {
    let whole = kzt(None);
    let rows = whole.register();
    let told: Vec<_> =
        whole.summary.problems.iter().map(|p| (p.kind, p.value.as_deref(), p.other.as_deref())).collect();
    assert_eq!(told, [(ProblemKind::OtherSheets, Some("Физические лица"), Some("Юридические лица"))]);
    assert_eq!(whole.about.form.sheets, ["Юридические лица", "Физические лица"]);
    assert_eq!(whole.about.columns.identifier, Some(IdentifierKind::Contract));
    assert_eq!(rows.len(), 60);
    assert!(rows.iter().all(|row| row.tax_number.is_some()), "{:?}", whole.problems());
    assert_eq!(balances(&rows, Currency::Kzt, |_| true), "3477826.80");
    assert_eq!(rows.iter().filter(|row| row.email.is_none()).count(), 2);
    let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
    assert!(["2666", "123", "1230", "1187/2", "3104"].iter().all(|number| numbers.contains(number)));
}

#[test]
fn the_water_utilitys_people() {
    let whole = kzt(Some("Физические лица"));
    let rows = whole.register();
    assert_eq!(whole.problems(), []);
    assert_eq!(whole.about.columns.identifier, Some(IdentifierKind::AccountNumber));
    assert_eq!((rows.len(), rows[0].number.as_str()), (400, "04008220"));
    assert_eq!(rows.iter().filter(|row| row.number.as_str().starts_with('0')).count(), 140);
    assert_eq!(rows.iter().filter(|row| row.email.is_some()).count(), 140);
    assert!(rows.iter().all(|row| row.tax_number.is_some()));
    assert_eq!(balances(&rows, Currency::Kzt, |_| true), "2104659.32");
}

#[test]
fn a_sheet_that_is_not_there_is_told() {
    let options = ReadOptions { sheet: Some("Лист3".into()), ..Default::default() };
    let problem = read_with("vodokanal/dogovory.xlsx", &options).unwrap_err();
    assert_eq!((problem.kind, problem.value.as_deref()), (ProblemKind::UnknownFile, Some("Лист3")));
}

#[test]
fn the_suppliers_accounts_and_each_suppliers_own() {
    let whole = read_file("suppliers/scheta.csv").unwrap();
    let rows = whole.register();
    assert_eq!((rows.len(), whole.problems()), (400, vec![]));
    let sums = [|sum: &Money| sum.minor() > 0, |sum: &Money| sum.minor() < 0, |_: &Money| true];
    assert_eq!(sums.map(|of| balances(&rows, Currency::Rub, of)), ["362315.79", "-45041.40", "317274.39"]);
    assert_eq!(rows.iter().filter(|row| row.balance.unwrap().minor() == 0).count(), 50);
    assert_eq!(rows.iter().filter(|row| row.email.is_none()).count(), 62);
    let mut counts = Vec::new();
    for code in ["gaz", "TEPLO", "ELEC", "TKO", "VODA", "DOMOFON", "FOND", "UK"] {
        let options = ReadOptions { organisation: Some(code.into()), ..Default::default() };
        let whole = read_with("suppliers/scheta.csv", &options).unwrap();
        counts.push(whole.register().len());
        let told: Vec<_> = whole.summary.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(told, [ProblemKind::OtherOrganisations], "{code}");
        assert_eq!(whole.summary.stated_totals, [], "the total is of all suppliers");
    }
    assert_eq!(counts, [60, 52, 50, 50, 50, 47, 46, 45]);
}

#[test]
fn the_list_of_suppliers() {
    let file = File::open(path("suppliers/postavshchiki.csv")).unwrap();
    let rows = exchange::read_organisations(file, "postavshchiki.csv").unwrap();
    assert_eq!(rows.len(), 8);
    let gas = &rows[0];
    assert_eq!(
        (gas.code.as_str(), gas.title.as_str(), gas.service.as_deref()),
        ("GAZ", "ООО «Прикамье Газ»", Some("Газ"))
    );
    assert_eq!((gas.number_digits.flatten(), gas.details.bik.as_str()), (Some(10), "049401765"));
    assert!(
        gas.number_hint.as_deref().unwrap().starts_with("Номер лицевого счёта стоит слева"),
        "{:?}",
        gas.number_hint
    );
    assert_eq!(gas.basic.as_deref().unwrap(), [BasicPart::Debt, BasicPart::SubmitReadings]);
    let manager = rows.iter().find(|row| row.code == "UK").unwrap();
    assert_eq!(manager.basic.as_deref().unwrap(), [], "shows nothing in the basic version");
}

/// Readings by service, meters, with zones, taken down, without a number.
fn meter_totals(rows: &[&MeterRow]) -> (Vec<(MeterService, String)>, [usize; 4]) {
    let mut sums = BTreeMap::new();
    for row in rows {
        let sum: &mut Quantity = sums.entry(row.service).or_default();
        let of_row = row.reading.map(|values| values.total().unwrap()).unwrap_or_default();
        *sum = sum.checked_add(of_row).unwrap();
    }
    let count = |of: fn(&MeterRow) -> bool| rows.iter().filter(|row| of(row)).count();
    let counts = [
        rows.len(),
        count(|row| row.zones.is_some_and(|zones| zones > 1)),
        count(|row| row.state == Some(MeterState::Removed)),
        count(|row| row.serial.is_none()),
    ];
    (sums.into_iter().map(|(service, sum)| (service, sum.to_string())).collect(), counts)
}

fn sums(of: &[(MeterService, &str)]) -> Vec<(MeterService, String)> {
    of.iter().map(|(service, sum)| (*service, (*sum).to_owned())).collect()
}

fn day(text: &str) -> Option<Date> {
    domain::parse_date(text).ok()
}

#[test]
fn the_housing_managers_meters() {
    let whole = read_file("zhkh/pribory.xlsx").unwrap();
    let rows = whole.meters();
    assert_eq!((whole.about.columns.kind, whole.problems()), (ImportKind::Meters, vec![]));
    let wanted = sums(&[
        (MeterService::Electricity, "21604842"),
        (MeterService::ColdWater, "463972.465"),
        (MeterService::HotWater, "243380.09"),
        (MeterService::Gas, "57014.314"),
    ]);
    assert_eq!(meter_totals(&rows), (wanted, [2267, 427, 18, 1]));
    let accounts: BTreeSet<_> = rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(accounts.len(), 607);
    let is_over = |row: &&&MeterRow| row.state == Some(MeterState::Installed) && row.verify_by < day("10.11.2026");
    assert_eq!(rows.iter().filter(is_over).count(), 137);
    assert_eq!(rows.iter().filter(|row| row.number.as_str() == "1204538").count(), 8);
    assert_eq!(
        rows.iter().filter(|row| row.number.as_str() == "1310107" && row.service != MeterService::Electricity).count(),
        10
    );
    let first = rows[0];
    assert_eq!((first.number.as_str(), first.service), ("1204494", MeterService::Electricity));
    assert_eq!(first.serial.as_ref().map(ToString::to_string).as_deref(), Some("24252663"));
    assert_eq!((first.zones, first.title.as_deref(), first.taken_on), (Some(2), Some("прихожая"), day("20.10.2026")));
    assert_eq!(
        (first.verified_on, first.verify_by, first.installed_on),
        (day("26.11.2020"), day("26.11.2036"), day("02.12.2020"))
    );
    assert_eq!(
        first.reading.map(|values| (values.t1.to_string(), values.t2.unwrap().to_string())),
        Some(("26323".into(), "24990".into()))
    );
}

#[test]
fn the_water_utilitys_meters() {
    let whole = read_file("vodokanal/vodomery.csv").unwrap();
    let rows = whole.meters();
    assert_eq!((whole.about.columns.kind, whole.problems()), (ImportKind::Meters, vec![]));
    let wanted = sums(&[(MeterService::ColdWater, "102139106.335"), (MeterService::HotWater, "515814.181")]);
    assert_eq!(meter_totals(&rows), (wanted, [748, 0, 23, 17]));
    assert_eq!(rows.iter().filter(|row| row.reading.is_none()).count(), 13);
    assert_eq!(rows.iter().filter(|row| row.service == MeterService::ColdWater).count(), 518);
    let of_contract: Vec<_> = rows.iter().filter(|row| row.number.as_str() == "2666").collect();
    assert_eq!(of_contract.len(), 8);
    assert_eq!((of_contract[0].digits, of_contract[0].decimals), (Some(8), Some(3)), "00000145.554");
    assert_eq!((of_contract[6].digits, of_contract[6].decimals), (Some(8), Some(3)), "99999987.250");
    assert_eq!(of_contract[0].reading.unwrap().t1.to_string(), "145.554");
    assert_eq!((of_contract[2].serial.as_ref(), of_contract[2].title.as_deref()), (None, Some("Ввод 3")));
    assert_eq!((of_contract[5].reading, of_contract[5].taken_on), (None, None));
    let same_serial =
        rows.iter().filter(|row| row.serial.as_ref().is_some_and(|serial| serial.as_str() == "A749555057"));
    assert_eq!(same_serial.count(), 2);
}

#[test]
fn the_suppliers_meters_and_each_suppliers_own() {
    let whole = read_file("suppliers/pribory.csv").unwrap();
    let rows = whole.meters();
    assert_eq!((whole.about.columns.kind, whole.problems()), (ImportKind::Meters, vec![]));
    let wanted = sums(&[
        (MeterService::Electricity, "19342094"),
        (MeterService::ColdWater, "1137632.869"),
        (MeterService::Gas, "1589823.956"),
    ]);
    assert_eq!(meter_totals(&rows), (wanted, [124, 22, 3, 0]));
    assert_eq!((rows[0].number.as_str(), rows[0].digits), ("002514094411", Some(6)));
    let counts = ["GAZ", "elec", "VODA", "TKO"].map(|code| {
        let options = ReadOptions { organisation: Some(code.into()), ..Default::default() };
        read_with("suppliers/pribory.csv", &options).unwrap().meters().len()
    });
    assert_eq!(counts, [48, 38, 38, 0]);
}

#[test]
fn faults_of_meters_are_told_at_their_columns() {
    let text = "ЛС;Прибор;Номер прибора;Зон;Показание 1;Показание 2;Дата показания;Дата поверки;Состояние\n\
                1;Кислород;11;1;5;;01.10.2026;;в работе\n\
                2;Газ;12;1;-5;;01.10.2026;;в работе\n\
                3;Газ;13;2;5;;01.10.2026;;в работе\n\
                4;Газ;14;1;5;;;;в работе\n\
                5;Газ;15;1;5;;32.10.2026;вчера;в работе\n\
                6;Газ;16;1;5;;01.10.2026;;на складе\n\
                7;Газ;17;;;;;;\n";
    let whole = read_bytes(text.as_bytes().to_vec(), &ReadOptions::default()).unwrap();
    let told: Vec<_> = whole.problems().into_iter().map(|p| (p.row.unwrap(), p.column.unwrap(), p.kind)).collect();
    let wanted = [
        (2, "Прибор", ProblemKind::UnknownService),
        (3, "Показание 1", ProblemKind::Negative),
        (4, "Зон", ProblemKind::ZonesDiffer),
        (5, "Дата показания", ProblemKind::MissingValue),
        (6, "Дата показания", ProblemKind::WrongDate),
        (6, "Дата поверки", ProblemKind::WrongDate),
        (7, "Состояние", ProblemKind::UnknownState),
    ];
    assert_eq!(told, wanted.map(|(row, column, kind)| (row, column.to_owned(), kind)));
    let rows = whole.meters();
    assert_eq!((rows.len(), rows[0].state, rows[0].reading), (1, Some(MeterState::Installed), None));
}
