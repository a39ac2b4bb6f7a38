//! The registers of a housing manager, a water utility and of suppliers come out with their control totals
//! (`shared/data/README.md`, `README-kz.md`).
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod given;

use std::collections::BTreeSet;
use std::fs::File;

use domain::account::{BasicPart, IdentifierKind};
use domain::import::{ProblemKind, RegisterRow};
use domain::{Currency, Money, Quantity};
use exchange::ReadOptions;
use given::{Whole, path, read_file, read_with};

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
