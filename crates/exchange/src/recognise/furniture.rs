//! Rows of a table that are no data: totals, signatures, the numbering of columns.

use domain::import::{ProblemKind, Severity};

use super::words::{WORDS, normalise};
use crate::table::{Cell, RawRow};

/// A line of so few filled cells may be a signature.
const FEW_CELLS: usize = 3;
/// A single text of so many characters is a remark, no account number.
const LONG_REMARK: usize = 40;

/// What a row is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It says something of an account.
    Data,
    /// It states totals.
    Total,
    /// Who signed, who compiled, a remark.
    Remark,
    /// The numbers of the columns, under the header.
    Numbering,
}

/// Tells what a row is for; `is_first` is the one right under the header.
pub(crate) fn role(row: &RawRow, is_first: bool) -> Role {
    if row
        .faults
        .iter()
        .any(|fault| fault.kind.severity() == Severity::Refused && fault.kind != ProblemKind::MergedCells)
    {
        // Its words cannot be trusted: a person must see it.
        return Role::Data;
    }
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = filled.next() else { return Role::Remark };
    let others = filled.count();
    if let Cell::Text(text) = first {
        let words = normalise(text);
        let words: Vec<_> = words.split(' ').collect();
        if WORDS.totals.iter().any(|pattern| pattern.begins(&words)) {
            return Role::Total;
        }
        let signed = text.contains("___") || WORDS.signatures.iter().any(|pattern| pattern.begins(&words));
        if others < FEW_CELLS && (signed || (others == 0 && text.trim().chars().count() > LONG_REMARK)) {
            return Role::Remark;
        }
    }
    if is_first && is_numbering(&row.cells) { Role::Numbering } else { Role::Data }
}

/// `1 | 2 | 3 | 4 …` in every column.
fn is_numbering(cells: &[Cell]) -> bool {
    cells.len() > 3 && (1_usize..).zip(cells).all(|(number, cell)| cell.to_string().trim() == number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role_of(line: &str, is_first: bool) -> Role {
        let cells = line.split(';').map(Cell::from_text).collect();
        role(&RawRow { row: 9, cells, faults: Vec::new() }, is_first)
    }

    #[test]
    fn rows_by_their_words() {
        for (line, wanted) in [
            ("Итого;;;64406", Role::Total),
            (";Итого:;Договоров: 60;3477826,80", Role::Total),
            ("ВСЕГО по СНТ;;5", Role::Total),
            ("Барлығы;400", Role::Total),
            ("Total;400", Role::Total),
            ("Показания сняты 01.06.2022. Ответственный за электрохозяйство ______________;;", Role::Remark),
            ("Председатель;;Иванов И. И.", Role::Remark),
            ("Данные по состоянию на вечер последнего дня месяца, уточняются;", Role::Remark),
            ("1;Всеволожская;5", Role::Data),
            ("Всеволожская;1;5", Role::Data),
            ("123;", Role::Data),
            ("1;2;3;4", Role::Data),
        ] {
            assert_eq!(role_of(line, false), wanted, "{line}");
        }
        assert_eq!(role_of("1;2;3;4;5", true), Role::Numbering);
        assert_eq!(role_of("1;2;3;5;5", true), Role::Data);
    }
}
