//! Guesses at log-in, counted where every process sees them.

use chrono::TimeDelta;
use futures::future::join_all;
use store::{both, login_guard};

use crate::ground::{add_person, lay, person};
use crate::one_text::{now, portal};

both! {
    async fn guesses_are_counted_within_a_window(test) {
        lay(&test).await;
        let guess = async |at| {
            let since = at - TimeDelta::minutes(15);
            store::write!(test.db, |tx| login_guard::count_failure(tx, portal(1).id, "login:x", at, since).await).unwrap()
        };
        assert_eq!((guess(now()).await, guess(now() + TimeDelta::minutes(14)).await), (1, 2));
        assert_eq!(guess(now() + TimeDelta::minutes(15)).await, 1, "the window began fifteen minutes ago");
        let other = store::write!(test.db, |tx| login_guard::count_failure(tx, portal(2).id, "login:x", now(), now()).await);
        assert_eq!(other.unwrap(), 1, "portals count apart");
        store::write!(test.db, |tx| login_guard::give_back(tx, portal(1).id, "login:x").await).unwrap();
        store::write!(test.db, |tx| login_guard::give_back(tx, portal(1).id, "login:x").await).unwrap();
        assert_eq!(guess(now() + TimeDelta::minutes(15)).await, 1, "never below nothing");
    }

    async fn no_parallel_guess_is_lost(test) {
        lay(&test).await;
        let since = now() - TimeDelta::minutes(15);
        let guesses = (0..8).map(|_| async {
            store::write!(test.db, |tx| login_guard::count_failure(tx, portal(1).id, "login:x", now(), since).await).unwrap()
        });
        let mut counts = join_all(guesses).await;
        counts.sort_unstable();
        assert_eq!(counts, [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    async fn a_browser_is_known_for_its_own_login_only(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        add_person(&test, 2, 1).await;
        let token = "a".repeat(64);
        for _ in 0..2 {
            store::write!(test.db, |tx| login_guard::remember_device(tx, &token, person(1), now()).await).unwrap();
        }
        let knows = async |of, login: &str| {
            login_guard::knows_device(&mut test.db.read().await.unwrap(), portal(of).id, login, &token).await.unwrap()
        };
        assert!(knows(1, "person1").await);
        assert!(!knows(1, "person2").await && !knows(2, "person1").await);
    }
}
