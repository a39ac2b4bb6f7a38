//! A row of a file of meters.

use domain::import::{MeterField, MeterRow, ProblemKind};
use domain::meter::{MeterService, MeterState};
use domain::{Date, Quantity, ZoneValues};

use super::view::RowView;
use crate::recognise::{Field, WORDS};
use crate::table::Cell;

/// What the database keeps of a meter's place.
const TITLE_CHARS: usize = 200;
/// More zones has no meter.
const ZONES: u8 = 3;
/// More whole figures has no dial.
const DIGITS: u8 = 12;
/// A reading of so many whole figures fills the widest of common dials.
const WIDE_DIAL: usize = 8;

/// Reads the row; `None` if its number or service cannot be read. All that is wrong is told, not the first alone.
pub(crate) fn meter_row(view: &mut RowView<'_>) -> Option<MeterRow> {
    use MeterField as F;
    let number = view.number(Field::Meter(F::Number));
    view.need(Field::Meter(F::Organisation));
    let service = service(view);
    let serial = view.serial(Field::Meter(F::Serial));
    let title = title(view);
    let reading = reading(view);
    let taken_on = taken_on(view, reading);
    let zones = zones(view, reading);
    let (shown_digits, decimals) = shown_dial(view).unzip();
    let digits = whole_number(view, F::Digits, DIGITS).or(shown_digits);
    let verified_on = view.written_date(Field::Meter(F::VerifiedOn));
    let verify_by = view.written_date(Field::Meter(F::VerifyBy));
    let installed_on = view.written_date(Field::Meter(F::InstalledOn));
    let removed_on = view.written_date(Field::Meter(F::RemovedOn));
    let state = state(view, removed_on);
    Some(MeterRow {
        number: number?,
        service: service?,
        serial,
        title,
        zones,
        digits,
        decimals,
        reading,
        taken_on,
        verified_on,
        verify_by,
        installed_on,
        removed_on,
        state,
    })
}

fn service(view: &mut RowView<'_>) -> Option<MeterService> {
    let field = Field::Meter(MeterField::Service);
    let Some(text) = view.text(field) else {
        view.tell(field, ProblemKind::MissingValue);
        return None;
    };
    let service = WORDS.meter_service(&text);
    if service.is_none() {
        view.tell(field, ProblemKind::UnknownService);
    }
    service
}

fn title(view: &mut RowView<'_>) -> Option<String> {
    let field = Field::Meter(MeterField::Title);
    let text = view.text(field).filter(|text| !WORDS.says_none(text))?;
    if text.chars().count() > TITLE_CHARS {
        view.tell(field, ProblemKind::ValueTooLong);
        view.last(|problem| problem.expecting(TITLE_CHARS.to_string()));
        return None;
    }
    Some(text)
}

/// The last reading, if there is one: a zone may only follow those before it.
fn reading(view: &mut RowView<'_>) -> Option<ZoneValues> {
    use MeterField as F;
    let t1 = dial(view, F::Reading1);
    let t2 = dial(view, F::Reading2);
    let t3 = dial(view, F::Reading3);
    let gap = match (t1, t2, t3) {
        (None, Some(_), _) | (None, _, Some(_)) => Some(F::Reading1),
        (Some(_), None, Some(_)) => Some(F::Reading2),
        _ => None,
    };
    // What cannot be read is told already.
    if let Some(field) = gap.map(Field::Meter).filter(|field| view.cell(*field).is_empty()) {
        view.tell(field, ProblemKind::MissingValue);
    }
    Some(ZoneValues { t1: t1?, t2, t3 })
}

fn dial(view: &mut RowView<'_>, field: MeterField) -> Option<Quantity> {
    let field = Field::Meter(field);
    let value = view.quantity(field)?;
    if value.is_negative() {
        view.tell(field, ProblemKind::Negative);
        return None;
    }
    Some(value)
}

/// The day of the reading: a file that has a column for it must say it.
fn taken_on(view: &mut RowView<'_>, reading: Option<ZoneValues>) -> Option<Date> {
    let field = Field::Meter(MeterField::TakenOn);
    if reading.is_some() {
        view.need(field);
    }
    view.written_date(field)
}

/// As many as the file says, else as there are readings; the two must agree.
fn zones(view: &mut RowView<'_>, reading: Option<ZoneValues>) -> Option<u8> {
    let stated = whole_number(view, MeterField::Zones, ZONES);
    let counted = reading.and_then(|values| u8::try_from(values.iter().count()).ok());
    if let (Some(stated), Some(counted)) = (stated, counted)
        && stated != counted
    {
        view.tell(Field::Meter(MeterField::Zones), ProblemKind::ZonesDiffer);
        view.last(|problem| problem.expecting(counted.to_string()));
    }
    stated.or(counted)
}

/// From 1 to `most`.
fn whole_number(view: &mut RowView<'_>, field: MeterField, most: u8) -> Option<u8> {
    let field = Field::Meter(field);
    let text = view.text(field).filter(|text| !WORDS.says_none(text))?;
    let number = text.parse::<u8>().ok().filter(|number| (1..=most).contains(number));
    if number.is_none() {
        view.tell(field, ProblemKind::NotANumber);
    }
    number
}

/// Whole figures and decimals of a dial that is written out with all its figures: `00000145.554`.
fn shown_dial(view: &RowView<'_>) -> Option<(u8, u8)> {
    let text = view.text(Field::Meter(MeterField::Reading1))?;
    // A number of a sheet shows its value, not the dial.
    if !matches!(view.cell(Field::Meter(MeterField::Reading1)), Cell::Text(_)) {
        return None;
    }
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text.as_str(), ""));
    let is_padded = whole.len() > 1 && whole.starts_with('0');
    if !is_padded && whole.len() < WIDE_DIAL {
        return None;
    }
    let digits = u8::try_from(whole.len()).ok().filter(|digits| *digits <= DIGITS)?;
    let decimals = u8::try_from(fraction.len()).ok().filter(|decimals| u32::from(*decimals) <= Quantity::DECIMALS)?;
    Some((digits, decimals))
}

/// A day of removal says that the meter is out, whatever else is said.
fn state(view: &mut RowView<'_>, removed_on: Option<Date>) -> Option<MeterState> {
    let (field, removed) = (Field::Meter(MeterField::State), Field::Meter(MeterField::RemovedOn));
    let text = view.text(field);
    let said = text.as_deref().and_then(|text| WORDS.meter_state(text));
    if text.is_some() && said.is_none() {
        view.tell(field, ProblemKind::UnknownState);
    }
    if removed_on.is_some() {
        return Some(MeterState::Removed);
    }
    // A column of removals that is empty says that the meter is in.
    said.or_else(|| (view.has(field) || view.has(removed)).then_some(MeterState::Installed))
}
