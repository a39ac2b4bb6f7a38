//! Decimal text ↔ fixed-point integers: one grammar for money, quantities and rates.
//!
//! Read: an optional sign (`-`, `+` or U+2212), digits, an optional `.` or `,` with decimals. Thousands may be set
//! apart by spaces of any kind (ordinary, no-break, narrow), then in whole groups of three. Leading zeros are free
//! (`00000145.554`). Only one separator is allowed, so `1,234.56` is refused rather than guessed.

use std::fmt::{self, Write as _};

/// Why a text is not a number of the wanted scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing but spaces.
    #[error("no number is given")]
    Empty,
    /// Some character, or the grouping, does not belong to a number.
    #[error("this is not a number")]
    NotANumber,
    /// More decimals (that are not zero) than the scale holds.
    #[error("the number has too many decimals")]
    TooManyDecimals,
    /// Too large for the type.
    #[error("the number is too large")]
    OutOfRange,
}

/// Reads `text` as an integer scaled by 10^`decimals`.
pub(crate) fn parse_fixed(text: &str, decimals: u32) -> Result<i64, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, magnitude) = split_sign(text);
    let (whole, fraction) = split_fraction(magnitude)?;
    let mut value = whole_part(whole)?;
    for digit in fraction_digits(fraction, decimals)? {
        value = push_digit(value, digit)?;
    }
    let value = if negative { -value } else { value };
    i64::try_from(value).map_err(|_| NumberError::OutOfRange)
}

fn split_sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        (true, rest)
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    }
}

/// `12,5` → (`12`, `5`); a separator must have digits after it.
fn split_fraction(magnitude: &str) -> Result<(&str, &str), NumberError> {
    match magnitude.split_once(['.', ',']) {
        None if magnitude.is_empty() => Err(NumberError::NotANumber),
        None => Ok((magnitude, "")),
        Some((_, "")) => Err(NumberError::NotANumber),
        Some(parts) => Ok(parts),
    }
}

fn whole_part(whole: &str) -> Result<i128, NumberError> {
    let grouped = whole.contains(is_group_space);
    let mut value = 0;
    for (index, group) in whole.split(is_group_space).enumerate() {
        let whole_group = group.len() == 3 || (index == 0 && (1..=3).contains(&group.len()));
        if grouped && !whole_group {
            return Err(NumberError::NotANumber);
        }
        for byte in group.bytes() {
            value = push_digit(value, digit(byte)?)?;
        }
    }
    Ok(value)
}

/// Exactly `decimals` digits: padded with zeros, or cut where only zeros are lost.
fn fraction_digits(fraction: &str, decimals: u32) -> Result<impl Iterator<Item = u8>, NumberError> {
    let wanted = decimals as usize;
    for (index, byte) in fraction.bytes().enumerate() {
        let excess = digit(byte)? != 0 && index >= wanted;
        if excess && fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NumberError::TooManyDecimals);
        }
    }
    Ok(fraction.bytes().map(|byte| byte - b'0').chain(std::iter::repeat(0)).take(wanted))
}

fn digit(byte: u8) -> Result<u8, NumberError> {
    if byte.is_ascii_digit() { Ok(byte - b'0') } else { Err(NumberError::NotANumber) }
}

fn push_digit(value: i128, digit: u8) -> Result<i128, NumberError> {
    // Far beyond i64 already, so the i128 itself can never overflow.
    if value > i128::from(i64::MAX) {
        return Err(NumberError::OutOfRange);
    }
    Ok(value * 10 + i128::from(digit))
}

/// The spaces that set thousands apart: ordinary, no-break, thin, figure and narrow no-break.
fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// Writes `value` / 10^`decimals`, with at least `least` decimals and no zero beyond them.
pub(crate) fn write_fixed(
    out: &mut impl fmt::Write,
    value: i64,
    decimals: u32,
    least: usize,
    separator: char,
) -> fmt::Result {
    let scale = 10_u64.pow(decimals);
    let magnitude = value.unsigned_abs();
    let sign = if value < 0 { "-" } else { "" };
    write!(out, "{sign}{}", magnitude / scale)?;
    let mut fraction = String::with_capacity(decimals as usize);
    write!(fraction, "{:0width$}", magnitude % scale, width = decimals as usize)?;
    while fraction.len() > least && fraction.ends_with('0') {
        fraction.pop();
    }
    if fraction.is_empty() || decimals == 0 { Ok(()) } else { write!(out, "{separator}{fraction}") }
}

/// [`write_fixed`] into a string of its own.
pub(crate) fn fixed_string(value: i64, decimals: u32, least: usize, separator: char) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = write_fixed(&mut text, value, decimals, least, separator);
    text
}
