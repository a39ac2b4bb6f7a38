//! What the payment QR code of a Russian receipt says: ГОСТ Р 56042-2014 (`domain.md` 3.1).
//!
//! We write it strictly, since every bank's reader is strict about something else, and read it leniently, since receipts
//! in the wild are not written so.

mod encoding;
mod field;
mod read;
mod write;

pub use field::QrField;
pub use read::QrReadError;
pub use write::QrWriteError;

use crate::{Currency, Money, requisites::BankDetails};
use std::collections::BTreeMap;

/// The fields of a payment and their values, in the standard's order. None is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaymentQr {
    fields: BTreeMap<QrField, String>,
}

impl PaymentQr {
    /// A payment to an account. Of the bank's name, the first 45 characters must do: it is the BIC that counts.
    pub fn to(details: &BankDetails) -> Self {
        let bank: String = details.bank().chars().take(45).collect();
        let correspondent = details.correspondent_account().map_or("0", |account| account.as_str());
        let kpp = details.kpp().map_or("", |kpp| kpp.as_str());
        Self::default()
            .with(QrField::Name, details.payee())
            .with(QrField::PersonalAcc, details.account().as_str())
            .with(QrField::BankName, &bank)
            .with(QrField::Bic, details.bik().as_str())
            .with(QrField::CorrespAcc, correspondent)
            .with(QrField::PayeeInn, details.inn().as_str())
            .with(QrField::Kpp, kpp)
    }

    /// The same with a field set to `value`, on one line with single spaces; an empty value takes the field away.
    #[must_use]
    pub fn with(mut self, field: QrField, value: &str) -> Self {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            self.fields.remove(&field);
        } else {
            self.fields.insert(field, value);
        }
        self
    }

    /// The same with the sum to pay. The code knows no currency: it is of Russia's banks, so a sum in another takes the
    /// field away, and so does one that is not above zero: the payer's application then asks.
    #[must_use]
    pub fn with_sum(self, sum: Money) -> Self {
        let payable = sum.currency() == Currency::Rub && sum.minor() > 0;
        let kopecks = if payable { sum.minor().to_string() } else { String::new() };
        self.with(QrField::Sum, &kopecks)
    }

    /// The value of a field.
    pub fn get(&self, field: QrField) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// The sum to pay, if one is given and can be read.
    pub fn sum(&self) -> Option<Money> {
        let kopecks = self.get(QrField::Sum)?.parse().ok()?;
        Some(Money::new(kopecks, Currency::Rub))
    }
}
