//! A browser: keeps cookies, sends what browsers send, follows nothing by itself.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use crate::harness::PASSWORD;

/// A browser on one host.
#[derive(Clone)]
pub struct Client {
    router: Router,
    pub host: String,
    pub address: SocketAddr,
    /// The only cookies there are: name and value.
    pub cookies: BTreeMap<String, String>,
    headers: Vec<(&'static str, String)>,
}

/// What came back, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Client {
    pub fn new(router: Router, host: &str) -> Self {
        Self {
            router,
            host: host.to_owned(),
            address: SocketAddr::from(([203, 0, 113, 7], 40_000)),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// The same router without cookies.
    pub fn fresh(&self) -> Self {
        Self::new(self.router.clone(), &self.host)
    }

    /// The same person with the same cookies in front of another router: another process.
    pub fn moved_to(&self, other: &Self) -> Self {
        Self { router: other.router.clone(), ..self.clone() }
    }

    pub fn at_address(mut self, ip: &str) -> Self {
        self.address = SocketAddr::new(ip.parse().unwrap(), 40_000);
        self
    }

    /// Sends this header with every request.
    pub fn sending(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).extension(ConnectInfo(self.address));
        if !self.host.is_empty() {
            request = request.header(header::HOST, &self.host);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        request
    }

    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let answer =
            Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.unwrap() };
        for cookie in answer.set_cookies() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).header("sec-fetch-site", "none");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form from a page of the same site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = fields.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value)));
        let form = form.collect::<Vec<_>>().join("&");
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form)).unwrap()).await
    }

    /// What our script sends.
    pub async fn send_json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends a form with a file; no `kind` leaves the portal to find out.
    pub async fn upload(&mut self, path: &str, kind: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = format!(
            "--limit\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n\
             --limit\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--limit--\r\n");
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    pub async fn try_password(&mut self, login: &str, password: &str) -> Answer {
        self.post("/login", &[("login", login), ("password", password)]).await
    }

    pub async fn log_in(&mut self, login: &str) {
        let answer = self.try_password(login, PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/my"), "{login}");
    }
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What our script reads.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Where it redirects to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The cookie of this name with its attributes.
    pub fn set_cookie(&self, name: &str) -> Option<&str> {
        self.set_cookies().into_iter().find(|cookie| cookie.starts_with(&format!("{name}=")))
    }
}

/// A value of a query or a form.
pub fn percent_encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
