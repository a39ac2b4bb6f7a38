//! Digits in a picture: single use, bound to their form and portal, readable by letter.

use axum::http::StatusCode;
use kabinet::flows::captcha::{Answer, Guarded, digits, is_right};
use store::both;

use super::{housing, resident, solved};
use crate::harness::TestApp;
use crate::html::between;

both! {
    async fn a_picture_serves_once_and_for_its_form(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (app, portal) = (&test.app, &place.portal);
        let id = kabinet::flows::captcha::picture(app);
        let right = digits(app, portal, Guarded::Linking, id).unwrap();
        assert_eq!(right.len(), 5);
        assert!(right.bytes().all(|digit| (b'1'..=b'9').contains(&digit)), "{right}");
        let text = id.to_string();
        let answer = Answer { id: &text, digits: &right };
        assert!(!is_right(app, portal, Guarded::LogIn, answer).await.unwrap(), "another form's");
        assert!(!is_right(app, portal, Guarded::Linking, answer).await.unwrap(), "spent by the wrong answer");
        let id = kabinet::flows::captcha::picture(app).to_string();
        let right = digits(app, portal, Guarded::Linking, id.parse().unwrap()).unwrap();
        let answer = Answer { id: &id, digits: &right };
        assert!(is_right(app, portal, Guarded::Linking, answer).await.unwrap());
        assert!(!is_right(app, portal, Guarded::Linking, answer).await.unwrap(), "the second time");
        let other = test.portal("other", domain::portal::Preset::Housing).await;
        let id = kabinet::flows::captcha::picture(app).to_string();
        let right = digits(app, portal, Guarded::Linking, id.parse().unwrap()).unwrap();
        assert!(!is_right(app, &other.portal, Guarded::Linking, Answer { id: &id, digits: &right }).await.unwrap());
    }

    async fn an_old_picture_is_no_longer_taken(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let id = kabinet::flows::captcha::picture(&test.app);
        let right = digits(&test.app, &place.portal, Guarded::Linking, id).unwrap();
        test.advance(31 * 60);
        let text = id.to_string();
        let answer = Answer { id: &text, digits: &right };
        assert!(!is_right(&test.app, &place.portal, Guarded::Linking, answer).await.unwrap());
        let (_, mut client) = resident(&test, &place, "nina").await;
        assert_eq!(client.get(&format!("/captcha/linking/{id}")).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_picture_is_a_picture_and_another_one_is_another(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let page = client.get("/my/accounts/add").await.text().to_owned();
        let first = between(&page, "<img src=\"", "\"").to_owned();
        let picture = client.get(&first).await;
        assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
        assert_eq!(&picture.body[1..4], b"PNG");
        let again = client.post("/my/accounts/add", &[("do", "newcode"), ("captcha", &solved(&test, &place, &page).0)]).await;
        assert_ne!(between(again.text(), "<img src=\"", "\""), first);
    }

    async fn the_digits_come_by_letter_and_serve_the_same_form(test) {
        let test = TestApp::new(test).await;
        let place = housing(&test).await;
        let (_, mut client) = resident(&test, &place, "nina").await;
        let page = client.get("/my/accounts/add").await.text().to_owned();
        let (id, right) = solved(&test, &place, &page);
        let answer = client.post("/my/accounts/add", &[("do", "letter"), ("captcha", &id)]).await;
        assert!(answer.text().contains("Код отправлен письмом"));
        assert!(answer.text().contains(&id), "the picture stays");
        let letters = test.deliver().await;
        assert_eq!(letters.iter().filter(|letter| letter.to == "nina@example.ru" && letter.text.contains(&right)).count(), 1);
    }
}
