//! Reading whatever the receipts of others say.

use super::{PaymentQr, QrField, encoding::decode};
use crate::{Currency, Money};

/// Why bytes are no payment that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QrReadError {
    /// Without the header `ST`, version, encoding, separator: another kind of code, such as a link.
    #[error("this is not a payment code")]
    NotAPayment,
    /// An encoding that the standard does not know.
    #[error("the encoding of the payment code is unknown")]
    UnknownEncoding,
    /// Nobody can pay without the payee's account and bank.
    #[error("the payment code lacks {0}")]
    Missing(QrField),
}

/// `ST`, four digits of the version, one of the encoding.
const HEADER: usize = 7;

impl PaymentQr {
    /// Reads fields in any order and case, behind any separator that the header declares; the first `=` ends the key.
    /// Empty values, `null`, keys that the standard does not know and repetitions are passed over. A sum with a decimal
    /// point is taken for roubles.
    ///
    /// # Errors
    /// [`QrReadError`] as its variants say.
    pub fn read(bytes: &[u8]) -> Result<Self, QrReadError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
        let (header, rest) = bytes.split_at_checked(HEADER).ok_or(QrReadError::NotAPayment)?;
        let digits = header.strip_prefix(b"ST").filter(|digits| digits.iter().all(u8::is_ascii_digit));
        let declared = digits.and_then(<[u8]>::last).ok_or(QrReadError::NotAPayment)?;
        let text = decode(rest, *declared).ok_or(QrReadError::UnknownEncoding)?;
        let mut characters = text.chars();
        let separator = characters.next().ok_or(QrReadError::NotAPayment)?;
        let mut qr = Self::default();
        for (key, value) in characters.as_str().split(separator).filter_map(|pair| pair.split_once('=')) {
            if let Some(field) = QrField::of_key(key.trim())
                && qr.get(field).is_none()
                && !value.trim().eq_ignore_ascii_case("null")
            {
                qr = if field == QrField::Sum { qr.with_sum_of(value) } else { qr.with(field, value) };
            }
        }
        for needed in [QrField::PersonalAcc, QrField::Bic] {
            qr.get(needed).ok_or(QrReadError::Missing(needed))?;
        }
        Ok(qr)
    }

    fn with_sum_of(self, text: &str) -> Self {
        let kopecks = text.trim().parse().ok().map(|kopecks| Money::new(kopecks, Currency::Rub));
        let sum = kopecks.or_else(|| Money::parse(text, Currency::Rub).ok());
        match sum {
            Some(sum) => self.with_sum(sum),
            None => self,
        }
    }
}
