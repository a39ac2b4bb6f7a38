//! «Добавление лицевого счета»: four lists, each fed by the one before (catalogue B3).

use axum::http::StatusCode;
use store::both;

use super::{housing, resident, solved};
use crate::client::Client;
use crate::harness::TestApp;
use crate::html::{between, elements, text_of};

/// Texts and values of a list.
fn options(page: &str, id: &str) -> Vec<(String, String)> {
    let list = elements(page, "select")
        .into_iter()
        .zip(page.split("<select").skip(1))
        .find(|(_, whole)| whole.split('>').next().unwrap().contains(&format!("id=\"{id}\"")));
    let (inside, _) = list.unwrap_or_else(|| panic!("no list {id}"));
    let option = |part: &str| (between(part, "value=\"", "\"").to_owned(), text_of(part.split_once('>').unwrap().1));
    inside.split("<option ").skip(1).map(option).filter(|(value, _)| !value.is_empty()).collect()
}

fn value(page: &str, id: &str, text: &str) -> String {
    let all = options(page, id);
    all.iter().find(|(_, shown)| shown == text).unwrap_or_else(|| panic!("{text} is not in {all:?}")).0.clone()
}

fn texts(page: &str, id: &str) -> Vec<String> {
    options(page, id).into_iter().map(|(_, text)| text).collect()
}

/// Walks down without a script to an account of «ул. Садовая, д. 12, кв. 1»; the fields and the last page.
async fn walk(client: &mut Client, account: &str) -> (Vec<(&'static str, String)>, String) {
    let page = client.get("/my/accounts/add").await.text().to_owned();
    let mut fields = vec![("do", "step".to_owned()), ("department", value(&page, "department", "Заречное"))];
    let mut page = step(client, &fields).await;
    fields.push(("building", value(&page, "building", "ул. Садовая, д. 12")));
    page = step(client, &fields).await;
    assert_eq!(texts(&page, "flat"), ["кв. 1", "кв. 10"]);
    fields.push(("flat", value(&page, "flat", "кв. 1")));
    page = step(client, &fields).await;
    assert_eq!(texts(&page, "account"), ["101", "102"]);
    fields.push(("account", value(&page, "account", account)));
    "save".clone_into(&mut fields[0].1);
    (fields, page)
}

async fn step(client: &mut Client, fields: &[(&'static str, String)]) -> String {
    let answer = client.post("/my/accounts/add", &borrowed(fields)).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.text().to_owned()
}

fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

both! {
    async fn each_list_waits_for_the_one_before(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let page = client.get("/my/accounts/add").await.text().to_owned();
        assert_eq!(texts(&page, "department"), ["Заречное", "Центральное"]);
        for waits in ["building", "flat", "account"] {
            assert!(options(&page, waits).is_empty(), "{waits}");
        }
        let houses = step(&mut client, &[("do", "step".to_owned()), ("department", value(&page, "department", "Центральное"))]).await;
        assert_eq!(texts(&houses, "building"), ["пер. Тихий, д. 3"]);
    }

    async fn the_account_is_linked_by_a_picture_and_a_proof(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let (mut fields, page) = walk(&mut client, "101").await;
        let (id, digits) = solved(&test, &place, &page);
        fields.extend([("captcha", id), ("digits", digits), ("meter", "2449".to_owned())]);
        let answer = client.post("/my/accounts/add", &borrowed(&fields)).await;
        assert!(answer.location().starts_with("/my/accounts/"), "{}", answer.text());
        let href = answer.location().to_owned();
        let card = text_of(client.get(&href).await.text());
        for shown in ["Лицевой счет 101", "Полная версия", "Соколова Нина Петровна", "ул. Садовая, д. 12, кв. 1", "100,00"] {
            assert!(card.contains(shown), "{shown}: {card}");
        }
        assert_eq!(client.get("/my").await.location(), "/my/accounts");
    }

    async fn a_refused_form_keeps_what_was_chosen(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let (mut fields, page) = walk(&mut client, "101").await;
        let (id, digits) = solved(&test, &place, &page);
        fields.extend([("captcha", id), ("digits", digits), ("meter", "9999".to_owned())]);
        let answer = client.post("/my/accounts/add", &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        assert!(page.contains("Не сходится с нашими данными"));
        assert!(page.contains("value=\"9999\""));
        assert_eq!(page.matches(" selected").count(), 4, "all four lists stay as chosen");
        assert_eq!(test.count("SELECT COUNT(*) FROM link").await, 0);
    }

    async fn nothing_chosen_is_told_beside_its_list(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let answer = client.post("/my/accounts/add", &[("do", "save")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        assert!(text.contains("href=\"#department\""), "{text}");
        assert!(text.contains("href=\"#digits\""));
    }

    async fn lists_of_another_portal_stay_shut(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let (fields, _) = walk(&mut client, "101").await;
        let other = test.portal("other", domain::portal::Preset::Housing).await;
        test.advance(6);
        let (_, mut stranger) = resident(&test, &other, "nina").await;
        let answer = stranger.post("/my/accounts/add", &borrowed(&fields)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for told in ["Заречное", "Садовая", ">101<"] {
            assert!(!answer.text().contains(told), "{told}");
        }
    }

    async fn whoever_has_not_confirmed_an_address_links_nothing(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let form = [("login", "petrov"), ("email", "petrov@example.ru"), ("password", "zarechye-26"), ("again", "zarechye-26"), ("consent", "on")];
        let mut client = test.client(place.host());
        assert_eq!(client.post("/register", &form).await.location(), "/my/registration");
        let page = client.get("/my/accounts/add").await;
        assert!(page.text().contains("Сначала подтвердите адрес почты"));
        assert!(!page.text().contains("<select"));
        client.post("/my/accounts/add", &[("do", "save")]).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM link").await, 0);
    }
}
