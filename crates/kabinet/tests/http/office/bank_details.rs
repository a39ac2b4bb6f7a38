//! `/office/bank-details`: where the money goes (catalogue A7).

use axum::http::StatusCode;
use domain::person::Role;
use store::both;

use crate::harness::TestApp;
use crate::html::{attributes, text_of};

const DETAILS: [(&str, &str); 7] = [
    ("payee", "СНТ «Аникино»"),
    ("inn", "7702045051"),
    ("kpp", "770201001"),
    ("bik", "044525225"),
    ("bank", "ПАО Банк"),
    ("account", "4070 3810 1382 5012 3016"),
    ("correspondent_account", "30101810400000000225"),
];

fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    DETAILS.iter().map(|(known, stands)| (*known, if *known == name { value } else { *stands })).collect()
}

both! {
    async fn what_is_kept_stands_on_receipts_and_what_is_wrong_is_told(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("bank").await;
        test.operator(&place, "kassa", Role::Accountant).await;
        let mut client = test.logged_in(place.host(), "kassa").await;
        let wrong = [
            ("payee", "", "Введите название получателя"),
            ("inn", "7702045052", "Контрольная цифра ИНН не сходится"),
            ("inn", "77020450", "В ИНН должно быть 10 или 12 цифр"),
            ("kpp", "77", "В КПП должно быть 9 знаков"),
            ("bik", "0445", "БИК состоит из 9 цифр"),
            ("account", "40703810138250123017", "Контрольная цифра не сходится"),
            ("account", "", "Введите расчетный счет"),
            ("correspondent_account", "", "Введите корреспондентский счет"),
            ("correspondent_account", "30101810400000000593", "не того банка"),
        ];
        for (field, value, told) in wrong {
            let answer = client.post("/office/bank-details", &with(field, value)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            let text = text_of(answer.text());
            assert!(text.contains(told), "{field} {value}: {told} is not in {text}");
            // What was typed is kept, in all fields.
            assert!(attributes(answer.text(), "value").contains(&"044525225") || field == "bik");
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM bank_details").await, 0);
        let answer = client.post("/office/bank-details", &DETAILS).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/office/bank-details"));
        let page = client.get("/office/bank-details").await;
        assert!(page.text().contains("Реквизиты сохранены"));
        assert!(attributes(page.text(), "value").contains(&"40703810138250123016"));
        client.post("/office/bank-details", &with("bank", "Другой банк")).await;
        assert_eq!(test.texts("SELECT bank FROM bank_details").await, ["Другой банк"]);
    }
}
