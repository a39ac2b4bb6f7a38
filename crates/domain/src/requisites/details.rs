//! Where the money of a payment goes.

use super::{BankAccount, Bik, CorrespondentAccount, Inn, Kpp, RequisiteError};

/// The payee and its account: what a receipt and its QR code tell the bank. Account and correspondent account are of
/// the bank that the BIC names.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "BankDetailsText", into = "BankDetailsText")]
pub struct BankDetails {
    payee: String,
    inn: Inn,
    kpp: Option<Kpp>,
    account: BankAccount,
    bank: String,
    bik: Bik,
    correspondent_account: Option<CorrespondentAccount>,
}

/// Bank details as typed, or as kept: one text a field, empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BankDetailsText {
    /// The payee's name.
    pub payee: String,
    /// ИНН.
    pub inn: String,
    /// КПП, which sole traders have not.
    pub kpp: String,
    /// Расчётный счёт.
    pub account: String,
    /// The bank's name.
    pub bank: String,
    /// БИК.
    pub bik: String,
    /// Корреспондентский счёт, which offices of the Bank of Russia have not.
    pub correspondent_account: String,
}

coded! {
    /// The fields of bank details.
    pub enum BankDetailsField {
        /// The payee's name.
        Payee = "payee",
        /// ИНН.
        Inn = "inn",
        /// КПП.
        Kpp = "kpp",
        /// Расчётный счёт.
        Account = "account",
        /// The bank's name.
        Bank = "bank",
        /// БИК.
        Bik = "bik",
        /// Корреспондентский счёт.
        CorrespondentAccount = "correspondent_account",
    }
}

/// The first field that is wrong, and why; beside it the others may be wrong too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {error}")]
pub struct BankDetailsError {
    /// The field.
    pub field: BankDetailsField,
    /// What is wrong with it.
    pub error: RequisiteError,
}

impl BankDetails {
    /// The longest name of a payee or a bank, in characters: what the QR code takes of a payee's.
    pub const MAX_NAME_CHARS: usize = 160;

    /// Reads all fields.
    ///
    /// # Errors
    /// Every field that is wrong, in their order. The accounts of a wrong BIC are not looked at.
    pub fn parse(text: &BankDetailsText) -> Result<Self, Vec<BankDetailsError>> {
        use BankDetailsField as Field;
        let mut errors = Vec::new();
        let payee = keep(&mut errors, Field::Payee, name(&text.payee));
        let inn = keep(&mut errors, Field::Inn, Inn::parse(&text.inn));
        let kpp = keep(&mut errors, Field::Kpp, if_given(&text.kpp, Kpp::parse));
        let bik = Bik::parse(&text.bik);
        let of_bank = bik.as_ref().ok();
        let account = of_bank.and_then(|bik| keep(&mut errors, Field::Account, BankAccount::parse(&text.account, bik)));
        let bank = keep(&mut errors, Field::Bank, name(&text.bank));
        let bik = keep(&mut errors, Field::Bik, bik);
        let correspondent_account = bik.as_ref().and_then(|bik| {
            let read = if_given(&text.correspondent_account, |text| CorrespondentAccount::parse(text, bik));
            let has_one = !bik.is_of_the_bank_of_russia() && !bik.is_of_the_treasury();
            let read = if has_one && read == Ok(None) { Err(RequisiteError::Empty) } else { read };
            keep(&mut errors, Field::CorrespondentAccount, read)
        });
        match (payee, inn, kpp, account, bank, bik, correspondent_account) {
            (Some(payee), Some(inn), Some(kpp), Some(account), Some(bank), Some(bik), Some(correspondent_account)) => {
                Ok(Self { payee, inn, kpp, account, bank, bik, correspondent_account })
            }
            _ => Err(errors),
        }
    }

    /// The payee's name.
    pub fn payee(&self) -> &str {
        &self.payee
    }

    /// ИНН of the payee.
    pub fn inn(&self) -> &Inn {
        &self.inn
    }

    /// КПП of the payee, if it has one.
    pub fn kpp(&self) -> Option<&Kpp> {
        self.kpp.as_ref()
    }

    /// The payee's account.
    pub fn account(&self) -> &BankAccount {
        &self.account
    }

    /// The bank's name.
    pub fn bank(&self) -> &str {
        &self.bank
    }

    /// The bank's code.
    pub fn bik(&self) -> &Bik {
        &self.bik
    }

    /// The bank's account with the Bank of Russia, if it has one.
    pub fn correspondent_account(&self) -> Option<&CorrespondentAccount> {
        self.correspondent_account.as_ref()
    }
}

impl From<BankDetails> for BankDetailsText {
    fn from(details: BankDetails) -> Self {
        Self {
            payee: details.payee,
            inn: details.inn.to_string(),
            kpp: details.kpp.map(|kpp| kpp.to_string()).unwrap_or_default(),
            account: details.account.to_string(),
            bank: details.bank,
            bik: details.bik.to_string(),
            correspondent_account: details.correspondent_account.map(|account| account.to_string()).unwrap_or_default(),
        }
    }
}

impl TryFrom<BankDetailsText> for BankDetails {
    type Error = BankDetailsError;

    fn try_from(text: BankDetailsText) -> Result<Self, Self::Error> {
        let nothing = BankDetailsError { field: BankDetailsField::Payee, error: RequisiteError::Empty };
        Self::parse(&text).map_err(|errors| errors.first().copied().unwrap_or(nothing))
    }
}

/// The value, or a note of what is wrong with the field.
fn keep<T>(errors: &mut Vec<BankDetailsError>, field: BankDetailsField, read: Result<T, RequisiteError>) -> Option<T> {
    read.map_err(|error| errors.push(BankDetailsError { field, error })).ok()
}

/// Nothing for a field left empty.
fn if_given<T>(text: &str, parse: impl Fn(&str) -> Result<T, RequisiteError>) -> Result<Option<T>, RequisiteError> {
    if text.trim().is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// A name on one line, with single spaces.
fn name(text: &str) -> Result<String, RequisiteError> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        Err(RequisiteError::Empty)
    } else if name.chars().any(char::is_control) {
        Err(RequisiteError::Character)
    } else if name.chars().count() > BankDetails::MAX_NAME_CHARS {
        Err(RequisiteError::Length)
    } else {
        Ok(name)
    }
}
