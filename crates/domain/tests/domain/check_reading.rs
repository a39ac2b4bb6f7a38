//! The rules of a row of readings. The faulty rows are those of `pokazaniya-2022-05-oshibki.csv`, beside what April
//! left standing.

use crate::electricity::{day_night, kwh, may, tariff};
use domain::{
    Currency, DateSpan, Money, Period, Quantity, Rounding, ZoneValues,
    account::{Identifier, IdentifierKind},
    import::{
        AccountStanding, Checked, Fault, Problem, ProblemKind, ReadingField, ReadingRow, Standing, StatedFigures,
        check_reading,
    },
    meter::Reading,
    parse_date,
};
use proptest::prelude::*;

/// A line of the file, of which every cell can be read.
fn row(line: &str) -> ReadingRow {
    let cells: Vec<&str> = line.split(';').collect();
    let number = |index: usize| Quantity::parse(cells[index]).unwrap();
    let sum = |index: usize| Some(Money::parse(cells[index], Currency::Rub).unwrap());
    ReadingRow {
        number: Identifier::parse(cells[0]).unwrap(),
        span: DateSpan::new(parse_date(cells[1]).unwrap(), parse_date(cells[2]).unwrap()).unwrap(),
        start: ZoneValues::day_night(number(3), number(4)),
        end: ZoneValues::day_night(number(6), number(7)),
        stated: StatedFigures {
            start_sum: Some(number(5)),
            end_sum: Some(number(8)),
            use_day: Some(number(9)),
            use_night: Some(number(10)),
            use_all: Some(number(11)),
            cost_single: sum(12),
            cost_day: sum(13),
            cost_night: sum(14),
            cost_total: sum(15),
        },
    }
}

/// What stands of a meter whose April closed at these values.
fn after_april(day: i64, night: i64) -> Standing {
    let opening = Reading { taken_on: may().from(), values: day_night(day, night) };
    Standing { file_span: Some(may()), opening: Some(opening), ..Standing::default() }
}

fn check(row: &ReadingRow, standing: &Standing) -> Result<Checked, Fault> {
    check_reading(row, standing, Some(&tariff()), Currency::Rub, Rounding::HalfUp)
}

const PLOT_269: &str =
    "269;01.05.2022;01.06.2022;9012;2901;11913;9532;3118;12650;520;217;737;4370,41;3546,40;575,05;4121,45";

#[test]
fn each_fault_of_the_sample_gets_its_kind_and_column() {
    use ProblemKind as Kind;
    use ReadingField as Field;
    let table = [
        (
            "151;01.05.2022;01.06.2022;6464;5429;11893;6449;5519;11968;-15;90;75;444,75;-102,30;238,50;136,20",
            after_april(6464, 5429),
            (Field::EndDay, Kind::EndBelowStart, Some("6449"), None, Some("6464")),
        ),
        (
            "647;01.05.2022;01.06.2022;10585;11161;21746;10780;11217;21997;195;56;251;1488,43;1329,90;148,40;1478,30",
            Standing {
                account: AccountStanding::Unknown(IdentifierKind::Plot),
                file_span: Some(may()),
                ..Standing::default()
            },
            (Field::Number, Kind::UnknownPlot, Some("647"), None, None),
        ),
        (
            "26;01.05.2022;01.06.2022;7096;7424;14520;7240;7463;14703;144;39;183;1085,19;982,08;103,35;1085,43",
            Standing { account: AccountStanding::NotElectrified, file_span: Some(may()), ..Standing::default() },
            (Field::Number, Kind::NotElectrified, Some("26"), None, None),
        ),
        (
            "51;01.05.2022;01.06.2022;13386;8669;22055;13465;8774;22239;79;105;184;1091,12;538,78;278,25;817,03",
            Standing { repeated: true, ..after_april(13386, 8669) },
            (Field::Number, Kind::DuplicatePlot, Some("51"), None, None),
        ),
        (
            "174;01.05.2022;01.06.2022;16171;3950;20121;16282;4040;20322;111;90;201;1191,93;757,02;238,50;995,52",
            after_april(16188, 3950),
            (Field::StartDay, Kind::StartDiffers, Some("16171"), Some("16188"), Some("01.05.2022")),
        ),
        (
            "284;01.05.2022;01.06.2022;38748;9738;48486;39573;9809;49382;835;71;906;5372,58;5694,70;188,15;5882,85",
            after_april(38748, 9738),
            (Field::UseDay, Kind::UseDiffers, Some("835"), Some("825"), None),
        ),
        (
            "227;01.05.2022;01.06.2022;10985;9123;20108;11260;9240;20500;275;117;392;2324,56;1875,50;310,05;2185,65",
            after_april(10985, 9123),
            (Field::CostTotal, Kind::CostDiffers, Some("2185.65"), Some("2185.55"), None),
        ),
        (
            "88;01.05.2022;01.06.2022;4860;13151;18011;5113;-13180;18293;253;29;282;1672,26;1725,46;76,85;1802,31",
            after_april(4860, 13151),
            (Field::EndNight, Kind::Negative, Some("-13180"), None, None),
        ),
        (
            "124;01.05.2022;01.06.2022;13934;3078;17012;13996;3106;17202;62;28;90;533,70;422,84;74,20;497,04",
            after_april(13934, 3078),
            (Field::EndSum, Kind::SumDiffers, Some("17202"), Some("17102"), None),
        ),
        (
            "127;01.04.2022;01.05.2022;20221;13208;33429;20522;13291;33813;301;83;384;2277,12;2052,82;219,95;2272,77",
            after_april(20221, 13208),
            (Field::PeriodFrom, Kind::WrongPeriod, Some("01.04.2022–01.05.2022"), Some("01.05.2022–01.06.2022"), None),
        ),
    ];
    for (line, standing, expected) in table {
        let fault = check(&row(line), &standing).unwrap_err();
        let Fault { field, kind, value, expected: should_be, other } = &fault;
        assert_eq!((*field, *kind, value.as_deref(), should_be.as_deref(), other.as_deref()), expected, "{line}");
    }
}

