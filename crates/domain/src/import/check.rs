//! The rules that a row of readings must meet, in the order in which a person would check them: whose row it is, what
//! period, the dial by itself, the dial beside what stands, and last the figures that only follow from it. The first
//! that fails is told.

use super::{
    fault::Fault,
    problem::ProblemKind,
    readings::{ReadingField, ReadingRow},
};
use crate::{
    account::IdentifierKind,
    meter::{ElectricityCosts, ElectricityTariff, Reading},
    money::{Currency, Money},
    quantity::Quantity,
    rounding::Rounding,
    span::DateSpan,
    zone::{Zone, ZoneValues},
};
use std::fmt::Display;

/// What the register knows of the number that a row bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AccountStanding {
    /// No account has this number, which would be of this kind.
    Unknown(IdentifierKind),
    /// It has no electricity.
    NotElectrified,
    /// It can have readings.
    #[default]
    Metered,
}

/// What stands where the row would go, as the caller found it. Readings are those of the meter that the row is about:
/// after a replacement there is no opening reading to agree with.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Whether the number is known.
    pub account: AccountStanding,
    /// Whether the file had this number before.
    pub repeated: bool,
    /// The period of the file, as its title or most of its rows say; `None` where each row may have its own.
    pub file_span: Option<DateSpan>,
    /// A period of this meter that stands and shares days with the row's without being the same.
    pub overlapping: Option<DateSpan>,
    /// The latest reading on or before the first day of the period.
    pub opening: Option<Reading>,
    /// The earliest reading after the end of the period.
    pub following: Option<Reading>,
}

/// A sound row, with what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was used.
    pub used: ZoneValues,
    /// What it costs; `None` where no tariff holds.
    pub costs: Option<ElectricityCosts>,
    /// What is to be told though the row goes in.
    pub warnings: Vec<Fault>,
}

/// Checks a row beside what stands, and computes its use and costs.
///
/// # Errors
/// The first [`Fault`] in the order of this module.
pub fn check_reading(
    row: &ReadingRow,
    standing: &Standing,
    tariff: Option<&ElectricityTariff>,
    currency: Currency,
    rounding: Rounding,
) -> Result<Checked, Fault> {
    check_account(row, standing)?;
    check_period(row, standing)?;
    check_dial(row)?;
    check_sums(row)?;
    check_neighbours(row, standing)?;
    let used = row.period_use().used().map_err(|_| too_large(ReadingField::EndDay))?;
    check_use(row, used)?;
    let Some(tariff) = tariff else {
        let warning =
            Fault::new(ReadingField::CostSingle, ProblemKind::NoTariff).value(row.span.from().format("%d.%m.%Y"));
        return Ok(Checked { used, costs: None, warnings: vec![warning] });
    };
    let costs = tariff.costs(used, currency, rounding).map_err(|_| too_large(ReadingField::UseAll))?;
    check_costs(row, &costs)?;
    Ok(Checked { used, costs: Some(costs), warnings: Vec::new() })
}

fn check_account(row: &ReadingRow, standing: &Standing) -> Result<(), Fault> {
    let kind = match standing.account {
        AccountStanding::Unknown(IdentifierKind::Plot) => ProblemKind::UnknownPlot,
        AccountStanding::Unknown(_) => ProblemKind::UnknownAccount,
        AccountStanding::NotElectrified => ProblemKind::NotElectrified,
        AccountStanding::Metered if standing.repeated => ProblemKind::DuplicatePlot,
        AccountStanding::Metered => return Ok(()),
    };
    Err(Fault::new(ReadingField::Number, kind).value(&row.number))
}

fn check_period(row: &ReadingRow, standing: &Standing) -> Result<(), Fault> {
    if let Some(span) = standing.file_span.filter(|&span| span != row.span) {
        return Err(Fault::new(ReadingField::PeriodFrom, ProblemKind::WrongPeriod).value(row.span).expected(span));
    }
    match standing.overlapping {
        Some(span) => {
            Err(Fault::new(ReadingField::PeriodFrom, ProblemKind::PeriodOverlaps).value(row.span).other(span))
        }
        None => Ok(()),
    }
}

/// The dial by itself: both readings complete, none below zero, the end not below the start.
fn check_dial(row: &ReadingRow) -> Result<(), Fault> {
    if let Some(zone) = row.start.first_unpaired(row.end) {
        let field = if row.start.get(zone).is_none() { ReadingField::start(zone) } else { ReadingField::end(zone) };
        return Err(Fault::new(field, ProblemKind::MissingValue));
    }
    for (values, field) in [(row.start, ReadingField::start as fn(Zone) -> ReadingField), (row.end, ReadingField::end)]
    {
        if let Some((zone, value)) = values.iter().find(|(_, value)| value.is_negative()) {
            return Err(Fault::new(field(zone), ProblemKind::Negative).value(value));
        }
    }
    match first_pair(row.end, row.start, |end, start| end < start) {
        Some((zone, end, start)) => {
            Err(Fault::new(ReadingField::end(zone), ProblemKind::EndBelowStart).value(end).other(start))
        }
        None => Ok(()),
    }
}

