//! `/healthz` and `/readyz`.

use axum::http::StatusCode;
use store::both;

use crate::harness::TestApp;

both! {
    async fn both_answer_on_any_host(test) {
        let test = TestApp::new(test).await;
        for host in ["127.0.0.1:8080", "nobody.example.ru", ""] {
            let mut client = test.client(host);
            let alive = client.get("/healthz").await;
            assert_eq!((alive.status, alive.text()), (StatusCode::OK, "ok\n"), "{host}");
            let ready = client.get("/readyz").await;
            assert_eq!((ready.status, ready.text()), (StatusCode::OK, "ready\n"), "{host}");
        }
    }

    async fn a_database_that_is_gone_is_told(test) {
        let test = TestApp::new(test).await;
        test.app.db.close().await;
        let mut client = test.client("127.0.0.1");
        assert_eq!(client.get("/healthz").await.status, StatusCode::OK);
        let answer = client.get("/readyz").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.text(), "the database does not answer\n");
    }

    async fn a_schema_of_another_version_is_not_served(test) {
        let test = TestApp::new(test).await;
        test.run("DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)").await;
        let answer = test.client("127.0.0.1").get("/readyz").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.text().contains("kabinet migrate"), "{}", answer.text());
    }
}
