//! The community's ledger: catalogue A6 and A7.

use domain::ledger::{AccountBalance, ItemBalance, ItemTitle, ItemTitleError};
use domain::{Currency, Money};
use proptest::prelude::*;

use crate::same_cases;

fn rub(minor: i64) -> Money {
    Money::new(minor, Currency::Rub)
}

fn item(title: &str, accrued: i64, paid: i64) -> ItemBalance {
    ItemBalance { title: ItemTitle::parse(title).unwrap(), accrued: rub(accrued), paid: rub(paid) }
}

fn account(items: Vec<ItemBalance>, unassigned: i64) -> AccountBalance {
    AccountBalance { items, unassigned: rub(unassigned) }
}

#[test]
fn titles_are_compared_without_case_and_spaces() {
    let (one, other) = (ItemTitle::parse("  Членские  взносы 2022 "), ItemTitle::parse("ЧЛЕНСКИЕ взносы 2022"));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.as_str(), "Членские взносы 2022");
    assert_eq!(one.key(), other.key());
    assert_ne!(one, other);
    assert_eq!(ItemTitle::parse(" \u{a0} "), Err(ItemTitleError::Empty));
    assert_eq!(ItemTitle::parse(&"я".repeat(201)), Err(ItemTitleError::TooLong));
    assert!(serde_json::from_str::<ItemTitle>("\"\"").is_err());
}

#[test]
fn what_is_missing_and_what_is_too_much() {
    for (accrued, paid, due, excess) in [
        (720_000, 0, 720_000, 0),
        (720_000, 720_000, 0, 0),
        (350_000, 349_999, 1, 0),
        (720_000, 970_075, 0, 250_075),
        (0, 0, 0, 0),
        (0, 500, 0, 500),
    ] {
        let item = item("взнос", accrued, paid);
        assert_eq!((item.due().unwrap().minor(), item.excess().unwrap().minor()), (due, excess), "{accrued} {paid}");
    }
}

#[test]
fn what_is_too_much_on_one_item_pays_no_other() {
    let balance = account(vec![item("дорога", 350_000, 400_000), item("членские", 720_000, 700_000)], 12_345);
    assert_eq!(balance.accrued().unwrap(), rub(1_070_000));
    assert_eq!(balance.paid().unwrap(), rub(1_100_000));
    assert_eq!(balance.due().unwrap(), rub(20_000));
    assert_eq!(balance.prepaid().unwrap(), rub(50_000 + 12_345));
}

#[test]
fn several_plots_item_by_item() {
    let plots = [
        account(vec![item("дорога", 100, 100), item("членские", 720_000, 0)], 0),
        account(vec![item("членские", 720_000, 750_000)], 5),
    ];
    let totals = AccountBalance::by_item(&plots, Currency::Rub).unwrap();
    let shown: Vec<_> =
        totals.iter().map(|t| (t.title.as_str(), t.accrued.minor(), t.paid.minor(), t.due.minor())).collect();
    assert_eq!(shown, [("дорога", 100, 100, 0), ("членские", 1_440_000, 750_000, 720_000)]);
}

#[test]
fn sums_that_do_not_fit_are_errors() {
    assert!(account(vec![item("a", i64::MAX, 0), item("b", 1, 0)], 0).due().is_err());
    let tenge = ItemBalance { paid: Money::zero(Currency::Kzt), ..item("a", 1, 0) };
    assert!(tenge.due().is_err());
}

proptest! {
    #![proptest_config(same_cases())]

    /// Charged less paid is what is missing less what was paid in advance.
    #[test]
    fn the_balance_balances(
        items in proptest::collection::vec((0..=10_i64.pow(12), 0..=10_i64.pow(12)), 0..20),
        unassigned in 0..=10_i64.pow(12),
    ) {
        let items = items.iter().enumerate().map(|(n, (accrued, paid))| item(&format!("статья {n}"), *accrued, *paid));
        let balance = account(items.collect(), unassigned);
        let [accrued, paid, due, prepaid] = [
            balance.accrued().unwrap(), balance.paid().unwrap(), balance.due().unwrap(), balance.prepaid().unwrap(),
        ].map(Money::minor);
        prop_assert_eq!(accrued - paid - unassigned, due - prepaid);
        prop_assert!(due >= 0 && prepaid >= 0);
    }
}
