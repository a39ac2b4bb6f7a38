//! Finds the header among the first rows, whether it has one level or several, and gives its columns their meaning.

use std::collections::BTreeMap;

use domain::area::AreaUnit;
use domain::import::{ImportKind, Problem, ProblemKind, ReadingField};

use super::columns::{Column, Columns, Field};
use super::synonyms::{Meaning, VOCABULARIES, Vocabulary, vocabulary};
use super::words::{WORDS, normalise};
use crate::table::{Cell, RawRow};

/// So many levels a header may have.
const LEVELS: usize = 3;

/// A header and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// Its columns.
    pub columns: Columns,
    /// How many rows stand above it.
    pub above: usize,
    /// How many rows it takes.
    pub levels: usize,
    /// Fields that two columns claim, which makes the file unreadable.
    pub problems: Vec<Problem>,
}

/// Finds the header of the kind the caller wants, or of the kind that fits best.
/// `None` if no row looks like a header of these kinds.
pub(crate) fn find_header(rows: &[RawRow], wanted: Option<ImportKind>) -> Option<Header> {
    let kinds = VOCABULARIES.iter().filter(|vocabulary| wanted.is_none_or(|kind| kind == vocabulary.kind));
    let mut best: Option<(usize, Header)> = None;
    for vocabulary in kinds {
        for (above, levels) in places(rows) {
            let paths = paths(&rows[above..above + levels]);
            let meanings = meanings(&paths, vocabulary);
            let score = score(&meanings, &paths, vocabulary, wanted.is_some());
            if score > best.as_ref().map_or(0, |(best, _)| *best) {
                let row = rows[above + levels - 1].row;
                best = Some((score, header(&paths, &meanings, vocabulary, (above, levels, row))));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// Rows that may be a header, those of fewer levels first.
fn places(rows: &[RawRow]) -> impl Iterator<Item = (usize, usize)> + '_ {
    (1..=LEVELS)
        .flat_map(|levels| (0..rows.len()).map(move |above| (above, levels)))
        .filter(|(above, levels)| rows.get(*above..above + levels).is_some_and(|rows| rows.iter().all(may_be_level)))
}

/// A level of a header has several texts and hardly a number.
fn may_be_level(row: &RawRow) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let (mut texts, mut others) = (0, 0);
    for cell in filled {
        if is_wording(cell) { texts += 1 } else { others += 1 }
    }
    texts > 1 && others * 4 <= texts
}

fn is_wording(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.chars().any(char::is_alphabetic) || text.contains('№'))
}

/// The headers above a column, from the highest level down.
struct Path {
    levels: Vec<String>,
}

impl Path {
    fn text(&self) -> String {
        self.levels.join(": ")
    }

    /// Normalised, without its unit.
    fn name(&self) -> (String, Option<AreaUnit>) {
        WORDS.without_unit(&normalise(&self.text()))
    }

    fn leaf(&self) -> String {
        self.levels.last().map(|leaf| WORDS.without_unit(&normalise(leaf)).0).unwrap_or_default()
    }
}

fn paths(levels: &[RawRow]) -> Vec<Path> {
    let width = levels.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    (0..width)
        .map(|column| {
            let own = (0..levels.len()).map(|level| level_text(levels, level, column));
            Path { levels: own.flatten().collect() }
        })
        .collect()
}

/// The text of a level over a column: its own, or that of the merged cell it lies under.
fn level_text(levels: &[RawRow], level: usize, column: usize) -> Option<String> {
    let own = text_at(&levels[level], column);
    let is_covered = levels[level + 1..].iter().any(|row| text_at(row, column).is_some());
    if own.is_some() || !is_covered {
        return own;
    }
    // A merged cell reaches right over columns that have headers of their own below it.
    (0..column).rev().find_map(|left| text_at(&levels[level], left).map(|text| (left, text))).and_then(
        |(left, text)| {
            let reaches =
                (left..column).all(|between| levels[level + 1..].iter().any(|row| text_at(row, between).is_some()));
            reaches.then_some(text)
        },
    )
}

fn text_at(row: &RawRow, column: usize) -> Option<String> {
    let text = row.cells.get(column)?.to_string();
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!squeezed.is_empty()).then_some(squeezed)
}

