//! `/my/data.zip`: what is one's own is in it, what is others' or secret isn't.

use axum::http::StatusCode;
use store::both;

use super::opened;
use crate::harness::TestApp;
use crate::register::{community, confirmed};

const FILE: &str = "/my/data.zip";

both! {
    async fn everything_of_ones_own_is_in_it_and_nothing_secret(test) {
        let test = TestApp::new(test).await;
        let place = test.with_snt_until(1).await;
        test.ledger(&place).await;
        test.member(&place, "269", &["269"]).await;
        test.member(&place, "chuzhoi", &["270"]).await;
        let mut stranger = test.logged_in(place.host(), "chuzhoi").await;
        stranger.post("/my/subscriptions", &[("news-email", "yes")]).await;
        let mut client = test.logged_in(place.host(), "269").await;
        client.post("/my/subscriptions", &[("bill-email", "yes")]).await;
        let answer = client.get(FILE).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"kabinet-snt-2022-06-03.zip\"");
        let files = opened(&answer);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let all = [
            "accounts.csv", "changes.csv", "charges.csv", "log-ins.csv", "profile.json", "readings.csv", "requests.csv",
            "subscriptions.csv",
        ];
        assert_eq!(names, all);
        let profile: serde_json::Value = serde_json::from_str(&files["profile.json"]).unwrap();
        assert_eq!(profile["login"], "269");
        assert!(files["accounts.csv"].contains("\r\n269;"), "{}", files["accounts.csv"]);
        assert!(files["charges.csv"].contains("269;Членские взносы 2022;7200,00;0,00"), "{}", files["charges.csv"]);
        assert!(files["readings.csv"].contains("\r\n269;"), "{}", files["readings.csv"]);
        assert!(files["subscriptions.csv"].contains("Квитанции;Email;"), "{}", files["subscriptions.csv"]);
        assert!(files["log-ins.csv"].contains("203.0.113.7"), "{}", files["log-ins.csv"]);
        assert!(files["changes.csv"].contains("Участник изменил подписку"), "{}", files["changes.csv"]);
        assert!(!files["subscriptions.csv"].contains("Объявления"));
        let secrets = test.texts("SELECT password_hash FROM person UNION ALL SELECT token_hash FROM session").await;
        assert_eq!(secrets.len(), 4);
        for (name, text) in &files {
            assert!(!text.contains("chuzhoi") && !text.contains("\r\n270;"), "{name}: {text}");
            assert!(!text.contains("argon2") && !secrets.iter().any(|secret| text.contains(secret)), "{name}: {text}");
        }
    }

    async fn a_spreadsheet_runs_nothing_of_it(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        let form = [
            ("name", "Семёнов"), ("contact", "sem@example.ru"), ("plot", "7"), ("message", "=HYPERLINK(1)"), ("consent", "yes"),
        ];
        assert_eq!(client.post("/contacts", &form).await.status, StatusCode::SEE_OTHER);
        let files = opened(&client.get(FILE).await);
        assert!(files["requests.csv"].contains(";'=HYPERLINK(1);"), "{}", files["requests.csv"]);
        let profile: serde_json::Value = serde_json::from_str(&files["profile.json"]).unwrap();
        assert_eq!(profile["email"], "sem@example.ru");
        assert_eq!(profile["consents"][0]["version"], "2026-11");
        assert!(!files.contains_key("readings.csv"), "a file of nothing is left out");
    }

    async fn it_is_made_a_few_times_an_hour(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let mut client = confirmed(&test, &place, "7", "sem@example.ru").await;
        for _ in 0..5 {
            assert_eq!(client.get(FILE).await.status, StatusCode::OK);
        }
        assert_eq!(client.get(FILE).await.location(), "/my/registration");
        assert!(client.get("/my/registration").await.text().contains("Подождите час"));
        test.advance(3601);
        assert_eq!(client.get(FILE).await.status, StatusCode::OK);
    }
}
