//! Who works in the office.

use axum::http::StatusCode;
use domain::person::Role;
use store::both;

use crate::harness::TestApp;
use crate::html::text_of;

both! {
    async fn an_administrator_gives_roles_and_takes_them_away(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let chief = test.operator(&place, "chief", Role::Administrator).await;
        let person = test.person(&place, "Kassir").await;
        let mut office = test.logged_in(place.host(), "chief").await;
        let page = text_of(office.get("/office/operators").await.text());
        assert!(page.contains("Смотреть журнал изменений Можно Нет Нет"), "the table of permissions: {page}");
        let wrong = office.post("/office/operators", &[("login", "nobody"), ("role", "editor")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text_of(wrong.text()).contains("никто не входит") && wrong.text().contains("value=\"nobody\""));
        assert_eq!(office.post("/office/operators", &[("login", "x"), ("role", "king")]).await.status, StatusCode::BAD_REQUEST);
        for _ in 0..2 {
            let answer = office.post("/office/operators", &[("login", "kassir"), ("role", "accountant")]).await;
            assert_eq!(answer.location(), "/office/operators");
        }
        let mut cashier = test.logged_in(place.host(), "kassir").await;
        assert_eq!(cashier.get("/office/imports").await.status, StatusCode::OK);
        assert_eq!(cashier.get("/office/operators").await.status, StatusCode::NOT_FOUND);
        let last = format!("/office/operators/{chief}/administrator/revoke");
        office.post(&last, &[]).await;
        assert!(text_of(office.get("/office/operators").await.text()).contains("Последнего администратора"));
        let revoke = format!("/office/operators/{person}/accountant/revoke");
        assert_eq!(office.post(&revoke, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(office.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND, "once");
        assert_eq!(cashier.get("/office/imports").await.status, StatusCode::NOT_FOUND, "at once");
        let told = "SELECT kind FROM audit WHERE actor = 'person' ORDER BY kind";
        assert_eq!(test.texts(told).await, ["role_granted", "role_revoked"], "a role they have is no change");
    }

    async fn one_of_two_administrators_may_go(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let chief = test.operator(&place, "chief", Role::Administrator).await;
        let second = test.operator(&place, "second", Role::Administrator).await;
        let mut office = test.logged_in(place.host(), "chief").await;
        office.post(&format!("/office/operators/{chief}/administrator/revoke"), &[]).await;
        assert_eq!(office.get("/office/operators").await.status, StatusCode::NOT_FOUND, "one's own role is gone");
        let mut office = test.logged_in(place.host(), "second").await;
        office.post(&format!("/office/operators/{second}/administrator/revoke"), &[]).await;
        assert_eq!(test.count("SELECT COUNT(*) FROM operator_role").await, 1);
    }
}
