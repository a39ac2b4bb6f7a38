//! A cell of phones as treasurers keep it: several numbers, remarks, and words where there is none.

use super::{Phone, is_punctuation};

/// A number and what was noted beside it: «муж», «дом.», «звонить после 18».
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedPhone {
    /// The number.
    pub phone: Phone,
    /// The note, without its brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// What a cell of phones says, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneList {
    /// The numbers.
    pub phones: Vec<ListedPhone>,
    /// Pieces that are neither a number nor a word for none, to be shown to a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
}

/// Words that stand where there is no phone.
const NONE_WORDS: [&str; 8] = ["нет", "не указан", "не указано", "отсутствует", "без телефона", "жоқ", "none", "no"];

/// Words before a number that only say that it is one.
const LABELS: [&str; 8] = ["т", "тел", "телефон", "моб", "мобильный", "сот", "tel", "phone"];

impl PhoneList {
    /// Reads a cell. Numbers are set apart by `,`, `;`, `/` or a new line, or only by spaces; words beside a number are
    /// its remark. Nothing is lost: what cannot be read stands in [`PhoneList::unread`].
    pub fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for piece in pieces(text) {
            list.take(piece);
        }
        list
    }

    /// Whether the cell says that there is no phone.
    pub fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.unread.is_empty()
    }

    /// The first number that an SMS can reach.
    pub fn first_mobile(&self) -> Option<&Phone> {
        self.phones.iter().map(|listed| &listed.phone).find(|phone| phone.is_mobile())
    }

    fn take(&mut self, piece: &str) {
        let piece = piece.trim();
        let Some((before, number, after)) = number_within(piece) else {
            return self.take_words(piece);
        };
        let Some(phones) = numbers(number).filter(|_| !is_glued(before, after)) else {
            return self.unread.push(piece.to_owned());
        };
        let count = phones.len();
        for (index, phone) in phones.into_iter().enumerate() {
            // Words stand beside the last of several numbers.
            let remark = if index + 1 == count { remark(before, after) } else { None };
            self.phones.push(ListedPhone { phone, remark });
        }
    }

    /// A piece without digits: none, a remark to the number before it, or unread.
    fn take_words(&mut self, words: &str) {
        let bare = bare(words).to_lowercase();
        if bare.is_empty() || NONE_WORDS.contains(&bare.as_str()) {
            return;
        }
        match self.phones.last_mut() {
            Some(ListedPhone { remark: remark @ None, .. }) => *remark = self::remark(words, ""),
            _ => self.unread.push(words.to_owned()),
        }
    }
}

/// The pieces between separators; a separator within brackets belongs to the remark.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // A bracket that is never closed must not swallow the rest of the cell.
        matches!(c, ';' | '\n' | '\r') || (depth == 0 && matches!(c, ',' | '/'))
    })
}

/// The first run of digits and phone punctuation, and the words around it. Nothing where there is no digit.
fn number_within(piece: &str) -> Option<(&str, &str, &str)> {
    let digit = piece.find(|c: char| c.is_ascii_digit())?;
    let mut start = digit;
    for (at, c) in piece[..digit].char_indices().rev() {
        match c {
            '+' => {
                start = at;
                break;
            }
            '(' => start = at,
            _ => break,
        }
    }
    let length = piece[digit..]
        .find(|c: char| !c.is_ascii_digit() && !is_punctuation(c) && c != '+')
        .unwrap_or(piece.len() - digit);
    let last = piece[..digit + length].rfind(|c: char| c.is_ascii_digit())?;
    Some((&piece[..start], &piece[start..=last], &piece[last + 1..]))
}

/// Whether a letter touches the digits, as when «О» is typed for 0. Only a label may («т89991234567»).
fn is_glued(before: &str, after: &str) -> bool {
    let label = LABELS.contains(&bare(before).to_lowercase().as_str());
    after.starts_with(char::is_alphabetic) || (!label && before.ends_with(char::is_alphabetic))
}

/// One number, or two that only a space sets apart.
fn numbers(text: &str) -> Option<Vec<Phone>> {
    if let Ok(phone) = Phone::parse(text) {
        return Some(vec![phone]);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    // Two numbers with their punctuation are short; a cell of a thousand spaces is not to be tried at each.
    if text.len() > 80 || !(20..=22).contains(&digits) {
        return None;
    }
    text.char_indices().filter(|(_, c)| c.is_whitespace()).find_map(|(at, _)| {
        let first = Phone::parse(&text[..at]).ok()?;
        let second = Phone::parse(&text[at..]).ok()?;
        Some(vec![first, second])
    })
}

/// The words around a number, without brackets and without «т.»; none where nothing is left.
fn remark(before: &str, after: &str) -> Option<String> {
    let label = bare(before);
    let before = if LABELS.contains(&label.to_lowercase().as_str()) { "" } else { label };
    let words = crate::search::squeezed(&format!("{before} {}", unbracketed(after)));
    (!words.is_empty()).then_some(words)
}

/// Without the punctuation around it: «т.» → «т», «Мария:» → «Мария».
fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| is_punctuation(c) || matches!(c, ':' | '+' | '№'))
}

/// Without one pair of brackets and stray dashes around it: « (муж)» → «муж», but «дом.» keeps its dot.
fn unbracketed(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '-' | '–' | '—' | ':'))
}
