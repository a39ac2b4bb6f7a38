//! Who changed what: whose list a row stands in, pages, filters, and that rows stay.

use chrono::TimeDelta;
use domain::audit::{AuditKind, AuditSubject};
use store::audit::{self, Actor, Entry, ListFilter, Place, Record};
use store::testing::TestDb;
use store::{both, members};
use uuid::Uuid;

use crate::ground::{add_person, lay, link, organisation, person, scope};
use crate::one_text::{now, portal};

fn entry(n: u128, place: Place, actor: Actor) -> Entry<'static> {
    Entry {
        id: Uuid::from_u128(n),
        place,
        actor,
        kind: AuditKind::TariffSet,
        subject: (AuditSubject::Tariff, "2026-01-01"),
        title: Some("01.01.2026"),
        at: now() + TimeDelta::seconds(i64::try_from(n).unwrap()),
        before: None,
        after: Some(r#"{"day":"6.82"}"#),
    }
}

async fn write(test: &TestDb, entry: &Entry<'_>) {
    store::write!(test.db, |tx| audit::record(tx, entry).await).unwrap();
}

async fn shown(test: &TestDb, of: u128, filter: &ListFilter) -> Vec<Record> {
    audit::list(&mut test.db.read().await.unwrap(), &scope(of), filter).await.unwrap()
}

fn numbers(records: &[Record]) -> Vec<u128> {
    records.iter().map(|record| record.id.as_u128()).collect()
}

fn all() -> ListFilter {
    ListFilter { limit: 100, ..ListFilter::default() }
}

both! {
    async fn each_organisation_sees_what_is_its_own(test) {
        lay(&test).await;
        write(&test, &entry(1, Place::Organisation(organisation(1)), Actor::CommandLine)).await;
        write(&test, &entry(2, Place::Organisation(organisation(2)), Actor::CommandLine)).await;
        write(&test, &entry(3, Place::Portal(portal(1).id), Actor::CommandLine)).await;
        write(&test, &entry(4, Place::Portal(portal(2).id), Actor::CommandLine)).await;
        assert_eq!(numbers(&shown(&test, 1, &all()).await), [1], "the portal has two organisations");
        assert_eq!(numbers(&shown(&test, 2, &all()).await), [2]);
        assert_eq!(numbers(&shown(&test, 3, &all()).await), [4], "the portal's only organisation");
    }

    async fn a_row_comes_back_as_it_was_written_with_the_names_of_today(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        add_person(&test, 2, 1).await;
        let actor = Actor::Person(person(1), "::ffff:203.0.113.7".parse().unwrap());
        let of = person(2).to_string();
        let written = Entry {
            kind: AuditKind::PersonBlocked,
            subject: (AuditSubject::Person, &of),
            title: None,
            ..entry(1, Place::Organisation(organisation(1)), actor)
        };
        write(&test, &written).await;
        let row = shown(&test, 1, &all()).await.remove(0);
        assert_eq!((row.login.as_deref(), row.person_id, row.address.as_deref()), (Some("person1"), Some(person(1).uuid()), Some("203.0.113.7")));
        assert_eq!((row.kind.as_str(), row.subject_kind.as_str(), row.subject.as_str()), ("person_blocked", "person", of.as_str()));
        assert_eq!((row.title.as_str(), row.after.as_deref(), row.before), ("person2", Some(r#"{"day":"6.82"}"#), None));
    }

    async fn pages_follow_each_other_and_filters_narrow(test) {
        lay(&test).await;
        for n in [1, 2] {
            add_person(&test, n, 1).await;
            link(&test, n, n, 1).await.unwrap();
        }
        let own = Place::Organisation(organisation(1));
        for n in 1..=5 {
            let actor = if n % 2 == 0 { Actor::CommandLine } else { Actor::Person(person(1), "203.0.113.7".parse().unwrap()) };
            write(&test, &entry(n, own, actor)).await;
        }
        let of = person(2).to_string();
        let to_two = Entry { kind: AuditKind::RoleGranted, subject: (AuditSubject::Person, &of), ..entry(6, own, Actor::CommandLine) };
        write(&test, &to_two).await;
        let first = shown(&test, 1, &ListFilter { limit: 3, ..all() }).await;
        assert_eq!(numbers(&first), [6, 5, 4], "newest first");
        let cursor = first.last().map(|row| (row.at, row.id));
        assert_eq!(numbers(&shown(&test, 1, &ListFilter { after: cursor, ..all() }).await), [3, 2, 1]);
        let kind = Some(AuditKind::RoleGranted);
        assert_eq!(numbers(&shown(&test, 1, &ListFilter { kind, ..all() }).await), [6]);
        let at = |n| Some(now() + TimeDelta::seconds(n));
        assert_eq!(numbers(&shown(&test, 1, &ListFilter { from: at(2), until: at(4), ..all() }).await), [3, 2]);
        let people = async |text: &str| {
            let found = members::found(&mut test.db.read().await.unwrap(), &scope(1), text, 10).await.unwrap();
            numbers(&shown(&test, 1, &ListFilter { people: Some(found), ..all() }).await)
        };
        assert_eq!(people("PERSON1").await, [5, 3, 1], "done by them");
        assert_eq!(people("person2").await, [6], "done to them");
        assert_eq!(people("2").await, [6], "by their plot");
        assert!(people("nobody").await.is_empty());
    }
}

#[test]
fn no_statement_changes_or_deletes_a_row() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for words in ["UPDATE audit", "DELETE FROM audit"] {
                assert!(!source.contains(words), "{}: {words}", path.display());
            }
        }
    }
}
