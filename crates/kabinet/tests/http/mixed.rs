//! A fifth kind of portal, mixed from a file: what differs between portals is data, so any mixture walks.

use axum::http::StatusCode;
use domain::parse_date;
use domain::portal::{PortalRules, Preset};
use kabinet::flows::change_portal::change_portal;
use store::both;

use crate::client::Client;
use crate::harness::{Place, TestApp};
use crate::html::{between, elements, text_of};

/// People sign up by e-mail, walk down to their flat, and prove it by a meter and a tax number; sums are in tenge.
const RULES: &str = include_str!("mixed_rules.json");

const REGISTER: &str = "Отделение;Дом;Квартира;ЛС;ФИО;Заводской № счетчика;ИНН;К оплате\r\n\
    Северное;пр. Абая, 7;3;700301;Ахметова Айгүл;1187-4402;120640247430;12 345,60\r\n\
    Южное;ул. Гоголя, 1;;700302;Ким Сергей;5561;870430301264;1,00\r\n";

async fn mixed(test: &TestApp) -> Place {
    let place = test.portal("aralas", Preset::Suppliers).await;
    let mut portal = place.portal.clone();
    portal.rules = serde_json::from_str::<PortalRules>(RULES).unwrap();
    change_portal(&test.app, &portal, &[]).await.unwrap();
    test.advance(6);
    let place = Place { portal, ..place };
    test.import_as_of(&place, "r.csv", REGISTER.as_bytes(), parse_date("31.05.2022").ok()).await;
    place
}

/// The value of the option with these words.
fn value(page: &str, id: &str, words: &str) -> String {
    let lists =
        page.split("<select").skip(1).find(|list| list.split('>').next().unwrap().contains(&format!("id=\"{id}\"")));
    let list = lists.unwrap().split("</select>").next().unwrap();
    let option = list.split("<option ").find(|option| option.contains(words));
    between(option.unwrap_or_else(|| panic!("no {words} in {list}")), "value=\"", "\"").to_owned()
}

async fn registered(test: &TestApp, place: &Place) -> Client {
    let mut client = test.client(place.host());
    let form = client.get("/register").await.text().to_owned();
    let labels: Vec<String> = elements(&form, "label").into_iter().map(text_of).collect();
    assert!(labels.contains(&"Адрес электронной почты".to_owned()), "{labels:?}");
    let send = |password: &'static str| {
        [("email", "aigul@pochta.example"), ("password", password), ("again", password), ("consent", "on")]
    };
    let short = client.post("/register", &send("qysqa-7")).await;
    assert!(short.text().contains("короче 10 символов"), "{}", short.text());
    assert_eq!(client.post("/register", &send("uzyn-qupiyasoz-7")).await.location(), "/my/registration");
    let letters = test.deliver().await;
    let (_, rest) = letters[0].text.split_once("http://aralas.example.ru").unwrap();
    client.post(rest.split_whitespace().next().unwrap(), &[]).await;
    client
}

both! {
    async fn a_portal_mixed_from_a_file_walks(test) {
        let test = TestApp::new(test).await;
        let place = mixed(&test).await;
        let mut client = registered(&test, &place).await;
        assert_eq!(client.get("/my").await.location(), "/my/accounts");
        let mut fields: Vec<(&str, String)> = Vec::new();
        let mut page = client.get("/my/accounts/add").await.text().to_owned();
        assert!(!page.contains("/captcha/"), "the file asks for no picture");
        for (id, words) in [("department", "Северное"), ("building", "Абая, 7"), ("flat", "кв. 3"), ("account", "700301")] {
            fields.push((id, value(&page, id, words)));
            let typed: Vec<(&str, &str)> = fields.iter().map(|(id, value)| (*id, value.as_str())).collect();
            let answer = client.post("/my/accounts/add", &[&[("do", "step")], typed.as_slice()].concat()).await;
            answer.text().clone_into(&mut page);
        }
        let chosen: Vec<(&str, &str)> = fields.iter().map(|(id, value)| (*id, value.as_str())).collect();
        for (tax_number, meter) in [("870430301264", "4402"), ("120640247430", "4403"), ("", "4402")] {
            let typed = [("tax_number", tax_number), ("meter", meter)];
            let answer = client.post("/my/accounts/add", &[chosen.as_slice(), &typed].concat()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{tax_number} {meter}");
        }
        let typed = [("tax_number", "120640247430"), ("meter", "4402")];
        let answer = client.post("/my/accounts/add", &[chosen.as_slice(), &typed].concat()).await;
        assert!(answer.location().starts_with("/my/accounts/"), "{}", answer.text());
        let card = text_of(client.get(answer.location()).await.text());
        assert!(card.contains("Ахметова Айгүл") && card.contains('₸'), "{card}");
        assert!(client.get("/my/accounts/code").await.status == StatusCode::NOT_FOUND, "no codes are taken here");
        for path in ["/my/registration", "/my/subscriptions", "/my/devices", "/my/access/email", "/my/delete", "/"] {
            assert_eq!(client.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}
