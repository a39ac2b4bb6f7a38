//! «Подключение ЛС»: the supplier and the number; equal numbers of two suppliers are two accounts (catalogue D3, D6).

use axum::http::StatusCode;
use domain::account::BasicPart;
use domain::portal::Preset;
use store::organisations::{self, Organisation};
use store::{both, scope::JobScope};

use super::resident;
use crate::client::{Answer, Client};
use crate::harness::{Place, TestApp};

/// Two suppliers with the same account number; the first opens the debt to anybody.
async fn suppliers(test: &TestApp) -> (Place, Place, Place) {
    let portal = test.portal("smorodina", Preset::Suppliers).await;
    let mut places = Vec::new();
    for (code, service, holder, sum) in
        [("GAZ", "Газ", "Быков Илья", "45,10"), ("ELEC", "Свет", "Морозова Ольга", "91,20")]
    {
        let organisation = Organisation {
            service: service.to_owned(),
            number_digits: Some(5),
            number_hint: format!("Номер {service} слева"),
            basic: if code == "GAZ" { vec![BasicPart::Debt] } else { Vec::new() },
            ..Organisation::of(test.app.id(), code, format!("Поставщик {code}"))
        };
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| organisations::insert(tx, portal.portal.id, &organisation, now).await).unwrap();
        let place = Place { organisation: organisation.id, ..portal.clone() };
        let file = format!("ЛС;ФИО;К оплате\r\n00243;{holder};{sum}\r\n");
        test.import_as_of(&place, &format!("{code}.csv"), file.as_bytes(), domain::parse_date("31.05.2022").ok()).await;
        places.push(place);
    }
    let (second, first) = (places.pop().unwrap(), places.pop().unwrap());
    let _: JobScope = first.scope();
    (portal, first, second)
}

async fn link(client: &mut Client, supplier: &Place, number: &str) -> Answer {
    client.post("/my/accounts/add", &[("supplier", &supplier.organisation.to_string()), ("number", number)]).await
}

both! {
    async fn d3_equal_numbers_of_two_suppliers_are_two_accounts(test) {
        let test = TestApp::new(test).await;
        let (portal, gaz, elec) = suppliers(&test).await;
        let (_, mut client) = resident(&test, &portal, "bykov").await;
        let form = client.get("/my/accounts/add").await.text().to_owned();
        assert!(form.contains("<h1>Подключение ЛС</h1>"));
        assert!(form.contains("Номер Газ слева") && form.contains("Номер Свет слева"), "«?» tells where it stands");
        assert!(!form.contains("name=\"captcha\""));
        let first = link(&mut client, &gaz, "00243").await.location().to_owned();
        let second = link(&mut client, &elec, "00243").await.location().to_owned();
        assert_ne!(first, second);
        let gaz_card = client.get(&first).await.text().to_owned();
        assert!(gaz_card.contains("45,10") && !gaz_card.contains("Быков"), "the debt alone is open to anybody");
        let elec_card = client.get(&second).await.text().to_owned();
        assert!(!elec_card.contains("91,20") && !elec_card.contains("Морозова"));
        assert_eq!(client.get("/my/accounts").await.text().matches("Лицевой счет 00243").count(), 2);
    }

    async fn a_number_that_nobody_bears_is_told_and_trying_on_is_limited(test) {
        let test = TestApp::new(test).await;
        let (portal, gaz, _) = suppliers(&test).await;
        let (_, mut client) = resident(&test, &portal, "bykov").await;
        for (number, said) in [("", "Введите номер с квитанции"), ("243", "5 цифр"), ("0024x", "5 цифр"), ("00244", "Такого номера нет")] {
            let answer = link(&mut client, &gaz, number).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
            assert!(answer.text().contains(said), "{number}: {}", answer.text());
        }
        assert!(client.post("/my/accounts/add", &[("number", "00243")]).await.text().contains("Выберите поставщика"));
        for number in 300..319 {
            link(&mut client, &gaz, &format!("00{number}")).await;
        }
        let over = link(&mut client, &gaz, "00243").await;
        assert_eq!(over.status, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn an_account_of_another_portal_is_nobodys_here(test) {
        let test = TestApp::new(test).await;
        let (_, gaz, _) = suppliers(&test).await;
        let other = test.portal("drugoi", Preset::Suppliers).await;
        test.advance(6);
        let (_, mut stranger) = resident(&test, &other, "bykov").await;
        let answer = link(&mut stranger, &gaz, "00243").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(test.count("SELECT COUNT(*) FROM link").await, 0);
    }
}
