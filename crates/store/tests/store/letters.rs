//! The queue of letters: one claim at a time, tries that count and tries that don't, letters laid aside and tried again.

use chrono::TimeDelta;
use domain::letter::DeadReason;
use store::letters;
use store::outbox::{self, Kept, NewLetter, Written};
use store::testing::TestDb;
use store::{Result, both};
use uuid::Uuid;

use crate::ground::{add_person, lay, person};
use crate::one_text::{now, portal};

const ID: Uuid = Uuid::from_u128(77);

async fn queued(test: &TestDb) {
    lay(test).await;
    add_person(test, 1, 1).await;
    let letter = NewLetter {
        id: ID,
        portal: portal(1).id,
        kind: "password_changed",
        subject: person(1).uuid(),
        recipient: "person@example.ru",
        language: None,
    };
    let done: Result<()> = store::write!(test.db, |tx| outbox::insert(tx, &letter, now()).await);
    done.unwrap();
}

/// Claims for a minute, so many minutes later; tells how often the letter was tried.
async fn claim(test: &TestDb, minutes: i64) -> Option<i64> {
    let at = now() + TimeDelta::minutes(minutes);
    let claimed: Result<_> = store::write!(test.db, |tx| outbox::claim(tx, at, at + TimeDelta::minutes(1)).await);
    claimed.unwrap().map(|letter| letter.attempts)
}

both! {
    async fn a_letter_is_claimed_by_one_until_its_lease_runs_out(test) {
        queued(&test).await;
        assert_eq!(claim(&test, 0).await, Some(1));
        assert_eq!(claim(&test, 0).await, None, "somebody has it");
        assert_eq!(claim(&test, 1).await, Some(2), "they are gone");
        let at = now() + TimeDelta::hours(1);
        let back: Result<()> = store::write!(test.db, |tx| outbox::put_back(tx, ID, "down", at).await);
        back.unwrap();
        assert_eq!(claim(&test, 59).await, None, "not before its time");
        assert_eq!(claim(&test, 60).await, Some(2), "the last try didn't count");
        let off: Result<()> = store::write!(test.db, |tx| outbox::put_off(tx, ID, "busy", at).await);
        off.unwrap();
        assert_eq!(claim(&test, 60).await, Some(3), "this one did");
    }

    async fn what_was_laid_aside_is_told_and_tried_again(test) {
        queued(&test).await;
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(letters::overdue(&mut handle, now()).await.unwrap(), None);
        assert_eq!(letters::overdue(&mut handle, now() + TimeDelta::hours(1)).await.unwrap(), Some((1, None)));
        assert_eq!(letters::unsent(&mut handle, false, 9).await.unwrap().len(), 1);
        claim(&test, 0).await;
        let long = "x".repeat(2000);
        let aside: Result<()> = store::write!(test.db, |tx| outbox::lay_aside(tx, ID, DeadReason::Refused, &long).await);
        aside.unwrap();
        assert_eq!(letters::laid_aside(&mut handle, 9).await.unwrap(), [("x".repeat(1000), 1)]);
        let dead = letters::unsent(&mut handle, true, 9).await.unwrap().remove(0);
        assert_eq!((dead.dead, dead.portal.as_str(), dead.recipient.as_str()), (Some(DeadReason::Refused), "snt1", "person@example.ru"));
        assert_eq!(outbox::counts(&mut handle).await.unwrap(), (0, 1));
        let again: Result<u64> = store::write!(test.db, |tx| letters::retry_all(tx, now()).await);
        assert_eq!(again.unwrap(), 1);
        assert_eq!(claim(&test, 9).await, Some(1), "from the beginning");
        let over: Result<()> = store::write!(test.db, |tx| outbox::lay_aside(tx, ID, DeadReason::Stale, "over").await);
        over.unwrap();
        assert!(letters::laid_aside(&mut handle, 9).await.unwrap().is_empty(), "what is over needs nobody");
        let again: Result<u64> = store::write!(test.db, |tx| letters::retry_all(tx, now()).await);
        assert_eq!(again.unwrap(), 0);
        let one: Result<bool> = store::write!(test.db, |tx| letters::retry(tx, ID, now()).await);
        assert!(one.unwrap(), "but whoever insists may");
    }

    async fn a_letter_that_went_stays_sent_and_keeps_no_secret(test) {
        queued(&test).await;
        claim(&test, 0).await;
        let written = Written { title: "Пароль изменён".into(), text: "text".into(), html: "<p>text</p>".into() };
        let sent: Result<()> = store::write!(test.db, |tx| outbox::mark_sent(tx, ID, Kept::Title(&written), now()).await);
        sent.unwrap();
        // Another worker, whose lease ran out meanwhile, has the last word of an error: it comes too late.
        let late: Result<()> = store::write!(test.db, |tx| outbox::put_off(tx, ID, "late", now()).await);
        late.unwrap();
        assert_eq!(claim(&test, 60).await, None);
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(outbox::counts(&mut handle).await.unwrap(), (0, 0));
        assert!(outbox::latest_sent(&mut handle, 9).await.unwrap().is_empty());
        let retried: Result<bool> = store::write!(test.db, |tx| letters::retry(tx, ID, now()).await);
        assert!(!retried.unwrap());
    }
}
