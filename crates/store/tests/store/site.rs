//! Pages, announcements and requests: whose they are, who sees them, and that no change is lost.

use chrono::{NaiveDate, TimeDelta};
use domain::portal::Language;
use domain::site::PagePlace;
use futures::future::join_all;
use store::announcements::{self, AnnouncementText};
use store::pages::{self, PageText};
use store::requests::{self, NewRequest};
use store::testing::TestDb;
use store::{Error, both};
use uuid::Uuid;

use crate::ground::{day, lay, organisation, scope};
use crate::one_text::{now, portal};

fn page(slug: &str) -> PageText<'_> {
    PageText {
        slug,
        place: PagePlace::Finances,
        position: 1,
        title: "Смета",
        body: "Текст",
        body_html: "<p>Текст</p>",
        rendered_by: 1,
        published: true,
    }
}

fn announcement(on: NaiveDate) -> AnnouncementText<'static> {
    AnnouncementText {
        title: "Собрание",
        body: "Приходите",
        body_html: "<p>Приходите</p>",
        summary: "Приходите",
        rendered_by: 1,
        published_on: on,
        pinned: false,
        published: true,
    }
}

fn request(n: u128, of: u128) -> NewRequest<'static> {
    NewRequest {
        id: Uuid::from_u128(n),
        portal: portal(if of == 3 { 2 } else { 1 }).id,
        organisation: organisation(of),
        name: "Анна",
        email: Some("anna@example.ru"),
        phone: None,
        plot: Some("7"),
        message: "Нет данных по участку",
        person: None,
        language: Language::Ru,
        consent_version: "1",
        address: "203.0.113.7",
    }
}

async fn add_page(test: &TestDb, n: u128, of: u128, written: &PageText<'_>) -> store::Result<()> {
    store::write!(test.db, |tx| pages::insert(tx, &scope(of), Uuid::from_u128(n), written, now()).await)
}

