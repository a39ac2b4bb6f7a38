//! Readings: written, compared, read by page; two writers of the same reading.

use domain::account::IdentifierKind;
use domain::{DateSpan, Quantity, ZoneValues};
use futures::future::join_all;
use store::readings::{self, StoredReading};
use store::{Db, Error, Options, both};

use crate::ground::{account, add_person, day, kwh, lay, link, meter, reached, reading, scope, session};
use crate::one_text::now;

async fn put(db: &Db, list: &[StoredReading]) -> store::Result<u64> {
    store::write!(db, |tx| readings::put(tx, &scope(1), list).await)
}

fn may() -> DateSpan {
    DateSpan::new(day("2022-05-01"), day("2022-06-01")).unwrap()
}

both! {
    async fn a_reading_stands_once_a_day_and_the_last_word_counts(test) {
        lay(&test).await;
        let first = reading(1, "2022-05-01", kwh(1, 2), None);
        let three = ZoneValues { t3: Some(Quantity::from_micro(1)), ..kwh(i64::MAX / 2_000_000, 0) };
        let second = StoredReading { source: "site".into(), ..reading(1, "2022-05-01", three, None) };
        put(&test.db, &[first, reading(2, "2022-05-01", ZoneValues::single(Quantity::from_micro(0)), None)]).await.unwrap();
        put(&test.db, std::slice::from_ref(&second)).await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        let stored = readings::stored_on(&mut handle, &scope(1), &[account(1)], may()).await.unwrap();
        assert_eq!(stored, [second]);
    }

    async fn a_reading_needs_its_meter_and_is_never_negative(test) {
        lay(&test).await;
        let foreign = StoredReading { meter: meter(2), ..reading(1, "2022-05-01", kwh(1, 1), None) };
        assert!(matches!(put(&test.db, &[foreign]).await, Err(Error::Conflict(_))));
        let negative = reading(1, "2022-05-01", kwh(-1, 1), None);
        assert!(matches!(put(&test.db, &[negative]).await, Err(Error::Conflict(_))));
        assert_eq!(put(&test.db, &[]).await.unwrap(), 0);
    }

    async fn what_stands_about_a_span(test) {
        lay(&test).await;
        let days = [("2022-03-01", 1), ("2022-04-01", 2), ("2022-05-01", 3), ("2022-06-01", 4), ("2022-07-01", 5)];
        let list: Vec<_> = days.iter().map(|(day, n)| reading(1, day, kwh(*n, 0), None)).collect();
        put(&test.db, &list).await.unwrap();
        put(&test.db, &[reading(2, "2022-05-15", kwh(7, 7), None)]).await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        let found = readings::standing(&mut handle, &scope(1), IdentifierKind::Plot, &["1", "2", "3", "11", "99"], may()).await.unwrap();
        let mut numbers: Vec<_> = found.keys().map(ToString::to_string).collect();
        numbers.sort();
        assert_eq!(numbers, ["1", "2", "3"], "not another organisation's, not an unknown one");
        let one = &found[&"1".parse().unwrap()];
        assert_eq!((one.account, one.meter, one.electrified), (account(1), Some(meter(1)), true));
        assert_eq!((one.at_start, one.at_end), (Some(kwh(3, 0)), Some(kwh(4, 0))));
        assert_eq!(one.before.map(|reading| reading.taken_on), Some(day("2022-04-01")));
        assert_eq!(one.after.map(|reading| reading.taken_on), Some(day("2022-07-01")));
        let two = &found[&"2".parse().unwrap()];
        assert_eq!((two.at_start, two.at_end, two.before), (None, None, None));
        assert_eq!(two.after.map(|reading| reading.taken_on), Some(day("2022-05-15")), "within the span: periods overlap");
        let three = &found[&"3".parse().unwrap()];
        assert_eq!((three.meter, three.before, three.after), (Some(meter(3)), None, None));
    }

    async fn pages_are_cut_by_ends_of_periods(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        for to in [1, 2] {
            link(&test, 1, to, 1).await.unwrap();
        }
        let accounts = reached(&test, &session(&test, 1, 1).await.unwrap()).await;
        let monthly = |n, middle: &str| (1..=4).map(|month| reading(n, &format!("2022-0{month}-{middle}"), kwh(month, 0), None)).collect::<Vec<_>>();
        put(&test.db, &monthly(1, "01")).await.unwrap();
        put(&test.db, &monthly(2, "15")).await.unwrap();
        put(&test.db, &monthly(3, "20")).await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        let days = readings::electricity_days(&mut handle, &accounts, 0, 3).await.unwrap();
        assert_eq!(days, ["2022-04-15", "2022-04-01", "2022-03-15"].map(day));
        let rest = readings::electricity_days(&mut handle, &accounts, 3, 100).await.unwrap();
        assert_eq!(rest, ["2022-03-01", "2022-02-15", "2022-02-01"].map(day), "a first reading ends no period");
        let found = readings::electricity(&mut handle, &accounts, day("2022-03-15"), day("2022-04-15")).await.unwrap();
        let shown: Vec<_> = found.iter().map(|found| (found.account, found.reading.taken_on)).collect();
        let expected = [(1, "2022-03-01"), (1, "2022-04-01"), (2, "2022-02-15"), (2, "2022-03-15"), (2, "2022-04-15")];
        assert_eq!(shown, expected.map(|(n, taken_on)| (account(n), day(taken_on))), "each with the one before, none of strangers");
        assert!(readings::electricity_days(&mut handle, &[], 0, 10).await.unwrap().is_empty());
    }

    /// Two processes write the same reading, each only if nobody was quicker: exactly one of them is.
    async fn of_two_writers_one_is_first(test) {
        lay(&test).await;
        let options = Options { url: test.url.clone(), connections: 4 };
        let processes = [Db::open(&options).await.unwrap(), Db::open(&options).await.unwrap()];
        for round in 1..=20_u32 {
            let taken_on = format!("2022-05-{round:02}");
            let span = DateSpan::new(day(&taken_on), day(&taken_on) + chrono::Days::new(40)).unwrap();
            let writers = (1_i64..).zip(&processes).map(|(n, db)| {
                let mine = reading(1, &taken_on, kwh(n, 0), None);
                async move {
                    store::write!(db, |tx| {
                        let stands = readings::stored_on(tx, &scope(1), &[account(1)], span).await?;
                        tokio::task::yield_now().await;
                        if stands.is_empty() {
                            readings::put(tx, &scope(1), std::slice::from_ref(&mine)).await?;
                        }
                        Ok::<_, Error>(stands.is_empty())
                    }).unwrap()
                }
            });
            let first = join_all(writers).await;
            assert_eq!(first.iter().filter(|first| **first).count(), 1, "round {round}: {first:?}");
            let mut handle = test.db.read().await.unwrap();
            let stored = readings::stored_on(&mut handle, &scope(1), &[account(1)], span).await.unwrap();
            let winner = if first[0] { 1 } else { 2 };
            assert_eq!(stored[0].reading.values, kwh(winner, 0), "round {round}");
        }
    }

    async fn received_at_keeps_its_microseconds(test) {
        lay(&test).await;
        put(&test.db, &[reading(1, "2022-05-01", kwh(1, 1), None)]).await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        let stored = readings::stored_on(&mut handle, &scope(1), &[account(1)], may()).await.unwrap();
        assert_eq!(stored[0].received_at, now());
    }
}
