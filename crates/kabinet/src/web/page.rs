//! What every page shows around its content; the templates in `layout/` read these.

use chrono::{DateTime, Utc};
use domain::portal::{Preset, TimeZone};
use domain::{Date, phone::Phone};
use store::portals::Portal;

use super::assets::AssetLinks;
use super::state::Web;
use super::visit::{View, Visit};
use crate::flows::permission::{Action, any_may};
use crate::i18n::Translator;

/// The frame of a page.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// Code of the language.
    pub lang: &'static str,
    /// `light`, `dark` or empty.
    pub theme: &'static str,
    /// `large` or empty.
    pub size: &'static str,
    /// Addresses of style and script.
    pub assets: AssetLinks,
    /// Whose page.
    pub portal: PortalView,
    /// Who is logged in.
    pub person: Option<PersonView>,
    /// Rail and bottom bar.
    pub nav: Vec<NavItem>,
    /// Languages on offer.
    pub languages: Vec<LanguageView>,
    /// Result of the last action.
    pub flash: Option<NoticeView>,
    /// Only while the demo runs.
    pub demo: Option<DemoView>,
}

/// A portal in the frame.
#[derive(Clone, Debug)]
pub struct PortalView {
    /// Its title.
    pub name: String,
    /// The small line under it.
    pub tagline: String,
    /// A symbol of the sprite.
    pub logo: &'static str,
    /// Whom to call.
    pub phone: Option<PhoneView>,
    /// When.
    pub hours: String,
}

/// A phone as a link.
#[derive(Clone, Debug)]
pub struct PhoneView {
    /// `tel:…`.
    pub href: String,
    /// As people write it.
    pub text: String,
}

/// Who is logged in.
#[derive(Clone, Debug)]
pub struct PersonView {
    /// As the top bar calls them.
    pub name: String,
    /// Their cabinet.
    pub customer: Option<String>,
    /// Their office.
    pub office: Option<String>,
}

/// An item of the menu.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// A symbol of the sprite.
    pub icon: &'static str,
    /// For the bottom bar.
    pub short: String,
    /// For the rail.
    pub full: String,
    /// Stands in the bottom bar.
    pub main: bool,
    /// Is this page.
    pub current: bool,
}

/// A language on offer.
#[derive(Clone, Debug)]
pub struct LanguageView {
    /// Its code.
    pub code: &'static str,
    /// Its own name.
    pub name: &'static str,
    /// Is this page's.
    pub current: bool,
}

/// Result of the last action.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// Good or bad.
    pub kind: NoticeKind,
    /// What.
    pub title: String,
    /// And what now; may be empty.
    pub text: String,
}

/// The colour and the icon of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// For information.
    Info,
    /// Done.
    Ok,
    /// Mind this.
    Warn,
    /// Failed.
    Danger,
}

impl NoticeKind {
    /// The class that carries the colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Info => "is-info",
            Self::Ok => "is-ok",
            Self::Warn => "is-warn",
            Self::Danger => "is-danger",
        }
    }

    /// The symbol of the sprite.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Danger => "stop",
        }
    }
}

/// The bar over every page of the demo.
#[derive(Clone, Debug)]
pub struct DemoView {
    /// The list of portals and people.
    pub start: String,
    /// Letters.
    pub mailbox: String,
    /// The demo's date.
    pub today: String,
}

/// A day or a moment.
#[derive(Clone, Debug)]
pub struct DateView {
    /// For machines.
    pub iso: String,
    /// For people.
    pub text: String,
}

impl DateView {
    /// A day.
    pub fn day(date: Date, t: Translator) -> Self {
        Self { iso: date.format("%Y-%m-%d").to_string(), text: t.date(date) }
    }

    /// A moment in the portal's time.
    pub fn moment(at: DateTime<Utc>, zone: TimeZone, t: Translator) -> Self {
        Self { iso: at.with_timezone(&zone.tz()).format("%Y-%m-%dT%H:%M:%S%:z").to_string(), text: t.moment(at, zone) }
    }
}

