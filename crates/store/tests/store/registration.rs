//! People who register themselves, letters with a secret, and whose plot it is.

use chrono::TimeDelta;
use domain::account::{DeclarationState, Identifier, LinkProof};
use domain::person::ChallengePurpose;
use domain::portal::Language;
use store::accounts::{self, Contact, ContactKind, RegisterAccount};
use store::challenges::{self, Challenge, NewChallenge};
use store::people::{self, NewPerson};
use store::profiles::{self, Details};
use store::registrations::{self, Consent, NewRegistration};
use store::scope::CustomerScope;
use store::testing::TestDb;
use store::{both, declarations, sessions};
use uuid::Uuid;

use crate::ground::{add_person, lay, link, person, register_account, scope};
use crate::one_text::{now, portal};

async fn register(test: &TestDb, n: u128, login: &str, email: &str) -> CustomerScope {
    let registration = NewRegistration {
        person: NewPerson {
            id: person(n),
            portal: portal(1).id,
            login,
            login_key: login,
            password_hash: "$argon2id$",
            full_name: "",
            email: Some(email),
        },
        language: Language::Kk,
        expires_at: now() + TimeDelta::hours(24),
    };
    let consent =
        Consent { id: Uuid::from_u128(500 + n), version: "1", language: Language::Kk, address: "203.0.113.7" };
    store::write!(test.db, |tx| {
        let scope = registrations::insert(tx, &registration, now()).await?;
        registrations::keep_consent(tx, &scope, &consent, now()).await?;
        Ok::<_, store::Error>(scope)
    })
    .unwrap()
}

async fn confirmed(test: &TestDb, n: u128, login: &str, email: &str) -> CustomerScope {
    let scope = register(test, n, login, email).await;
    store::write!(test.db, |tx| {
        registrations::rename(tx, &scope, person(n), login, login).await?;
        registrations::settle(tx, &scope, now()).await
    })
    .unwrap();
    scope
}

async fn challenge(test: &TestDb, scope: &CustomerScope, n: u128) -> Challenge {
    let new = NewChallenge {
        id: Uuid::from_u128(700 + n),
        purpose: ChallengePurpose::ConfirmEmail,
        email: "a@example.ru",
        expires_at: now() + TimeDelta::hours(24),
    };
    store::write!(test.db, |tx| challenges::insert(tx, scope, &new, now()).await).unwrap();
    challenges::find(&mut test.db.read().await.unwrap(), portal(1).id, new.id).await.unwrap().unwrap()
}

async fn declare(test: &TestDb, scope: &CustomerScope, id: u128, number: &str) {
    let number = Identifier::parse(number).unwrap();
    store::write!(test.db, |tx| declarations::declare(
        tx,
        scope,
        Uuid::from_u128(id),
        (domain::account::IdentifierKind::Plot, &number),
        now()
    )
    .await)
    .unwrap();
}

