//! Dates, months and spans.

use domain::{Date, DateSpan, Period, parse_date, period::PeriodError, span::SpanError};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn dates_are_read_as_they_are_written() {
    let table = [
        ("01.05.2022", "2022-05-01"),
        (" 1.5.2022 ", "2022-05-01"),
        ("2022-05-01", "2022-05-01"),
        ("01.05.2022 0:00:00", "2022-05-01"),
        ("2022-05-01 00:00:00", "2022-05-01"),
        ("2022-05-01T00:00:00.000Z", "2022-05-01"),
        ("01 Мая 2022 года", "2022-05-01"),
        ("26 апреля 2022", "2022-04-26"),
        ("1 июня 2022 г.", "2022-06-01"),
        ("16 March 2026", "2026-03-16"),
        ("9 қараша 2026 жыл", "2026-11-09"),
        ("29.02.2024", "2024-02-29"),
    ];
    for (text, date) in table {
        assert_eq!(parse_date(text), Ok(day(date)), "{text:?}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    let table = [
        "",
        "31.02.2026",
        "29.02.2023",
        "25-ое",
        "2020-13-45",
        "май 2021",
        "7/8/19",
        "01.05.22",
        "01.05.20222",
        "1.05.2022.",
        "01.05.2022 12:30",
        "+1.05.2022",
        "01 мая 2022 года года",
        "00.01.2022",
        "01.05.1022",
        "٠١.٠٥.٢٠٢٢",
    ];
    for text in table {
        assert!(parse_date(text).is_err(), "{text:?}");
    }
}

#[test]
fn every_month_is_known_in_three_languages() {
    let months = [
        ("января", "Қаңтар", "January"),
        ("февраля", "ақпан", "February"),
        ("марта", "наурыз", "March"),
        ("апреля", "сәуір", "April"),
        ("мая", "мамыр", "May"),
        ("июня", "маусым", "June"),
        ("июля", "шілде", "July"),
        ("августа", "тамыз", "August"),
        ("сентября", "қыркүйек", "September"),
        ("октября", "қазан", "October"),
        ("ноября", "қараша", "November"),
        ("декабря", "желтоқсан", "December"),
    ];
    for (number, (ru, kk, en)) in (1..).zip(months) {
        for name in [ru, kk, en] {
            assert_eq!(Period::parse(&format!("{name} 2022")), Period::new(2022, number), "{name}");
        }
    }
}

#[test]
fn months_are_read_written_and_counted() {
    for text in ["2022-05", "05.2022", "5.2022", "май 2022", "Май 2022 года", " мая  2022 г. "] {
        assert_eq!(Period::parse(text).unwrap().to_string(), "2022-05", "{text:?}");
    }
    for text in ["", "2022", "2022-13", "00.2022", "13.2022", "май", "5.22", "2022-05-01", "май 2022 года 5"]
    {
        assert_eq!(Period::parse(text), Err(PeriodError), "{text:?}");
    }
    let december = Period::new(2022, 12).unwrap();
    assert_eq!(december.next(), Period::new(2023, 1).unwrap());
    assert_eq!(december.next().prev(), december);
    assert_eq!((december.first_day(), december.last_day()), (day("2022-12-01"), day("2022-12-31")));
    assert_eq!(Period::new(2024, 2).unwrap().last_day(), day("2024-02-29"));
    assert!(december < december.next());
}

#[test]
fn the_title_of_the_sheet_is_a_span() {
    let may = DateSpan::of(Period::new(2022, 5).unwrap());
    for text in [
        "01 Мая 2022 года - 01 Июня 2022 года",
        "с 01.05.2022 по 01.06.2022",
        "01.05.2022–01.06.2022",
        "2022-05-01 - 2022-06-01",
    ] {
        assert_eq!(DateSpan::parse(text), Ok(may), "{text:?}");
    }
    assert_eq!(may.period(), Period::new(2022, 5));
    assert_eq!(may.to_string(), "01.05.2022–01.06.2022");
    assert_eq!(DateSpan::parse("01.06.2022 - 01.05.2022"), Err(SpanError::Backwards));
    assert_eq!(DateSpan::parse("01.06.2022"), Err(SpanError::NotASpan));
    assert!(serde_json::from_str::<DateSpan>(r#"{"from":"2022-06-01","to":"2022-06-01"}"#).is_err());
}

#[test]
fn spans_that_meet_do_not_overlap() {
    let may = DateSpan::of(Period::new(2022, 5).unwrap());
    let june = DateSpan::of(Period::new(2022, 6).unwrap());
    let across = DateSpan::new(day("2022-05-31"), day("2022-06-02")).unwrap();
    assert!(!may.overlaps(june) && !june.overlaps(may));
    assert!(may.overlaps(across) && across.overlaps(june) && may.overlaps(may));
    assert!(may.contains(day("2022-05-31")) && !may.contains(day("2022-06-01")));
}

#[test]
fn a_file_is_about_the_span_that_most_rows_state() {
    let [april, may] = [4, 5].map(|month| DateSpan::of(Period::new(2022, month).unwrap()));
    assert_eq!(DateSpan::most_common([may, april, may]), Some(may));
    assert_eq!(DateSpan::most_common([may, april]), Some(april));
    assert_eq!(DateSpan::most_common([]), None);
}

proptest! {
    #![proptest_config(crate::same_cases())]

    #[test]
    fn a_written_month_reads_back(year in 1900_i32..=2999, month in 1_u32..=12) {
        let period = Period::new(year, month).unwrap();
        prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        prop_assert_eq!(DateSpan::of(period).period(), Ok(period));
        if (year, month) != (2999, 12) {
            prop_assert_eq!(period.next().prev(), period);
            prop_assert_eq!(DateSpan::of(period).to(), period.next().first_day());
        }
    }

    #[test]
    fn a_written_date_reads_back(offset in 0_u64..400_000) {
        let date = day("1900-01-01") + chrono::Days::new(offset);
        prop_assert_eq!(parse_date(&date.to_string()), Ok(date));
        prop_assert_eq!(parse_date(&date.format("%d.%m.%Y").to_string()), Ok(date));
    }

    #[test]
    fn a_written_span_reads_back(offset in 0_u64..100_000, length in 1_u64..1_000) {
        let from = day("1950-01-01") + chrono::Days::new(offset);
        let span = DateSpan::new(from, from + chrono::Days::new(length)).unwrap();
        prop_assert_eq!(DateSpan::parse(&span.to_string()), Ok(span));
    }

    #[test]
    fn reading_dates_never_panics(text in any::<String>(), near in "[0-9.:T -]{0,24}") {
        for text in [&text, &near] {
            let _ = parse_date(text);
            let _ = Period::parse(text);
            let _ = DateSpan::parse(text);
        }
    }
}
