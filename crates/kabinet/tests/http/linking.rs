//! Accounts are found, proved, linked, opened to others and taken away (catalogue B3, B9, D3, D4, D6).

mod captcha;
mod cascade;
mod holders;
mod list;
mod pin;
mod proofs;
mod sharing;
mod supplier;

use domain::account::{Linking, Proof};
use domain::ids::PersonId;
use domain::parse_date;
use domain::portal::Preset;
use kabinet::flows::captcha::{Guarded, digits};
use kabinet::flows::change_portal::change_portal;

use crate::client::{Answer, Client};
use crate::harness::{Place, TestApp};
use crate::html::{attributes, between};

/// Two departments, three houses; flat 1 has two accounts, house 3 has no flats. 101 and 102 have the same total, 104 has none.
const REGISTER: &str = "Отделение;Дом;Квартира;ЛС;ФИО;E-mail;Заводской № счетчика;ИНН;К оплате\r\n\
    Заречное;ул. Садовая, д. 12;1;101;Соколова Нина Петровна;nina@pochta.example;15-452449;500100732259;100,00\r\n\
    Заречное;ул. Садовая, д. 12;1;102;Соколов Пётр Ильич;;77120034;;100,00\r\n\
    Заречное;ул. Садовая, д. 12;10;103;Ким Алексей;;12;;5 636,11\r\n\
    Заречное;ул. Садовая, д. 14;2;104;Орлова Анна Сергеевна;;;;0,00\r\n\
    Центральное;пер. Тихий, д. 3;;105;Юсупов Рашид;;88001234;;77,70\r\n";

/// A housing manager with these accounts under `zhkh.example.ru`.
async fn housing(test: &TestApp) -> Place {
    let place = test.portal("zhkh", Preset::Housing).await;
    test.import_as_of(&place, "register.csv", REGISTER.as_bytes(), parse_date("31.05.2022").ok()).await;
    place
}

/// With other rules of linking.
async fn with_linking(test: &TestApp, place: &Place, change: impl FnOnce(&mut Linking)) -> Place {
    let mut portal = place.portal.clone();
    change(&mut portal.rules.linking);
    change_portal(&test.app, &portal, &[]).await.unwrap();
    // Other processes see a change after some seconds.
    test.advance(6);
    Place { portal, ..place.clone() }
}

/// Nothing but a number is asked for, and any proof will do.
pub async fn by_number(test: &TestApp, proofs: &[Proof]) -> Place {
    let place = housing(test).await;
    with_linking(test, &place, |linking| {
        linking.finding = domain::account::Finding::Number;
        linking.captcha = false;
        linking.proofs = proofs.to_vec();
    })
    .await
}

/// Somebody with a confirmed address, made by the organisation.
pub async fn resident(test: &TestApp, place: &Place, login: &str) -> (PersonId, Client) {
    let person = test.person(place, login).await;
    test.about_person(
        "UPDATE person SET email = login || '@example.ru', email_key = login || '@example.ru', email_confirmed_at = created_at
         WHERE id = $1",
        person,
    )
    .await;
    (person, test.logged_in(place.host(), login).await)
}

/// The picture of a form, solved.
fn solved(test: &TestApp, place: &Place, page: &str) -> (String, String) {
    let id = between(page, "name=\"captcha\" value=\"", "\"").to_owned();
    let digits = digits(&test.app, &place.portal, Guarded::Linking, id.parse().unwrap()).unwrap();
    (id, digits)
}

/// Sends a number with proofs.
async fn link(client: &mut Client, number: &str, more: &[(&str, &str)]) -> Answer {
    client.post("/my/accounts/add", &[&[("number", number)], more].concat()).await
}

/// The account's page of one's own, by its number.
pub async fn page_of(client: &mut Client, number: &str) -> Option<String> {
    let list = client.get("/my/accounts").await;
    let hrefs = attributes(list.text(), "href")
        .into_iter()
        .filter(|href| href.len() == 49 && href.starts_with("/my/accounts/"));
    let hrefs: Vec<String> = hrefs.map(ToOwned::to_owned).collect();
    for href in hrefs {
        if client.get(&href).await.text().contains(&format!("<h1>Лицевой счет {number}</h1>")) {
            return Some(href);
        }
    }
    None
}

/// A link that stands in full.
pub async fn linked(test: &TestApp, place: &Place, client: &mut Client, number: &str, meter: &str) -> String {
    let answer = link(client, number, &[("meter", meter)]).await;
    assert!(answer.location().starts_with("/my/accounts/"), "{}", answer.text());
    let _ = (test, place);
    answer.location().to_owned()
}
