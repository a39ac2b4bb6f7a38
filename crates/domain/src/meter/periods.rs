//! From dial readings to periods of use.

use super::{PeriodUse, Reading};
use crate::span::DateSpan;

/// The periods between readings of one meter that follow each other, in the order of time. Readings on one day, or out
/// of order, make no period: the store never holds such.
pub fn periods(readings: &[Reading]) -> Vec<PeriodUse> {
    readings
        .windows(2)
        .filter_map(|pair| {
            let span = DateSpan::new(pair[0].taken_on, pair[1].taken_on).ok()?;
            Some(PeriodUse { span, start: pair[0].values, end: pair[1].values })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Quantity, ZoneValues, parse_date};

    #[test]
    fn each_reading_ends_a_period_and_begins_the_next() {
        let reading = |day: &str, value| Reading {
            taken_on: parse_date(day).unwrap(),
            values: ZoneValues::single(Quantity::from_micro(value)),
        };
        let three = [reading("01.04.2022", 5), reading("01.05.2022", 7), reading("01.06.2022", 7)];
        let found = periods(&three);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].start.t1.micro(), found[0].end.t1.micro()), (5, 7));
        assert_eq!(found[1].span, DateSpan::new(three[1].taken_on, three[2].taken_on).unwrap());
        assert!(periods(&three[..1]).is_empty());
        assert!(periods(&[three[1], three[0]]).is_empty());
    }
}
