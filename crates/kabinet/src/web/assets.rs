//! Style, script and pictures: built into the binary, named by their hash, kept by browsers for good.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::portal::BrandHue;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

use super::Route;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

struct Asset {
    body: Vec<u8>,
    kind: &'static str,
}

struct Assets {
    by_name: HashMap<String, Asset>,
    css: String,
    js: String,
    icons: String,
    favicon: String,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

impl Assets {
    fn load() -> Self {
        let mut assets = Self {
            by_name: HashMap::new(),
            css: String::new(),
            js: String::new(),
            icons: String::new(),
            favicon: String::new(),
        };
        let mut sheets: Vec<_> = Files::iter().filter(|name| name.starts_with("css/")).collect();
        sheets.sort();
        let css = sheets.iter().flat_map(|name| read(name)).collect();
        assets.css = assets.add("kabinet", "css", "text/css; charset=utf-8", css);
        assets.js = assets.add("kabinet", "js", "text/javascript; charset=utf-8", read("kabinet.js"));
        assets.icons = assets.add("icons", "svg", "image/svg+xml", read("icons.svg"));
        assets.favicon = assets.add("favicon", "svg", "image/svg+xml", read("favicon.svg"));
        assets
    }

    fn add(&mut self, stem: &str, extension: &str, kind: &'static str, body: Vec<u8>) -> String {
        let hash = hex::encode(&Sha256::digest(&body)[..8]);
        let name = format!("{stem}-{hash}.{extension}");
        let href = format!("/assets/{name}");
        self.by_name.insert(name, Asset { body, kind });
        href
    }
}

fn read(name: &str) -> Vec<u8> {
    Files::get(name).map(|file| file.data.into_owned()).unwrap_or_default()
}

/// Addresses of the assets, for the head of a page.
#[derive(Clone, Debug)]
pub struct AssetLinks {
    /// All style sheets in one.
    pub css: &'static str,
    /// Comfort only.
    pub js: &'static str,
    /// The sprite.
    pub icons: &'static str,
    /// In the browser's tab.
    pub favicon: &'static str,
    /// The portal's colour.
    pub brand: Option<String>,
}

impl AssetLinks {
    /// For a portal of this hue.
    pub fn new(hue: Option<BrandHue>) -> Self {
        Self {
            css: &ASSETS.css,
            js: &ASSETS.js,
            icons: &ASSETS.icons,
            favicon: &ASSETS.favicon,
            brand: hue.map(|hue| format!("/assets/brand-{}.css", hue.degrees())),
        }
    }
}

/// The door of all of them.
pub fn route() -> Route {
    Route::get("/assets/{name}", asset)
}

/// `GET /assets/{name}`.
async fn asset(Path(name): Path<String>) -> Response {
    if let Some(css) = brand(&name) {
        return file("text/css; charset=utf-8", css.into_bytes());
    }
    match ASSETS.by_name.get(&name) {
        Some(asset) => file(asset.kind, asset.body.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The colour of a portal is the whole of its brand; the lightness keeps the contrast (design, section 2).
fn brand(name: &str) -> Option<String> {
    let hue: BrandHue = name.strip_prefix("brand-")?.strip_suffix(".css")?.parse().ok()?;
    Some(format!(":root {{ --brand-hue: {}; --brand-l: {}%; }}\n", hue.degrees(), hue.lightness()))
}

fn file(kind: &'static str, body: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, FOREVER)];
    (headers, body).into_response()
}
