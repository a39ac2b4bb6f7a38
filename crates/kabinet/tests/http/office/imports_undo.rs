//! What can be undone, cancelled, resumed, and in which order.

use axum::http::StatusCode;
use store::both;

use super::imports::{checked, press, stage};
use crate::harness::TestApp;
use crate::html::text_of;
use crate::snt::readings_file;

const MAY: [&str; 3] = ["01.05.2022", "01.06.2022", "01.07.2022"];

both! {
    async fn a_cancelled_file_is_forgotten(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let rows = test.count("SELECT COUNT(*) FROM import_row").await;
        let page = checked(&test, &mut operator, "may.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 2, 2])])).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM import_row").await, rows + 1);
        press(&test, &mut operator, &page, "cancel").await;
        assert!(stage(&mut operator, &page).await.contains("Не загружали"));
        assert_eq!(test.count("SELECT COUNT(*) FROM import_row").await, rows, "what was staged is forgotten");
        assert_eq!(test.count("SELECT COUNT(*) FROM job WHERE state <> 'done'").await, 0);
        press(&test, &mut operator, &page, "apply").await;
        assert!(stage(&mut operator, &page).await.contains("Не загружали"), "too late");
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, 0);
    }

    async fn imports_are_undone_from_the_latest_back(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let may = checked(&test, &mut operator, "may.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 2, 2])])).await;
        press(&test, &mut operator, &may, "apply").await;
        let june = checked(&test, &mut operator, "june.csv", &readings_file(&[("7", MAY[1], MAY[2], [2, 2, 3, 3])])).await;
        press(&test, &mut operator, &june, "apply").await;
        press(&test, &mut operator, &may, "undo").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, 3, "June stands on May");
        assert!(text_of(operator.get(&may).await.text()).contains("june.csv"), "the page names what goes first");
        press(&test, &mut operator, &june, "undo").await;
        press(&test, &mut operator, &may, "undo").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, 0);
        press(&test, &mut operator, &may, "undo").await;
        assert!(stage(&mut operator, &may).await.contains("Загрузка отменена"), "once is enough");
    }

    async fn a_month_is_undone_for_thirty_days(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let page = checked(&test, &mut operator, "may.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 2, 2])])).await;
        press(&test, &mut operator, &page, "apply").await;
        test.advance(31 * 24 * 3600);
        let mut operator = test.logged_in(place.host(), "accountant").await;
        assert!(!operator.get(&page).await.text().contains("/undo\""));
        press(&test, &mut operator, &page, "undo").await;
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, 2);
    }

    async fn a_check_that_is_stale_is_made_again(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let one = checked(&test, &mut operator, "one.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 2, 2])])).await;
        let two = checked(&test, &mut operator, "two.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 5, 5])])).await;
        press(&test, &mut operator, &one, "apply").await;
        let answer = operator.post(&format!("{two}/apply"), &[]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, two.as_str()));
        assert_eq!(test.count("SELECT CAST(SUM(t1) / 1000000 AS BIGINT) FROM reading").await, 3, "not the second's");
        test.work().await;
        let said = text_of(operator.get(&two).await.text());
        assert!(said.contains("Изменится 1"), "compared with what stands now: {said}");
        press(&test, &mut operator, &two, "apply").await;
        press(&test, &mut operator, &two, "undo").await;
        assert_eq!(test.count("SELECT CAST(SUM(t1) / 1000000 AS BIGINT) FROM reading").await, 3, "as it was before");
    }

    async fn two_operators_press_the_button_at_once(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operators(&place, "").await;
        let mut operator = test.logged_in(place.host(), "accountant").await;
        let page = checked(&test, &mut operator, "may.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 2, 2])])).await;
        let presses = (0..6).map(|_| {
            let (mut operator, path) = (operator.clone(), format!("{page}/apply"));
            async move { operator.post(&path, &[]).await.status }
        });
        let answers = futures::future::join_all(presses).await;
        assert!(answers.iter().all(|status| *status == StatusCode::SEE_OTHER), "{answers:?}");
        test.work().await;
        assert!(stage(&mut operator, &page).await.contains("Загружено"));
        assert_eq!(test.count("SELECT COUNT(*) FROM reading").await, 2);
    }

    async fn a_letter_tells_who_brought_the_file(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let person = test.operator(&place, "kassir", domain::person::Role::Accountant).await;
        test.about_person("UPDATE person SET email = 'kassir@pochta.example' WHERE id = $1", person).await;
        let mut operator = test.logged_in(place.host(), "kassir").await;
        let page = checked(&test, &mut operator, "may.csv", &readings_file(&[("7", MAY[0], MAY[1], [1, 1, 2, 2])])).await;
        press(&test, &mut operator, &page, "apply").await;
        let letters = test.deliver().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, "kassir@pochta.example");
        let link = format!("http://snt.example.ru{page}");
        assert!(letters[0].text.contains(&link) && letters[0].html.contains(&link), "{}", letters[0].text);
        assert!(test.deliver().await.is_empty(), "once");
    }
}
