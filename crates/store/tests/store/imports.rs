//! An import's rows, states and before-images.

use chrono::TimeDelta;
use domain::ids::ImportId;
use domain::import::{ImportKind, Problem, ProblemKind};
use futures::future::join_all;
use store::imports::{self, BeforeImage, Counts, Import, ListFilter, RowFilter, StagedRow, State, Verdict};
use store::scope::JobScope;
use store::testing::TestDb;
use store::{Error, both};
use uuid::Uuid;

use crate::ground::{account, lay, scope};
use crate::one_text::now;

fn id(n: u128) -> ImportId {
    Uuid::from_u128(5000 + n).into()
}

fn import(n: u128) -> Import {
    Import {
        id: id(n),
        kind: Some(ImportKind::Readings),
        file_name: format!("{n}.csv"),
        file_size: 7,
        file_hash: format!("{n:064}"),
        state: State::Received,
        mapping: None,
        form: None,
        period: None,
        counts: Counts::default(),
        totals: None,
        cursor: None,
        created_by: None,
        created_at: now(),
        decided_by: None,
        finished_at: None,
        as_of: None,
    }
}

fn row(number: i64, of: Option<u128>, verdict: Verdict) -> StagedRow {
    StagedRow {
        row: number,
        number: of.map(|n| n.to_string()),
        account: of.map(account),
        span: None,
        verdict,
        payload: Some("{}".into()),
        stands: None,
        raw: None,
        part: None,
    }
}

async fn begin(test: &TestDb, scope: &JobScope, n: u128) {
    store::write!(test.db, |tx| imports::insert(tx, scope, &import(n)).await).unwrap();
}

async fn go(test: &TestDb, n: u128, from: State, to: State) -> store::Result<bool> {
    store::write!(test.db, |tx| imports::move_on(tx, &scope(1), id(n), from, to, now()).await)
}

