//! In which encoding each line of a text file is written, decided as the lines come by.

use std::str;

use domain::import::ProblemKind;
use encoding_rs::WINDOWS_1251;

use crate::table::Encoding;

/// The mark that says «UTF-8».
pub(crate) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// So many characters past ASCII make it certain that a line is UTF-8 by intent:
/// Russian windows-1251 text passes for UTF-8 by chance only in shorter scraps.
const CERTAIN: usize = 4;

/// A line as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecodedLine {
    /// The line; if its encoding is not the file's, in the encoding it seems to be.
    pub text: String,
    /// `EncodingChanges` on the first line of another encoding, `WrongEncoding` on the later ones.
    pub fault: Option<ProblemKind>,
}

/// Decides on the first line that holds more than ASCII and watches the rest.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    marked: bool,
    settled: Option<Settled>,
    changed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settled {
    Utf8,
    Windows1251,
}

impl Decoder {
    /// `marked`: the file begins with [`UTF8_MARK`].
    pub fn new(marked: bool) -> Self {
        Self { marked, ..Self::default() }
    }

    /// The encoding as far as it is known.
    pub fn encoding(&self) -> Encoding {
        match (self.settled, self.marked) {
            (Some(Settled::Windows1251), _) => Encoding::Windows1251,
            (_, true) => Encoding::Utf8Bom,
            (_, false) => Encoding::Utf8,
        }
    }

    /// Does the mark lie?
    pub fn wrong_label(&self) -> bool {
        self.marked && self.settled == Some(Settled::Windows1251)
    }

    /// The line as text.
    pub fn decode(&mut self, bytes: &[u8]) -> DecodedLine {
        if bytes.is_ascii() {
            return DecodedLine { text: String::from_utf8_lossy(bytes).into_owned(), fault: None };
        }
        let as_utf8 = str::from_utf8(bytes).ok();
        let found = match (self.settled, as_utf8) {
            (_, None) => Settled::Windows1251,
            (Some(Settled::Windows1251), Some(text)) if !certainly_utf8(text) => Settled::Windows1251,
            (_, Some(_)) => Settled::Utf8,
        };
        let settled = *self.settled.get_or_insert(found);
        let text = match (found, as_utf8) {
            (Settled::Utf8, Some(text)) => text.to_owned(),
            _ => from_windows_1251(bytes),
        };
        let fault = (found != settled).then(|| {
            let first = !std::mem::replace(&mut self.changed, true);
            if first { ProblemKind::EncodingChanges } else { ProblemKind::WrongEncoding }
        });
        DecodedLine { text, fault }
    }
}

/// Is this field, of a line decoded as windows-1251, no valid UTF-8?
pub(crate) fn is_foreign(field: &str) -> bool {
    let (bytes, _, _) = WINDOWS_1251.encode(field);
    !field.is_ascii() && str::from_utf8(&bytes).is_err()
}

fn certainly_utf8(text: &str) -> bool {
    text.chars().filter(|c| !c.is_ascii()).count() >= CERTAIN
}

fn from_windows_1251(bytes: &[u8]) -> String {
    WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cp1251(text: &str) -> Vec<u8> {
        WINDOWS_1251.encode(text).0.into_owned()
    }

    #[test]
    fn the_first_line_past_ascii_decides() {
        let mut decoder = Decoder::new(false);
        assert_eq!(decoder.decode(b"account;sum").fault, None);
        assert_eq!(decoder.encoding(), Encoding::Utf8);
        assert_eq!(decoder.decode(&cp1251("Ёлкина; № 5")).text, "Ёлкина; № 5");
        assert_eq!(decoder.encoding(), Encoding::Windows1251);
    }

    #[test]
    fn a_change_is_told_once_then_repeated() {
        let mut decoder = Decoder::new(false);
        decoder.decode("Ёлкин".as_bytes());
        let first = decoder.decode(&cp1251("Волков"));
        assert_eq!((first.text.as_str(), first.fault), ("Волков", Some(ProblemKind::EncodingChanges)));
        assert_eq!(decoder.decode(&cp1251("Щукин")).fault, Some(ProblemKind::WrongEncoding));
        assert_eq!(decoder.decode("Быков".as_bytes()).fault, None);
    }

    #[test]
    fn a_change_the_other_way_is_seen_too() {
        let mut decoder = Decoder::new(false);
        decoder.decode(&cp1251("Волков"));
        let line = decoder.decode("Быкова".as_bytes());
        assert_eq!((line.text.as_str(), line.fault), ("Быкова", Some(ProblemKind::EncodingChanges)));
    }

    #[test]
    fn a_mark_may_lie() {
        let mut decoder = Decoder::new(true);
        decoder.decode(&cp1251("Лицевой счёт"));
        assert!(decoder.wrong_label());
        assert_eq!(decoder.encoding(), Encoding::Windows1251);
    }
}
