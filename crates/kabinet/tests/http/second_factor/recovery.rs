//! Recovery codes: each works once, new ones end the old ones.

use axum::http::StatusCode;
use store::both;

use super::{PAGE, change, code, half_way, is_in, member, recovery_codes, turned_on, type_code};
use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn a_recovery_code_works_once_and_is_told(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (_, codes) = turned_on(&test, &mut client).await;
        test.deliver().await;
        let mut browser = half_way(&test, &place).await;
        let typed = codes[3].to_uppercase().replace('-', " ");
        assert_eq!(type_code(&mut browser, &typed).await.location(), "/my");
        assert!(is_in(&mut browser).await);
        let subjects: Vec<String> = test.deliver().await.into_iter().map(|letter| letter.subject).collect();
        assert!(subjects.iter().any(|subject| subject == "Вход с кодом восстановления"), "{subjects:?}");
        assert!(text_of(browser.get(PAGE).await.text()).contains("Осталось 9 кодов"));
        let mut again = half_way(&test, &place).await;
        assert_eq!(type_code(&mut again, &codes[3]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(type_code(&mut again, &codes[4]).await.location(), "/my");
        assert_eq!(test.count("SELECT COUNT(*) FROM audit WHERE kind = 'recovery_code_used'").await, 2);
    }

    async fn new_codes_end_the_old_ones(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (seed, old) = turned_on(&test, &mut client).await;
        let wrong = client.post("/my/second-factor/change/codes", &[("password", "ne-tot")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let new = recovery_codes(&change(&mut client, "codes").await);
        assert!(new.len() == 10 && !new.iter().any(|code| old.contains(code)));
        let mut browser = half_way(&test, &place).await;
        assert_eq!(type_code(&mut browser, &old[0]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(type_code(&mut browser, &new[0]).await.location(), "/my");
        let mut other = half_way(&test, &place).await;
        assert_eq!(type_code(&mut other, &code(&test, &seed)).await.location(), "/my", "the application goes on as before");
    }

    async fn parallel_log_ins_use_a_code_once(test) {
        let test = TestApp::new(test).await;
        let (place, mut client) = member(&test).await;
        let (_, codes) = turned_on(&test, &mut client).await;
        let mut browsers = Vec::new();
        for _ in 0..4 {
            browsers.push(half_way(&test, &place).await);
        }
        let typed = browsers.iter_mut().map(|browser| type_code(browser, &codes[0]));
        let answers = futures::future::join_all(typed).await;
        let welcome = answers.iter().filter(|answer| answer.location() == "/my").count();
        assert_eq!(welcome, 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    }
}
