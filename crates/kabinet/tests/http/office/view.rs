//! «Посмотреть кабинет»: an operator sees a member's cabinet as the member does, and changes nothing.

use axum::http::StatusCode;
use domain::ids::PersonId;
use domain::person::Role;
use domain::portal::Preset;
use store::both;

use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::html::{attributes, text_of};

const ACCOUNTS: &str = "/my/accounts";

/// A portal of two communities, a member with a plot in each, and an accountant of the first.
async fn community(test: &TestApp) -> (Place, Place, PersonId, PersonId) {
    let snt = test.with_small_snt("snt").await;
    let lesnoe = test.organisation(&snt, "lesnoe").await;
    test.import(&lesnoe, "other.csv", "№ участка;Электрификация;Владелец\r\n55;да;\r\n".as_bytes()).await;
    let person = test.member(&snt, "dacha", &["7"]).await;
    test.link(&lesnoe, person, "55").await;
    let operator = test.operator(&snt, "kassa", Role::Accountant).await;
    (snt, lesnoe, person, operator)
}

/// An operator who looks.
async fn looking(test: &TestApp, place: &Place, person: PersonId) -> Client {
    let mut office = test.logged_in(place.host(), "kassa").await;
    let answer = office.post(&format!("/office/members/{person}/view"), &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"));
    assert!(answer.set_cookie("kabinet_view").unwrap().contains("Max-Age=900"));
    office
}

async fn is_looking(client: &mut Client) -> bool {
    text_of(client.get(ACCOUNTS).await.text()).contains("Вы смотрите кабинет dacha как оператор.")
}

/// The accounts of the list.
async fn listed(client: &mut Client) -> Vec<String> {
    let page = client.get(ACCOUNTS).await;
    let hrefs = attributes(page.text(), "href").into_iter().map(ToOwned::to_owned);
    hrefs.filter(|href| href.len() == 49 && href.starts_with("/my/accounts/")).collect()
}

both! {
    async fn accounts_of_the_operators_organisation_show_and_no_others(test) {
        let test = TestApp::new(test).await;
        let (snt, lesnoe, person, _) = community(&test).await;
        let own = listed(&mut test.logged_in(snt.host(), "dacha").await).await;
        assert_eq!(own.len(), 2);
        let mut office = looking(&test, &snt, person).await;
        assert!(is_looking(&mut office).await);
        let shown = listed(&mut office).await;
        assert_eq!(shown.len(), 1);
        for href in &own {
            let wanted = if shown.contains(href) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(office.get(href).await.status, wanted, "{href}");
        }
        for page in ["/my/payments", "/my/electricity", shown[0].as_str()] {
            let answer = office.get(page).await;
            assert!(text_of(answer.text()).contains("Вы смотрите кабинет dacha"), "{page}");
            assert!(!answer.text().contains("/my/registration"), "{page} leads to what is closed");
        }
        for closed in ["registration", "registration/edit", "access", "access/email", "devices", "second-factor", "accounts/add"] {
            assert_eq!(office.get(&format!("/my/{closed}")).await.status, StatusCode::NOT_FOUND, "{closed}");
        }
        let members = office.get("/office/members").await;
        assert_eq!(members.status, StatusCode::OK, "the office is still theirs");
        assert!(!members.text().contains("/view/end"));
        let told = "SELECT p.login || ' ' || a.title FROM audit a JOIN person p ON p.id = a.person_id WHERE a.kind = 'cabinet_viewed'";
        assert_eq!(test.texts(told).await, ["kassa dacha"]);
        let alone = test.member(&snt, "odin", &["8"]).await;
        test.operator(&lesnoe, "chuzhoy", Role::Administrator).await;
        let mut other = test.logged_in(snt.host(), "chuzhoy").await;
        let answer = other.post(&format!("/office/members/{alone}/view"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "another organisation's member");
        assert!(answer.set_cookie("kabinet_view").is_none());
    }

    async fn nothing_can_be_changed(test) {
        let test = TestApp::new(test).await;
        let (snt, _, person, _) = community(&test).await;
        let mut office = looking(&test, &snt, person).await;
        let account = listed(&mut office).await.remove(0);
        let before = test.state_of_imports().await;
        for action in [format!("{account}/unlink"), format!("{account}/share"), "/my/registration/edit".to_owned(), "/my/devices/end-others".to_owned()] {
            let answer = office.post(&action, &[("email", "x@example.ru"), ("role", "viewer")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{action}");
            assert!(text_of(answer.text()).contains("Здесь можно только смотреть"), "{action}");
        }
        assert_eq!(test.state_of_imports().await, before);
        assert!(is_looking(&mut office).await);
    }

    async fn a_view_ends_by_its_button_and_by_itself(test) {
        let test = TestApp::new(test).await;
        let (snt, _, person, _) = community(&test).await;
        let mut office = looking(&test, &snt, person).await;
        let mut copy = office.clone();
        let answer = office.post("/view/end", &[]).await;
        assert_eq!(answer.location(), format!("/office/members/{person}"));
        assert!(!office.cookies.contains_key("kabinet_view"));
        assert!(!is_looking(&mut copy).await, "nor by a copy of the cookie");
        assert_eq!(office.get("/my").await.location(), "/office");
        let mut office = looking(&test, &snt, person).await;
        test.advance(15 * 60 - 1);
        assert!(is_looking(&mut office).await);
        test.advance(1);
        assert!(!is_looking(&mut office).await);
    }

    async fn a_view_ends_with_the_session_and_with_the_role(test) {
        let test = TestApp::new(test).await;
        let (snt, _, person, operator) = community(&test).await;
        let mut office = looking(&test, &snt, person).await;
        let mut copy = office.clone();
        office.post("/logout", &[]).await;
        assert_eq!(copy.get(ACCOUNTS).await.status, StatusCode::SEE_OTHER);
        assert_eq!(test.count("SELECT COUNT(*) FROM view_session").await, 0);
        let mut office = looking(&test, &snt, person).await;
        let mut copy = office.clone();
        test.about_person("UPDATE operator_role SET role = 'editor' WHERE person_id = $1", operator).await;
        assert!(!is_looking(&mut office).await, "another role");
        test.about_person("DELETE FROM operator_role WHERE person_id = $1", operator).await;
        assert!(!is_looking(&mut copy).await, "none");
    }

    async fn the_cookie_is_nothing_without_the_session_it_began_in(test) {
        let test = TestApp::new(test).await;
        let (snt, _, person, _) = community(&test).await;
        let voda = test.portal("voda", Preset::Water).await;
        test.person(&voda, "kassa").await;
        let office = looking(&test, &snt, person).await;
        let token = office.cookies["kabinet_view"].clone();
        let anew = test.logged_in(snt.host(), "kassa").await;
        let elsewhere = test.logged_in(voda.host(), "kassa").await;
        for mut client in [anew, elsewhere] {
            client.cookies.insert("kabinet_view".to_owned(), token.clone());
            assert_eq!(client.get(ACCOUNTS).await.status, StatusCode::OK, "{}", client.host);
            assert!(!is_looking(&mut client).await, "{}", client.host);
        }
        let mut moved = office.clone();
        voda.host().clone_into(&mut moved.host);
        assert_eq!(moved.get(ACCOUNTS).await.status, StatusCode::SEE_OTHER, "another portal knows neither cookie");
    }
}