#[test]
fn a_fault_becomes_a_problem_of_its_row() {
    let mut wrong = row(PLOT_269);
    wrong.stated.use_all = Some(kwh(738));
    let problem = check(&wrong, &Standing::default()).unwrap_err().into_problem(12, Some("Расход: Всего, кВт*ч"));
    let expected = Problem::new(ProblemKind::UseDiffers).at_row(12).in_column("Расход: Всего, кВт*ч");
    assert_eq!(problem, expected.with_value("738").expecting("737"));
}

#[test]
fn sound_rows_pass_with_their_use_and_costs() {
    let lines = [
        (PLOT_269, after_april(9012, 2901), "4121.45"),
        (
            "304;01.05.2022;01.06.2022;933;9785;10718;1145;9810;10955;212;25;237;1405,41;1445,84;66,25;1512,09",
            after_april(933, 9785),
            "1512.09",
        ),
        (
            "189;01.05.2022;01.06.2022;11496;1562;13058;11672;1685;13357;176;123;299;1773,07;1200,32;325,95;1526,27",
            Standing::default(),
            "1526.27",
        ),
    ];
    for (line, standing, total) in lines {
        let checked = check(&row(line), &standing).unwrap();
        assert_eq!(checked.costs.unwrap().total, Some(Money::parse(total, Currency::Rub).unwrap()));
        assert!(checked.warnings.is_empty());
    }
}

#[test]
fn what_the_file_does_not_state_is_not_missed() {
    let bare = ReadingRow { stated: StatedFigures::default(), ..row(PLOT_269) };
    assert_eq!(check(&bare, &after_april(9012, 2901)).unwrap().used, day_night(520, 217));
}

#[test]
fn without_a_tariff_the_readings_go_in_with_a_warning() {
    let checked =
        check_reading(&row(PLOT_269), &after_april(9012, 2901), None, Currency::Rub, Rounding::HalfUp).unwrap();
    assert_eq!(checked.costs, None);
    assert_eq!(checked.warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(), [ProblemKind::NoTariff]);
}

#[test]
fn after_a_gap_the_dial_may_have_gone_on_but_not_back() {
    let march = Period::new(2022, 3).unwrap().first_day();
    let gap = |day| Standing {
        opening: Some(Reading { taken_on: march, values: day_night(day, 2901) }),
        ..Standing::default()
    };
    assert!(check(&row(PLOT_269), &gap(8000)).is_ok());
    assert_eq!(check(&row(PLOT_269), &gap(9013)).unwrap_err().kind, ProblemKind::StartDiffers);
}

#[test]
fn a_later_reading_that_is_lower_stands_in_the_way() {
    let july = Period::new(2022, 7).unwrap().first_day();
    let followed = |night| Standing {
        following: Some(Reading { taken_on: july, values: day_night(9600, night) }),
        ..Standing::default()
    };
    assert!(check(&row(PLOT_269), &followed(3118)).is_ok());
    let fault = check(&row(PLOT_269), &followed(3117)).unwrap_err();
    assert_eq!(
        (fault.kind, fault.field, fault.other.as_deref()),
        (ProblemKind::Overlaps, ReadingField::EndNight, Some("01.07.2022"))
    );
}

