//! Staged rows as the table of the check shows them.

use domain::area::AreaUnit;
use domain::import::{ChargeField, ImportKind, MeterField, PaymentField, Problem, ReadingField, RegisterField};
use domain::meter::MeterState;
use domain::{Currency, Quantity};
use exchange::Field;
use store::imports::{StagedRow, Verdict};

use super::import_columns::field_name;
use super::import_view::{ImportCell, ImportHeading, ImportRow, RowState};
use super::import_words::service;
use crate::flows::Failure;
use crate::flows::import_file::{Change, Figure, FileFacts, Staged, changes, read_back};
use crate::i18n::Translator;
use crate::problem_text::sentence;

/// Where there is nothing.
const DASH: &str = "—";

/// What rows are read with.
pub struct RowTerms<'a> {
    pub t: Translator,
    pub kind: ImportKind,
    pub facts: &'a FileFacts,
    pub currency: Currency,
}

/// A column of the table: its word and the field it shows.
struct Shown {
    code: &'static str,
    field: Field,
    numeric: bool,
}

const fn shown(code: &'static str, field: Field, numeric: bool) -> Shown {
    Shown { code, field, numeric }
}

const READINGS: &[Shown] = &[
    shown("day", Field::Reading(ReadingField::EndDay), true),
    shown("night", Field::Reading(ReadingField::EndNight), true),
    shown("used", Field::Reading(ReadingField::UseAll), true),
];
const REGISTER: &[Shown] = &[
    shown("holders", Field::Register(RegisterField::Holders), false),
    shown("meter", Field::Register(RegisterField::MeterSerial), false),
];

const CHARGES: &[Shown] = &[
    shown("item", Field::Charge(ChargeField::Item), false),
    shown("accrued", Field::Charge(ChargeField::Accrued), true),
    shown("paid", Field::Charge(ChargeField::Paid), true),
];
const PAYMENTS: &[Shown] = &[
    shown("paid-on", Field::Payment(PaymentField::PaidOn), false),
    shown("amount", Field::Payment(PaymentField::Amount), true),
    shown("purpose", Field::Payment(PaymentField::Purpose), false),
];
const METERS: &[Shown] = &[
    shown("service", Field::Meter(MeterField::Service), false),
    shown("serial", Field::Meter(MeterField::Serial), false),
    shown("reading", Field::Meter(MeterField::Reading1), true),
];

