//! `/my/electricity?page=…`: a year a page, and no period lost between two of them.

use axum::http::StatusCode;
use domain::Date;
use store::both;

use crate::client::Client;
use crate::harness::TestApp;
use crate::html::{attributes, elements, text_of};

/// The first day of the month that many months after January 2020, moved by some days.
fn day(month: u32, shift: u32) -> Date {
    Date::from_ymd_opt(2020, 1, 1 + shift).unwrap() + chrono::Months::new(month)
}

/// The periods of a page with their plots, and whether it leads to older and newer ones.
async fn page(client: &mut Client, number: u32) -> (Vec<(String, String)>, bool, bool) {
    let answer = client.get(&format!("/my/electricity?page={number}")).await;
    assert_eq!(answer.status, StatusCode::OK, "page {number}");
    let links = attributes(answer.text(), "href");
    let leads_to = |other: u32| links.contains(&format!("/my/electricity?page={other}").as_str());
    let mut found = Vec::new();
    for period in elements(answer.text(), "details").into_iter().filter(|period| period.contains("period__sum")) {
        let title = text_of(elements(period, "h3")[0]);
        found.extend(crate::html::rows(period).into_iter().map(|row| (title.clone(), row[0].clone())));
    }
    (found, leads_to(number + 1), number > 0 && leads_to(number - 1))
}

both! {
    async fn thirty_months_stand_on_three_pages(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        test.dials(&place, "7", (0..=30).map(|month| day(month, 0))).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let (first, older, _) = page(&mut client, 0).await;
        assert_eq!((first.len(), older), (12, true));
        assert_eq!(first[0].0, "01 Июня 2022 года - 01 Июля 2022 года");
        let (second, older, newer) = page(&mut client, 1).await;
        assert_eq!((second.len(), older, newer), (12, true, true));
        let (third, older, newer) = page(&mut client, 2).await;
        assert_eq!((third.len(), older, newer), (6, false, true));
        assert_eq!(third[5].0, "01 Января 2020 года - 01 Февраля 2020 года");
        let csv = client.get("/my/electricity.csv").await;
        assert_eq!(csv.text().lines().count(), 31, "a file holds them all");
        for beyond in ["3", "100", "65535"] {
            assert_eq!(client.get(&format!("/my/electricity?page={beyond}")).await.status, StatusCode::NOT_FOUND, "{beyond}");
        }
        let slip = |page: &str| page.contains("class=\"slip\"");
        assert!(!slip(client.get("/my/electricity?page=1").await.text()), "what is due stands on the first page only");
    }

    async fn exactly_a_year_is_one_page(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        test.dials(&place, "7", (0..=12).map(|month| day(month, 0))).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let (found, older, _) = page(&mut client, 0).await;
        assert_eq!((found.len(), older), (12, false));
    }

    async fn meters_read_on_different_days_lose_nothing_between_pages(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7", "8"]).await;
        test.dials(&place, "7", (0..=20).map(|month| day(month, 0))).await;
        test.dials(&place, "8", (0..=20).map(|month| day(month, 14))).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let mut found = Vec::new();
        let mut number = 0;
        loop {
            let (periods, older, _) = page(&mut client, number).await;
            assert!(!periods.is_empty(), "page {number} is empty");
            found.extend(periods);
            if !older {
                break;
            }
            number += 1;
        }
        let all = found.len();
        found.sort();
        found.dedup();
        assert_eq!((found.len(), all), (40, 40), "every period of each meter stands on one page");
    }

    async fn a_gap_of_years_is_one_period(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7", "8"]).await;
        test.dials(&place, "7", [0, 30].map(|month| day(month, 0))).await;
        test.dials(&place, "8", (10..=30).map(|month| day(month, 0))).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let (found, ..) = page(&mut client, 0).await;
        let long = ("01 Января 2020 года - 01 Июля 2022 года".to_owned(), "Участок № 7".to_owned());
        assert!(found.contains(&long), "{found:?}");
    }

    async fn two_organisations_bill_each_by_its_own_prices(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let other = test.organisation(&place, "lesnoe").await;
        test.import(&other, "other.csv", "№ участка;Электрификация;Владелец\r\n70;да;\r\n".as_bytes()).await;
        test.tariff(&place, "01.01.2020", "1", "1", "1").await;
        test.tariff(&other, "01.01.2020", "2", "3", "4").await;
        let person = test.member(&place, "7", &["7"]).await;
        test.link(&other, person, "70").await;
        for (place, plot) in [(&place, "7"), (&other, "70")] {
            test.dials(place, plot, [0, 1].map(|month| day(month, 0))).await;
        }
        let mut client = test.logged_in(place.host(), "7").await;
        let answer = client.get("/my/electricity").await;
        let rows = crate::html::rows(elements(answer.text(), "table")[0]);
        assert_eq!(rows[0][10..], ["15,00", "10,00", "5,00", "15,00"]);
        assert_eq!(rows[1][10..], ["30,00", "30,00", "20,00", "50,00"]);
        assert!(!answer.text().contains("class=\"facts\""), "one list of prices would be wrong for one of the plots");
    }
}
