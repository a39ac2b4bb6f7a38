//! A thousand receipts take no more memory than a hundred. A test binary of its own: memory is counted for the process.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

use documents::Press;
use documents::receipt::{ReceiptData, render};
use domain::account::Identifier;
use domain::requisites::{BankDetails, BankDetailsText};
use domain::{Currency, Money, parse_date};

fn receipt(number: i64) -> ReceiptData {
    let details = BankDetailsText {
        payee: "СНТ «Аникино»".to_owned(),
        inn: "7702045051".to_owned(),
        kpp: "770201001".to_owned(),
        account: "40703810138250123016".to_owned(),
        bank: "ПАО Банк".to_owned(),
        bik: "044525225".to_owned(),
        correspondent_account: "30101810400000000225".to_owned(),
    };
    ReceiptData {
        details: BankDetails::parse(&details).unwrap(),
        payer: "Соколова Нина Петровна".to_owned(),
        address: None,
        plot: Identifier::parse(&number.to_string()).unwrap(),
        purpose: format!("Членские взносы 2022, участок № {number}, Соколова Н. П."),
        sum: Money::new(220_000 + number, Currency::Rub),
        date: parse_date("12.06.2022").unwrap(),
    }
}

/// What the process has in memory now, KiB.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 4
}

#[test]
fn memory_stays_flat_over_a_thousand_receipts() {
    let press = Press::new().unwrap();
    let print = |numbers: std::ops::Range<i64>| {
        for number in numbers {
            assert!(render(&press, &receipt(number)).unwrap().starts_with(b"%PDF"));
        }
    };
    print(0..100);
    let warm = resident();
    print(100..1000);
    let grown = resident().saturating_sub(warm);
    assert!(grown < 30 << 10, "{warm} KiB grew by {grown} KiB");
}
