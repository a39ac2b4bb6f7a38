//! Registration, confirmation, one's own data, recovery, and whose plot it is (catalogue A2 to A5).

mod access;
mod confirm;
mod devices;
mod form;
mod letters;
mod plots;
mod recover;

use domain::portal::Preset;
use gateways::mail::Letter;

use crate::client::{Answer, Client};
use crate::harness::{Place, TestApp};
use crate::html::between;

/// Plots 7 and 8 with the address that stands beside 7.
const REGISTER: &str = "№ участка;Электрификация;Владелец;E-mail\r\n7;да;Семёнов;sem@example.ru\r\n8;да;;\r\n";

pub async fn community(test: &TestApp) -> Place {
    let place = test.portal("snt", Preset::Snt).await;
    test.import(&place, "r.csv", REGISTER.as_bytes()).await;
    place
}

/// A form without faults.
pub fn form<'a>(login: &'a str, email: &'a str) -> [(&'a str, &'a str); 5] {
    [("login", login), ("email", email), ("password", "sad-2022"), ("again", "sad-2022"), ("consent", "yes")]
}

pub async fn registered(test: &TestApp, place: &Place, login: &str, email: &str) -> Client {
    let mut client = test.client(place.host());
    let answer = client.post("/register", &form(login, email)).await;
    assert_eq!(answer.location(), "/my/registration", "{}", answer.text());
    client
}

/// Path of the link and digits of the code.
pub fn secret_of(letter: &Letter) -> (String, String) {
    let (_, rest) = letter.text.split_once("http://snt.example.ru/").unwrap();
    let path = rest.split_whitespace().next().unwrap();
    let code: String = letter.text.lines().rev().find(|line| is_code(line)).unwrap_or_default().replace(' ', "");
    (format!("/{path}"), code)
}

fn is_code(line: &str) -> bool {
    line.len() == 7 && line.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

/// Registered and confirmed by the link.
pub async fn confirmed(test: &TestApp, place: &Place, login: &str, email: &str) -> Client {
    let mut client = registered(test, place, login, email).await;
    let (path, _) = secret_of(&test.deliver().await[0]);
    assert_eq!(client.post(&path, &[]).await.location(), "/my/registration");
    client
}

pub async fn declare(client: &mut Client, plots: &str) -> Answer {
    let fields = [("plots", plots), ("owner", "Семёнов И. И."), ("contact", ""), ("phone", "89991234567")];
    client.post("/my/registration/edit", &fields).await
}

/// The first form of the office's list.
async fn decision(office: &mut Client, how: &str) -> String {
    let page = office.get("/office/members").await;
    let id = between(page.text(), "/office/declarations/", "/approve").to_owned();
    format!("/office/declarations/{id}/{how}")
}
