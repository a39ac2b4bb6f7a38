//! Documents as PDF, typeset by Typst (docs/adr/0007): the receipt of a garden community, and the
//! instruction of a cabinet.
//!
//! A crate of its own so that Typst stays off the edit path of everything else. [`Press`] holds what all documents share
//! and is made once; a document's module turns its data into a PDF. Nothing here reads a file, asks the time or knows a
//! language but that of the form.

mod error;
pub mod instruction;
mod press;
mod qr;
pub mod receipt;
mod russian;

pub use error::DocumentError;
pub use press::Press;
pub use qr::svg as qr_svg;
