//! The cookies of a portal. None is read by a script but for nobody.

use axum_extra::extract::cookie::{Cookie, SameSite};
use chrono::{DateTime, TimeDelta, Utc};

use crate::config::Scheme;

/// The session's token.
pub const SESSION: &str = "kabinet_session";
/// The token of an operator's view of a cabinet, beside their own session.
pub const VIEW: &str = "kabinet_view";
/// The token by which a browser is known to log-in.
pub const DEVICE: &str = "kabinet_device";
/// The token of a log-in that waits for its second step.
pub const STEP: &str = "kabinet_step";
/// The chosen language.
pub const LANGUAGE: &str = "kabinet_lang";
/// Light or dark.
pub const THEME: &str = "kabinet_theme";
/// Large type.
pub const SIZE: &str = "kabinet_size";
/// What the last action came to, shown once.
pub const FLASH: &str = "kabinet_flash";

/// The name under which a cookie travels: over TLS it is bound to this very host.
pub fn name(scheme: Scheme, name: &str) -> String {
    match scheme {
        Scheme::Https => format!("__Host-{name}"),
        Scheme::Http => name.to_owned(),
    }
}

/// A cookie for the whole portal, until `expires_at` or the end of the browser's session.
pub fn set(scheme: Scheme, key: &str, value: String, expires_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> String {
    let mut cookie = Cookie::new(name(scheme, key), value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(scheme == Scheme::Https);
    match expires_at {
        Some(expires_at) => format!("{cookie}; Max-Age={}", (expires_at - now).num_seconds().max(0)),
        None => cookie.to_string(),
    }
}

/// Takes a cookie away.
pub fn clear(scheme: Scheme, key: &str, now: DateTime<Utc>) -> String {
    set(scheme, key, String::new(), Some(now), now)
}

/// The value of a cookie in a request.
pub fn get(headers: &axum::http::HeaderMap, scheme: Scheme, key: &str) -> Option<String> {
    let name = name(scheme, key);
    axum_extra::extract::CookieJar::from_headers(headers).get(&name).map(|cookie| cookie.value().to_owned())
}

/// The cookie by which a browser is known for a year.
pub fn device(scheme: Scheme, token: String, now: DateTime<Utc>) -> String {
    set(scheme, DEVICE, token, Some(now + TimeDelta::days(365)), now)
}
