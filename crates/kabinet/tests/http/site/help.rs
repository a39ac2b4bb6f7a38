//! `/help`: the guide, and the guide as a file.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;

both! {
    async fn the_guide_is_a_page_and_a_file(test) {
        let test = TestApp::new(test).await;
        let place = test.with_small_snt("snt").await;
        let mut reader = test.client(place.host()).sending("accept-language", "ru");
        let page = reader.get("/help").await;
        assert!(page.text().contains("Скачать инструкцию по работе с личным кабинетом"));
        assert!(page.text().contains("Номера ваших участков") && page.text().contains("Не меньше 6 символов"));
        assert!(!page.text().contains("{least}") && !page.text().contains("{address}"));
        let file = reader.get("/help/instruction.pdf").await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.body.starts_with(b"%PDF-"));
        assert_eq!(file.header("content-type"), "application/pdf");
        assert!(file.header("content-disposition").starts_with("attachment; filename="));
        assert_eq!(file.header("cache-control"), "private, no-cache");
        let mut again = reader.clone().sending("if-none-match", file.header("etag"));
        let known = again.get("/help/instruction.pdf").await;
        assert_eq!((known.status, known.body.len()), (StatusCode::NOT_MODIFIED, 0));
        for (language, part) in [("kk", "Учаскелеріңіздің нөмірлері"), ("en", "Numbers of your plots")] {
            let mut reader = test.client(place.host()).sending("accept-language", language);
            assert!(reader.get("/help").await.text().contains(part), "{language}");
            let other = reader.get("/help/instruction.pdf").await;
            assert!(other.body.starts_with(b"%PDF-") && other.body != file.body, "{language}");
        }
        let water = test.portal("voda", Preset::Water).await;
        test.advance(10);
        let mut other = test.client(water.host());
        assert_eq!(other.get("/help").await.status, StatusCode::OK);
        assert_eq!(other.get("/help/instruction.pdf").await.status, StatusCode::NOT_FOUND);
    }
}
