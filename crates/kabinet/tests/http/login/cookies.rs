//! How cookies travel over plain HTTP and over TLS.

use domain::portal::Preset;
use kabinet::config::Scheme;
use store::both;

use crate::harness::{PASSWORD, TestApp};

both! {
    async fn over_plain_http_cookies_are_kept_from_scripts_and_other_sites(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let answer = test.client(place.host()).try_password("269", PASSWORD).await;
        for (name, life) in [("kabinet_session", 14 * 86_400), ("kabinet_device", 365 * 86_400)] {
            let cookie = answer.set_cookie(name).unwrap_or_else(|| panic!("no {name}"));
            for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", &format!("; Max-Age={life}")] {
                assert!(cookie.contains(attribute), "{cookie} has no {attribute}");
            }
            assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
        }
        assert_eq!(answer.set_cookies().len(), 2);
    }

    async fn over_tls_cookies_are_secure_and_bound_to_the_host(test) {
        let test = TestApp::with(test, |config| config.public_scheme = Scheme::Https).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let mut client = test.client(place.host());
        let answer = client.try_password("269", PASSWORD).await;
        for cookie in answer.set_cookies() {
            assert!(cookie.starts_with("__Host-kabinet_"), "{cookie}");
            assert!(cookie.contains("; Secure") && cookie.contains("; HttpOnly") && cookie.contains("; Path=/"), "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
        assert_eq!(client.get("/my/electricity").await.status, 200);
        // A cookie that a neighbour under the same domain could have set is not looked at.
        let token = client.cookies.remove("__Host-kabinet_session").unwrap();
        client.cookies.insert("kabinet_session".to_owned(), token);
        assert_eq!(client.get("/my/electricity").await.status, 303);
    }

    async fn no_secret_stands_in_the_database(test) {
        let test = TestApp::new(test).await;
        let place = test.portal("snt", Preset::Snt).await;
        test.person(&place, "269").await;
        let client = test.logged_in(place.host(), "269").await;
        let kept = test.texts("SELECT token_hash FROM session UNION ALL SELECT token_hash FROM known_device
                               UNION ALL SELECT password_hash FROM person UNION ALL SELECT bucket FROM login_failure").await;
        assert!(kept.len() >= 3);
        for text in kept {
            assert!(!client.cookies.values().any(|value| text.contains(value.as_str())), "{text}");
            assert!(!text.contains(PASSWORD) && (!text.starts_with('$') || text.starts_with("$argon2id$")), "{text}");
        }
    }
}
