//! The receipt of a garden community: ПД-4 in two parts, «Извещение» and «Квитанция», filled in and ready to pay, with
//! the payment QR code (catalogue A7).

use crate::{DocumentError, Press, press::Sheets, qr, russian};
use domain::{
    Currency, Date, Money,
    account::Identifier,
    payment_qr::{PaymentQr, QrField, QrWriteError},
    requisites::BankDetails,
};
use serde_json::json;

/// What a receipt says. The form is Russian, as the banks know it, whatever language the person reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptData {
    /// Where the money goes.
    pub details: BankDetails,
    /// Who pays: surname, name, patronymic.
    pub payer: String,
    /// The payer's address, if it is known.
    pub address: Option<String>,
    /// The plot that is paid for.
    pub plot: Identifier,
    /// Назначение платежа, at most 210 characters: what, for when, and which plot.
    pub purpose: String,
    /// What is to be paid, in roubles.
    pub sum: Money,
    /// The day of the receipt in the portal's time zone.
    pub date: Date,
}

impl ReceiptData {
    /// What the QR code says.
    pub fn payment(&self) -> PaymentQr {
        let mut names = self.payer.splitn(3, char::is_whitespace);
        let mut name = || names.next().unwrap_or_default();
        PaymentQr::to(&self.details)
            .with_sum(self.sum)
            .with(QrField::Purpose, &self.purpose)
            .with(QrField::LastName, name())
            .with(QrField::FirstName, name())
            .with(QrField::MiddleName, name())
            .with(QrField::PayerAddress, self.address.as_deref().unwrap_or_default())
            .with(QrField::PersAcc, self.plot.as_str())
    }

    /// The QR code of [`Self::payment`] as SVG. Where the payee's and the bank's names leave room for one byte a letter only
    /// and the payer's name has a letter that windows-1251 lacks, the code says the plot and not the name.
    ///
    /// # Errors
    /// [`DocumentError::Payment`], [`DocumentError::QrTooLong`].
    pub fn qr_svg(&self) -> Result<String, DocumentError> {
        let written = self.payment().write().or_else(|error| {
            if !matches!(error, QrWriteError::RequiredTooLong | QrWriteError::NoSeparator) {
                return Err(error);
            }
            let names = [QrField::LastName, QrField::FirstName, QrField::MiddleName, QrField::PayerAddress];
            let nameless = names.into_iter().fold(self.payment(), |payment, name| payment.with(name, ""));
            nameless.with(QrField::Purpose, &format!("Участок {}", self.plot)).write()
        });
        qr::svg(&written?)
    }

    /// «Две тысячи двести рублей 00 копеек».
    pub fn sum_in_words(&self) -> String {
        russian::sum_in_words(self.sum)
    }
}

/// The receipt as a tagged PDF (PDF/UA-1). Some 20 ms of work: call it off the async threads.
///
/// # Errors
/// [`DocumentError`] as its variants say.
pub fn render(press: &Press, receipt: &ReceiptData) -> Result<Vec<u8>, DocumentError> {
    render_all(press, std::slice::from_ref(receipt))
}

/// Receipts of one payer as one tagged PDF, each on a page of its own.
///
/// # Errors
/// [`DocumentError`] as its variants say; none at all are [`DocumentError::NothingToPay`].
pub fn render_all(press: &Press, receipts: &[ReceiptData]) -> Result<Vec<u8>, DocumentError> {
    let first = receipts.first().ok_or(DocumentError::NothingToPay)?;
    let title = match receipts {
        [only] => format!("Квитанция на {} – {}", russian::sum(only.sum), only.details.payee()),
        several => format!("Квитанции: {} – {}", several.len(), first.details.payee()),
    };
    let forms = receipts.iter().map(form).collect::<Result<Vec<_>, _>>()?;
    let codes = receipts.iter().map(ReceiptData::qr_svg).collect::<Result<_, _>>()?;
    let data = json!({ "title": title, "description": first.purpose, "receipts": forms });
    press.print_receipts(Sheets { data: &data, codes, date: first.date })
}

/// What the template says of a receipt.
fn form(receipt: &ReceiptData) -> Result<serde_json::Value, DocumentError> {
    let payable = receipt.sum.currency() == Currency::Rub && receipt.sum.minor() > 0;
    if !payable {
        return Err(DocumentError::NothingToPay);
    }
    let details = &receipt.details;
    Ok(json!({
        "payee": details.payee(),
        "inn": details.inn(),
        "kpp": details.kpp(),
        "account": details.account().as_str(),
        "bank": details.bank(),
        "bik": details.bik(),
        "correspondent_account": details.correspondent_account().map(domain::requisites::CorrespondentAccount::as_str),
        "payer": receipt.payer,
        "address": receipt.address,
        "plot": receipt.plot,
        "purpose": receipt.purpose,
        "sum": russian::sum(receipt.sum),
        "words": receipt.sum_in_words(),
        "date": russian::date(receipt.date),
    }))
}
