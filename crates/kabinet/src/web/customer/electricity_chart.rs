//! The consumption chart: a drawing on the server, in whole units of its view box, with its finding in words.

use domain::Quantity;
use domain::portal::PortalRules;

use crate::flows::Failure;
use crate::flows::electricity_statement::{Period, PeriodTotals};
use crate::i18n::{Figure, Translator, Words};

const WIDTH: u32 = 380;
const HEIGHT: u32 = 208;
const BASE: u32 = 176;
const LEFT: u32 = 44;
const RIGHT: u32 = 372;
const TALLEST: u32 = 140;
const WIDEST_BAR: u32 = 40;
/// A chart of one bar tells nothing.
const LEAST_BARS: usize = 2;

/// Bars of day and night, month by month.
pub struct UseChart {
    /// The chart in one sentence.
    pub finding: String,
    /// Oldest first.
    pub bars: Vec<UseBar>,
    /// Lines with their values.
    pub grid: Vec<GridLine>,
    /// Of the view box.
    pub width: u32,
    /// Of the view box.
    pub height: u32,
    /// The axis.
    pub base: u32,
}

/// One period.
pub struct UseBar {
    /// Left edge.
    pub x: u32,
    /// Of the bar.
    pub width: u32,
    /// Of the texts.
    pub middle: u32,
    /// Top of the day part, which stands on the axis.
    pub day_y: u32,
    /// Of the day part.
    pub day_height: u32,
    /// Top of the night part, which stands on the day.
    pub night_y: u32,
    /// Of the night part.
    pub night_height: u32,
    /// kWh.
    pub value: Figure,
    /// Of its text.
    pub value_y: u32,
    /// Under the axis.
    pub month: Words,
    /// In the table.
    pub period: String,
    /// kWh by day.
    pub day: Figure,
    /// kWh by night.
    pub night: Figure,
    /// The newest.
    pub is_now: bool,
}

/// A line across.
pub struct GridLine {
    /// Where.
    pub y: u32,
    /// Its value.
    pub text: String,
}

/// Draws the periods (newest first); none while there are fewer than two.
pub fn chart(t: Translator, rules: &PortalRules, periods: &[Period]) -> Result<Option<UseChart>, Failure> {
    if periods.len() < LEAST_BARS {
        return Ok(None);
    }
    let mut totals = Vec::with_capacity(periods.len());
    for period in periods.iter().rev() {
        totals.push((period, period.totals(rules)?));
    }
    let largest = totals.iter().map(|(_, totals)| kwh(totals.all)).max().unwrap_or(0);
    let step = step(largest);
    let lines = largest.div_ceil(step).max(1);
    let top = step * lines;
    let count = u32::try_from(totals.len()).unwrap_or(1).max(1);
    let slot = (RIGHT - LEFT) / count;
    let width = WIDEST_BAR.min(slot * 6 / 10).max(2);
    let height = |value: Quantity| u32::try_from(kwh(value) * u64::from(TALLEST) / top).unwrap_or(TALLEST);
    let bars = totals.iter().zip(0u32..).map(|((period, totals), index)| {
        let middle = LEFT + slot * index + slot / 2;
        let (day, all) = (height(totals.day), height(totals.all));
        let is_now = index + 1 == count;
        bar(t, period, totals, Shape { middle, width, day, all, is_now })
    });
    Ok(Some(UseChart {
        finding: finding(t, &totals)?,
        bars: bars.collect(),
        grid: (1..=lines)
            .map(|line| GridLine {
                y: BASE - u32::try_from(line * u64::from(TALLEST) / lines).unwrap_or(0),
                text: t.n(line * step),
            })
            .collect(),
        width: WIDTH,
        height: HEIGHT,
        base: BASE,
    }))
}

/// Where a bar stands and how tall it is.
#[derive(Clone, Copy)]
struct Shape {
    middle: u32,
    width: u32,
    day: u32,
    all: u32,
    is_now: bool,
}

fn bar(t: Translator, period: &Period, totals: &PeriodTotals, shape: Shape) -> UseBar {
    let from = period.span.from();
    let night_y = BASE - shape.all;
    UseBar {
        x: shape.middle - shape.width / 2,
        width: shape.width,
        middle: shape.middle,
        day_y: BASE - shape.day,
        day_height: shape.day,
        night_y,
        night_height: shape.all - shape.day.min(shape.all),
        value: t.quantity(totals.all),
        value_y: night_y - 6,
        month: t.month_short(from),
        period: month_year(t, period),
        day: t.quantity(totals.day),
        night: t.quantity(totals.night),
        is_now: shape.is_now,
    }
}

fn month_year(t: Translator, period: &Period) -> String {
    period.span.period().map_or_else(|_| period.span.to_string(), |month| t.month(month))
}

/// Whole kWh: finer than a pixel anyway.
fn kwh(quantity: Quantity) -> u64 {
    u64::try_from(quantity.micro() / Quantity::SCALE).unwrap_or(0)
}

/// The distance of the grid's lines: 1, 2 or 5 times a power of ten, so that there are two to four of them.
fn step(largest: u64) -> u64 {
    let mut power = 1;
    loop {
        for factor in [1, 2, 5] {
            if largest <= factor * power * 4 {
                return factor * power;
            }
        }
        power *= 10;
    }
}

/// How the newest period compares with the mean of those before it.
fn finding(t: Translator, totals: &[(&Period, PeriodTotals)]) -> Result<String, Failure> {
    let Some(((newest, now), before)) = totals.split_last() else { return Ok(String::new()) };
    let sum = Quantity::sum(before.iter().map(|(_, totals)| totals.all))?;
    let count = i64::try_from(before.len()).unwrap_or(1).max(1);
    let average = Quantity::from_micro((sum.micro() / count / Quantity::SCALE) * Quantity::SCALE);
    let key = match now.all.cmp(&average) {
        std::cmp::Ordering::Greater => "electricity-chart-more",
        std::cmp::Ordering::Less => "electricity-chart-less",
        std::cmp::Ordering::Equal => "electricity-chart-same",
    };
    let (used, average) = (t.quantity(now.all), t.quantity(average));
    Ok(t.s3(key, "month", month_year(t, newest), "used", used, "average", average))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn two_to_four_lines_cover_the_largest_bar() {
        for largest in 1..5000 {
            let lines = u64::div_ceil(largest, step(largest));
            assert!((1..=4).contains(&lines), "{largest}: {lines}");
        }
        assert_eq!((step(739), step(0), step(400), step(401)), (200, 1, 100, 200));
    }
}
