//! A row of a file of readings.

use domain::import::{ProblemKind, ReadingField, ReadingRow, StatedFigures};
use domain::{DateSpan, Period, Zone, ZoneValues};

use super::view::RowView;
use crate::recognise::{Field, span};
use crate::table::Cell;

/// Reads the row; `None` if its number, its period or a reading cannot be read. All that is wrong is told, not the first alone.
pub(crate) fn reading_row(view: &mut RowView<'_>) -> Option<ReadingRow> {
    let number = view.number(Field::Reading(ReadingField::Number));
    let span = row_span(view);
    let start = dial(view, ReadingField::start);
    let end = dial(view, ReadingField::end);
    let stated = stated(view);
    Some(ReadingRow { number: number?, span: span?, start: start?, end: end?, stated })
}

/// The row's own period, by two dates or a month; else the file's.
pub(crate) fn row_span(view: &mut RowView<'_>) -> Option<DateSpan> {
    let (from, to) = (Field::Reading(ReadingField::PeriodFrom), Field::Reading(ReadingField::PeriodTo));
    if view.has(from) && view.has(to) {
        let (first, last) = (view.required_date(from), view.required_date(to));
        let (first, last) = (first?, last?);
        let span = span(first, last);
        if span.is_none() {
            view.tell(to, ProblemKind::WrongDate);
            view.last(|problem| problem.expecting(format!("> {}", first.format("%d.%m.%Y"))));
        }
        return span;
    }
    let month = Field::Reading(ReadingField::Period);
    if view.has(month) {
        return month_span(view, month);
    }
    view.terms.span
}

fn month_span(view: &mut RowView<'_>, field: Field) -> Option<DateSpan> {
    let span = match view.cell(field) {
        Cell::Empty => {
            view.tell(field, ProblemKind::MissingValue);
            return None;
        }
        Cell::Date(date) => Period::of(*date).ok().map(DateSpan::of),
        Cell::Text(text) => Period::parse(text).map(DateSpan::of).ok().or_else(|| DateSpan::parse(text).ok()),
        Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => None,
    };
    if span.is_none() {
        view.tell(field, ProblemKind::WrongDate);
    }
    span
}

/// The dial in every zone the file has columns for.
fn dial(view: &mut RowView<'_>, field: fn(Zone) -> ReadingField) -> Option<ZoneValues> {
    let mut zone = |zone: Zone| {
        let field = Field::Reading(field(zone));
        view.has(field).then(|| view.required_quantity(field))
    };
    let (t1, t2, t3) = (zone(Zone::T1), zone(Zone::T2), zone(Zone::T3));
    let unread = |value: &Option<Option<_>>| matches!(value, Some(None));
    if unread(&t2) || unread(&t3) {
        return None;
    }
    Some(ZoneValues { t1: t1??, t2: t2.flatten(), t3: t3.flatten() })
}

fn stated(view: &mut RowView<'_>) -> StatedFigures {
    use ReadingField as F;
    StatedFigures {
        start_sum: view.quantity(Field::Reading(F::StartSum)),
        end_sum: view.quantity(Field::Reading(F::EndSum)),
        use_day: view.quantity(Field::Reading(F::UseDay)),
        use_night: view.quantity(Field::Reading(F::UseNight)),
        use_all: view.quantity(Field::Reading(F::UseAll)),
        cost_single: view.money(Field::Reading(F::CostSingle)),
        cost_day: view.money(Field::Reading(F::CostDay)),
        cost_night: view.money(Field::Reading(F::CostNight)),
        cost_total: view.money(Field::Reading(F::CostTotal)),
    }
}
