//! A7: the receipt for the difference.

use crate::{information, scanned, text_of};
use documents::{
    DocumentError, Press,
    receipt::{ReceiptData, render},
};
use domain::{
    Currency, Money,
    account::Identifier,
    parse_date,
    payment_qr::{PaymentQr, QrField, QrWriteError},
    requisites::{BankDetails, BankDetailsText},
};

fn details() -> BankDetailsText {
    BankDetailsText {
        payee: "СНТ «Аникино»".to_owned(),
        inn: "7702045051".to_owned(),
        kpp: "770201001".to_owned(),
        account: "40703810138250123016".to_owned(),
        bank: "ПАО Банк".to_owned(),
        bik: "044525225".to_owned(),
        correspondent_account: "30101810400000000225".to_owned(),
    }
}

fn sokolova() -> ReceiptData {
    ReceiptData {
        details: BankDetails::parse(&details()).unwrap(),
        payer: "Соколова Нина Петровна".to_owned(),
        address: None,
        plot: Identifier::parse("270").unwrap(),
        purpose: "Членские взносы 2022, участок № 270, Соколова Н. П.".to_owned(),
        sum: Money::new(220_000, Currency::Rub),
        date: parse_date("12.06.2022").unwrap(),
    }
}

/// The longest of everything that a community may bear.
fn long() -> ReceiptData {
    let details = BankDetailsText {
        payee: "Садоводческое некоммерческое товарищество собственников недвижимости «Аникино-2 на Пахре»".to_owned(),
        bank: "Филиал «Центральный» публичного акционерного общества «Банк взаимного кредита» в городе Москве"
            .to_owned(),
        ..details()
    };
    ReceiptData {
        details: BankDetails::parse(&details).unwrap(),
        payer: "Константинопольская-Преображенская Александра Константиновна".to_owned(),
        address: Some("142000, Московская область, городской округ Домодедово, деревня Аникино, улица Пятая Садовая, дом 170, корпус 2, квартира 15".to_owned()),
        plot: Identifier::parse("170/2-А").unwrap(),
        purpose: "Целевой взнос на ремонт дороги и замену трансформаторной подстанции по решению общего собрания от 14.05.2022, протокол № 3, участок № 170/2-А, Константинопольская-Преображенская А. К.".to_owned(),
        sum: Money::new(987_654_321, Currency::Rub),
        date: parse_date("30.09.2022").unwrap(),
    }
}

#[test]
fn the_text_reads_in_order() {
    let press = Press::new().unwrap();
    let text = text_of(&render(&press, &sokolova()).unwrap());
    assert_eq!(text, include_str!("receipt.txt"));
}

#[test]
fn the_code_is_scanned_back() {
    let press = Press::new().unwrap();
    for receipt in [sokolova(), long()] {
        let bytes = scanned(&render(&press, &receipt).unwrap());
        assert_eq!(PaymentQr::read(&bytes), Ok(receipt.payment()));
    }
    let payment = sokolova().payment();
    assert_eq!(payment.get(QrField::MiddleName), Some("Петровна"));
    assert_eq!(payment.get(QrField::PersAcc), Some("270"));
}

#[test]
fn the_longest_receipt_stays_on_one_page_tagged_and_titled() {
    let press = Press::new().unwrap();
    let said = information(&render(&press, &long()).unwrap());
    let has = |name: &str, value: &str| said.lines().any(|line| line.starts_with(name) && line.ends_with(value));
    assert!(has("Pages:", " 1"), "{said}");
    assert!(has("Tagged:", " yes"), "{said}");
    assert!(has("Page size:", "(A4)"), "{said}");
    assert!(said.contains("Квитанция на"), "{said}");
    let pdf = render(&press, &long()).unwrap();
    assert!(pdf.windows(15).any(|bytes| bytes == b"pdfuaid:part>1<"), "not marked as PDF/UA-1");
}

#[test]
fn the_same_receipt_is_the_same_file() {
    let once = render(&Press::new().unwrap(), &sokolova()).unwrap();
    assert_eq!(once, render(&Press::new().unwrap(), &sokolova()).unwrap());
}

#[test]
fn a_letter_that_the_fonts_lack_is_an_error_and_a_minus_is_not() {
    let press = Press::new().unwrap();
    let chinese = ReceiptData { purpose: "Взнос 園".to_owned(), ..sokolova() };
    assert!(matches!(render(&press, &chinese), Err(DocumentError::Letter('園'))));
    let kazakh = ReceiptData { payer: "Іңкәрбекова Әсел Һарунқызы".to_owned(), ..sokolova() };
    assert!(text_of(&render(&press, &kazakh).unwrap()).contains("Іңкәрбекова Әсел Һарунқызы"));
    let minus = ReceiptData { purpose: "Корректировка \u{2212}5".to_owned(), ..sokolova() };
    assert!(text_of(&render(&press, &minus).unwrap()).contains("Корректировка –5"));
}

#[test]
fn a_name_that_a_crowded_code_cannot_hold_is_left_out_of_it() {
    let press = Press::new().unwrap();
    let crowded = ReceiptData { payer: "Іңкәрбекова Әсел Һарунқызы".to_owned(), ..long() };
    assert!(crowded.payment().write().is_err(), "the code of this receipt holds everything");
    let pdf = render(&press, &crowded).unwrap();
    let payment = PaymentQr::read(&scanned(&pdf)).unwrap();
    assert_eq!(payment.get(QrField::Purpose), Some("Участок 170/2-А"));
    assert_eq!((payment.get(QrField::LastName), payment.sum()), (None, Some(crowded.sum)));
    assert!(text_of(&pdf).contains("Іңкәрбекова"));
}

#[test]
fn what_is_typed_is_not_typeset_as_a_template() {
    let press = Press::new().unwrap();
    let typed = "#read(\"/etc/passwd\") $x$ *звезда* \\ <метка>";
    let receipt = ReceiptData { purpose: typed.to_owned(), ..sokolova() };
    assert!(text_of(&render(&press, &receipt).unwrap()).contains(typed));
}

#[test]
fn nothing_to_pay_has_no_receipt() {
    let press = Press::new().unwrap();
    for sum in [Money::zero(Currency::Rub), Money::new(-1, Currency::Rub), Money::new(100, Currency::Kzt)] {
        let receipt = ReceiptData { sum, ..sokolova() };
        assert!(matches!(render(&press, &receipt), Err(DocumentError::NothingToPay)));
    }
    let endless = ReceiptData { purpose: "я".repeat(211), ..sokolova() };
    let refused = render(&press, &endless);
    assert!(matches!(refused, Err(DocumentError::Payment(QrWriteError::Length(QrField::Purpose)))));
}
