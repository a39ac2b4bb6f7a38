//! A portal may open its office to those alone whose log-in asks for a second factor; an operator's password is longer.

use axum::http::StatusCode;
use domain::person::Role;
use domain::portal::PortalRules;
use store::both;

use super::code;
use crate::harness::{PASSWORD, TestApp};
use crate::html::{between, text_of};

both! {
    async fn the_office_opens_with_the_second_factor(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operator(&place, "kassir", Role::Accountant).await;
        test.person(&place, "7").await;
        let mut office = test.logged_in(place.host(), "kassir").await;
        assert_eq!(office.get("/office").await.status, StatusCode::OK, "no portal asks for it unless it is told to");
        let mut portal = place.portal.clone();
        portal.rules = PortalRules { operators_second_factor: true, ..portal.rules };
        let now = test.app.clock.now();
        store::write!(test.app.db, |tx| store::portals::save(tx, &portal, now).await).unwrap();
        test.advance(6);
        for path in ["/office", "/office/imports", "/office/tariffs"] {
            assert_eq!(office.get(path).await.location(), "/my/second-factor", "{path}");
        }
        assert_eq!(office.post("/office/tariffs", &[]).await.location(), "/my/second-factor");
        let page = text_of(office.get("/my/second-factor").await.text());
        assert!(page.contains("Сначала включите двухэтапный вход"), "{page}");
        let mut member = test.logged_in(place.host(), "7").await;
        assert_eq!(member.get("/my/registration").await.status, StatusCode::OK, "members may do without");
        assert_eq!(member.get("/office").await.status, StatusCode::NOT_FOUND, "and learn nothing of an office");
        assert!(!text_of(member.get("/my/second-factor").await.text()).contains("Сначала включите"));
        office.post("/my/second-factor/change/totp", &[("password", PASSWORD)]).await;
        let page = office.get("/my/second-factor/totp").await;
        let seed = between(page.text(), "id=\"seed\" class=\"tnum\">", "<").replace(' ', "");
        office.post("/my/second-factor/totp", &[("code", &code(&test, &seed))]).await;
        assert_eq!(office.get("/office/tariffs").await.status, StatusCode::OK);
    }

    async fn an_operators_new_password_has_twelve_characters(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        test.operator(&place, "kassir", Role::Accountant).await;
        test.person(&place, "7").await;
        let form = |password: &'static str| [("current", PASSWORD), ("password", password), ("again", password)];
        let mut office = test.logged_in(place.host(), "kassir").await;
        assert!(text_of(office.get("/my/access").await.text()).contains("12"), "the hint tells");
        let short = office.post("/my/access/password", &form("novy-sad-22")).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(office.post("/my/access/password", &form("novy-sad-222")).await.location(), "/my/registration");
        let mut member = test.logged_in(place.host(), "7").await;
        assert_eq!(member.post("/my/access/password", &form("novy-sad")).await.location(), "/my/registration");
    }
}
