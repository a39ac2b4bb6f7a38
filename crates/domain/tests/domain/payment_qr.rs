//! The payment QR code: what we write by the standard, and what we read of others.

use crate::requisites::anikino;
use domain::{
    Currency, Money,
    payment_qr::{PaymentQr, QrField, QrReadError, QrWriteError},
    requisites::{BankDetails, BankDetailsText},
};
use proptest::prelude::*;

/// The standard's own example (`domain.md` 3.1).
const THREE_WHALES: &str = "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО \"БАНК\"|BIC=044525225|CorrespAcc=30101810400000000225|PayeeINN=6200098765|LastName=Иванов|FirstName=Иван|MiddleName=Иванович|Purpose=Оплата членского взноса|PayerAddress=г.Рязань ул.Ленина д.10 кв.15|Sum=100000";

fn written(qr: &PaymentQr) -> String {
    String::from_utf8(qr.write().unwrap()).unwrap()
}

fn community() -> PaymentQr {
    PaymentQr::to(&BankDetails::parse(&anikino()).unwrap())
}

#[test]
fn the_required_fields_stand_first_and_the_sum_is_in_kopecks() {
    let qr = community()
        .with(QrField::Purpose, "Членские взносы 2022, участок № 270")
        .with(QrField::LastName, "Соколова")
        .with_sum(Money::new(220_000, Currency::Rub));
    assert_eq!(
        written(&qr),
        "ST00012|Name=СНТ «Аникино»|PersonalAcc=40703810138250123016|BankName=ПАО Банк|BIC=044525225\
         |CorrespAcc=30101810400000000225|Sum=220000|Purpose=Членские взносы 2022, участок № 270\
         |PayeeINN=7702045051|KPP=770201001|LastName=Соколова"
    );
}

#[test]
fn the_example_of_the_standard_is_read_and_written() {
    let qr = PaymentQr::read(THREE_WHALES.as_bytes()).unwrap();
    assert_eq!(qr.sum(), Some(Money::new(100_000, Currency::Rub)));
    assert_eq!(qr.get(QrField::BankName), Some("ОАО \"БАНК\""));
    // The same fields in the standard's order, although its ИНН fails the check digit.
    let text = written(&qr);
    assert_eq!((text.chars().count(), THREE_WHALES.chars().count()), (283, 283));
    assert!(text.contains("CorrespAcc=30101810400000000225|Sum=100000|Purpose=Оплата членского взноса|PayeeINN="));
    assert_eq!(PaymentQr::read(text.as_bytes()), Ok(qr));
}

#[test]
fn the_separator_occurs_in_no_value() {
    let qr = community().with(QrField::Purpose, "Взнос | целевой").with(QrField::Contract, "7#1");
    let text = written(&qr);
    assert!(text.starts_with("ST00012;Name=СНТ «Аникино»;PersonalAcc="), "{text}");
    assert_eq!(PaymentQr::read(text.as_bytes()), Ok(qr));
    let greedy = community().with(QrField::Purpose, "|#;:^_~{}!$%&*");
    assert_eq!(greedy.write(), Err(QrWriteError::NoSeparator));
}

#[test]
fn what_the_standard_forbids_is_refused() {
    let without_bank = community().with(QrField::BankName, "");
    assert_eq!(without_bank.write(), Err(QrWriteError::Missing(QrField::BankName)));
    let long = community().with(QrField::Purpose, &"я".repeat(211));
    assert_eq!(long.write(), Err(QrWriteError::Length(QrField::Purpose)));
    assert!(community().with(QrField::Purpose, &"я".repeat(210)).write().is_ok());
    let short = community().with(QrField::PersonalAcc, "4070381013825012301");
    assert_eq!(short.write(), Err(QrWriteError::Length(QrField::PersonalAcc)));
    let lettered = community().with(QrField::Bic, "04452522O");
    assert_eq!(lettered.write(), Err(QrWriteError::Character(QrField::Bic)));
    let unprintable = community().with(QrField::Purpose, "Взнос\u{7}");
    assert_eq!(unprintable.write(), Err(QrWriteError::Character(QrField::Purpose)));
}

