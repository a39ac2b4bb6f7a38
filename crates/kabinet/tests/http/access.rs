//! Every door of a portal, knocked on by every kind of stranger. A door without a row here fails the test.

mod actors;
mod rows;

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use kabinet::web::portal_routes;
use store::both;

use crate::client::{Answer, Client};
use crate::harness::TestApp;
use actors::{Actor, Actors};
use rows::{Row, rows};

#[test]
fn every_door_has_its_row() {
    let doors: Vec<(String, &str)> =
        portal_routes().into_iter().map(|route| (route.method.to_string(), route.path)).collect();
    let known: Vec<(String, &str)> = rows().into_iter().map(|row| (row.method.to_string(), row.path)).collect();
    let sorted = |list: &[(String, &'static str)]| list.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&doors), sorted(&known));
    assert_eq!(known.len(), sorted(&known).len(), "a door has two rows");
}

both! {
    async fn every_door_opens_to_its_own_only(test) {
        let test = TestApp::new(test).await;
        let actors = Actors::new(&test).await;
        let mut failures = Vec::new();
        for row in rows() {
            let url = row.url(&test, &actors).await;
            let before = test.state_of_imports().await;
            for actor in Actor::STRANGERS {
                let answer = knock(&mut actors.client(&test, *actor, &row).await, &row, &url).await;
                check(&row, *actor, &answer, &mut failures);
            }
            if row.changes {
                assert_eq!(test.state_of_imports().await, before, "a stranger changed something by {} {url}", row.method);
            }
            let answer = knock(&mut actors.client(&test, Actor::Rightful, &row).await, &row, &url).await;
            check(&row, Actor::Rightful, &answer, &mut failures);
            if row.changes {
                assert_ne!(test.state_of_imports().await, before, "{} {url} does nothing", row.method);
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }

    async fn what_is_not_ones_own_looks_like_what_does_not_exist(test) {
        let test = TestApp::new(test).await;
        let actors = Actors::new(&test).await;
        let import = actors.import(&test, rows::Stage::Checked).await;
        let mut stranger = test.logged_in(actors.snt.host(), "administrator-lesnoe").await;
        let absent = "00000000-0000-7000-8000-000000000001";
        for ending in ["", "/refused.csv"] {
            let hidden = stranger.get(&format!("/office/imports/{import}{ending}")).await;
            let nothing = stranger.get(&format!("/office/imports/{absent}{ending}")).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND);
            assert_eq!(hidden.text(), nothing.text());
        }
        for id in ["x", "%00", "'", "00000000", &import.to_string()[1..], "..%2f..%2fmy"] {
            let answer = stranger.get(&format!("/office/imports/{id}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
        }
    }
}

async fn knock(client: &mut Client, row: &Row, url: &str) -> Answer {
    match (&row.method, row.upload) {
        (&Method::GET, _) => client.get(url).await,
        (_, false) => client.post(url, &[]).await,
        (_, true) => client.upload(url, "readings", "fail.csv", b"x").await,
    }
}

fn check(row: &Row, actor: Actor, answer: &Answer, failures: &mut Vec<String>) {
    let what = format!("{} {} as {actor:?}", row.method, row.path);
    let expected = row.expected(actor);
    if answer.status != expected {
        failures.push(format!("{what}: {} and not {expected}", answer.status));
    }
    if answer.status == StatusCode::SEE_OTHER && !row.is_public() && actor.is_out() {
        let next = answer.location();
        if next != "/login" && !next.starts_with("/login?next=/") {
            failures.push(format!("{what}: sent to {next}"));
        }
    }
    let Some(secret) = row.secret else { return };
    let tells = answer.body.windows(secret.len()).any(|part| part == secret.as_bytes());
    if tells != row.is_told(actor) {
        failures.push(format!("{what}: {} «{secret}»", if tells { "is told" } else { "is not told" }));
    }
}
