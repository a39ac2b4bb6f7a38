//! What the office reads: members, operators, prices, the overview.

use domain::account::Identifier;
use domain::meter::ElectricityTariff;
use domain::person::Role;
use domain::{Rate, ids::ImportId};
use store::overview::{self, Overview};
use store::profiles::{self, Details};
use store::testing::TestDb;
use store::{both, declarations, members, operators, people, readings, tariffs};
use uuid::Uuid;

use crate::ground::{account, add_person, day, kwh, lay, link, organisation, person, reading, scope, session};
use crate::one_text::{now, portal};

async fn logins(test: &TestDb, of: u128, words: &str) -> Vec<String> {
    let found = members::list(&mut test.db.read().await.unwrap(), &scope(of), words, None, 100).await.unwrap();
    let mut logins: Vec<String> = found.into_iter().map(|row| row.login).collect();
    logins.sort();
    logins
}

async fn set(test: &TestDb, from: &str) {
    let rate = |text| Rate::parse(text).unwrap();
    let tariff = ElectricityTariff { single: rate("5.93"), day: rate("6.82"), night: rate("2.65") };
    store::write!(test.db, |tx| tariffs::set_electricity(tx, &scope(1), day(from), &tariff).await).unwrap();
}

both! {
    async fn an_organisation_knows_its_own_members_only(test) {
        lay(&test).await;
        for n in 1..=4 {
            add_person(&test, n, 1).await;
        }
        link(&test, 1, 1, 1).await.unwrap();
        link(&test, 2, 11, 2).await.unwrap();
        let three = session(&test, 3, 1).await.unwrap().scope;
        let number = Identifier::parse("5").unwrap();
        store::write!(test.db, |tx| declarations::declare(tx, &three, Uuid::from_u128(1), (domain::account::IdentifierKind::Plot, &number), now()).await).unwrap();
        assert_eq!(logins(&test, 1, "").await, ["person1", "person3"], "who has an account and who asks for one");
        assert_eq!(logins(&test, 2, "").await, ["person2"]);
        let find = async |of: u128, n: u128| members::find(&mut test.db.read().await.unwrap(), &scope(of), person(n)).await.unwrap();
        assert!(find(1, 1).await.is_some() && find(2, 1).await.is_none() && find(1, 4).await.is_none());
        link(&test, 1, 11, 2).await.unwrap();
        assert!(find(1, 1).await.unwrap().elsewhere, "another organisation's too");
    }

    async fn a_member_is_found_by_what_they_wrote_and_pages_follow(test) {
        lay(&test).await;
        for n in 1..=3 {
            add_person(&test, n, 1).await;
            link(&test, n, n, 1).await.unwrap();
        }
        let one = session(&test, 1, 1).await.unwrap().scope;
        let details = Details { owner_name: "ЁЛКИНА  Анна".into(), contact_name: "Лев".into(), phone: Some("+79990000001".into()) };
        store::write!(test.db, |tx| profiles::save_details(tx, &one, &details, now()).await).unwrap();
        for text in ["елкина", "ёлкина анна", "лев", "8 (999) 000-00-01"] {
            assert_eq!(logins(&test, 1, text).await, ["person1"], "{text}");
        }
        assert_eq!(logins(&test, 1, "2").await, ["person2"], "by plot");
        assert!(logins(&test, 1, "%").await.is_empty());
        let page = async |after| members::list(&mut test.db.read().await.unwrap(), &scope(1), "", after, 2).await.unwrap();
        let first = page(None).await;
        let rest = page(first.last().map(|row| (row.created_at, row.id))).await;
        assert_eq!((first.len(), rest.len()), (2, 1));
    }

    async fn a_link_that_ended_does_not_come_back_by_itself(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        link(&test, 1, 1, 1).await.unwrap();
        let customer = session(&test, 1, 1).await.unwrap().scope;
        let number = Identifier::parse("1").unwrap();
        store::write!(test.db, |tx| declarations::declare(tx, &customer, Uuid::from_u128(1), (domain::account::IdentifierKind::Plot, &number), now()).await).unwrap();
        let member = members::find(&mut test.db.read().await.unwrap(), &scope(1), person(1)).await.unwrap().unwrap();
        let end = async |of: u128| {
            store::write!(test.db, |tx| members::end_link(tx, &scope(of), &member, (account(1).uuid(), Uuid::from_u128(77)), now()).await).unwrap()
        };
        assert_eq!(end(2).await, None, "another organisation's account");
        assert_eq!(end(1).await.as_deref(), Some("1"));
        assert_eq!(end(1).await, None, "once");
        let declared = members::declared(&mut test.db.read().await.unwrap(), &scope(1), &member).await.unwrap();
        assert_eq!((declared[0].state.as_str(), declared[0].known), ("refused", true));
        let block = async |since| store::write!(test.db, |tx| members::block(tx, &member, since).await).unwrap();
        assert!(block(Some(now())).await && !block(Some(now())).await, "once");
        assert!(block(None).await && !block(None).await);
    }

    async fn months_hang_on_the_prices_before_the_next(test) {
        lay(&test).await;
        let rows: Vec<_> = ["2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"].into_iter().enumerate()
            .map(|(index, taken_on)| {
                let dial = i64::try_from(index).unwrap() * 10;
                reading(1, taken_on, kwh(dial, dial), None::<ImportId>)
            })
            .collect();
        store::write!(test.db, |tx| readings::put(tx, &scope(1), &rows).await).unwrap();
        set(&test, "2026-01-01").await;
        set(&test, "2026-05-01").await;
        let days = async |from: &str| tariffs::priced_days(&mut test.db.read().await.unwrap(), &scope(1), day(from)).await.unwrap();
        assert_eq!(days("2026-01-01").await, [day("2026-03-01"), day("2026-04-01")]);
        assert_eq!(days("2026-05-01").await, [day("2026-05-01")], "the last reading begins no period");
        assert!(days("2026-06-01").await.is_empty());
        let removed = async |of: u128| store::write!(test.db, |tx| tariffs::remove_electricity(tx, &scope(of), day("2026-05-01")).await).unwrap();
        assert!(!removed(2).await && removed(1).await && !removed(1).await);
        assert_eq!(days("2026-01-01").await.len(), 3);
    }

    async fn roles_are_the_organisations_own(test) {
        lay(&test).await;
        for n in [1, 2] {
            add_person(&test, n, 1).await;
        }
        for (n, of, role) in [(1, 1, Role::Administrator), (2, 2, Role::Administrator), (1, 1, Role::Editor)] {
            store::write!(test.db, |tx| people::grant(tx, person(n), portal(1).id, organisation(of), role, now()).await).unwrap();
        }
        let listed = operators::list(&mut test.db.read().await.unwrap(), &scope(1)).await.unwrap();
        assert_eq!(listed.iter().map(|row| row.role.as_str()).collect::<Vec<_>>(), ["administrator", "editor"]);
        let besides = async |n: u128| {
            operators::has_administrator_besides(&mut test.db.read().await.unwrap(), &scope(1), person(n)).await.unwrap()
        };
        assert!(!besides(1).await && besides(2).await);
        let revoke = async |of: u128, role| store::write!(test.db, |tx| operators::revoke(tx, &scope(of), person(1), role).await).unwrap();
        assert!(!revoke(2, Role::Administrator).await && revoke(1, Role::Editor).await && !revoke(1, Role::Editor).await);
        let candidate = async |of: u128, login: &str| operators::candidate(&mut test.db.read().await.unwrap(), &scope(of), login).await.unwrap();
        assert!(candidate(1, "person2").await.is_some() && candidate(3, "person2").await.is_none(), "of its own portal");
    }

    async fn the_overview_counts_what_is_the_organisations(test) {
        lay(&test).await;
        let of = async |n: u128| overview::of(&mut test.db.read().await.unwrap(), &scope(n)).await.unwrap();
        assert_eq!(of(1).await, Overview { accounts: 9, ..Overview::default() });
        set(&test, "2026-01-01").await;
        let row = reading(1, "2026-03-01", kwh(1, 1), None::<ImportId>);
        store::write!(test.db, |tx| readings::put(tx, &scope(1), std::slice::from_ref(&row)).await).unwrap();
        assert_eq!(of(1).await, Overview { accounts: 9, tariff: true, readings: true, ..Overview::default() });
        assert_eq!(of(2).await, Overview { accounts: 2, ..Overview::default() });
    }
}