/// A link to another page of a list.
#[derive(Clone, Debug)]
pub struct PageLink {
    /// Where it leads; empty for a gap.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Is this page.
    pub current: bool,
}

/// Where a page stands: which menu is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The customer's cabinet.
    Cabinet,
    /// The back office.
    Office,
    /// The public site and log-in.
    Public,
}

impl PageContext {
    /// The frame of a page of a portal.
    pub fn of(web: &Web, visit: &Visit, area: Area) -> Self {
        let t = visit.translator();
        let person = visit.session.as_ref().map(|session| PersonView {
            name: if session.full_name.is_empty() { session.login.clone() } else { session.full_name.clone() },
            customer: (visit.portal.preset == Preset::Snt).then(|| "/my/electricity".to_owned()),
            office: any_may(&session.roles, Action::Import).then(|| "/office/imports".to_owned()),
        });
        Self {
            portal: PortalView::of(&visit.portal),
            person,
            nav: nav(area, t, &visit.path),
            languages: visit
                .portal
                .languages
                .iter()
                .map(|language| LanguageView {
                    code: language.code(),
                    name: language.own_name(),
                    current: *language == visit.view.language,
                })
                .collect(),
            flash: visit.flash.as_deref().and_then(|key| flash(key, t)),
            demo: web.demo.as_ref().map(|demo| demo.bar(web, t)),
            ..Self::bare(visit.view, AssetLinks::new(Some(visit.portal.hue)))
        }
    }

    /// The frame of a page that belongs to no portal.
    pub fn bare(view: View, assets: AssetLinks) -> Self {
        let portal = PortalView {
            name: "Kabinet".to_owned(),
            tagline: String::new(),
            logo: "logo-kabinet",
            phone: None,
            hours: String::new(),
        };
        Self {
            lang: view.language.code(),
            theme: view.theme,
            size: view.size,
            assets,
            portal,
            person: None,
            nav: Vec::new(),
            languages: Vec::new(),
            flash: None,
            demo: None,
        }
    }
}

impl PortalView {
    fn of(portal: &Portal) -> Self {
        Self {
            name: portal.title.clone(),
            tagline: portal.tagline.clone(),
            logo: logo(portal.preset),
            phone: Phone::parse(&portal.phone)
                .ok()
                .map(|phone| PhoneView { href: format!("tel:{phone}"), text: portal.phone.clone() }),
            hours: portal.hours.clone(),
        }
    }
}

/// The mark of a kind of portal.
pub fn logo(preset: Preset) -> &'static str {
    match preset {
        Preset::Snt => "logo-snt",
        Preset::Housing => "logo-zhkh",
        Preset::Water => "logo-vodokanal",
        Preset::Suppliers => "logo-suppliers",
    }
}

fn nav(area: Area, t: Translator, path: &str) -> Vec<NavItem> {
    let item = |href: &'static str, icon, full: String, short: String| NavItem {
        href,
        icon,
        short,
        full,
        main: true,
        current: if href == "/" { path == "/" } else { path.starts_with(href) },
    };
    match area {
        Area::Cabinet => vec![
            item("/my/electricity", "bolt", t.s("nav-electricity"), t.s("nav-electricity-short")),
            item("/", "home", t.s("nav-site"), t.s("nav-site-short")),
        ],
        Area::Office => vec![
            item("/office/imports", "up", t.s("nav-imports"), t.s("nav-imports-short")),
            item("/", "home", t.s("nav-site"), t.s("nav-site-short")),
        ],
        Area::Public => Vec::new(),
    }
}

/// Only the keys named here are shown: the cookie is the visitor's to change.
fn flash(key: &str, t: Translator) -> Option<NoticeView> {
    match key {
        "out" => {
            Some(NoticeView { kind: NoticeKind::Ok, title: t.s("login-done-out"), text: t.s("login-done-out-text") })
        }
        "login-first" => Some(NoticeView { kind: NoticeKind::Info, title: t.s("login-first"), text: String::new() }),
        _ => None,
    }
}