both! {
    async fn a_page_is_its_organisations_and_its_portals(test) {
        lay(&test).await;
        add_page(&test, 1, 1, &page("smeta")).await.unwrap();
        assert!(matches!(add_page(&test, 2, 2, &page("smeta")).await, Err(Error::Conflict(_))), "one portal, one address");
        add_page(&test, 3, 3, &page("smeta")).await.unwrap();
        add_page(&test, 4, 1, &PageText { published: false, ..page("draft") }).await.unwrap();
        let mut handle = test.db.read().await.unwrap();
        let menu = pages::menu(&mut handle, portal(1).id).await.unwrap();
        assert_eq!(menu.iter().map(|page| page.slug.as_str()).collect::<Vec<_>>(), ["smeta"]);
        assert!(pages::published(&mut handle, portal(1).id, "draft").await.unwrap().is_none());
        assert_eq!(pages::published(&mut handle, portal(1).id, "smeta").await.unwrap().unwrap().body_html, "<p>Текст</p>");
        assert_eq!(pages::of_office(&mut handle, &scope(1)).await.unwrap().len(), 2);
        assert!(pages::find(&mut handle, &scope(2), Uuid::from_u128(1)).await.unwrap().is_none());
        drop(handle);
        let id = Uuid::from_u128(1);
        let foreign = store::write!(test.db, |tx| {
            let updated = pages::update(tx, &scope(2), (id, 1), &page("x"), now()).await?;
            let hidden = pages::publish(tx, &scope(2), id, false, now()).await?;
            Ok::<_, Error>(updated || hidden || pages::delete(tx, &scope(2), id).await?)
        });
        assert!(!foreign.unwrap());
        assert!(store::write!(test.db, |tx| pages::delete(tx, &scope(1), id).await).unwrap());
    }

    async fn a_page_is_written_from_its_latest_version_only(test) {
        lay(&test).await;
        add_page(&test, 1, 1, &page("smeta")).await.unwrap();
        let write = async |version, title| {
            let text = PageText { title, ..page("smeta") };
            store::write!(test.db, |tx| pages::update(tx, &scope(1), (Uuid::from_u128(1), version), &text, now()).await).unwrap()
        };
        assert!(write(1, "Первая").await);
        assert!(!write(1, "Вторая").await, "somebody else was first");
        let stands = pages::find(&mut test.db.read().await.unwrap(), &scope(1), Uuid::from_u128(1)).await.unwrap().unwrap();
        assert_eq!((stands.title.as_str(), stands.version), ("Первая", 2));
        assert!(store::write!(test.db, |tx| pages::publish(tx, &scope(1), stands.id, false, now()).await).unwrap());
        assert!(!write(2, "Третья").await, "hiding is a change too");
    }

    async fn announcements_come_on_their_day_the_pinned_first(test) {
        lay(&test).await;
        let add = async |n: u128, of, text: AnnouncementText<'static>| {
            store::write!(test.db, |tx| announcements::insert(tx, &scope(of), Uuid::from_u128(n), &text, now()).await).unwrap();
        };
        add(1, 1, AnnouncementText { pinned: true, ..announcement(day("2022-05-01")) }).await;
        add(2, 1, announcement(day("2022-05-02"))).await;
        add(3, 2, announcement(day("2022-05-03"))).await;
        add(4, 1, announcement(day("2022-05-09"))).await;
        add(5, 1, AnnouncementText { published: false, ..announcement(day("2022-05-02")) }).await;
        add(6, 3, announcement(day("2022-05-02"))).await;
        let mut handle = test.db.read().await.unwrap();
        let today = day("2022-05-03");
        let seen = announcements::latest(&mut handle, portal(1).id, today, 10, 0).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.id.as_u128()).collect::<Vec<_>>(), [1, 3, 2]);
        let rest = announcements::latest(&mut handle, portal(1).id, today, 10, 2).await.unwrap();
        assert_eq!(rest.len(), 1);
        for hidden in [4, 5, 6] {
            let found = announcements::published(&mut handle, portal(1).id, Uuid::from_u128(hidden), today).await.unwrap();
            assert!(found.is_none(), "{hidden}");
        }
        assert_eq!(announcements::of_office(&mut handle, &scope(1), 10, 0).await.unwrap().len(), 4);
        drop(handle);
        let id = Uuid::from_u128(2);
        let (mine, theirs) = store::write!(test.db, |tx| {
            let theirs = announcements::update(tx, &scope(2), (id, 1), &announcement(today), now()).await?;
            Ok::<_, Error>((announcements::update(tx, &scope(1), (id, 1), &announcement(today), now()).await?, theirs))
        }).unwrap();
        assert!(mine && !theirs);
        assert!(store::write!(test.db, |tx| announcements::publish(tx, &scope(1), id, false, now()).await).unwrap());
        assert!(!store::write!(test.db, |tx| announcements::delete(tx, &scope(2), id).await).unwrap());
        assert!(store::write!(test.db, |tx| announcements::delete(tx, &scope(1), id).await).unwrap());
    }

    async fn requests_are_numbered_one_by_one_whoever_writes_at_once(test) {
        lay(&test).await;
        let writes = (1..=6).map(|n| {
            let db = &test.db;
            async move { store::write!(db, |tx| requests::insert(tx, &request(n, 1), now()).await).unwrap() }
        });
        let mut numbers = join_all(writes).await;
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        let other = store::write!(test.db, |tx| requests::insert(tx, &request(7, 3), now()).await).unwrap();
        assert_eq!(other, 1, "each organisation counts its own");
    }

    async fn a_request_is_answered_once_by_its_organisation(test) {
        lay(&test).await;
        let id = Uuid::from_u128(1);
        store::write!(test.db, |tx| requests::insert(tx, &request(1, 1), now()).await).unwrap();
        let mark = async |of| {
            let at = now() + TimeDelta::hours(1);
            store::write!(test.db, |tx| requests::mark_answered(tx, &scope(of), id, "позвонили", at).await).unwrap()
        };
        assert!(!mark(2).await);
        let mut handle = test.db.read().await.unwrap();
        assert_eq!(requests::open_count(&mut handle, &scope(1)).await.unwrap(), 1);
        assert!(requests::find(&mut handle, &scope(2), id).await.unwrap().is_none());
        assert_eq!(requests::number(&mut handle, portal(1).id, id).await.unwrap(), Some(1));
        assert_eq!(requests::number(&mut handle, portal(2).id, id).await.unwrap(), None);
        drop(handle);
        assert!(mark(1).await && !mark(1).await);
        let mut handle = test.db.read().await.unwrap();
        let open = requests::of_office(&mut handle, &scope(1), true, 10, 0).await.unwrap();
        let answered = requests::of_office(&mut handle, &scope(1), false, 10, 0).await.unwrap();
        assert!(open.is_empty());
        assert_eq!(answered[0].answer_note.as_deref(), Some("позвонили"));
    }
}
