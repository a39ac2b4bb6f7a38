//! Which character parts the fields, decided from the first lines.

use std::collections::BTreeMap;

use super::fields::split;

/// Tried in this order: a tab hardly ever stands in a value, a semicolon seldom,
/// a comma often (decimal commas, addresses).
pub(crate) const CANDIDATES: [char; 3] = ['\t', ';', ','];

/// The delimiter on which most of the lines agree; `;` if none parts anything.
pub(crate) fn find_delimiter<'a>(lines: &(impl Iterator<Item = &'a str> + Clone)) -> char {
    let filled = lines.clone().filter(|line| !line.trim().is_empty()).count();
    let agreed: Vec<_> = CANDIDATES.map(|candidate| (candidate, agreement(lines.clone(), candidate))).into();
    agreed
        .iter()
        .find(|(_, agreeing)| *agreeing > 0 && *agreeing * 2 >= filled)
        .or_else(|| agreed.iter().rev().max_by_key(|(_, agreeing)| *agreeing).filter(|(_, agreeing)| *agreeing > 0))
        .map_or(';', |(candidate, _)| *candidate)
}

/// How many fields most of the lines have, lines of one field left out.
pub(crate) fn usual_width<'a>(lines: impl Iterator<Item = &'a str>, delimiter: char) -> Option<usize> {
    widths(lines, delimiter).into_iter().max_by_key(|(_, lines)| *lines).map(|(width, _)| width)
}

/// How many lines have the commonest number of fields.
fn agreement<'a>(lines: impl Iterator<Item = &'a str>, delimiter: char) -> usize {
    widths(lines, delimiter).into_values().max().unwrap_or(0)
}

/// How many lines have each number of fields, lines of one field left out.
fn widths<'a>(lines: impl Iterator<Item = &'a str>, delimiter: char) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::<usize, usize>::new();
    for line in lines {
        let width = split(line, delimiter).fields.len();
        if width > 1 {
            *counts.entry(width).or_default() += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_commas_and_addresses_do_not_confuse() {
        for (text, wanted) in [
            ("№;Сумма\n1;12,50\n2;3,10\n", ';'),
            ("ЛС;Адрес;Сумма\n1;г. Рязань, ул. А, д. 1, кв. 2;1,5\n2;г. Рязань, ул. Б, д. 3, кв. 4;2,5", ';'),
            ("№\tСумма\n1\t12,50\n2\t3,10", '\t'),
            ("№,Сумма\n1,\"12,50\"\n2,3.10", ','),
            ("СНТ «Аникино», отчет\n\n№,Ф,Д\n1,2,3\n4,5,6", ','),
            ("номер\n1\n2", ';'),
            ("", ';'),
        ] {
            assert_eq!(find_delimiter(&text.lines()), wanted, "{text}");
        }
    }
}