impl RowTerms<'_> {
    fn shown(&self) -> &'static [Shown] {
        match self.kind {
            ImportKind::Readings => READINGS,
            ImportKind::Register => REGISTER,
            ImportKind::Charges => CHARGES,
            ImportKind::Payments => PAYMENTS,
            ImportKind::Meters => METERS,
        }
    }

    /// The headings of the cells.
    pub fn headings(&self) -> Vec<ImportHeading> {
        let heading = |shown: &Shown| ImportHeading {
            label: self.t.s(format!("import-heading-{}", shown.code)).into(),
            numeric: shown.numeric,
        };
        self.shown().iter().map(heading).collect()
    }

    /// Rows with their problems, which come in the order of the rows.
    pub fn rows(&self, rows: &[StagedRow], problems: &[Problem]) -> Result<Vec<ImportRow>, Failure> {
        rows.iter()
            .map(|row| {
                let number = u64::try_from(row.row).ok();
                let own: Vec<&Problem> = problems.iter().filter(|problem| problem.row == number).collect();
                self.row(row, &own)
            })
            .collect()
    }

    fn row(&self, row: &StagedRow, problems: &[&Problem]) -> Result<ImportRow, Failure> {
        let said = read_back(row, self.kind, self.currency)?;
        let changes =
            said.as_ref().map(|said| changes(self.facts, row, said, self.currency)).transpose()?.unwrap_or_default();
        let raw: Vec<String> = row.raw.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
        let raw = |field: Field| {
            let cell = self.facts.columns.index_of(field).and_then(|index| raw.get(index));
            cell.map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
        };
        let cell = |shown: &Shown| {
            let change = changes.iter().find(|change| change.field == shown.field);
            let new = match (change, &said) {
                (Some(change), _) => Some(self.figure(&change.new)),
                (None, Some(said)) => self.said(said, shown.field)?,
                (None, None) => raw(shown.field),
            };
            Ok::<_, Failure>(ImportCell {
                label: self.t.s(format!("import-cell-{}", shown.code)).into(),
                old: change.map(|change| self.figure(&change.old)),
                new: new.unwrap_or_else(|| DASH.to_owned()),
            })
        };
        let number = row.number.clone().or_else(|| raw(Field::number(self.kind)));
        Ok(ImportRow {
            row: row.row.to_string(),
            number: number.unwrap_or_else(|| DASH.to_owned()),
            state: state(row.verdict, !problems.is_empty()),
            cells: self.shown().iter().map(cell).collect::<Result<_, _>>()?,
            messages: self.messages(problems, &changes),
        })
    }

    /// What a row says of a field.
    fn said(&self, said: &Staged, field: Field) -> Result<Option<String>, Failure> {
        let quantity = |quantity: Quantity| String::from(self.t.quantity(quantity));
        Ok(match (said, field) {
            (Staged::Reading(row), Field::Reading(ReadingField::EndDay)) => Some(quantity(row.period().end.t1)),
            (Staged::Reading(row), Field::Reading(ReadingField::EndNight)) => row.period().end.t2.map(quantity),
            (Staged::Reading(row), Field::Reading(ReadingField::UseAll)) => Some(quantity(row.used()?.total()?)),
            (Staged::Register(row), Field::Register(RegisterField::Holders)) => {
                (!row.holders.is_empty()).then(|| row.holders.join(", "))
            }
            (Staged::Register(row), Field::Register(RegisterField::MeterSerial)) => {
                row.meter_serial.as_ref().map(ToString::to_string)
            }
            (Staged::Charge(row), Field::Charge(ChargeField::Item)) => Some(row.item.to_string()),
            (Staged::Charge(row), Field::Charge(ChargeField::Accrued)) => Some(self.t.sum(row.accrued).into()),
            (Staged::Charge(row), Field::Charge(ChargeField::Paid)) => Some(self.t.sum(row.paid).into()),
            (Staged::Payment(row), Field::Payment(PaymentField::PaidOn)) => Some(self.t.short_date(row.paid_on)),
            (Staged::Payment(row), Field::Payment(PaymentField::Amount)) => Some(self.t.sum(row.amount).into()),
            (Staged::Payment(row), Field::Payment(PaymentField::Purpose)) => row.purpose.clone(),
            (Staged::Meter(row), Field::Meter(MeterField::Service)) => Some(service(self.t, row.service)),
            (Staged::Meter(row), Field::Meter(MeterField::Serial)) => row.serial.as_ref().map(ToString::to_string),
            (Staged::Meter(row), Field::Meter(MeterField::Reading1)) => row.reading.map(|values| quantity(values.t1)),
            _ => None,
        })
    }

    /// What is wrong, and what changes beside the cells.
    fn messages(&self, problems: &[&Problem], changes: &[Change]) -> Vec<String> {
        let problems = problems.iter().map(|problem| in_its_column(self.t, problem));
        let beside = changes.iter().filter(|change| !self.shown().iter().any(|shown| shown.field == change.field));
        let said_beside = beside.map(|change| {
            let (old, new) = (self.figure(&change.old), self.figure(&change.new));
            self.t.s3("import-row-change", "field", field_name(self.t, change.field), "old", old, "new", new)
        });
        problems.chain(said_beside).collect()
    }

    fn figure(&self, figure: &Figure) -> String {
        let t = self.t;
        match figure {
            Figure::Nothing => t.s("import-value-none").into(),
            Figure::Words(words) => words.clone(),
            Figure::Area(area) => t.quantity(AreaUnit::Ares.from_square_metres(*area).unwrap_or(*area)).into(),
            Figure::Dial(dial) => t.quantity(*dial).into(),
            Figure::Flag(true) => t.s("import-value-yes").into(),
            Figure::Flag(false) => t.s("import-value-no").into(),
            Figure::Day(day) => t.short_date(*day),
            Figure::Sum(sum) => t.sum(*sum).into(),
            Figure::State(MeterState::Installed) => t.s("import-value-installed").into(),
            Figure::State(MeterState::Removed) => t.s("import-value-removed").into(),
        }
    }
}

