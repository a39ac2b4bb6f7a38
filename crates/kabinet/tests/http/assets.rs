//! `/assets`: named by their hash, kept for good.

use axum::http::StatusCode;
use domain::portal::Preset;
use sha2::{Digest as _, Sha256};
use store::both;

use crate::harness::TestApp;
use crate::html::attributes;

both! {
    async fn every_asset_of_a_page_is_named_by_its_hash_and_kept_for_good(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        let mut client = test.client("snt.example.ru");
        let page = client.get("/login").await;
        let links: Vec<String> = attributes(page.text(), "href")
            .into_iter()
            .chain(attributes(page.text(), "src"))
            .filter(|href| href.starts_with("/assets/"))
            .map(|href| href.split('#').next().unwrap().to_owned())
            .collect();
        for kind in [".css", ".js", ".svg"] {
            assert!(links.iter().any(|href| href.ends_with(kind)), "no {kind} in {links:?}");
        }
        for href in links {
            let answer = client.get(&href).await;
            assert_eq!(answer.status, StatusCode::OK, "{href}");
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
            let (name, kind) = (href.trim_start_matches("/assets/"), answer.header("content-type"));
            let expected = match name.rsplit('.').next().unwrap() {
                "css" => "text/css; charset=utf-8",
                "js" => "text/javascript; charset=utf-8",
                _ => "image/svg+xml",
            };
            assert_eq!(kind, expected, "{href}");
            let hash = hex::encode(&Sha256::digest(&answer.body)[..8]);
            assert!(name.starts_with("brand-") || name.contains(&hash), "{href} holds {hash}");
            assert!(answer.set_cookies().is_empty(), "{href}");
        }
    }

    async fn what_is_no_asset_is_not_found_and_not_kept(test) {
        let test = TestApp::new(test).await;
        test.portal("snt", Preset::Snt).await;
        let mut client = test.client("snt.example.ru");
        for path in [
            "/assets/kabinet-0000000000000000.css", "/assets/kabinet.css", "/assets/brand-360.css", "/assets/brand--1.css",
            "/assets/brand-x.css", "/assets/..%2fCargo.toml", "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/assets/",
            "/assets/%00", "/assets/%ff",
        ] {
            let answer = client.get(path).await;
            assert!(matches!(answer.status.as_u16(), 400 | 404), "{path}: {}", answer.status);
            assert_eq!(answer.header("cache-control"), "no-store", "{path}");
            assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        }
        assert_eq!(client.get("/assets/brand-0.css").await.status, StatusCode::OK);
    }
}
