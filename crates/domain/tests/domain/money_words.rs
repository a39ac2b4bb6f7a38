//! Sums in words.

use domain::{Currency, Money, money::words::in_russian};
use proptest::prelude::*;

#[test]
fn roubles() {
    let table = [
        (0, "ноль рублей 00 копеек"),
        (1, "ноль рублей 01 копейка"),
        (100, "один рубль 00 копеек"),
        (202, "два рубля 02 копейки"),
        (505, "пять рублей 05 копеек"),
        (1_111, "одиннадцать рублей 11 копеек"),
        (1_412, "четырнадцать рублей 12 копеек"),
        (2_121, "двадцать один рубль 21 копейка"),
        (4_034, "сорок рублей 34 копейки"),
        (9_999, "девяносто девять рублей 99 копеек"),
        (10_000, "сто рублей 00 копеек"),
        (11_100, "сто одиннадцать рублей 00 копеек"),
        (100_000, "одна тысяча рублей 00 копеек"),
        (100_100, "одна тысяча один рубль 00 копеек"),
        (200_000, "две тысячи рублей 00 копеек"),
        (220_000, "две тысячи двести рублей 00 копеек"),
        (437_041, "четыре тысячи триста семьдесят рублей 41 копейка"),
        (720_000, "семь тысяч двести рублей 00 копеек"),
        (1_100_000, "одиннадцать тысяч рублей 00 копеек"),
        (2_200_200, "двадцать две тысячи два рубля 00 копеек"),
        (100_000_000, "один миллион рублей 00 копеек"),
        (200_100_200, "два миллиона одна тысяча два рубля 00 копеек"),
        (500_000_000_000, "пять миллиардов рублей 00 копеек"),
        (-10_000, "минус сто рублей 00 копеек"),
    ];
    for (kopecks, words) in table {
        assert_eq!(in_russian(Money::new(kopecks, Currency::Rub)), words);
    }
}

#[test]
fn tenge_do_not_decline() {
    let table = [
        (100, "один тенге 00 тиын"),
        (202, "два тенге 02 тиын"),
        (720_000, "семь тысяч двести тенге 00 тиын"),
        (2_100_000, "двадцать одна тысяча тенге 00 тиын"),
    ];
    for (tiyn, words) in table {
        assert_eq!(in_russian(Money::new(tiyn, Currency::Kzt)), words);
    }
}

#[test]
fn the_greatest_sum_has_words() {
    let words = in_russian(Money::new(i64::MIN, Currency::Rub));
    assert!(words.starts_with("минус девяносто два квадриллиона двести тридцать три триллиона "), "{words}");
    assert!(words.ends_with(" рублей 08 копеек"), "{words}");
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn two_sums_never_read_alike(a in any::<i64>(), b in any::<i64>()) {
        prop_assume!(a != b);
        prop_assert_ne!(in_russian(Money::new(a, Currency::Rub)), in_russian(Money::new(b, Currency::Rub)));
    }

    #[test]
    fn words_stand_apart_by_one_space(kopecks in any::<i64>()) {
        let words = in_russian(Money::new(kopecks, Currency::Rub));
        prop_assert!(words.split(' ').all(|word| !word.is_empty()), "{}", words);
    }
}
