//! Phone numbers, one by one and in cells (`domain.md` 3.4).

use crate::phone_spellings::SPELLINGS;
use domain::phone::{Phone, PhoneList};
use proptest::prelude::*;

/// A cell, its numbers with their remarks, and what cannot be read.
type Cell<'t> = (&'t str, &'t [(&'t str, &'t str)], &'t [&'t str]);

/// The numbers of a list with their remarks, an empty one for none.
fn read(list: &PhoneList) -> Vec<(&str, &str)> {
    list.phones.iter().map(|listed| (listed.phone.as_str(), listed.remark.as_deref().unwrap_or(""))).collect()
}

#[test]
fn one_number_in_any_spelling_is_one_number() {
    let table = [
        ("8 (999) 123-45-67", "+79991234567", "89991234567"),
        ("89991234567", "+79991234567", "89991234567"),
        ("+7 999 123 45 67", "+79991234567", "89991234567"),
        ("79991234567", "+79991234567", "89991234567"),
        ("9991234567", "+79991234567", "89991234567"),
        ("(999) 123–45–67", "+79991234567", "89991234567"),
        ("7071234567", "+77071234567", "87071234567"),
        ("87071234567", "+77071234567", "87071234567"),
        ("77071234567", "+77071234567", "87071234567"),
        ("8 (495) 000-12-34", "+74950001234", "84950001234"),
        ("+375 29 123-45-67", "+375291234567", "+375291234567"),
    ];
    for (text, e164, shown) in table {
        let phone = Phone::parse(text).unwrap();
        assert_eq!((phone.as_str(), phone.display8().as_str()), (e164, shown), "{text:?}");
        assert_eq!(phone.digits(), &e164[1..]);
    }
}

#[test]
fn what_is_no_number_is_refused() {
    let table = [
        "",
        "нет",
        "123-45-67",
        "899912345678",
        "+89991234567",
        "8999123456О",
        "8 (099) 123-45-67",
        "6991234567",
        "++79991234567",
        "+7 999 123 45 6",
        "8999 1234567 доб. 2",
        "+0123456789",
    ];
    for text in table {
        assert!(Phone::parse(text).is_err(), "{text:?}");
    }
}

#[test]
fn mobile_numbers_are_told_from_landlines() {
    for text in ["89991234567", "87071234567", "87471234567", "87781234567"] {
        assert!(Phone::parse(text).unwrap().is_mobile(), "{text}");
    }
    for text in ["84950001234", "88001234567", "87172123456", "87273123456", "+375291234567"] {
        assert!(!Phone::parse(text).unwrap().is_mobile(), "{text}");
    }
}

#[test]
fn every_spelling_of_the_register_is_read() {
    for (cell, phones) in SPELLINGS {
        let list = PhoneList::parse(cell);
        assert_eq!(read(&list), *phones, "{cell:?}");
        assert!(list.unread.is_empty(), "{cell:?}");
    }
}

#[test]
fn other_cells_are_read_without_loss() {
    let table: &[Cell<'_>] = &[
        ("", &[], &[]),
        ("—", &[], &[]),
        ("Нет.", &[], &[]),
        ("89991234567 89991234568", &[("+79991234567", ""), ("+79991234568", "")], &[]),
        ("+7 999 123 45 67 +7 999 123 45 68 (мама)", &[("+79991234567", ""), ("+79991234568", "мама")], &[]),
        ("Мария: 89991234567", &[("+79991234567", "Мария")], &[]),
        ("тел.: 8 (495) 000-12-34 доб. 12", &[("+74950001234", "доб. 12")], &[]),
        ("89991234567, муж", &[("+79991234567", "муж")], &[]),
        ("89991234567 (муж, вечером/утром)", &[("+79991234567", "муж, вечером/утром")], &[]),
        ("123-45-67; 89991234567", &[("+79991234567", "")], &["123-45-67"]),
        ("8999123456О", &[], &["8999123456О"]),
        ("О9991234567; т89991234567", &[("+79991234567", "")], &["О9991234567"]),
        ("спросить у сторожа", &[], &["спросить у сторожа"]),
    ];
    for (cell, phones, unread) in table {
        let list = PhoneList::parse(cell);
        assert_eq!(read(&list), *phones, "{cell:?}");
        assert_eq!(list.unread, *unread, "{cell:?}");
    }
}

#[test]
fn an_sms_goes_to_the_first_mobile() {
    let list = PhoneList::parse("8 (495) 000-12-34 дом., 8 999 123-45-67 (муж), 89991234568");
    assert_eq!(list.first_mobile().map(Phone::as_str), Some("+79991234567"));
    assert_eq!(PhoneList::parse("8 (495) 000-12-34 дом.").first_mobile(), None);
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn a_shown_number_reads_back(national in "[34789][0-9]{9}") {
        let phone = Phone::parse(&format!("+7{national}")).unwrap();
        prop_assert_eq!(Phone::parse(&phone.display8()), Ok(phone.clone()));
        prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
        prop_assert_eq!(Phone::parse(&national), Ok(phone));
    }

    #[test]
    fn reading_phones_never_panics(text in any::<String>(), near in "[-+()0-9 .,;/тм\u{a0}]{0,60}") {
        for text in [&text, &near] {
            if let Ok(phone) = Phone::parse(text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
            }
            let _ = PhoneList::parse(text);
        }
    }

    #[test]
    fn no_digit_of_a_cell_is_lost(cell in "[-+()0-9 .,;/а-г]{0,60}") {
        let list = PhoneList::parse(&cell);
        if cell.bytes().any(|byte| byte.is_ascii_digit()) {
            prop_assert!(!list.is_empty());
        }
    }
}