fn meanings(paths: &[Path], vocabulary: &Vocabulary) -> Vec<Option<Meaning>> {
    paths.iter().map(|path| vocabulary.meaning(&path.name().0, &path.leaf())).collect()
}

/// How many different fields are recognised; 0 if too few to tell the kind.
fn score(meanings: &[Option<Meaning>], paths: &[Path], vocabulary: &Vocabulary, is_wanted: bool) -> usize {
    let fields: std::collections::BTreeSet<Field> = meanings.iter().flatten().map(|meaning| meaning.field).collect();
    let telling = fields.iter().filter(|field| !field.is_number()).count();
    let enough = telling >= vocabulary.enough && !paths.iter().any(|path| vocabulary.is_against(&path.name().0));
    if enough || is_wanted { fields.len() } else { 0 }
}

fn header(
    paths: &[Path],
    meanings: &[Option<Meaning>],
    vocabulary: &Vocabulary,
    (above, levels, header_row): (usize, usize, u64),
) -> Header {
    let chosen = choose(meanings);
    let identifier = chosen.values().find(|index| meanings[**index].is_some_and(|meaning| meaning.field.is_number()));
    let identifier = identifier.and_then(|index| meanings[*index]).and_then(|meaning| meaning.identifier);
    let columns = paths
        .iter()
        .enumerate()
        .map(|(index, path)| Column {
            header: path.text(),
            example: None,
            field: meanings[index].map(|meaning| meaning.field).filter(|field| chosen.get(field) == Some(&index)),
            area_unit: path.name().1,
        })
        .collect();
    let mut columns = Columns { kind: vocabulary.kind, identifier, header_row, columns };
    read_sums_as_dial(&mut columns);
    let problems = doubles(meanings, &chosen, paths, header_row);
    Header { columns, above, levels, problems }
}

/// The surest column of each field; of equally sure ones the first.
fn choose(meanings: &[Option<Meaning>]) -> BTreeMap<Field, usize> {
    let mut chosen = BTreeMap::<Field, usize>::new();
    for (index, meaning) in meanings.iter().enumerate() {
        let Some(meaning) = meaning else { continue };
        let surer = |other: &usize| meanings[*other].is_some_and(|other| other.strength >= meaning.strength);
        if !chosen.get(&meaning.field).is_some_and(surer) {
            chosen.insert(meaning.field, index);
        }
    }
    chosen
}

/// Columns that claim a field as surely as the one chosen.
fn doubles(meanings: &[Option<Meaning>], chosen: &BTreeMap<Field, usize>, paths: &[Path], row: u64) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, meaning) in meanings.iter().enumerate() {
        let Some(meaning) = meaning else { continue };
        let Some(first) = chosen.get(&meaning.field).filter(|first| **first != index) else { continue };
        if meanings[*first].is_some_and(|other| other.strength == meaning.strength) {
            let problem = Problem::new(ProblemKind::DuplicateColumn).at_row(row);
            problems.push(problem.in_column(paths[index].text()).naming(paths[*first].text()));
        }
    }
    problems
}

/// A file that has no zones may call its only dial a sum.
fn read_sums_as_dial(columns: &mut Columns) {
    for (dial, sum) in [(ReadingField::StartDay, ReadingField::StartSum), (ReadingField::EndDay, ReadingField::EndSum)]
    {
        if columns.index_of(Field::Reading(dial)).is_none()
            && let Some(index) = columns.index_of(Field::Reading(sum))
        {
            columns.assign(index, Some(Field::Reading(dial)));
        }
    }
}

