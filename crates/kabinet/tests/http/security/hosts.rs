//! Links of letters lead to the portal's own host, whatever host the request pretends.

use axum::http::StatusCode;
use domain::portal::Preset;
use store::both;

use crate::harness::TestApp;
use crate::register::{community, confirmed, form, secret_of};

const EVIL: &[(&str, &str)] = &[
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-server", "evil.example"),
    ("forwarded", "host=evil.example;proto=http"),
    ("x-original-host", "evil.example"),
    ("x-forwarded-proto", "javascript"),
    ("x-forwarded-port", "666"),
    ("x-forwarded-prefix", "/evil"),
    ("origin", "http://evil.example"),
    ("referer", "http://evil.example/"),
];

fn links(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'))
        .filter(|word| word.contains("://"))
        .collect()
}

both! {
    async fn letters_keep_the_canonical_host(test) {
        let test = TestApp::new(test).await;
        let place = community(&test).await;
        let other = test.portal("voda", Preset::Water).await;
        test.alias(&place, "www.snt.example.ru").await;
        confirmed(&test, &place, "7", "sem@example.ru").await;
        for (number, (name, value)) in (1..).zip(EVIL) {
            let mut client = test.client("SNT.example.ru:8080").at_address(&format!("198.51.100.{number}")).sending(name, value);
            let email = format!("novy{number}@example.ru");
            client.post("/register", &form("8", &email)).await;
            client.post("/recover", &[("email", "sem@example.ru")]).await;
            test.advance(120);
        }
        let letters = test.deliver().await;
        assert!(letters.len() > EVIL.len(), "{}", letters.len());
        for letter in &letters {
            for part in [&letter.text, &letter.html] {
                assert!(!part.contains("evil") && !part.contains("www.snt") && !links(part).is_empty(), "{part}");
                assert!(links(part).iter().all(|link| link.starts_with("http://snt.example.ru/")), "{:?}", links(part));
            }
        }
        // A host that is nobody's gets nothing, and a letter's link opens on its own portal alone.
        for host in ["evil.example", "snt.example.ru.evil.example", "evil.example#snt.example.ru", ""] {
            let mut stranger = test.client(host);
            let status = stranger.post("/recover", &[("email", "sem@example.ru")]).await.status;
            assert!(matches!(status, StatusCode::MISDIRECTED_REQUEST | StatusCode::BAD_REQUEST), "{host}: {status}");
        }
        assert!(test.deliver().await.is_empty());
        let recovery = letters.iter().rev().find(|letter| letter.text.contains("/recover/")).unwrap();
        let (path, _) = secret_of(recovery);
        assert_eq!(test.client(place.host()).get(&path).await.status, StatusCode::OK);
        assert_eq!(test.client(other.host()).get(&path).await.status, StatusCode::GONE);
    }
}