both! {
    async fn an_unconfirmed_registration_holds_no_login_and_is_gone_after_a_day(test) {
        lay(&test).await;
        let one = register(&test, 1, "7", "a@example.ru").await;
        register(&test, 2, "7", "b@example.ru").await;
        let mut handle = test.db.read().await.unwrap();
        assert!(people::credentials(&mut handle, portal(1).id, "7").await.unwrap().is_none());
        let latest = registrations::credentials(&mut handle, portal(1).id, "7", now()).await.unwrap().unwrap();
        assert_eq!((latest.person, latest.expires_at), (person(2), Some(now() + TimeDelta::hours(24))));
        let later = now() + TimeDelta::hours(24);
        assert!(registrations::credentials(&mut handle, portal(1).id, "7", later).await.unwrap().is_none());
        assert!(profiles::consent_given_at(&mut handle, &one).await.unwrap().is_some());
        drop(handle);
        let details = Details { owner_name: "Иванов".into(), ..Details::default() };
        store::write!(test.db, |tx| profiles::save_details(tx, &one, &details, now()).await).unwrap();
        challenge(&test, &one, 1).await;
        declare(&test, &one, 1, "7").await;
        store::write!(test.db, |tx| sessions::insert(tx, &"1".repeat(64), person(1), now(), later).await).unwrap();
        let early = store::write!(test.db, |tx| registrations::delete_expired(tx, now()).await).unwrap();
        let late = store::write!(test.db, |tx| registrations::delete_expired(tx, later).await).unwrap();
        assert_eq!((early, late), (0, 2));
        assert!(profiles::find(&mut test.db.read().await.unwrap(), &one).await.unwrap().is_none());
    }

    async fn a_confirmed_address_is_one_persons(test) {
        lay(&test).await;
        confirmed(&test, 1, "7", "Ivan@example.ru").await;
        let two = register(&test, 2, "8", "ivan@example.ru").await;
        let mut handle = test.db.read().await.unwrap();
        assert!(registrations::email_is_held(&mut handle, &two, "ivan@example.ru").await.unwrap());
        assert!(!registrations::email_is_held(&mut handle, &two, "petr@example.ru").await.unwrap());
        drop(handle);
        let settled = store::write!(test.db, |tx| registrations::settle(tx, &two, now()).await);
        assert!(matches!(settled, Err(store::Error::Conflict(_))));
    }

    async fn whoever_settled_keeps_their_login(test) {
        lay(&test).await;
        let squatter = confirmed(&test, 1, "7", "a@example.ru").await;
        let holder = async || {
            registrations::login_holder(&mut test.db.read().await.unwrap(), &squatter, "7", now()).await.unwrap().unwrap()
        };
        assert!(!holder().await.settled);
        link(&test, 1, 7, 1).await.unwrap();
        assert!(holder().await.settled);
        add_person(&test, 2, 1).await;
        let made = registrations::login_holder(&mut test.db.read().await.unwrap(), &squatter, "person2", now()).await.unwrap();
        assert!(made.unwrap().settled, "made by the organisation");
    }

    async fn a_secret_is_used_once_and_a_newer_one_replaces_it(test) {
        lay(&test).await;
        let scope = register(&test, 1, "7", "a@example.ru").await;
        let first = challenge(&test, &scope, 1).await;
        let second = challenge(&test, &scope, 2).await;
        let spend = async |challenge: &Challenge, at| {
            store::write!(test.db, |tx| challenges::spend(tx, challenge, at).await).unwrap()
        };
        assert!(!spend(&first, now()).await, "replaced");
        assert!(!spend(&second, now() + TimeDelta::hours(24)).await, "over");
        assert!(spend(&second, now()).await);
        assert!(!spend(&second, now()).await, "used");
        let elsewhere = challenges::find(&mut test.db.read().await.unwrap(), portal(2).id, second.id).await.unwrap();
        assert!(elsewhere.is_none(), "another portal");
    }

    async fn codes_are_counted_and_letters_are_few(test) {
        lay(&test).await;
        let scope = register(&test, 1, "7", "a@example.ru").await;
        let open = challenge(&test, &scope, 1).await;
        for n in 1..=3 {
            assert_eq!(store::write!(test.db, |tx| challenges::count_code(tx, &open).await).unwrap(), n);
        }
        let again = async |at| {
            store::write!(test.db, |tx| challenges::send_again(tx, &open, 2, at - TimeDelta::minutes(1), at).await).unwrap()
        };
        assert!(!again(now() + TimeDelta::seconds(59)).await, "a moment ago");
        assert!(again(now() + TimeDelta::minutes(1)).await);
        assert!(!again(now() + TimeDelta::minutes(9)).await, "twice is enough");
    }

    async fn a_declared_plot_is_proved_by_a_confirmed_address_only(test) {
        lay(&test).await;
        let contact = Contact { kind: ContactKind::Email, value: "a@example.ru".into(), remark: None };
        let known = [RegisterAccount { contacts: vec![contact], ..register_account(7) }];
        store::write!(test.db, |tx| accounts::put(tx, &scope(1), &known, Uuid::nil, now()).await).unwrap();
        let customer = register(&test, 1, "7", "a@example.ru").await;
        declare(&test, &customer, 1, "7").await;
        declare(&test, &customer, 2, "8").await;
        declare(&test, &customer, 3, "999").await;
        let candidates = async || declarations::candidates(&mut test.db.read().await.unwrap(), &customer).await.unwrap();
        assert!(candidates().await.is_none(), "not confirmed");
        store::write!(test.db, |tx| registrations::settle(tx, &customer, now()).await).unwrap();
        let (email, found) = candidates().await.unwrap();
        let shown: Vec<_> = found.iter().map(|candidate| candidate.emails.clone()).collect();
        assert_eq!((email.as_str(), shown), ("a@example.ru", vec![vec!["a@example.ru".to_owned()], vec![]]));
        store::write!(test.db, |tx| declarations::accept(tx, &customer, &found[0], LinkProof::RegisterEmail, now()).await).unwrap();
        let reached = accounts::of_customer(&mut test.db.read().await.unwrap(), &customer, now()).await.unwrap();
        assert_eq!(reached.iter().map(accounts::LinkedAccount::number).collect::<Vec<_>>(), ["7"]);
        assert_eq!(candidates().await.unwrap().1.len(), 1);
    }

    async fn the_board_decides_about_its_own_plots_once(test) {
        lay(&test).await;
        let customer = confirmed(&test, 1, "7", "a@example.ru").await;
        declare(&test, &customer, 1, "7").await;
        declare(&test, &customer, 2, "11").await;
        let waiting = async |n| {
            let rows = declarations::waiting(&mut test.db.read().await.unwrap(), &scope(n), 9).await.unwrap();
            rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
        };
        assert_eq!((waiting(1).await, waiting(2).await, waiting(3).await), (vec!["7".to_owned()], vec!["11".to_owned()], vec![]));
        let id = Uuid::from_u128(1);
        let decidable = async |n| declarations::decidable(&mut test.db.read().await.unwrap(), &scope(n), id).await.unwrap();
        assert!(decidable(2).await.is_none() && decidable(3).await.is_none());
        assert_eq!(decidable(1).await.unwrap().person, person(1));
        store::write!(test.db, |tx| declarations::decide(tx, &scope(1), id, DeclarationState::Refused, now()).await).unwrap();
        assert!(decidable(1).await.is_none() && waiting(1).await.is_empty());
    }
}