both! {
    async fn an_import_is_its_organisations(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(imports::find(&mut handle, &scope(1), id(1)).await.unwrap(), Some(import(1)));
        assert_eq!(imports::find(&mut handle, &scope(2), id(1)).await.unwrap(), None);
        assert!(imports::list(&mut handle, &scope(2), &ListFilter { limit: 9, ..ListFilter::default() }).await.unwrap().is_empty());
        drop(handle);
        let stranger = store::write!(test.db, |tx| imports::move_on(tx, &scope(2), id(1), State::Received, State::Checked, now()).await);
        assert!(!stranger.unwrap());
        assert!(!store::write!(test.db, |tx| imports::restart(tx, &scope(2), id(1), None, None).await).unwrap());
        store::write!(test.db, |tx| imports::delete(tx, &scope(2), id(1)).await).unwrap();
        assert!(imports::find(&mut test.db.read().await.unwrap(), &scope(1), id(1)).await.unwrap().is_some());
    }

    async fn staged_rows_are_their_organisations(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let problem = Problem::new(ProblemKind::UnknownPlot).at_row(2);
        let image = BeforeImage { account: account(1), item: "account".into(), image: None };
        store::write!(test.db, |tx| {
            imports::stage(tx, &scope(1), id(1), &[row(2, Some(1), Verdict::Added)]).await?;
            imports::stage_problems(tx, &scope(1), id(1), std::slice::from_ref(&problem)).await?;
            imports::save_before_images(tx, &scope(1), id(1), std::slice::from_ref(&image)).await
        })
        .unwrap();
        let mut handle = test.db.read().await.unwrap();
        for (organisation, seen) in [(1, 1), (2, 0)] {
            let scope = scope(organisation);
            let rows = imports::page(&mut handle, &scope, id(1), RowFilter::All, 0, 9).await.unwrap();
            assert_eq!(rows.len(), seen);
            assert_eq!(imports::next_to_apply(&mut handle, &scope, id(1), None, 9).await.unwrap().len(), seen);
            assert_eq!(imports::next_to_undo(&mut handle, &scope, id(1), None, 9).await.unwrap().len(), seen);
            assert_eq!(imports::problems(&mut handle, &scope, id(1), 0, 9, 9).await.unwrap().len(), seen);
            assert_eq!(imports::problems_of(&mut handle, &scope, id(1), &[2]).await.unwrap().len(), seen);
            assert_eq!(imports::before_images(&mut handle, &scope, id(1), &[account(1)]).await.unwrap().len(), seen);
            assert_eq!(imports::last_staged(&mut handle, &scope, id(1)).await.unwrap(), (seen > 0).then_some(2));
        }
        drop(handle);
        store::write!(test.db, |tx| imports::refuse(tx, &scope(2), id(1), &[2]).await).unwrap();
        let counts = imports::count_rows(&mut test.db.read().await.unwrap(), &scope(1), id(1)).await.unwrap();
        assert_eq!((counts.added, counts.refused), (1, 0));
    }

    async fn what_was_staged_is_forgotten_by_lots(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let rows: Vec<StagedRow> = (1..=5).map(|number| row(number, Some(1), Verdict::Added)).collect();
        let problems: Vec<Problem> = [0, 3, 3].map(|row| Problem::new(ProblemKind::UnknownPlot).at_row(row)).into();
        store::write!(test.db, |tx| {
            imports::stage(tx, &scope(1), id(1), &rows).await?;
            imports::stage_problems(tx, &scope(1), id(1), &problems).await
        })
        .unwrap();
        let forget = async |organisation| {
            store::write!(test.db, |tx| imports::discard_rows(tx, &scope(organisation), id(1), 2).await).unwrap()
        };
        assert_eq!(forget(2).await, 0, "another organisation's");
        // Rows 1 and 2 with the problems of rows 0 and 3: a row's problems go together.
        assert_eq!(forget(1).await, 2 + 3);
        assert_eq!((forget(1).await, forget(1).await, forget(1).await), (2, 1, 0));
        begin(&test, &scope(1), 2).await;
        store::write!(test.db, |tx| imports::stage(tx, &scope(1), id(2), &rows).await).unwrap();
        for (from, to) in [(State::Received, State::Checked), (State::Checked, State::Applying)] {
            assert!(go(&test, 2, from, to).await.unwrap());
        }
        let gone = store::write!(test.db, |tx| imports::discard_rows(tx, &scope(1), id(2), 9).await).unwrap();
        assert_eq!(gone, 0, "what is going in is not forgotten");
    }

    async fn one_import_of_an_organisation_goes_in_at_a_time(test) {
        lay(&test).await;
        for n in [1, 2] {
            begin(&test, &scope(1), n).await;
            assert!(go(&test, n, State::Received, State::Checked).await.unwrap());
        }
        begin(&test, &scope(2), 3).await;
        assert!(go(&test, 1, State::Checked, State::Applying).await.unwrap());
        assert!(!go(&test, 1, State::Checked, State::Applying).await.unwrap(), "it is there already");
        assert!(matches!(go(&test, 2, State::Checked, State::Applying).await, Err(Error::Conflict(_))));
        let other = store::write!(test.db, |tx| imports::move_on(tx, &scope(2), id(3), State::Received, State::Applying, now()).await);
        assert!(other.unwrap(), "other organisations don't wait");
        assert!(go(&test, 1, State::Applying, State::Applied).await.unwrap());
        assert!(go(&test, 2, State::Checked, State::Applying).await.unwrap());
    }

    async fn of_many_decisions_one_counts(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let outcomes = join_all((0..6).map(|_| go(&test, 1, State::Received, State::Applying))).await;
        assert_eq!(outcomes.into_iter().filter(|outcome| matches!(outcome, Ok(true))).count(), 1);
    }

    async fn the_cursor_moves_for_one_worker_only(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        go(&test, 1, State::Received, State::Applying).await.unwrap();
        let read = imports::find(&mut test.db.read().await.unwrap(), &scope(1), id(1)).await.unwrap().unwrap();
        let moved = async |to: u128| {
            store::write!(test.db, |tx| imports::move_cursor(tx, &scope(1), &read, Uuid::from_u128(to), 5).await).unwrap()
        };
        assert!(moved(1).await);
        assert!(!moved(2).await, "it read an older cursor");
        let now = imports::find(&mut test.db.read().await.unwrap(), &scope(1), id(1)).await.unwrap().unwrap();
        assert_eq!((now.cursor, now.counts.applied), (Some(Uuid::from_u128(1)), 5));
    }

    async fn rows_are_staged_once_counted_and_paged(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let verdicts = [Verdict::Added, Verdict::Changed, Verdict::Unchanged, Verdict::Refused];
        let rows: Vec<_> = (0..40).map(|n| row(n + 2, Some(1 + u128::try_from(n).unwrap() % 9), verdicts[usize::try_from(n % 4).unwrap()])).collect();
        let warned = Problem::new(ProblemKind::DateAsText).at_row(2);
        store::write!(test.db, |tx| {
            imports::stage(tx, &scope(1), id(1), &rows).await?;
            imports::stage_problems(tx, &scope(1), id(1), std::slice::from_ref(&warned)).await
        }).unwrap();
        let again = store::write!(test.db, |tx| imports::stage(tx, &scope(1), id(1), &rows[..1]).await);
        assert!(matches!(again, Err(Error::Conflict(_))), "another process reads the same file");
        let mut handle = test.db.read().await.unwrap();
        let counts = imports::count_rows(&mut handle, &scope(1), id(1)).await.unwrap();
        assert_eq!([counts.rows, counts.added, counts.changed, counts.unchanged, counts.refused], [40, 10, 10, 10, 10]);
        assert_eq!(imports::last_staged(&mut handle, &scope(1), id(1)).await.unwrap(), Some(41));
        for (filter, count) in [(RowFilter::All, 40), (RowFilter::Only(Verdict::Changed), 10), (RowFilter::Attention, 21)] {
            let mut seen = Vec::new();
            loop {
                let after = seen.last().copied().unwrap_or(0);
                let page = imports::page(&mut handle, &scope(1), id(1), filter, after, 7).await.unwrap();
                if page.is_empty() {
                    break;
                }
                seen.extend(page.into_iter().map(|row| row.row));
            }
            assert!(seen.is_sorted() && seen.len() == count, "{filter:?}: {seen:?}");
        }
    }

    async fn whole_accounts_go_in_by_turns(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let rows = [
            row(2, Some(3), Verdict::Added), row(3, Some(1), Verdict::Added), row(4, Some(3), Verdict::Changed),
            row(5, Some(2), Verdict::Refused), row(6, None, Verdict::Refused), row(7, Some(4), Verdict::Unchanged),
        ];
        store::write!(test.db, |tx| imports::stage(tx, &scope(1), id(1), &rows).await).unwrap();
        let mut handle = test.db.read().await.unwrap();
        let next = async |handle: &mut store::Conn, cursor, limit| {
            let rows = imports::next_to_apply(handle, &scope(1), id(1), cursor, limit).await.unwrap();
            rows.into_iter().map(|row| row.row).collect::<Vec<_>>()
        };
        assert_eq!(next(&mut handle, None, 10).await, [3, 2, 4], "by account, refused and unchanged left out");
        assert_eq!(next(&mut handle, None, 2).await, [3, 2]);
        assert_eq!(next(&mut handle, Some(account(1).uuid()), 10).await, [2, 4]);
        let undo = imports::next_to_undo(&mut handle, &scope(1), id(1), None, 10).await.unwrap();
        assert_eq!(undo, [(account(1), 1), (account(3), 2)]);
    }

    async fn the_first_before_image_stays(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        let image = |text: Option<&str>| BeforeImage { account: account(1), item: "account".into(), image: text.map(Into::into) };
        for text in [Some("first"), Some("second"), None] {
            store::write!(test.db, |tx| imports::save_before_images(tx, &scope(1), id(1), &[image(text)]).await).unwrap();
        }
        let mut handle = test.db.read().await.unwrap();
        let kept = imports::before_images(&mut handle, &scope(1), id(1), &[account(1), account(2)]).await.unwrap();
        assert_eq!(kept, [image(Some("first"))]);
    }

    async fn the_list_is_filtered_and_paged_newest_first(test) {
        lay(&test).await;
        for n in 1..=7_u128 {
            // Two of each moment: the id decides.
            let at = now() + TimeDelta::seconds(i64::try_from(n / 2).unwrap());
            let kind = (n % 3 != 0).then_some(ImportKind::Readings);
            let import = Import { created_at: at, kind, ..import(n) };
            store::write!(test.db, |tx| imports::insert(tx, &scope(1), &import).await).unwrap();
        }
        go(&test, 4, State::Received, State::Checked).await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        let mut names = Vec::new();
        let mut after = None;
        loop {
            let found = imports::list(&mut handle, &scope(1), &ListFilter { after, limit: 2, ..ListFilter::default() }).await.unwrap();
            let Some(last) = found.last() else { break };
            after = Some((last.created_at, last.id));
            names.extend(found.into_iter().map(|import| import.file_name));
        }
        assert_eq!(names, ["7.csv", "6.csv", "5.csv", "4.csv", "3.csv", "2.csv", "1.csv"]);
        let filter = ListFilter { kind: Some(ImportKind::Readings), state: Some(State::Received), after: None, limit: 9 };
        let found = imports::list(&mut handle, &scope(1), &filter).await.unwrap();
        assert_eq!(found.into_iter().map(|import| import.file_name).collect::<Vec<_>>(), ["7.csv", "5.csv", "2.csv", "1.csv"]);
    }

    async fn what_went_in_is_not_forgotten_by_mistake(test) {
        lay(&test).await;
        begin(&test, &scope(1), 1).await;
        store::write!(test.db, |tx| imports::stage(tx, &scope(1), id(1), &[row(2, Some(1), Verdict::Added)]).await).unwrap();
        go(&test, 1, State::Received, State::Applying).await.unwrap();
        let going = imports::find(&mut test.db.read().await.unwrap(), &scope(1), id(1)).await.unwrap().unwrap();
        store::write!(test.db, |tx| imports::move_cursor(tx, &scope(1), &going, account(1).uuid(), 1).await).unwrap();
        go(&test, 1, State::Applying, State::Applied).await.unwrap();
        assert!(!store::write!(test.db, |tx| imports::restart(tx, &scope(1), id(1), None, None).await).unwrap());
        assert_eq!(store::write!(test.db, |tx| imports::discard_rows(tx, &scope(1), id(1), 10).await).unwrap(), 0);
        store::write!(test.db, |tx| imports::delete(tx, &scope(1), id(1)).await).unwrap();
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(imports::latest_applied(&mut handle, &scope(1)).await.unwrap(), Some((id(1), "1.csv".into())));
        assert_eq!(imports::count_rows(&mut handle, &scope(1), id(1)).await.unwrap().rows, 1);
        assert!(imports::changed_since(&mut handle, &scope(1), now() - TimeDelta::seconds(1)).await.unwrap());
        assert!(!imports::changed_since(&mut handle, &scope(1), now()).await.unwrap());
        assert!(!imports::changed_since(&mut handle, &scope(2), now() - TimeDelta::seconds(1)).await.unwrap());
    }
}
