//! The three encodings that the standard names.

/// Windows-1251 from 0x80 to 0xBF; the letters from А to я follow. 0x98 means nothing.
const WINDOWS_1251: [char; 64] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ', //
    'ђ', '‘', '’', '“', '”', '•', '–', '—', UNKNOWN, '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ', //
    '\u{a0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{ad}', '®', 'Ї', //
    '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
];

/// KOI8-R from 0xC0: the letters in the order of the Latin ones.
const KOI8_R: &str = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

/// What stands for a byte that means nothing.
const UNKNOWN: char = '\u{fffd}';

/// Reads what is declared by the digit of the header. What is UTF-8 is taken for that, whatever is declared: Russian
/// text in the other two is never UTF-8 by chance. `None` for a digit that the standard does not know.
pub(super) fn decode(bytes: &[u8], declared: u8) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    match declared {
        // Declared UTF-8 and not so: the usual slip is a program of Windows.
        b'1' | b'2' => Some(bytes.iter().map(|&byte| of_windows_1251(byte)).collect()),
        b'3' => Some(bytes.iter().map(|&byte| of_koi8_r(byte)).collect()),
        _ => None,
    }
}

fn of_windows_1251(byte: u8) -> char {
    match byte {
        0..0x80 => char::from(byte),
        0x80..0xc0 => WINDOWS_1251[usize::from(byte - 0x80)],
        0xc0.. => char::from_u32(u32::from(byte) - 0xc0 + u32::from('А')).unwrap_or(UNKNOWN),
    }
}

fn of_koi8_r(byte: u8) -> char {
    match byte {
        0..0x80 => char::from(byte),
        0xa3 => 'ё',
        0xb3 => 'Ё',
        0x9a => '\u{a0}',
        0xc0.. => KOI8_R.chars().nth(usize::from(byte - 0xc0)).unwrap_or(UNKNOWN),
        _ => UNKNOWN,
    }
}

/// The text in windows-1251, if it has all its letters.
pub(super) fn to_windows_1251(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| if c.is_ascii() { u8::try_from(c).ok() } else { byte_of(c) }).collect()
}

fn byte_of(c: char) -> Option<u8> {
    (0x80..=0xff).find(|&byte| of_windows_1251(byte) == c && c != UNKNOWN)
}