fn state(verdict: Verdict, is_odd: bool) -> RowState {
    match verdict {
        Verdict::Refused => RowState::Refused,
        Verdict::Changed => RowState::Changed,
        Verdict::Added | Verdict::Unchanged if is_odd => RowState::Warned,
        Verdict::Added => RowState::Added,
        Verdict::Unchanged => RowState::Unchanged,
    }
}

/// The sentence, with the column before it unless the sentence names it itself.
pub fn in_its_column(t: Translator, problem: &Problem) -> String {
    let sentence = sentence(t, problem);
    match problem.column.as_deref() {
        Some(column) if !sentence.contains(column) => {
            format!("{}: {sentence}", t.s1("import-place-column", "column", column))
        }
        _ => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;
    use exchange::Columns;

    fn facts(file: &str, kind: ImportKind) -> FileFacts {
        let options = exchange::ReadOptions { kind: Some(kind), ..Default::default() };
        let survey = exchange::survey(std::io::Cursor::new(file.as_bytes().to_vec()), "файл.csv", &options).unwrap();
        FileFacts::of_survey(survey)
    }

    fn terms(facts: &FileFacts) -> RowTerms<'_> {
        let Columns { kind, .. } = facts.columns;
        RowTerms { t: Translator::new(Language::Ru), kind, facts, currency: Currency::Rub }
    }

    fn staged(verdict: Verdict) -> StagedRow {
        let date = |text| domain::parse_date(text).unwrap();
        StagedRow {
            row: 14,
            number: Some("269".into()),
            account: None,
            span: Some(domain::DateSpan::new(date("01.05.2022"), date("01.06.2022")).unwrap()),
            verdict,
            payload: Some("[[9000000000,3000000000,null,9532000000,3118000000,null],[null,null,null,null]]".into()),
            stands: None,
            raw: None,
            part: None,
        }
    }

    #[test]
    fn a_changed_reading_shows_what_stands_and_what_comes() {
        let facts = facts("№ участка;Начало: День;Начало: Ночь;Конец: День;Конец: Ночь\n", ImportKind::Readings);
        let mut row = staged(Verdict::Changed);
        row.stands =
            Some(r#"{"start":{"t1":"8999","t2":"3000","t3":null},"end":{"t1":"9531","t2":"3118","t3":null}}"#.into());
        let view = &terms(&facts).rows(&[row], &[]).unwrap()[0];
        let cells: Vec<_> = view.cells.iter().map(|cell| (cell.old.as_deref(), cell.new.as_str())).collect();
        assert_eq!(cells, [(Some("9\u{a0}531"), "9\u{a0}532"), (None, "3\u{a0}118"), (None, "650")]);
        assert_eq!(view.messages, ["Показание на начало, день: было «8\u{a0}999», станет «9\u{a0}000»."]);
        assert_eq!(view.state, RowState::Changed);
    }

    #[test]
    fn a_refused_row_shows_its_cells_as_they_are() {
        let facts = facts("№ участка;Начало: День;Конец: День\n", ImportKind::Readings);
        let mut row = staged(Verdict::Refused);
        (row.number, row.payload) = (None, None);
        row.raw = Some(r#"[" 12a ","10","десять"]"#.into());
        let problem = Problem::new(domain::import::ProblemKind::NotANumber).at_row(14).in_column("Конец: День");
        let view = &terms(&facts).rows(&[row], &[problem.with_value("десять")]).unwrap()[0];
        assert_eq!(
            (view.number.as_str(), view.cells[0].new.as_str(), view.cells[1].new.as_str()),
            ("12a", "десять", "—")
        );
        assert!(view.messages[0].starts_with("столбец «Конец: День»: «десять» — не число"), "{:?}", view.messages);
    }

    #[test]
    fn a_row_that_goes_in_with_a_remark_is_warned() {
        assert_eq!(state(Verdict::Added, true), RowState::Warned);
        assert_eq!(state(Verdict::Changed, true), RowState::Changed);
        assert_eq!(state(Verdict::Unchanged, false), RowState::Unchanged);
    }
}
