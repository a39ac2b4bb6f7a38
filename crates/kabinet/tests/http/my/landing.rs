//! `/my`: where one comes in.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;

both! {
    async fn each_comes_to_where_they_work(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.member(&place, "7", &["7"]).await;
        test.person(&place, "gost").await;
        test.operators(&place, "").await;
        let board = test.operator(&place, "treasurer", domain::person::Role::Accountant).await;
        test.link(&place, board, "8").await;
        let water = test.portal("voda", Preset::Water).await;
        test.person(&water, "vk2666").await;
        for (host, login, to) in [
            ("snt.example.ru", "7", "/my/payments"), ("snt.example.ru", "gost", "/my/payments"),
            ("snt.example.ru", "administrator", "/office"), ("snt.example.ru", "treasurer", "/my/payments"),
            ("voda.example.ru", "vk2666", "/my/accounts"),
        ] {
            let mut client = test.logged_in(host, login).await;
            assert_eq!(client.get("/my").await.location(), to, "{login}");
            let arrived = client.get(to).await;
            assert_eq!(arrived.status, StatusCode::OK, "{login}");
        }
        let mut editor = test.logged_in("snt.example.ru", "editor").await;
        let to = editor.get("/my").await.location().to_owned();
        assert_eq!(editor.get(&to).await.status, StatusCode::OK, "an editor is led to {to}, which is closed to them");
    }
}
