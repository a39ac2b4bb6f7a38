//! `/my/subscriptions`: kept as a whole, shown again, an SMS only to a mobile phone.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;
use crate::html::{attributes, heading, text_of};
use crate::register::{community, confirmed, declare};

const PAGE: &str = "/my/subscriptions";
const KEPT: &str = "SELECT kind || '-' || channel FROM subscription ORDER BY 1";
const CHANGES: &str = "SELECT COUNT(*) FROM audit WHERE kind = 'subscriptions_changed'";

/// The names of the boxes that are ticked.
fn ticked(page: &str) -> Vec<&str> {
    let boxes = page.split("<input type=\"checkbox\"").skip(1).map(|rest| rest.split('>').next().unwrap());
    boxes.filter(|one| one.contains(" checked")).map(|one| attributes(one, "name")[0]).collect()
}

both! {
    async fn what_is_chosen_is_kept_and_shown(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        declare(&mut client, "7").await;
        let page = client.get(PAGE).await;
        assert_eq!(heading(page.text()), "Редактирование подписки");
        assert!(ticked(page.text()).is_empty() && !page.text().contains(" disabled"), "{}", page.text());
        assert!(page.text().contains("href=\"/my/subscriptions\" aria-current=\"page\""), "the menu leads here");
        let saved = client.post(PAGE, &[("bill-email", "yes"), ("debt-sms", "yes")]).await;
        assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, PAGE));
        let page = client.get(PAGE).await;
        assert!(text_of(page.text()).contains("Подписка сохранена"));
        assert_eq!(ticked(page.text()), ["bill-email", "debt-sms"]);
        assert_eq!(test.texts(KEPT).await, ["bill-email", "debt-sms"]);
        client.post(PAGE, &[("bill-email", "yes"), ("debt-sms", "yes")]).await;
        assert_eq!(test.count(CHANGES).await, 1, "what stays is no change");
        client.post(PAGE, &[("bill-email", "yes"), ("rent-pigeon", "yes")]).await;
        assert_eq!(test.texts(KEPT).await, ["bill-email"]);
        client.post(PAGE, &[]).await;
        assert!(test.texts(KEPT).await.is_empty());
        assert_eq!(test.count(CHANGES).await, 3);
    }

    async fn an_sms_needs_a_mobile_phone(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let page = client.get(PAGE).await;
        assert_eq!(page.text().matches(" disabled aria-describedby=\"sms-h\"").count(), 4);
        assert!(text_of(page.text()).contains("SMS можно выбрать, когда в ваших данных есть мобильный телефон"));
        assert!(page.text().contains("href=\"/my/registration/edit\""));
        client.post(PAGE, &[("news-sms", "yes"), ("news-email", "yes")]).await;
        assert_eq!(test.texts(KEPT).await, ["news-email"]);
    }

    async fn the_box_of_the_sign_up_form_is_a_subscription(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("voda", Preset::Water).await;
        let mut client = test.client(place.host()).sending("accept-language", "ru");
        let form = [
            ("as", "individual"), ("name", "Ким Сәуле Ивановна"), ("tax_number", "810331480707"), ("number", "31598727"),
            ("email", "saule@example.ru"), ("password", "karaganda-su-26"), ("again", "karaganda-su-26"),
            ("bill_by_email", "yes"), ("consent", "yes"),
        ];
        let answer = client.post("/register", &form).await;
        assert_eq!(answer.location(), "/my/registration", "{}", answer.text());
        assert_eq!(test.texts(KEPT).await, ["bill-email"]);
        let page = client.get(PAGE).await;
        assert_eq!(ticked(page.text()), ["bill-email"]);
        assert!(text_of(page.text()).contains("мобильный телефон в этом кабинете пока не указывается"));
    }
}
