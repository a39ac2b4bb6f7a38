//! `/my/second-factor` and the second step of a log-in: codes by the clock that the test holds, recovery codes, passkeys of an
//! authenticator made of code.

mod authenticator;
mod log_in;
mod operators;
mod passkeys;
mod recovery;
mod set_up;

use axum::http::StatusCode;

use crate::client::{Answer, Client};
use crate::harness::{Place, TestApp};
use crate::html::{between, elements};
use crate::register::{community, confirmed};

/// The password of whoever registers.
const PASSWORD: &str = "sad-2022";
const PAGE: &str = "/my/second-factor";

/// A member with an address for letters, logged in; the letters of the registration are gone.
async fn member(test: &TestApp) -> (Place, Client) {
    let place = community(test).await;
    let client = confirmed(test, &place, "7", "sem@example.ru").await;
    (place, client)
}

/// The code of the present moment.
fn code(test: &TestApp, seed: &str) -> String {
    let seconds = u64::try_from(test.app.clock.now().timestamp()).unwrap();
    let seed = totp_rs::Secret::try_from_base32(seed).unwrap();
    totp_rs::Builder::new().with_secret(seed).build_noncompliant().generate(seconds).to_string()
}

/// A code that isn't right now.
fn wrong_code(test: &TestApp, seed: &str) -> String {
    let right = code(test, seed);
    let last = if right.ends_with('0') { '1' } else { '0' };
    format!("{}{last}", &right[..5])
}

/// The seed that waits for its first code.
async fn seed(client: &mut Client) -> String {
    let answer = change(client, "totp").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my/second-factor/totp"));
    let page = client.get("/my/second-factor/totp").await;
    between(page.text(), "id=\"seed\" class=\"tnum\">", "<").replace(' ', "")
}

/// A change with the right password.
async fn change(client: &mut Client, change: &str) -> Answer {
    client.post(&format!("{PAGE}/change/{change}"), &[("password", PASSWORD)]).await
}

fn recovery_codes(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    elements(answer.text(), "code").into_iter().map(ToOwned::to_owned).collect()
}

/// Turns codes on; the seed and the recovery codes. The next code is another one.
async fn turned_on(test: &TestApp, client: &mut Client) -> (String, Vec<String>) {
    let seed = seed(client).await;
    let answer = client.post("/my/second-factor/totp", &[("code", &code(test, &seed))]).await;
    let codes = recovery_codes(&answer);
    test.advance(30);
    (seed, codes)
}

/// A new browser half-way through a log-in.
async fn half_way(test: &TestApp, place: &Place) -> Client {
    let mut client = test.client(place.host());
    let answer = client.try_password("7", PASSWORD).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/login/code"));
    client
}

async fn type_code(client: &mut Client, code: &str) -> Answer {
    client.post("/login/code", &[("code", code)]).await
}

/// Whether the cabinet is open to this browser.
async fn is_in(client: &mut Client) -> bool {
    client.get("/my/registration").await.status == StatusCode::OK
}
