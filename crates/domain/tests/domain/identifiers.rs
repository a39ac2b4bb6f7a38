//! Account numbers, serials, logins, e-mail addresses and the search form of texts.

use domain::{
    account::{Identifier, IdentifierError, IdentifierKind},
    email::Email,
    ids::{AccountId, PersonId},
    meter::{MeterSerial, MeterSerialError},
    person::{Login, LoginError},
    search::search_key,
};
use proptest::prelude::*;

#[test]
fn account_numbers_have_one_form() {
    let table = [
        ("269", "269"),
        (" № 269 ", "269"),
        ("№269", "269"),
        ("04008220", "04008220"),
        ("1204 538", "1204538"),
        ("75да533315-01", "75ДА533315-01"),
        ("vk123", "VK123"),
        ("1187/2", "1187/2"),
        ("12\u{a0}а", "12А"),
    ];
    for (text, number) in table {
        assert_eq!(Identifier::parse(text).unwrap().as_str(), number, "{text:?}");
    }
    assert_eq!(Identifier::parse(" № "), Err(IdentifierError::Empty));
    assert_eq!(Identifier::parse("1\u{0}2"), Err(IdentifierError::Unprintable));
    assert_eq!(Identifier::parse(&"9".repeat(41)), Err(IdentifierError::TooLong));
    assert!(Identifier::parse(&"9".repeat(40)).is_ok());
    // A capital may be longer than its small letter, so the capitals are counted.
    assert_eq!(Identifier::parse(&"ß".repeat(21)), Err(IdentifierError::TooLong));
    assert_eq!(IdentifierKind::parse("plot"), Ok(IdentifierKind::Plot));
}

#[test]
fn serials_keep_their_zeros() {
    for (text, serial) in
        [("020475126495", "020475126495"), (" 24-731637 ", "24-731637"), ("ВК  9070984", "ВК 9070984")]
    {
        assert_eq!(MeterSerial::parse(text).unwrap().as_str(), serial);
    }
    assert_eq!(MeterSerial::parse("  "), Err(MeterSerialError::Empty));
    assert_eq!(MeterSerial::parse(&"0".repeat(41)), Err(MeterSerialError::TooLong));
}

#[test]
fn logins_are_the_same_in_any_case() {
    let written = Login::parse("  Иванов_Пётр ").unwrap();
    assert_eq!((written.as_str(), written.key()), ("Иванов_Пётр", "иванов_пётр"));
    assert_eq!(written, Login::parse("ИВАНОВ_ПЁТР").unwrap());
    assert!(Login::parse("vk1187/2").is_ok());
    assert_eq!(Login::parse(" "), Err(LoginError::Empty));
    assert_eq!(Login::parse("a\u{7}b"), Err(LoginError::Unprintable));
    assert_eq!(Login::parse(&"ы".repeat(65)), Err(LoginError::TooLong));
    assert!(Login::parse(&"ы".repeat(64)).is_ok());
}

#[test]
fn addresses_of_national_domains_are_valid() {
    let address = Email::parse(" support@Смородина.онлайн ").unwrap();
    assert_eq!(address.as_str(), "support@смородина.онлайн");
    assert_eq!((address.local_part(), address.domain()), ("support", "смородина.онлайн"));
    assert_eq!(address.ascii_domain(), "xn--80ahmohdapg.xn--80asehdb");
    assert_eq!(Email::parse("SUPPORT@xn--80ahmohdapg.xn--80asehdb").unwrap(), address);
    for text in [
        "evgeniya_perevozchikova@mail.example",
        "sotnikova-la@pochta.example",
        "zvonarev.g@example.com",
        "иван@почта.рф",
        "a+b@sub.mail.kz",
    ] {
        assert_eq!(Email::parse(text).unwrap().as_str(), text);
    }
    assert_eq!(Email::parse("Ivan@Example.COM").unwrap().as_str(), "Ivan@example.com");
    assert_eq!(Email::parse("Ivan@Example.COM").unwrap().key(), "ivan@example.com");
}

#[test]
fn what_is_no_address_is_refused() {
    let long_local = format!("{}@example.com", "a".repeat(65));
    let long_domain = format!("a@{}.com", "b".repeat(64));
    let table = [
        "",
        "ivan",
        "@example.com",
        "ivan@",
        "ivan@localhost",
        "ivan@example..com",
        "ivan@.com",
        ".ivan@example.com",
        "ivan.@example.com",
        "iv an@example.com",
        "ivan@exa mple.com",
        "ivan@127.0.0.1",
        "ivan@[127.0.0.1]",
        "a@b@example.com",
        "\"a b\"@example.com",
        "ivan@-example.com",
        "ivan@example.com\r\nBcc: x@y.zz",
        "ivan@exam_ple.com",
        "+7000-cmd",
        long_local.as_str(),
        long_domain.as_str(),
    ];
    for text in table {
        assert!(Email::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn words_are_searched_in_one_form() {
    let table = [
        ("  Щербинин   Максим\tАртёмович ", "щербинин максим артемович"),
        ("ЁЛКИНА", "елкина"),
        ("Ұлжан Әлібекқызы", "ұлжан әлібекқызы"),
        ("ул. 40 лет Победы", "ул. 40 лет победы"),
        ("", ""),
    ];
    for (text, key) in table {
        assert_eq!(search_key(text), key);
    }
}

#[test]
fn ids_are_texts_of_their_own_kind() {
    let uuid = uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001);
    let id = AccountId::from(uuid);
    assert_eq!((id.uuid(), id.to_string().parse()), (uuid, Ok(id)));
    assert_eq!(serde_json::to_string(&PersonId::from(uuid)).unwrap(), r#""01900000-0000-7000-8000-000000000001""#);
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn a_written_identifier_reads_back(text in any::<String>()) {
        if let Ok(number) = Identifier::parse(&text) {
            prop_assert_eq!(Identifier::parse(number.as_str()), Ok(number.clone()));
            prop_assert!(number.as_str().chars().count() <= Identifier::MAX_CHARS);
        }
    }

    #[test]
    fn written_names_read_back(text in any::<String>()) {
        if let Ok(serial) = MeterSerial::parse(&text) {
            prop_assert_eq!(MeterSerial::parse(serial.as_str()), Ok(serial.clone()));
        }
        if let Ok(login) = Login::parse(&text) {
            let again = Login::parse(login.as_str()).unwrap();
            prop_assert_eq!(again.as_str(), login.as_str());
        }
    }

    #[test]
    fn a_written_address_reads_back(local in "[a-zA-Zа-я0-9._+-]{1,20}", domain in "[a-zA-Zа-яёқ0-9-]{1,20}[.][a-zа-я]{2,8}") {
        if let Ok(address) = Email::parse(&format!("{local}@{domain}")) {
            let again = Email::parse(address.as_str()).unwrap();
            prop_assert_eq!(again.as_str(), address.as_str());
            prop_assert_eq!(again.key(), address.key());
        }
    }

    #[test]
    fn reading_addresses_never_panics(text in any::<String>(), near in "\\PC{0,20}@\\PC{0,20}[.]\\PC{0,8}") {
        for text in [&text, &near] {
            if let Ok(address) = Email::parse(text) {
                prop_assert!(address.ascii_domain().is_ascii());
            }
        }
    }

    #[test]
    fn the_search_form_is_final(text in any::<String>()) {
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key);
    }
}
