//! `/my/electricity` where there is nothing to show: it says why.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;
use crate::html::{elements, text_of};
use crate::snt::readings_file;

both! {
    async fn a_page_without_figures_says_why(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt().await;
        test.member(&place, "26", &["26"]).await;
        test.person(&place, "gost").await;
        for (login, title) in [
            ("26", "Участок не электрифицирован"),
            ("gost", "К вашему логину не привязан ни один участок"),
        ] {
            let mut client = test.logged_in(place.host(), login).await;
            let answer = client.get("/my/electricity").await;
            assert_eq!(answer.status, StatusCode::OK);
            let titles: Vec<String> = elements(answer.text(), "h2").into_iter().map(text_of).collect();
            assert_eq!(titles, [title]);
            assert!(!answer.text().contains("<table") && !answer.text().contains("electricity.csv"));
            assert_eq!(client.get("/my/electricity?page=1").await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn a_plot_that_waits_for_its_first_readings(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7", "9"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        assert!(client.get("/my/electricity").await.text().contains("Показаний ещё нет"));
    }

    async fn without_a_tariff_there_is_use_but_no_sum(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.import(&place, "a.csv", &readings_file(&[("7", "01.05.2022", "01.06.2022", [100, 50, 150, 60])])).await;
        test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        let answer = client.get("/my/electricity").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.text().contains("class=\"slip\"") && !answer.text().contains("NaN"));
        let row = crate::html::rows(elements(answer.text(), "table")[0])[0].join("|");
        assert_eq!(row, "Участок № 7|100|50|150|150|60|210|50|10|60|—|—|—|—");
        assert_eq!(client.get("/my/electricity.csv").await.status, StatusCode::OK);
        assert_eq!(client.get("/my/electricity.xlsx").await.status, StatusCode::OK);
    }

    async fn an_ended_link_shows_nothing(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let person = test.member(&place, "7", &["7"]).await;
        let mut client = test.logged_in(place.host(), "7").await;
        assert!(client.get("/my/electricity").await.text().contains("Показаний ещё нет"));
        test.about_person("UPDATE link SET until = since WHERE person_id = $1", person).await;
        let answer = client.get("/my/electricity").await;
        assert!(answer.text().contains("не привязан ни один участок"), "not even a second later");
    }
}
