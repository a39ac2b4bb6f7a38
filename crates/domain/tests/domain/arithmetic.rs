//! Properties of the arithmetic of money, quantities and zones.

use domain::{
    Currency, Money, Quantity, Rate, Rounding, ZoneValues, money::MoneyError, percent::Percent,
    quantity::QuantityOverflow,
};
use proptest::prelude::*;

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::Rub)
}

fn rounding() -> impl Strategy<Value = Rounding> {
    proptest::sample::select(Rounding::ALL)
}

fn zone_values() -> impl Strategy<Value = ZoneValues> {
    let micro = -1_000_000_000_000_i64..1_000_000_000_000;
    (micro.clone(), micro.clone(), micro).prop_map(|(t1, t2, t3)| ZoneValues {
        t1: Quantity::from_micro(t1),
        t2: Some(Quantity::from_micro(t2)),
        t3: Some(Quantity::from_micro(t3)),
    })
}

#[test]
fn currencies_do_not_mix() {
    let mismatch = MoneyError::CurrencyMismatch { left: Currency::Rub, right: Currency::Kzt };
    let tenge = Money::new(1, Currency::Kzt);
    assert_eq!(rub(1).checked_add(tenge), Err(mismatch));
    assert_eq!(rub(1).checked_sub(tenge), Err(mismatch));
    assert_eq!(Money::sum([rub(1), tenge], Currency::Rub), Err(mismatch));
    assert_eq!(Money::sum([], Currency::Kzt), Ok(Money::zero(Currency::Kzt)));
}

#[test]
fn the_edge_of_the_type_is_an_error_not_a_wrap() {
    assert_eq!(rub(i64::MAX).checked_add(rub(1)), Err(MoneyError::Overflow));
    assert_eq!(rub(i64::MIN).checked_sub(rub(1)), Err(MoneyError::Overflow));
    assert_eq!(rub(i64::MIN).checked_neg(), Err(MoneyError::Overflow));
    assert_eq!(Quantity::from_micro(i64::MAX).checked_add(Quantity::from_micro(1)), Err(QuantityOverflow));
    assert_eq!(Quantity::from_int(i64::MAX), Err(QuantityOverflow));
    let most = Quantity::from_micro(i64::MAX);
    assert_eq!(Rate::from_micro(i64::MAX).cost(most, Currency::Rub, Rounding::HalfUp), Err(MoneyError::Overflow));
    assert_eq!(most.rounded(0, Rounding::HalfUp), Err(QuantityOverflow));
    assert_eq!(most.scaled(1, 0, Rounding::HalfUp), Err(QuantityOverflow));
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn subtraction_undoes_addition(a in any::<i64>(), b in any::<i64>()) {
        if let Ok(sum) = rub(a).checked_add(rub(b)) {
            prop_assert_eq!(sum.checked_sub(rub(b)), Ok(rub(a)));
        }
        if let Ok(sum) = Quantity::from_micro(a).checked_add(Quantity::from_micro(b)) {
            prop_assert_eq!(sum.checked_sub(Quantity::from_micro(b)), Ok(Quantity::from_micro(a)));
        }
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order(minors in proptest::collection::vec(-1_000_000_000_i64..1_000_000_000, 0..40)) {
        let forth = Money::sum(minors.iter().map(|&minor| rub(minor)), Currency::Rub);
        let back = Money::sum(minors.iter().rev().map(|&minor| rub(minor)), Currency::Rub);
        prop_assert_eq!(forth, back);
        prop_assert_eq!(forth.unwrap().minor(), minors.iter().sum::<i64>());
    }

    #[test]
    fn more_never_costs_less(
        rate in 0_i64..10_000_000_000, less in any::<i32>(), more in 0_i64..1_000_000_000_000, rounding in rounding(),
    ) {
        let rate = Rate::from_micro(rate);
        let less = Quantity::from_micro(i64::from(less));
        let more = less.checked_add(Quantity::from_micro(more)).unwrap();
        let cost = |quantity| rate.cost(quantity, Currency::Rub, rounding).unwrap().minor();
        prop_assert!(cost(less) <= cost(more));
    }

    #[test]
    fn a_cost_is_within_a_minor_unit_of_the_product(rate in any::<i32>(), quantity in any::<i32>(), rounding in rounding()) {
        let cost = Rate::from_micro(i64::from(rate)).cost(Quantity::from_micro(i64::from(quantity)), Currency::Rub, rounding).unwrap();
        let exact = i128::from(rate) * i128::from(quantity);
        let error = (i128::from(cost.minor()) * 10_000_000_000 - exact).abs();
        let bound = if rounding == Rounding::Down { 9_999_999_999 } else { 5_000_000_000 };
        prop_assert!(error <= bound);
    }

    #[test]
    fn taking_back_costs_exactly_what_was_charged(rate in any::<i32>(), quantity in any::<i32>(), rounding in rounding()) {
        let rate = Rate::from_micro(i64::from(rate));
        let charged = rate.cost(Quantity::from_micro(i64::from(quantity)), Currency::Rub, rounding).unwrap();
        let returned = rate.cost(Quantity::from_micro(-i64::from(quantity)), Currency::Rub, rounding).unwrap();
        prop_assert_eq!(charged.checked_add(returned), Ok(rub(0)));
    }

    #[test]
    fn whole_kilowatt_hours_at_whole_kopecks_are_exact(kopecks in 0_i64..100_000, units in 0_i64..1_000_000, rounding in rounding()) {
        let cost = Rate::from_micro(kopecks * 10_000).cost(Quantity::from_int(units).unwrap(), Currency::Rub, rounding).unwrap();
        prop_assert_eq!(cost.minor(), kopecks * units);
    }

    #[test]
    fn a_rounded_quantity_stays_rounded(micro in any::<i32>(), decimals in 0_u32..8, rounding in rounding()) {
        let once = Quantity::from_micro(i64::from(micro)).rounded(decimals, rounding).unwrap();
        prop_assert_eq!(once.rounded(decimals, rounding), Ok(once));
    }

    #[test]
    fn a_share_and_its_opposite_cancel(points in 0_i64..100_000, minor in any::<i32>(), rounding in rounding()) {
        let percent = Percent::from_basis_points(points);
        let of = percent.of(rub(i64::from(minor)), rounding).unwrap();
        let back = percent.of(rub(-i64::from(minor)), rounding).unwrap();
        prop_assert_eq!(of.checked_add(back), Ok(rub(0)));
    }

    #[test]
    fn zones_subtract_what_was_added(a in zone_values(), b in zone_values()) {
        let sum = a.checked_add(b).unwrap();
        prop_assert_eq!(sum.checked_sub(b), Ok(a));
        prop_assert_eq!(sum.total().unwrap(), a.total().unwrap().checked_add(b.total().unwrap()).unwrap());
    }
}
