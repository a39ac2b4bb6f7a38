//! Names of cells: `C29`, `A1:XFD1048576`.

use std::fmt;

/// A rectangle of cells; rows and columns count from 0, both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellRange {
    /// First row and column.
    pub start: (u32, u32),
    /// Last row and column.
    pub end: (u32, u32),
}

impl CellRange {
    /// How many cells it claims.
    pub fn cells(&self) -> u64 {
        let side = |from: u32, to: u32| u64::from(to.saturating_sub(from)) + 1;
        side(self.start.0, self.end.0) * side(self.start.1, self.end.1)
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |(row, column): (u32, u32)| format!("{}{}", letters(column), row + 1);
        if self.start == self.end {
            f.write_str(&name(self.start))
        } else {
            write!(f, "{}:{}", name(self.start), name(self.end))
        }
    }
}

/// `A`, `Z`, `AA` … for a column counted from 0.
fn letters(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        name.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_spreadsheets_do() {
        for (start, end, text) in [
            ((0, 0), (0, 0), "A1"),
            ((28, 2), (30, 2), "C29:C31"),
            ((9, 26), (10, 51), "AA10:AZ11"),
            ((0, 0), (1_048_575, 16_383), "A1:XFD1048576"),
        ] {
            assert_eq!(CellRange { start, end }.to_string(), text);
        }
    }
}
