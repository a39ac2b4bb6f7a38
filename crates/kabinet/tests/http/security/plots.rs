//! A member of plot 100 never sees plot 269: by no address, header, cookie, upload or link.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use domain::portal::Preset;
use kabinet::web::portal_routes;
use store::both;

use crate::client::{Answer, Client};
use crate::harness::{Place, TestApp};
use crate::html::attributes;
use crate::snt::readings_file;

/// What stands on the pages of plot 269 alone: its holder, use, debt and number of the meter.
const SECRETS: [&str; 5] = ["Тайнова", "8713", "8\u{a0}713", "913,57", "66600269"];

async fn community(test: &TestApp) -> Place {
    let place = test.portal("snt", Preset::Snt).await;
    let register = "№ участка;Электрификация;Владелец;E-mail;Заводской № счетчика\r\n\
                    100;да;Сотников;sto@example.ru;00000100\r\n269;да;Тайнова;tay@example.ru;66600269\r\n";
    test.import(&place, "r.csv", register.as_bytes()).await;
    test.tariff(&place, "01.01.2022", "5.93", "6.82", "2.65").await;
    let months = [("100", [10, 5, 30, 9]), ("269", [1000, 500, 9713, 500])];
    for (plot, dials) in months {
        test.import(&place, plot, &readings_file(&[(plot, "01.05.2022", "01.06.2022", dials)])).await;
    }
    test.import(&place, "fees.csv", "№ участка;Статья;Начислено;Оплачено\n269;Взнос;913,57;0\n".as_bytes()).await;
    test.member(&place, "100", &["100"]).await;
    test.member(&place, "269", &["269"]).await;
    test.operators(&place, "").await;
    place
}

/// Nothing of plot 269 in the answer, headers included.
fn tells_nothing(what: &str, answer: &Answer) {
    let body = String::from_utf8_lossy(&answer.body);
    for secret in SECRETS {
        assert!(!body.contains(secret), "{what} tells {secret}: {}", answer.status);
        assert!(
            answer
                .headers
                .values()
                .all(|value| !value.as_bytes().windows(secret.len()).any(|part| part == secret.as_bytes())),
            "{what}"
        );
    }
}

async fn ids(test: &TestApp) -> Vec<String> {
    let account = if test.app.db.kind() == "sqlite" {
        "SELECT lower(hex(id)) FROM account WHERE number = '269' UNION ALL SELECT lower(hex(id)) FROM person WHERE login = '269'"
    } else {
        "SELECT CAST(id AS TEXT) FROM account WHERE number = '269' UNION ALL SELECT CAST(id AS TEXT) FROM person WHERE login = '269'"
    };
    let mut ids = test.texts(account).await;
    ids.push("269".to_owned());
    ids
}

/// Every address a member can open, without those that end the session.
fn doors() -> Vec<&'static str> {
    portal_routes().into_iter().filter(|route| route.method == Method::GET).map(|route| route.path).collect()
}

