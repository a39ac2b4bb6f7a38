//! The holder on file hears of each new link and can end it; a new holder in the register ends the former one's.

use axum::http::StatusCode;
use domain::account::Proof;
use gateways::mail::Letter;
use store::both;

use super::{by_number, link, linked, resident};
use crate::harness::TestApp;

/// The path of the letter's button.
fn button(letter: &Letter) -> String {
    let (_, rest) = letter.text.split_once("http://zhkh.example.ru").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

fn to<'a>(letters: &'a [Letter], address: &str) -> Option<&'a Letter> {
    letters.iter().find(|letter| letter.to == address && letter.subject.contains("подключили"))
}

both! {
    async fn the_holder_is_told_and_ends_a_neighbours_link(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut neighbour) = resident(&test, &place, "sosed").await;
        let href = linked(&test, &place, &mut neighbour, "101", "2449").await;
        let letters = test.deliver().await;
        let letter = to(&letters, "nina@pochta.example").unwrap();
        assert!(letter.text.contains("s•••@example.ru") && !letter.text.contains("sosed@"), "{}", letter.text);
        let path = button(letter);
        let mut holder = test.client(place.host());
        assert!(holder.get(&path).await.text().contains("Закрыть доступ"));
        assert_eq!(neighbour.get(&href).await.status, StatusCode::OK, "looking changes nothing");
        assert_eq!(holder.post(&path, &[]).await.status, StatusCode::OK);
        assert_eq!(neighbour.get(&href).await.status, StatusCode::NOT_FOUND);
        assert_eq!(holder.post(&path, &[]).await.status, StatusCode::GONE, "once");
        assert!(test.deliver().await.iter().any(|letter| letter.to == "sosed@example.ru" && letter.subject.contains("больше не показывается")));
        let forged = format!("{}{}", &path[..path.len() - 1], if path.ends_with('0') { '1' } else { '0' });
        assert_eq!(holder.get(&forged).await.status, StatusCode::GONE);
    }

    async fn the_button_is_over_after_a_month_and_ends_no_later_link(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut neighbour) = resident(&test, &place, "sosed").await;
        let href = linked(&test, &place, &mut neighbour, "101", "2449").await;
        let path = button(to(&test.deliver().await, "nina@pochta.example").unwrap());
        test.advance(30 * 24 * 3600 + 1);
        assert_eq!(test.client(place.host()).post(&path, &[]).await.status, StatusCode::GONE);
        let mut neighbour = test.logged_in(place.host(), "sosed").await;
        assert_eq!(neighbour.get(&href).await.status, StatusCode::OK);
    }

    async fn whoever_holds_the_account_already_is_told_and_not_of_their_own(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut first) = resident(&test, &place, "first").await;
        linked(&test, &place, &mut first, "102", "0034").await;
        assert!(test.deliver().await.iter().all(|letter| !letter.subject.contains("подключили")), "nobody else to tell");
        let (_, mut second) = resident(&test, &place, "second").await;
        linked(&test, &place, &mut second, "102", "0034").await;
        let letters = test.deliver().await;
        assert!(to(&letters, "first@example.ru").is_some() && to(&letters, "second@example.ru").is_none(), "{letters:?}");
    }

    async fn a_new_holder_in_the_register_ends_the_former_holders_links(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Meter]).await;
        let (_, mut former) = resident(&test, &place, "nina").await;
        let href = linked(&test, &place, &mut former, "101", "2449").await;
        let other = linked(&test, &place, &mut former, "102", "0034").await;
        test.deliver().await;
        let spelt = "ЛС;ФИО;Проживает\r\n101;Соколова Н. П.;2\r\n";
        test.import(&place, "spelt.csv", spelt.as_bytes()).await;
        assert_eq!(former.get(&href).await.status, StatusCode::OK, "the same holder in another spelling");
        let sold = "ЛС;ФИО;Проживает\r\n101;Дмитриев Олег Юрьевич;1\r\n102;Соколов Пётр Ильич;1\r\n";
        test.import(&place, "sold.csv", sold.as_bytes()).await;
        assert_eq!(former.get(&href).await.status, StatusCode::NOT_FOUND);
        assert_eq!(former.get(&other).await.status, StatusCode::OK);
        let letters = test.deliver().await;
        assert!(letters.iter().any(|letter| letter.to == "nina@example.ru" && letter.subject.contains("101")), "{letters:?}");
        assert_eq!(test.texts("SELECT kind FROM audit WHERE kind LIKE 'link_ended%'").await, ["link_ended_by_register"]);
        let again = link(&mut former, "101", &[("meter", "2449")]).await;
        assert!(again.location().starts_with("/my/accounts/"), "whoever still has the meter before them proves it anew");
    }

    async fn what_the_former_holder_asked_for_is_over_and_their_address_is_forgotten(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Pin]).await;
        let (_, mut former) = resident(&test, &place, "nina").await;
        let href = link(&mut former, "101", &[]).await.location().to_owned();
        former.post(&format!("{href}/request"), &[("proof", "pin")]).await;
        let sold = "ЛС;ФИО;Проживает\r\n101;Дмитриев Олег Юрьевич;1\r\n";
        test.import(&place, "sold.csv", sold.as_bytes()).await;
        assert_eq!(test.texts("SELECT state FROM link_request").await, ["over"]);
        assert_eq!(test.count("SELECT COUNT(*) FROM holder_contact WHERE kind = 'email'").await, 0);
        assert_eq!(link(&mut former, "101", &[]).await.location(), href, "the number alone is nobody's");
        assert!(!former.get(&href).await.text().contains("name=\"pin\""), "and no PIN is taken");
    }

    async fn a_newcomer_floods_nobodys_mailbox(test) {
        let test = TestApp::new(test).await;
        let place = by_number(&test, &[Proof::Approval]).await;
        let (_, mut newcomer) = resident(&test, &place, "sosed").await;
        for _ in 0..5 {
            let href = link(&mut newcomer, "101", &[]).await.location().to_owned();
            newcomer.post(&format!("{href}/unlink"), &[]).await;
        }
        let letters = test.deliver().await;
        assert_eq!(letters.iter().filter(|letter| letter.to == "nina@pochta.example").count(), 1);
    }
}
