//! Why a document can't be made. [`DocumentError::NothingToPay`], [`DocumentError::Payment`] and
//! [`DocumentError::Letter`] are in the data, and a person can mend them; the others are faults of ours.

use domain::payment_qr::QrWriteError;

/// Why a document can't be made.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A receipt is for a sum above zero, in roubles: the form is that of Russia's banks.
    #[error("there is nothing to pay in roubles")]
    NothingToPay,
    /// The payment QR code can't hold the payment.
    #[error("the payment code: {0}")]
    Payment(#[from] QrWriteError),
    /// The payment is longer than any QR code.
    #[error("the payment is too long for a QR code")]
    QrTooLong,
    /// A character that the fonts don't have.
    #[error("the fonts lack the character {0:?}")]
    Letter(char),
    /// The fonts that stand in this crate can't be read.
    #[error("the embedded fonts are broken")]
    Fonts,
    /// The data can't be written for the template.
    #[error("the data of the document: {0}")]
    Data(#[from] serde_json::Error),
    /// What Typst says of template or PDF.
    #[error("typesetting: {0}")]
    Typesetting(String),
}