#[test]
fn a_long_name_goes_in_one_byte_a_letter() {
    let full = "Садоводческое некоммерческое товарищество собственников недвижимости «Аникино»";
    let bank = "Филиал «Центральный» публичного акционерного общества «Банк взаимного кредита» в городе Москве";
    let text = BankDetailsText { payee: full.to_owned(), bank: bank.to_owned(), ..anikino() };
    let qr = PaymentQr::to(&BankDetails::parse(&text).unwrap());
    assert_eq!(qr.get(QrField::BankName), Some("Филиал «Центральный» публичного акционерного"));
    let bytes = qr.write().unwrap();
    assert!(bytes.starts_with(b"ST00011|Name=\xd1\xe0\xe4"));
    assert_eq!(PaymentQr::read(&bytes), Ok(qr.clone()));
    // Kazakh letters are not in windows-1251, and the longest name does not fit even there.
    assert_eq!(qr.clone().with(QrField::Purpose, "Әсел").write(), Err(QrWriteError::RequiredTooLong));
    assert!(qr.clone().with(QrField::Name, &"я".repeat(160)).write().is_ok());
}

#[test]
fn the_required_fields_are_300_bytes_at_most() {
    let pad = |count| community().with(QrField::Name, &"z".repeat(count)).with(QrField::BankName, &"я".repeat(45));
    // 41 of keys, 4 of separators, 49 of digits and 90 of the bank leave 116 in UTF-8.
    assert!(pad(116).write().unwrap().starts_with(b"ST00012"));
    assert!(pad(117).write().unwrap().starts_with(b"ST00011"));
}

#[test]
fn codes_of_others_are_read() {
    let wild = "ST00012#bic=044525225#Sum=100.00#PERSONALACC=40702810138250123017#Purpose=a=b#KPP=null#PayerName=Х#Flat=#Sum=5#";
    let qr = PaymentQr::read(wild.as_bytes()).unwrap();
    assert_eq!(qr.sum(), Some(Money::new(10_000, Currency::Rub)));
    assert_eq!(qr.get(QrField::Purpose), Some("a=b"));
    assert_eq!((qr.get(QrField::Kpp), qr.get(QrField::Flat), qr.get(QrField::Name)), (None, None, None));
    let tail: &[u8] = b"|PersonalAcc=40702810138250123017|BIC=044525225";
    for (head, name) in [
        // «Ёж №1» in windows-1251, rightly and wrongly declared; «Ёж» in KOI8-R.
        (&b"ST00011|Name=\xa8\xe6 \xb91"[..], "Ёж №1"),
        (b"ST00012|Name=\xa8\xe6 \xb91", "Ёж №1"),
        (b"ST00013|Name=\xb3\xd6", "Ёж"),
        ("\u{feff}ST00011|Name=Ёж".as_bytes(), "Ёж"),
    ] {
        let qr = PaymentQr::read(&[head, tail].concat()).unwrap();
        assert_eq!(qr.get(QrField::Name), Some(name));
    }
}

#[test]
fn what_is_no_payment_is_told_apart() {
    let table: [(&[u8], QrReadError); 7] = [
        (b"", QrReadError::NotAPayment),
        (b"https://qr.nspk.ru/AS10", QrReadError::NotAPayment),
        (b"ST0001", QrReadError::NotAPayment),
        (b"ST00012", QrReadError::NotAPayment),
        (b"ST00012|Name=X", QrReadError::Missing(QrField::PersonalAcc)),
        (b"ST00012|PersonalAcc=1", QrReadError::Missing(QrField::Bic)),
        (b"ST00019|Name=\xff", QrReadError::UnknownEncoding),
    ];
    for (bytes, error) in table {
        assert_eq!(PaymentQr::read(bytes), Err(error), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_sum_that_nobody_can_pay_in_roubles_is_left_out() {
    for sum in [Money::new(0, Currency::Rub), Money::new(-1, Currency::Rub), Money::new(100, Currency::Kzt)] {
        assert_eq!(community().with_sum(sum).get(QrField::Sum), None);
    }
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn what_is_written_is_read(
        name in "[А-яЁёA-z«»№ |=;#:^-]{1,160}", purpose in "\\PC{0,210}", last in "[А-яӘәІі|=]{0,40}", kopecks in 1_i64..,
    ) {
        let qr = community()
            .with(QrField::Purpose, &purpose)
            .with(QrField::LastName, &last)
            .with_sum(Money::new(kopecks, Currency::Rub));
        let qr = if name.trim().is_empty() { qr } else { qr.with(QrField::Name, &name) };
        if let Ok(bytes) = qr.write() {
            // «null» is what some programs write for nothing.
            prop_assume!(!purpose.trim().eq_ignore_ascii_case("null"));
            prop_assert_eq!(PaymentQr::read(&bytes), Ok(qr));
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_panic(tail in proptest::collection::vec(any::<u8>(), 0..200), encoding in b'0'..=b'9') {
        let _ = PaymentQr::read(&tail);
        let _ = PaymentQr::read(&[b"ST0001", &[encoding][..], &tail[..]].concat());
    }
}
