//! A session from log-in to its end.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;

const IN: StatusCode = StatusCode::OK;
const OUT: StatusCode = StatusCode::SEE_OTHER;
const PAGE: &str = "/my/electricity";
/// Fourteen days.
const LIFE: i64 = 14 * 24 * 3600;

both! {
    async fn a_log_in_ends_the_browsers_former_session(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut browser = test.logged_in(place.host(), "269").await;
        let mut former = browser.clone();
        browser.log_in("269").await;
        test.advance(6);
        assert_eq!(former.get("/my/registration").await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.get("/my/registration").await.status, StatusCode::OK);
    }

    async fn a_session_ends_by_itself_after_fourteen_days(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        test.advance(LIFE - 1);
        assert_eq!(client.get(PAGE).await.status, IN);
        test.advance(1);
        assert_eq!(client.get(PAGE).await.status, OUT, "not even from what was kept a second ago");
    }

    async fn log_out_ends_the_session_for_whoever_copied_the_cookie(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        assert_eq!(client.get(PAGE).await.status, IN);
        let mut thief = client.clone();
        let answer = client.post("/logout", &[]).await;
        assert_eq!((answer.status, answer.location()), (OUT, "/login"));
        assert!(!client.cookies.contains_key("kabinet_session"));
        assert!(client.get("/login").await.text().contains("Вы вышли из кабинета"));
        assert!(!client.get("/login").await.text().contains("Вы вышли из кабинета"), "told once");
        assert_eq!(thief.get(PAGE).await.status, OUT);
        assert_eq!(test.count("SELECT COUNT(*) FROM session").await, 0);
        assert_eq!(client.post("/logout", &[]).await.status, OUT, "twice is no error");
    }

    async fn a_session_ended_by_another_process_is_over_within_five_seconds(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut here = test.logged_in(place.host(), "269").await;
        let mut there = here.moved_to(&test.second_process().await);
        assert_eq!((here.get(PAGE).await.status, there.get(PAGE).await.status), (IN, IN));
        there.clone().post("/logout", &[]).await;
        assert_eq!(there.get(PAGE).await.status, OUT, "at once where it happened");
        test.advance(5);
        assert_eq!(here.get(PAGE).await.status, OUT);
    }

    async fn reading_does_not_prolong_what_is_kept(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let person = test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        assert_eq!(client.get(PAGE).await.status, IN);
        test.about_person("DELETE FROM session WHERE person_id = $1", person).await;
        let mut last = 0;
        for second in 1..=5 {
            test.advance(1);
            if client.get(PAGE).await.status == IN {
                last = second;
            }
        }
        assert!(last < 5, "still in after {last} s");
    }

    async fn a_blocked_person_is_out_and_stays_out(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let person = test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        assert_eq!(client.get(PAGE).await.status, IN);
        test.about_person("UPDATE person SET blocked_at = created_at WHERE id = $1", person).await;
        test.advance(5);
        assert_eq!(client.get(PAGE).await.status, OUT);
    }

    async fn what_is_written_looks_into_the_table(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let person = test.operator(&place, "kassir", domain::person::Role::Accountant).await;
        let mut client = test.logged_in(place.host(), "kassir").await;
        assert_eq!(client.get("/office/imports").await.status, IN);
        test.about_person("DELETE FROM session WHERE person_id = $1", person).await;
        let answer = client.upload("/office/imports", "auto", "x.csv", b"x").await;
        assert_eq!((answer.status, answer.location()), (OUT, "/login"), "at once, whatever reads are still served");
        assert_eq!(test.count("SELECT COUNT(*) FROM import").await, 0);
    }

    async fn a_role_taken_away_is_gone_at_once(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        let person = test.operator(&place, "kassir", domain::person::Role::Accountant).await;
        let mut client = test.logged_in(place.host(), "kassir").await;
        assert_eq!(client.get("/office/imports").await.status, IN);
        test.about_person("DELETE FROM operator_role WHERE person_id = $1", person).await;
        assert_eq!(client.get("/office/imports").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_made_up_token_is_nobodys(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.logged_in(place.host(), "269").await;
        let right = client.cookies["kabinet_session"].clone();
        let upper = right.to_uppercase();
        for token in ["", "x", &right[1..], &format!("{right}0"), &upper, &"0".repeat(64), &"0".repeat(5000), "а"] {
            client.cookies.insert("kabinet_session".to_owned(), (*token).to_owned());
            assert_eq!(client.get(PAGE).await.status, OUT, "{token}");
        }
        assert_eq!(test.count("SELECT COUNT(*) FROM session").await, 1);
        client.cookies.insert("kabinet_session".to_owned(), right);
        assert_eq!(client.get(PAGE).await.status, IN);
    }

    async fn each_log_in_is_a_session_of_its_own(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let (mut phone, mut desk) = (test.logged_in(place.host(), "269").await, test.logged_in(place.host(), "269").await);
        assert_ne!(phone.cookies["kabinet_session"], desk.cookies["kabinet_session"]);
        phone.post("/logout", &[]).await;
        assert_eq!(desk.get(PAGE).await.status, IN);
        // What a browser had before log-in never becomes a session.
        let mut fixed = test.client(place.host());
        fixed.cookies.insert("kabinet_session".to_owned(), "a".repeat(64));
        fixed.log_in("269").await;
        assert_ne!(fixed.cookies["kabinet_session"], "a".repeat(64));
    }
}
