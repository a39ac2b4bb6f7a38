//! Check digits of requisites: vectors of `domain.md` 3.4, and that no single slip of the keyboard passes.

use domain::requisites::{
    BankAccount, BankDetails, BankDetailsError, BankDetailsField as Field, BankDetailsText, Bik, CorrespondentAccount,
    Inn, Kpp, Ogrn, RequisiteError,
};
use proptest::prelude::*;

fn bik(text: &str) -> Bik {
    Bik::parse(text).unwrap()
}

pub fn anikino() -> BankDetailsText {
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

#[test]
fn taxpayers_numbers() {
    for (text, is_of_a_person) in
        [("7707083893", false), ("500100732259", true), (" 7707 083893 ", false), ("7702045051", false)]
    {
        assert_eq!(Inn::parse(text).map(|inn| inn.is_of_a_person()), Ok(is_of_a_person), "{text}");
    }
    let wrong = [
        ("6200098765", RequisiteError::CheckDigit),
        ("500100732258", RequisiteError::CheckDigit),
        // The eleventh digit is wrong, the twelfth agrees with it: a check of one digit lets it pass.
        ("500100732266", RequisiteError::CheckDigit),
        ("0000000000", RequisiteError::CheckDigit),
        ("77070838930", RequisiteError::Length),
        ("77О7083893", RequisiteError::Character),
        ("ИНН 7707083893", RequisiteError::Character),
        (" ", RequisiteError::Empty),
    ];
    for (text, error) in wrong {
        assert_eq!(Inn::parse(text), Err(error), "{text}");
    }
}

#[test]
fn register_numbers() {
    for (text, is_of_a_person) in [("1027700132195", false), ("304500116000157", true), ("1 02 77 00 132195", false)] {
        assert_eq!(Ogrn::parse(text).map(|ogrn| ogrn.is_of_a_person()), Ok(is_of_a_person), "{text}");
    }
    assert_eq!(Ogrn::parse("1034637002834"), Err(RequisiteError::CheckDigit));
    assert_eq!(Ogrn::parse("0000000000000"), Err(RequisiteError::CheckDigit));
    assert_eq!(Ogrn::parse("10277001321951"), Err(RequisiteError::Length));
}

#[test]
fn tax_office_codes() {
    assert_eq!(Kpp::parse("7702 01001").unwrap().as_str(), "770201001");
    assert_eq!(Kpp::parse("7702AB001").unwrap().as_str(), "7702AB001");
    assert_eq!(Kpp::parse("77020100A"), Err(RequisiteError::Character));
    assert_eq!(Kpp::parse("77020100"), Err(RequisiteError::Length));
}

#[test]
fn accounts_agree_with_their_bank() {
    for (code, account) in [
        ("049805746", "40602810700000000025"),
        ("044525225", "40702810138250123017"),
        ("044525225", "4070 2810 1382 5012 3017"),
        ("049805000", "40102810100000010001"),
        // The treasury's have no check digit.
        ("017003983", "03100643000000013800"),
    ] {
        assert!(BankAccount::parse(account, &bik(code)).is_ok(), "{code} {account}");
    }
    let sber = bik("044525225");
    assert_eq!(BankAccount::parse("40702810138250123017", &bik("044525226")), Err(RequisiteError::CheckDigit));
    assert_eq!(BankAccount::parse("40702810138250123018", &sber), Err(RequisiteError::CheckDigit));
    assert_eq!(BankAccount::parse("30101810400000000225", &sber), Err(RequisiteError::OtherBank));
    assert_eq!(BankAccount::parse("4070281013825012301", &sber), Err(RequisiteError::Length));
    assert_eq!(BankAccount::parse("4070281013825012301O", &sber), Err(RequisiteError::Character));
    assert!(CorrespondentAccount::parse("30101810400000000225", &sber).is_ok());
    assert_eq!(CorrespondentAccount::parse("30101810500000000225", &sber), Err(RequisiteError::CheckDigit));
    assert_eq!(CorrespondentAccount::parse("30101810400000000225", &bik("044525226")), Err(RequisiteError::OtherBank));
    assert_eq!(CorrespondentAccount::parse("40702810138250123017", &sber), Err(RequisiteError::OtherBank));
    assert_eq!(Bik::parse("144525225"), Err(RequisiteError::Character));
}

#[test]
fn a_letter_in_the_sixth_place_stands_for_a_digit() {
    // C stands for 2: the digits around are those of a valid account whose sixth is 2.
    let digits = "40702210138250123010";
    let sber = bik("044525225");
    let valid =
        (0..10).map(|last| format!("{}{last}", &digits[..19])).find(|text| BankAccount::parse(text, &sber).is_ok());
    let lettered = valid.unwrap().replacen("407022", "40702C", 1);
    assert!(BankAccount::parse(&lettered, &sber).is_ok());
    assert_eq!(BankAccount::parse("40702Z10138250123010", &sber), Err(RequisiteError::Character));
}

#[test]
fn details_of_a_community_are_read_and_kept() {
    let details = BankDetails::parse(&anikino()).unwrap();
    assert_eq!((details.payee(), details.inn().as_str()), ("СНТ «Аникино»", "7702045051"));
    let kept = serde_json::to_string(&details).unwrap();
    assert_eq!(serde_json::from_str::<BankDetails>(&kept).unwrap(), details);
    assert!(serde_json::from_str::<BankDetails>(&kept.replace("7702045051", "7702045052")).is_err());
}

#[test]
fn every_wrong_field_of_details_is_named() {
    let wrong =
        BankDetailsText { payee: " ".to_owned(), inn: "7702045052".to_owned(), account: "1".to_owned(), ..anikino() };
    let errors = BankDetails::parse(&wrong).unwrap_err();
    let expected = [
        (Field::Payee, RequisiteError::Empty),
        (Field::Inn, RequisiteError::CheckDigit),
        (Field::Account, RequisiteError::Length),
    ];
    assert_eq!(errors, expected.map(|(field, error)| BankDetailsError { field, error }));
    // Without the bank nothing can be said about its accounts.
    let no_bank = BankDetailsText { bik: String::new(), ..anikino() };
    let error = BankDetailsError { field: Field::Bik, error: RequisiteError::Empty };
    assert_eq!(BankDetails::parse(&no_bank), Err(vec![error]));
    let no_correspondent = BankDetailsText { correspondent_account: String::new(), ..anikino() };
    let error = BankDetailsError { field: Field::CorrespondentAccount, error: RequisiteError::Empty };
    assert_eq!(BankDetails::parse(&no_correspondent), Err(vec![error]));
    let long = BankDetailsText { payee: "Я".repeat(161), ..anikino() };
    let error = BankDetailsError { field: Field::Payee, error: RequisiteError::Length };
    assert_eq!(BankDetails::parse(&long), Err(vec![error]));
}

#[test]
fn a_sole_trader_has_no_kpp() {
    let trader = BankDetailsText { inn: "500100732259".to_owned(), kpp: String::new(), ..anikino() };
    assert_eq!(BankDetails::parse(&trader).unwrap().kpp(), None);
}

/// `number` with another digit at `place`.
fn mistyped(number: &str, place: usize, by: u8) -> String {
    let mut bytes = number.as_bytes().to_vec();
    let place = place % bytes.len();
    bytes[place] = b'0' + (bytes[place] - b'0' + by) % 10;
    String::from_utf8(bytes).unwrap()
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn one_wrong_digit_of_an_account_is_seen(place in 0_usize..20, by in 1_u8..10) {
        let wrong = mistyped("40702810138250123017", place, by);
        prop_assert!(BankAccount::parse(&wrong, &bik("044525225")).is_err());
    }

    #[test]
    fn arbitrary_text_is_no_number_and_no_panic(text in "\\PC{0,24}") {
        let _ = Inn::parse(&text);
        let _ = Ogrn::parse(&text);
        let _ = Kpp::parse(&text);
        let _ = Bik::parse(&text);
        let _ = BankAccount::parse(&text, &bik("044525225"));
        let _ = CorrespondentAccount::parse(&text, &bik("044525225"));
    }

    #[test]
    fn what_is_read_is_read_again(body in "[1-9][0-9]{11}") {
        let ogrn = (0..10).map(|check| format!("{body}{check}")).filter_map(|text| Ogrn::parse(&text).ok()).collect::<Vec<_>>();
        prop_assert_eq!(ogrn.len(), 1);
        prop_assert_eq!(Ogrn::parse(ogrn[0].as_str()).unwrap(), ogrn[0].clone());
    }
}