both! {
    async fn the_owner_sees_it_and_so_the_secrets_are_ones(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut owner = test.logged_in(place.host(), "269").await;
        let mut seen = String::new();
        for path in ["/my/electricity", "/my/electricity.csv", "/my/payments"] {
            seen.push_str(owner.get(path).await.text());
        }
        for secret in ["8\u{a0}713", "913,57"] {
            assert!(seen.contains(secret) || seen.contains("8713"), "{secret}");
        }
    }

    async fn no_link_of_all_pages_leads_there(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut member = test.logged_in(place.host(), "100").await;
        let mut known: BTreeSet<String> = ["/", "/my"].into_iter().map(str::to_owned).collect();
        let mut waiting: Vec<String> = known.iter().cloned().collect();
        while let Some(path) = waiting.pop() {
            let answer = member.get(&path).await;
            tells_nothing(&path, &answer);
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            let found = attributes(&body, "href").into_iter().chain([answer.location()]);
            for link in found.filter(|link| link.starts_with('/') && !link.starts_with("/assets")) {
                let link = link.replace("&#38;", "&").replace("&amp;", "&");
                let link = link.split('#').next().unwrap_or_default().to_owned();
                if known.len() < 150 && known.insert(link.clone()) {
                    waiting.push(link);
                }
            }
        }
        assert!(known.len() > 6, "{known:?}");
    }

    async fn no_address_header_or_cookie_opens_it(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let ids = ids(&test).await;
        let mut member = test.logged_in(place.host(), "100").await;
        for door in doors() {
            for id in &ids {
                let path = door.replace("{id}", id).replace("{code}", id).replace("{name}", id).replace("{slug}", id);
                tells_nothing(&path, &member.get(&path).await);
            }
            if door.contains('{') {
                continue;
            }
            let keys = ["id", "plot", "account", "number", "login", "person", "user", "after", "page", "tab"];
            let all: Vec<String> = keys.iter().flat_map(|key| ids.iter().map(move |id| format!("{key}={id}"))).collect();
            for query in [all.join("&"), format!("account[]={0}&plot=100&plot={0}", ids[2]), "plot=100,269".to_owned(), "plot=%2A".to_owned()] {
                let path = format!("{door}?{query}");
                tells_nothing(&path, &member.get(&path).await);
            }
            for ending in ["/269", "/../269", "%2f269", ";plot=269", "/269.csv", ".json"] {
                let path = format!("/{}{ending}", door.trim_matches('/'));
                tells_nothing(&path, &member.get(&path).await);
            }
        }
        let headers = ["x-original-url", "x-rewrite-url", "x-user", "x-user-id", "x-remote-user", "x-account", "x-login", "x-http-method-override", "authorization", "x-forwarded-user"];
        for header in headers {
            for path in ["/my/electricity", "/my/payments", "/my/registration", "/office/members"] {
                let mut trick = member.clone().sending(header, &ids[1]);
                tells_nothing(&format!("{path} with {header}"), &trick.get(path).await);
            }
        }
        cookies(&test, &place, &member, &ids).await;
    }

    async fn neither_a_declaration_nor_an_upload_opens_it(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut member = test.logged_in(place.host(), "100").await;
        let before = test.state_of_imports().await;
        let file = "№ участка;Электрификация;Владелец;E-mail\r\n269;да;Сотников;sto@example.ru\r\n";
        let answer = member.upload("/office/imports", "register", "r.csv", file.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(test.state_of_imports().await, before);
        for plots in ["100,269", "269", "269 100", "0269", "269\u{200b}"] {
            let own = [("plots", plots), ("owner", "Тайнов"), ("person", "269"), ("login", "269"), ("id", "269"), ("state", "accepted"), ("proof", "operator")];
            tells_nothing(plots, &member.post("/my/registration/edit", &own).await);
            test.work().await;
            for path in ["/my/electricity", "/my/electricity.csv", "/my/payments"] {
                tells_nothing(path, &member.get(path).await);
            }
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM link l JOIN person p ON p.id = l.person_id JOIN account a ON a.id = l.account_id WHERE p.login = '100' AND a.number = '269'").await, 0);
    }
}

/// Cookies that pretend, and those of the owner's session once it is over.
async fn cookies(test: &TestApp, place: &Place, member: &Client, ids: &[String]) {
    let mut owner = test.logged_in(place.host(), "269").await;
    let stolen = owner.clone();
    owner.post("/logout", &[]).await;
    test.advance(5);
    let mut thief = stolen;
    for path in ["/my/electricity", "/my/electricity.csv", "/my/payments", "/my/registration"] {
        let answer = thief.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        tells_nothing(path, &answer);
    }
    let session = member.cookies.keys().find(|name| name.contains("session")).unwrap().clone();
    let own = member.cookies[&session].clone();
    for value in [
        ids[1].clone(),
        "269".to_owned(),
        format!("{own}269"),
        own.to_uppercase(),
        own[1..].to_owned(),
        format!("{own}%00"),
    ] {
        let mut trick = member.clone();
        trick.cookies.insert(session.clone(), value.clone());
        tells_nothing(&value, &trick.get("/my/payments").await);
    }
    for name in ["account", "plot", "kabinet_account", "kabinet_person", "person"] {
        let mut trick = member.clone();
        trick.cookies.insert(name.to_owned(), ids[1].clone());
        tells_nothing(name, &trick.get("/my/payments").await);
    }
}
