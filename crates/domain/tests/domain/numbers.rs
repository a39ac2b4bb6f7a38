//! Decimal text ↔ fixed-point integers.

use domain::{Currency, Money, NumberError, Quantity, Rate, Rounding, money::MoneyError};
use proptest::prelude::*;

#[test]
fn sums_are_read_as_people_write_them() {
    let table = [
        ("1 234,56", 123_456),
        ("1234.56", 123_456),
        ("7 200,00", 720_000),
        ("7\u{a0}200,00", 720_000),
        ("1\u{202f}234\u{202f}567,8", 123_456_780),
        ("-272.62", -27_262),
        ("\u{2212}3 541,87", -354_187),
        ("+0,05", 5),
        (" 4121.45 ", 412_145),
        ("3546.4", 354_640),
        ("2372", 237_200),
        ("0", 0),
        (",5", 50),
        ("00012,50", 1_250),
        ("12.500000", 1_250),
        ("92233720368547758.07", i64::MAX),
        ("-92233720368547758.08", i64::MIN),
    ];
    for (text, minor) in table {
        assert_eq!(Money::parse(text, Currency::Rub), Ok(Money::new(minor, Currency::Rub)), "{text:?}");
    }
}

#[test]
fn what_is_no_sum_is_refused_by_its_reason() {
    let table = [
        ("", NumberError::Empty),
        ("  ", NumberError::Empty),
        ("-", NumberError::NotANumber),
        ("3156О", NumberError::NotANumber),
        ("12.34.56", NumberError::NotANumber),
        ("1,234.56", NumberError::NotANumber),
        ("12 34", NumberError::NotANumber),
        ("1 2345", NumberError::NotANumber),
        ("12 345 ,6", NumberError::NotANumber),
        ("5.", NumberError::NotANumber),
        ("5,x", NumberError::NotANumber),
        ("5,1234x", NumberError::NotANumber),
        ("--5", NumberError::NotANumber),
        ("1e5", NumberError::NotANumber),
        ("#ЗНАЧ!", NumberError::NotANumber),
        ("нет доступа", NumberError::NotANumber),
        ("٣", NumberError::NotANumber),
        ("0,001", NumberError::TooManyDecimals),
        ("92233720368547758.08", NumberError::OutOfRange),
        ("999999999999999999999999999999999999999999", NumberError::OutOfRange),
    ];
    for (text, error) in table {
        assert_eq!(Money::parse(text, Currency::Kzt), Err(MoneyError::Number(error)), "{text:?}");
    }
}

#[test]
fn quantities_keep_six_decimals_and_write_no_more_than_needed() {
    let table = [
        ("00000145.554", 145_554_000, "145.554"),
        ("12 345,678", 12_345_678_000, "12345.678"),
        ("99999987.250", 99_999_987_250_000, "99999987.25"),
        ("-00000012.500", -12_500_000, "-12.5"),
        ("0.000001", 1, "0.000001"),
        ("-0,05", -50_000, "-0.05"),
        ("9012", 9_012_000_000, "9012"),
        ("7.2", 7_200_000, "7.2"),
    ];
    for (text, micro, shown) in table {
        let quantity = Quantity::parse(text).unwrap();
        assert_eq!((quantity.micro(), quantity.to_string().as_str()), (micro, shown), "{text:?}");
    }
    assert_eq!(Quantity::parse("0.0000001"), Err(NumberError::TooManyDecimals));
    assert_eq!(Quantity::parse("12,5").unwrap().to_decimal_string(','), "12,5");
}

#[test]
fn rates_are_written_with_at_least_two_decimals() {
    for (text, shown) in [("204.5", "204,50"), ("5.93", "5,93"), ("137.9412", "137,9412"), ("6", "6,00")] {
        assert_eq!(Rate::parse(text).unwrap().to_decimal_string(','), shown);
    }
}

#[test]
fn sums_are_written_with_two_decimals() {
    for (minor, shown) in
        [(412_145, "4121.45"), (354_640, "3546.40"), (0, "0.00"), (-5, "-0.05"), (i64::MIN, "-92233720368547758.08")]
    {
        assert_eq!(Money::new(minor, Currency::Rub).to_string(), shown);
    }
    assert_eq!(Money::new(720_000, Currency::Rub).to_decimal_string(','), "7200,00");
}

#[test]
fn halves_go_where_the_policy_says() {
    let milli = Quantity::parse("0.001").unwrap();
    // Thousandths of a rouble → kopecks, under half up, half even and down.
    let table = [
        ("125", 13, 12, 12),
        ("135", 14, 14, 13),
        ("124", 12, 12, 12),
        ("126", 13, 13, 12),
        ("129", 13, 13, 12),
        ("-125", -13, -12, -12),
        ("-135", -14, -14, -13),
        ("-129", -13, -13, -12),
        ("5", 1, 0, 0),
        ("-5", -1, 0, 0),
        ("0", 0, 0, 0),
    ];
    for (thousandths, up, even, down) in table {
        let rate = Rate::parse(thousandths).unwrap();
        for (rounding, minor) in [(Rounding::HalfUp, up), (Rounding::HalfEven, even), (Rounding::Down, down)] {
            let cost = rate.cost(milli, Currency::Rub, rounding).unwrap();
            assert_eq!(cost.minor(), minor, "{thousandths} under {rounding}");
        }
    }
}

#[test]
fn numbers_travel_as_text_so_that_no_reader_makes_floats_of_them() {
    let rate = Rate::parse("197.02").unwrap();
    assert_eq!(serde_json::to_string(&rate).unwrap(), r#""197.02""#);
    assert_eq!(serde_json::from_str::<Rate>(r#""197,02""#).unwrap(), rate);
    assert!(serde_json::from_str::<Rate>("197.02").is_err());
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn a_written_quantity_reads_back(micro in any::<i64>()) {
        let quantity = Quantity::from_micro(micro);
        prop_assert_eq!(Quantity::parse(&quantity.to_string()), Ok(quantity));
        prop_assert_eq!(Quantity::parse(&quantity.to_decimal_string(',')), Ok(quantity));
    }

    #[test]
    fn a_written_rate_reads_back(micro in any::<i64>()) {
        let rate = Rate::from_micro(micro);
        prop_assert_eq!(Rate::parse(&rate.to_string()), Ok(rate));
        prop_assert_eq!(Rate::parse(&rate.to_decimal_string(',')), Ok(rate));
    }

    #[test]
    fn a_written_sum_reads_back(minor in any::<i64>()) {
        let sum = Money::new(minor, Currency::Kzt);
        prop_assert_eq!(Money::parse(&sum.to_string(), Currency::Kzt), Ok(sum));
    }

    #[test]
    fn grouped_and_plain_digits_are_one_number(whole in 0_i64..1_000_000_000_000, kopecks in 0_i64..100) {
        let plain = format!("{whole}.{kopecks:02}");
        let mut grouped = String::new();
        let digits = whole.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index) % 3 == 0 {
                grouped.push('\u{a0}');
            }
            grouped.push(digit);
        }
        let grouped = format!("{grouped},{kopecks:02}");
        prop_assert_eq!(Money::parse(&grouped, Currency::Rub), Money::parse(&plain, Currency::Rub));
    }

    #[test]
    fn reading_numbers_never_panics(text in any::<String>(), near in "[-+−]?[0-9  ]{0,24}[.,]?[0-9]{0,24}") {
        for text in [&text, &near] {
            let _ = Money::parse(text, Currency::Rub);
            let _ = Quantity::parse(text);
            let _ = Rate::parse(text);
        }
    }
}
