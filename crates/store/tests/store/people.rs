//! Links, sessions and roles: who reaches what.

use chrono::TimeDelta;
use domain::person::Role;
use store::{Error, both, members, people, sessions};

use crate::ground::{add_person, lay, link, organisation, person, reached, scope, session};
use crate::one_text::{now, portal};

both! {
    async fn an_account_is_reached_through_a_link_only(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        add_person(&test, 2, 1).await;
        let (one, two) = (session(&test, 1, 1).await.unwrap(), session(&test, 2, 1).await.unwrap());
        for (to, of) in [(9, 1), (1, 1), (11, 2)] {
            link(&test, 1, to, of).await.unwrap();
        }
        link(&test, 2, 2, 1).await.unwrap();
        let numbers = |accounts: Vec<store::accounts::LinkedAccount>| accounts.iter().map(|a| a.number().to_owned()).collect::<Vec<_>>();
        assert_eq!(numbers(reached(&test, &one).await), ["1", "9", "11"], "in their natural order, of two organisations");
        assert_eq!(numbers(reached(&test, &two).await), ["2"]);
    }

    async fn an_ended_link_opens_nothing_and_stands_again_when_made_anew(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        let one = session(&test, 1, 1).await.unwrap();
        link(&test, 1, 1, 1).await.unwrap();
        for (until, count) in [(now() + TimeDelta::seconds(1), 1), (now(), 0), (now() - TimeDelta::seconds(1), 0)] {
            match &test.db {
                store::Db::Sqlite { write, .. } => drop(sqlx::query("UPDATE link SET until = $1").bind(until).execute(write).await.unwrap()),
                store::Db::Postgres(pool) => drop(sqlx::query("UPDATE link SET until = $1").bind(until).execute(pool).await.unwrap()),
            }
            assert_eq!(reached(&test, &one).await.len(), count, "{until}");
        }
        link(&test, 1, 1, 1).await.unwrap();
        assert_eq!(reached(&test, &one).await.len(), 1);
    }

    async fn no_link_and_no_role_leads_out_of_the_portal(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        add_person(&test, 2, 2).await;
        // An account under another organisation's name, a person of another portal, an organisation of another portal.
        for (n, to, of) in [(1, 11, 1), (2, 1, 1), (1, 1, 3)] {
            let outcome = link(&test, n, to, of).await;
            assert!(matches!(outcome, Err(Error::Conflict(_))), "{n} {to} {of}: {outcome:?}");
        }
        let granted = async |n, of: u128| {
            let id = portal(1).id;
            store::write!(test.db, |tx| people::grant(tx, person(n), id, organisation(of), Role::Editor, now()).await)
        };
        assert!(granted(1, 1).await.is_ok());
        assert!(granted(1, 1).await.is_ok(), "twice is no error");
        assert!(matches!(granted(2, 1).await, Err(Error::Conflict(_))));
        assert!(matches!(granted(1, 3).await, Err(Error::Conflict(_))));
    }

    async fn a_session_is_of_one_portal_and_ends(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        let found = session(&test, 1, 1).await.unwrap();
        assert_eq!((found.scope.person(), found.scope.portal(), found.roles.len()), (person(1), portal(1).id, 0));
        let hash = format!("{:064}", 1);
        let at = async |portal, moment| sessions::find(&mut test.db.read().await.unwrap(), portal, &hash, moment).await.unwrap();
        assert!(at(portal(2).id, now()).await.is_none(), "another portal");
        assert!(at(portal(1).id, found.expires_at - TimeDelta::microseconds(1)).await.is_some());
        assert!(at(portal(1).id, found.expires_at).await.is_none());
        assert_eq!(store::write!(test.db, |tx| sessions::delete_of_person(tx, person(1)).await).unwrap(), 1);
        assert!(at(portal(1).id, now()).await.is_none());
    }

    async fn expired_sessions_are_swept_and_no_others(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        add_person(&test, 2, 1).await;
        session(&test, 1, 1).await.unwrap();
        store::write!(test.db, |tx| sessions::insert(tx, &format!("{:064}", 9), person(2), now(), now() + TimeDelta::days(1)).await).unwrap();
        let swept = store::write!(test.db, |tx| sessions::delete_expired(tx, now() + TimeDelta::hours(1)).await).unwrap();
        assert_eq!(swept, 1);
    }

    async fn a_session_knows_every_role_and_is_still_one(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        for (of, role) in [(1, Role::Administrator), (1, Role::Editor), (2, Role::Accountant)] {
            store::write!(test.db, |tx| people::grant(tx, person(1), portal(1).id, organisation(of), role, now()).await).unwrap();
        }
        let found = session(&test, 1, 1).await.unwrap();
        let mut roles = found.roles.clone();
        roles.sort_unstable();
        assert_eq!(roles, [Role::Administrator, Role::Accountant, Role::Editor]);
        let offices = people::offices(&mut test.db.read().await.unwrap(), &found.scope).await.unwrap();
        let shown: Vec<_> = offices.iter().map(|office| (office.title.as_str(), office.roles.len())).collect();
        assert_eq!(shown, [("СНТ 1", 2), ("СНТ 2", 1)]);
    }

    async fn a_login_is_taken_once_a_portal(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        let new = |id, of: u128| people::NewPerson {
            id: person(id), portal: portal(of).id, login: "Person1", login_key: "person1", password_hash: "x", full_name: "", email: None,
        };
        let taken = store::write!(test.db, |tx| people::insert(tx, &new(2, 1), now()).await);
        assert!(matches!(taken, Err(Error::Conflict(text)) if text.contains("login_key")));
        store::write!(test.db, |tx| people::insert(tx, &new(3, 2), now()).await).unwrap();
        let found = people::credentials(&mut test.db.read().await.unwrap(), portal(2).id, "person1").await.unwrap().unwrap();
        assert_eq!((found.person, found.blocked), (person(3), false));
    }

    async fn people_of_before_are_found_by_their_names_and_addresses(test) {
        lay(&test).await;
        add_person(&test, 1, 1).await;
        link(&test, 1, 1, 1).await.unwrap();
        let set = "UPDATE person SET full_name = 'Ёлкина  АННА', email = 'A.Elkina@Pochta.Example', search_name = '', email_key = NULL";
        match &test.db {
            store::Db::Sqlite { write, .. } => drop(sqlx::query(set).execute(write).await.unwrap()),
            store::Db::Postgres(pool) => drop(sqlx::query(set).execute(pool).await.unwrap()),
        }
        let found = async |words| members::list(&mut test.db.read().await.unwrap(), &scope(1), words, None, 9).await.unwrap().len();
        assert_eq!((found("елкина анна").await, found("a.elkina@pochta.example").await), (0, 0));
        people::fill_keys(&test.db).await.unwrap();
        assert_eq!(found("елкина анна").await, 1);
        assert_eq!(found("a.elkina@pochta.example").await, 1);
    }
}