#[test]
fn a_period_across_two_months_is_refused() {
    let across = DateSpan::new("2022-05-15".parse().unwrap(), "2022-06-15".parse().unwrap()).unwrap();
    let standing = Standing { overlapping: Some(across), ..Standing::default() };
    let fault = check(&row(PLOT_269), &standing).unwrap_err();
    assert_eq!((fault.kind, fault.other.as_deref()), (ProblemKind::PeriodOverlaps, Some("15.05.2022–15.06.2022")));
}

#[test]
fn a_zone_on_one_side_only_is_missing_on_the_other() {
    let mut half = ReadingRow { stated: StatedFigures::default(), ..row(PLOT_269) };
    half.end = ZoneValues::single(kwh(9532));
    let fault = check(&half, &Standing::default()).unwrap_err();
    assert_eq!((fault.kind, fault.field), (ProblemKind::MissingValue, ReadingField::EndNight));
    half.start = ZoneValues::single(kwh(9012));
    assert!(check(&half, &Standing::default()).is_ok());
    let fault = check(&half, &after_april(9012, 2901)).unwrap_err();
    assert_eq!((fault.kind, fault.field), (ProblemKind::MissingValue, ReadingField::StartNight));
}

#[test]
fn a_meter_without_zones_states_no_night() {
    let mut single = ReadingRow { stated: StatedFigures::default(), ..row(PLOT_269) };
    (single.start, single.end) = (ZoneValues::single(kwh(100)), ZoneValues::single(kwh(300)));
    single.stated.use_all = Some(kwh(200));
    single.stated.use_night = Some(kwh(0));
    assert!(check(&single, &Standing::default()).is_ok());
    single.stated.use_night = Some(kwh(1));
    assert_eq!(check(&single, &Standing::default()).unwrap_err().kind, ProblemKind::UseDiffers);
}

#[test]
fn accounts_and_plots_are_unknown_by_their_own_codes() {
    let standing = Standing { account: AccountStanding::Unknown(IdentifierKind::AccountNumber), ..Standing::default() };
    assert_eq!(check(&row(PLOT_269), &standing).unwrap_err().kind, ProblemKind::UnknownAccount);
}

fn micro() -> impl Strategy<Value = Quantity> {
    prop_oneof![-10_i64..1_000_000_000_000, any::<i64>()].prop_map(Quantity::from_micro)
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn any_row_ends_in_a_verdict(a in micro(), b in micro(), c in micro(), d in micro(), sum in micro()) {
        let mut any = row(PLOT_269);
        any.start = ZoneValues::day_night(a, b);
        any.end = ZoneValues::day_night(c, d);
        any.stated = StatedFigures { use_all: Some(sum), ..StatedFigures::default() };
        if let Ok(checked) = check(&any, &Standing::default()) {
            prop_assert!(a <= c && b <= d && !a.is_negative() && !b.is_negative());
            prop_assert_eq!(checked.used.total(), Ok(sum));
        }
    }

    #[test]
    fn a_row_that_states_what_follows_from_it_is_sound(
        day in 0_i64..1_000_000, night in 0_i64..1_000_000, by_day in 0_i64..10_000, by_night in 0_i64..10_000,
    ) {
        let mut sound = row(PLOT_269);
        sound.start = day_night(day, night);
        sound.end = day_night(day + by_day, night + by_night);
        let costs = tariff().costs(day_night(by_day, by_night), Currency::Rub, Rounding::HalfUp).unwrap();
        sound.stated = StatedFigures {
            start_sum: Some(kwh(day + night)),
            end_sum: Some(kwh(day + night + by_day + by_night)),
            use_day: Some(kwh(by_day)),
            use_night: Some(kwh(by_night)),
            use_all: Some(kwh(by_day + by_night)),
            cost_single: Some(costs.single),
            cost_day: costs.day,
            cost_night: costs.night,
            cost_total: costs.total,
        };
        prop_assert!(check(&sound, &after_april(day, night)).is_ok());
    }
}

#[test]
fn a_meter_has_the_same_zones_before_and_after() {
    let single = |value| ZoneValues::single(kwh(value));
    let two = row(PLOT_269);
    let july = parse_date("01.07.2022").unwrap();
    let standing = |values| Standing { following: Some(Reading { taken_on: july, values }), ..Standing::default() };
    assert!(check(&two, &standing(day_night(9600, 3200))).is_ok());
    let fault = check(&two, &standing(single(20_000))).unwrap_err();
    assert_eq!((fault.kind, fault.field), (ProblemKind::StartDiffers, ReadingField::EndNight));
    let one = ReadingRow { start: single(11_913), end: single(12_650), stated: StatedFigures::default(), ..two };
    assert!(check(&one, &standing(single(20_000))).is_ok());
    assert!(check(&one, &standing(day_night(20_000, 1))).is_err());
}