fn check_sums(row: &ReadingRow) -> Result<(), Fault> {
    for (values, stated, field) in
        [(row.start, row.stated.start_sum, ReadingField::StartSum), (row.end, row.stated.end_sum, ReadingField::EndSum)]
    {
        let total = values.total().map_err(|_| too_large(field))?;
        agree(stated, total, field, ProblemKind::SumDiffers)?;
    }
    Ok(())
}

/// The dial beside the readings that stand before and after.
fn check_neighbours(row: &ReadingRow, standing: &Standing) -> Result<(), Fault> {
    if let Some(opening) = standing.opening {
        check_opening(row, opening)?;
    }
    let Some(following) = standing.following else { return Ok(()) };
    if let Some(zone) = row.end.first_unpaired(following.values) {
        let fault = Fault::new(ReadingField::end(zone), ProblemKind::StartDiffers);
        return Err(fault.other(following.taken_on.format("%d.%m.%Y")));
    }
    match first_pair(row.end, following.values, |end, later| end > later) {
        Some((zone, end, later)) => {
            let fault = Fault::new(ReadingField::end(zone), ProblemKind::Overlaps);
            Err(fault.value(end).expected(later).other(following.taken_on.format("%d.%m.%Y")))
        }
        None => Ok(()),
    }
}

/// A reading of the very first day must be met exactly; after a gap the dial may only have gone on.
fn check_opening(row: &ReadingRow, opening: Reading) -> Result<(), Fault> {
    let same_day = opening.taken_on == row.span.from();
    let differs = |start: Quantity, standing: Quantity| if same_day { start != standing } else { start < standing };
    let differing = first_pair(row.start, opening.values, differs);
    if let Some((zone, start, standing)) = differing {
        let fault = Fault::new(ReadingField::start(zone), ProblemKind::StartDiffers);
        return Err(fault.value(start).expected(standing).other(opening.taken_on.format("%d.%m.%Y")));
    }
    match row.start.first_unpaired(opening.values) {
        Some(zone) if row.start.get(zone).is_none() => {
            Err(Fault::new(ReadingField::start(zone), ProblemKind::MissingValue))
        }
        Some(zone) => {
            Err(Fault::new(ReadingField::start(zone), ProblemKind::StartDiffers)
                .other(opening.taken_on.format("%d.%m.%Y")))
        }
        None => Ok(()),
    }
}

fn check_use(row: &ReadingRow, used: ZoneValues) -> Result<(), Fault> {
    let kind = ProblemKind::UseDiffers;
    agree(row.stated.use_day, used.t1, ReadingField::UseDay, kind)?;
    agree(row.stated.use_night, used.t2.unwrap_or_default(), ReadingField::UseNight, kind)?;
    let total = used.total().map_err(|_| too_large(ReadingField::UseAll))?;
    agree(row.stated.use_all, total, ReadingField::UseAll, kind)
}

fn check_costs(row: &ReadingRow, costs: &ElectricityCosts) -> Result<(), Fault> {
    let stated = &row.stated;
    // What a meter without zones cannot have is not compared.
    let pairs: [(Option<Money>, Option<Money>, ReadingField); 4] = [
        (stated.cost_single, Some(costs.single), ReadingField::CostSingle),
        (stated.cost_day, costs.day, ReadingField::CostDay),
        (stated.cost_night, costs.night, ReadingField::CostNight),
        (stated.cost_total, costs.total, ReadingField::CostTotal),
    ];
    pairs.into_iter().try_for_each(|(stated, computed, field)| match computed {
        Some(computed) => agree(stated, computed, field, ProblemKind::CostDiffers),
        None => Ok(()),
    })
}

/// A stated figure, where there is one, equals the computed one.
fn agree<T: PartialEq + Display>(
    stated: Option<T>,
    computed: T,
    field: ReadingField,
    kind: ProblemKind,
) -> Result<(), Fault> {
    match stated {
        Some(stated) if stated != computed => Err(Fault::new(field, kind).value(stated).expected(computed)),
        _ => Ok(()),
    }
}

/// The first zone of both where the relation holds, with the two values.
fn first_pair(
    left: ZoneValues,
    right: ZoneValues,
    relation: impl Fn(Quantity, Quantity) -> bool,
) -> Option<(Zone, Quantity, Quantity)> {
    left.iter()
        .filter_map(|(zone, value)| Some((zone, value, right.get(zone)?)))
        .find(|&(_, left, right)| relation(left, right))
}

fn too_large(field: ReadingField) -> Fault {
    Fault::new(field, ProblemKind::ValueTooLong)
}
