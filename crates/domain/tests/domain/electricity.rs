//! What a period's electricity costs: the figures of the catalogue, to the kopeck.

use domain::{
    Currency, Date, DateSpan, Money, Period, Quantity, Rate, Rounding, ZoneValues,
    meter::{ElectricityAccounting, ElectricityTariff, PeriodUse, TariffError, TariffTable, UseError},
    zone::{Zone, ZoneError},
};

pub fn tariff() -> ElectricityTariff {
    let rate = |text| Rate::parse(text).unwrap();
    ElectricityTariff { single: rate("5.93"), day: rate("6.82"), night: rate("2.65") }
}

pub fn kwh(units: i64) -> Quantity {
    Quantity::from_int(units).unwrap()
}

pub fn day_night(day: i64, night: i64) -> ZoneValues {
    ZoneValues::day_night(kwh(day), kwh(night))
}

pub fn may() -> DateSpan {
    DateSpan::of(Period::new(2022, 5).unwrap())
}

fn rub(text: &str) -> Money {
    Money::parse(text, Currency::Rub).unwrap()
}

#[test]
fn the_figures_of_the_catalogue_come_out() {
    // Plot: start, end, used (day, night, all), single, day, night, total.
    let plot_269 = ((9012, 2901), (9532, 3118), (520, 217, 737), ["4370.41", "3546.40", "575.05", "4121.45"]);
    let plot_270 = ((344, 244), (346, 244), (2, 0, 2), ["11.86", "13.64", "0", "13.64"]);
    let plot_1 = ((3577, 7076), (3673, 7174), (96, 98, 194), ["1150.42", "654.72", "259.70", "914.42"]);
    for (start, end, (day, night, all), [single, cost_day, cost_night, total]) in [plot_269, plot_270, plot_1] {
        let period = PeriodUse { span: may(), start: day_night(start.0, start.1), end: day_night(end.0, end.1) };
        let used = period.used().unwrap();
        assert_eq!((used, used.total()), (day_night(day, night), Ok(kwh(all))));
        for &rounding in Rounding::ALL {
            let costs = period.costs(&tariff(), Currency::Rub, rounding).unwrap();
            assert_eq!(costs.single, rub(single));
            assert_eq!([costs.day, costs.night, costs.total], [cost_day, cost_night, total].map(|sum| Some(rub(sum))));
        }
    }
}

#[test]
fn sums_of_the_dial_are_those_of_the_catalogue() {
    for ((day, night), sum) in [((9012, 2901), 11913), ((9532, 3118), 12650), ((344, 244), 588), ((346, 244), 590)] {
        assert_eq!(day_night(day, night).total(), Ok(kwh(sum)));
    }
}

#[test]
fn a_total_is_the_sum_of_its_rounded_lines() {
    let half = Quantity::parse("0.5").unwrap();
    let used = ZoneValues::day_night(half, half);
    let tariff = ElectricityTariff {
        single: Rate::parse("0.01").unwrap(),
        day: Rate::parse("0.01").unwrap(),
        night: Rate::parse("0.01").unwrap(),
    };
    let costs = tariff.costs(used, Currency::Rub, Rounding::HalfUp).unwrap();
    // One kWh at a kopeck is a kopeck; two halves, each rounded up, are two.
    assert_eq!((costs.single, costs.total), (rub("0.01"), Some(rub("0.02"))));
}

#[test]
fn a_meter_without_zones_is_billed_by_the_single_tariff() {
    let period = PeriodUse { span: may(), start: ZoneValues::single(kwh(100)), end: ZoneValues::single(kwh(300)) };
    let costs = period.costs(&tariff(), Currency::Rub, Rounding::HalfUp).unwrap();
    assert_eq!((costs.single, costs.day, costs.night, costs.total), (rub("1186"), None, None, None));
    assert_eq!(costs.payable(ElectricityAccounting::TwoZone), rub("1186"));
}

#[test]
fn the_portal_picks_the_total_that_is_owed() {
    let costs = tariff().costs(day_night(520, 217), Currency::Rub, Rounding::HalfUp).unwrap();
    assert_eq!(costs.payable(ElectricityAccounting::Single), rub("4370.41"));
    assert_eq!(costs.payable(ElectricityAccounting::TwoZone), rub("4121.45"));
}

#[test]
fn readings_of_different_zones_do_not_subtract() {
    let period = PeriodUse { span: may(), start: ZoneValues::single(kwh(1)), end: day_night(2, 3) };
    assert_eq!(period.used(), Err(UseError::Zones(ZoneError::Differ(Zone::T2))));
}

#[test]
fn a_tariff_holds_until_the_next_begins() {
    let date = |text: &str| text.parse::<Date>().unwrap();
    let table = TariffTable::new(vec![(date("2022-07-01"), "second"), (date("2021-07-01"), "first")]).unwrap();
    let days = [
        ("2021-06-30", None),
        ("2021-07-01", Some(&"first")),
        ("2022-06-30", Some(&"first")),
        ("2022-07-01", Some(&"second")),
        ("2030-01-01", Some(&"second")),
    ];
    for (day, price) in days {
        assert_eq!(table.on(date(day)), price, "{day}");
    }
    assert_eq!(TariffTable::<&str>::default().on(date("2022-05-01")), None);
    let twice = TariffTable::new(vec![(date("2022-07-01"), 1), (date("2022-07-01"), 2)]);
    assert_eq!(twice, Err(TariffError(date("2022-07-01"))));
}
