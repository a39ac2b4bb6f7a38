//! What follows from charges and payments (catalogue A6, A7).

use super::ItemTitle;
use crate::money::{Currency, Money, MoneyError};

/// An item on an account, or the same item on several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemBalance {
    /// What for.
    pub title: ItemTitle,
    /// «Начислено».
    pub accrued: Money,
    /// «Оплачено».
    pub paid: Money,
}

impl ItemBalance {
    /// «Сумма к оплате»: what is still missing; never below nothing.
    ///
    /// # Errors
    /// The sum doesn't fit, or the currencies differ.
    pub fn due(&self) -> Result<Money, MoneyError> {
        Ok(not_below_zero(self.accrued.checked_sub(self.paid)?))
    }

    /// What was paid beyond the charge.
    ///
    /// # Errors
    /// As [`Self::due`].
    pub fn excess(&self) -> Result<Money, MoneyError> {
        Ok(not_below_zero(self.paid.checked_sub(self.accrued)?))
    }
}

fn not_below_zero(sum: Money) -> Money {
    if sum.is_negative() { Money::zero(sum.currency()) } else { sum }
}

/// An account, or several together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountBalance {
    /// By item, in the order of titles.
    pub items: Vec<ItemBalance>,
    /// What was paid for nothing in particular.
    pub unassigned: Money,
}

impl AccountBalance {
    /// «Начислено».
    ///
    /// # Errors
    /// As [`ItemBalance::due`].
    pub fn accrued(&self) -> Result<Money, MoneyError> {
        Money::sum(self.items.iter().map(|item| item.accrued), self.currency())
    }

    /// «Оплачено», for items.
    ///
    /// # Errors
    /// As [`ItemBalance::due`].
    pub fn paid(&self) -> Result<Money, MoneyError> {
        Money::sum(self.items.iter().map(|item| item.paid), self.currency())
    }

    /// «Сумма к оплате»: the sum of what each item lacks. What is too much on one item pays no other.
    ///
    /// # Errors
    /// As [`ItemBalance::due`].
    pub fn due(&self) -> Result<Money, MoneyError> {
        self.items.iter().try_fold(Money::zero(self.currency()), |sum, item| sum.checked_add(item.due()?))
    }

    /// «Предоплата/аванс члена»: what was paid for nothing in particular, and beyond the charges.
    ///
    /// # Errors
    /// As [`ItemBalance::due`].
    pub fn prepaid(&self) -> Result<Money, MoneyError> {
        self.items.iter().try_fold(self.unassigned, |sum, item| sum.checked_add(item.excess()?))
    }

    fn currency(&self) -> Currency {
        self.unassigned.currency()
    }

    /// Each item over several accounts. One account's excess pays no other's debt.
    ///
    /// # Errors
    /// As [`ItemBalance::due`].
    pub fn by_item<'a>(
        accounts: impl IntoIterator<Item = &'a Self>,
        currency: Currency,
    ) -> Result<Vec<ItemTotal>, MoneyError> {
        let mut totals = std::collections::BTreeMap::<&ItemTitle, ItemTotal>::new();
        for item in accounts.into_iter().flat_map(|account| &account.items) {
            let zero = Money::zero(currency);
            let total = totals.entry(&item.title).or_insert_with(|| ItemTotal {
                title: item.title.clone(),
                accrued: zero,
                paid: zero,
                due: zero,
            });
            total.accrued = total.accrued.checked_add(item.accrued)?;
            total.paid = total.paid.checked_add(item.paid)?;
            total.due = total.due.checked_add(item.due()?)?;
        }
        Ok(totals.into_values().collect())
    }
}

/// An item over several accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemTotal {
    /// What for.
    pub title: ItemTitle,
    /// «Начислено».
    pub accrued: Money,
    /// «Оплачено».
    pub paid: Money,
    /// «Сумма к оплате»: what each account lacks, together.
    pub due: Money,
}
