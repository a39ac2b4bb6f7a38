//! A QR code as SVG: one path, since a thousand squares would show seams and cost a page's worth of typesetting.

use crate::DocumentError;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The white border that readers need, in modules.
const QUIET: i32 = 4;

/// The QR code of `bytes` as SVG, of level M or, where it costs no space, better.
///
/// # Errors
/// [`DocumentError::QrTooLong`].
pub fn svg(bytes: &[u8]) -> Result<String, DocumentError> {
    let code = QrCode::encode_binary(bytes, QrCodeEcc::Medium).map_err(|_| DocumentError::QrTooLong)?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|&x| code.get_module(x, y)).fold(0, |run, _| run + 1);
            if run > 0 {
                // Writing into a String cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>"
    ))
}