/// Columns without which no row can be made and which are not there, as problems of the header's row.
pub(crate) fn missing_columns(columns: &Columns, has_period: bool) -> Vec<Problem> {
    let vocabulary = vocabulary(columns.kind);
    let present = columns.fields();
    let mut missing: Vec<Field> =
        vocabulary.required.iter().copied().filter(|field| !present.contains(field)).collect();
    if columns.kind == ImportKind::Readings && !has_period {
        let (from, to) = (Field::Reading(ReadingField::PeriodFrom), Field::Reading(ReadingField::PeriodTo));
        missing.extend([from, to].into_iter().filter(|field| !present.contains(field)));
    }
    missing
        .into_iter()
        .map(|field| {
            let title = vocabulary.title(field, &present);
            Problem::new(ProblemKind::MissingColumn).at_row(columns.header_row).in_column(title)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::IdentifierKind;

    fn rows(lines: &[&str]) -> Vec<RawRow> {
        (1..)
            .zip(lines)
            .map(|(row, line)| RawRow {
                row,
                cells: line.split(';').map(Cell::from_text).collect(),
                faults: Vec::new(),
            })
            .collect()
    }

    fn codes(header: &Header) -> Vec<&str> {
        header.columns.columns.iter().map(|column| column.field.map_or("", Field::code)).collect()
    }

    #[test]
    fn two_levels_under_titles() {
        let rows = rows(&[
            "СНТ «Аникино»;;;;;",
            "Показания на начало периода;;;;;",
            "№ участка;Показания на начало периода;;Показания на конец периода;;К оплате (однотарифный учет), руб.",
            ";День, кВт*ч;Ночь, кВт*ч;День, кВт*ч;Ночь, кВт*ч;",
            "1;10;20;30;40;5,93",
        ]);
        let header = find_header(&rows, None).unwrap();
        assert_eq!(codes(&header), ["number", "start_day", "start_night", "end_day", "end_night", "cost_single"]);
        assert_eq!((header.above, header.levels, header.columns.header_row), (2, 2, 4));
        assert_eq!(header.columns.header(2), Some("Показания на начало периода: Ночь, кВт*ч"));
        assert_eq!(header.columns.header(5), Some("К оплате (однотарифный учет), руб."));
        assert_eq!(header.problems, []);
    }

    #[test]
    fn a_flat_header_is_not_mixed_with_its_first_row() {
        let rows = rows(&["Улица;Владелец;Участок;Прим.", "Лесная;Иванов;12а;сторож", "Лесная;Петров;13;"]);
        let header = find_header(&rows, None).unwrap();
        assert_eq!(codes(&header), ["street", "holders", "number", ""]);
        assert_eq!(header.levels, 1);
    }

    #[test]
    fn a_field_may_stand_once() {
        let rows = rows(&["№ участка;Улица;Телефон;Мобильный;ФИО", "1;2;3;4;5"]);
        let header = find_header(&rows, None).unwrap();
        let wanted = Problem::new(ProblemKind::DuplicateColumn).at_row(1).in_column("Мобильный").naming("Телефон");
        assert_eq!(header.problems, [wanted]);
    }

    #[test]
    fn charges_and_payments() {
        let rows_of_charges = rows(&[
            "Номер участка;Статья;Начислено, руб.;Оплачено, руб.;Дата последней оплаты",
            "1;Взнос;7200,00;0,00;",
        ]);
        let header = find_header(&rows_of_charges, None).unwrap();
        assert_eq!((header.columns.kind, header.columns.identifier), (ImportKind::Charges, Some(IdentifierKind::Plot)));
        assert_eq!(codes(&header), ["number", "item", "accrued", "paid", "last_paid_on"]);
        let rows_of_payments = rows(&["Участок;Дата;Сумма, руб.;Назначение платежа", "285;04.01.2022;3000,00;эл-во"]);
        let header = find_header(&rows_of_payments, None).unwrap();
        assert_eq!(
            (header.columns.kind, header.columns.identifier),
            (ImportKind::Payments, Some(IdentifierKind::Plot))
        );
        assert_eq!(codes(&header), ["number", "paid_on", "amount", "purpose"]);
    }

    #[test]
    fn bills_by_service_are_none_of_ours_yet() {
        let rows =
            rows(&["Период;Лицевой счет;Услуга;Объем;Тариф;Начислено;Перерасчет;Оплачено", "09.2026;1;Газ;1;2;3;4;5"]);
        assert!(find_header(&rows, None).is_none());
    }

    #[test]
    fn a_dial_without_zones() {
        let rows = rows(&["ЛС;Период;Показания на начало;Показания на конец;Расход", "1;05.2022;1;2;1"]);
        let header = find_header(&rows, None).unwrap();
        assert_eq!(codes(&header), ["number", "period", "start_day", "end_day", "use_all"]);
    }
}
