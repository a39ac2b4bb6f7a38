//! What every page shows around its content; the templates in `layout/` read these.

use askama::Template;
use axum::response::Html;
use chrono::{DateTime, Utc};
use domain::account::Finding;
use domain::person::{Role, SignUp};
use domain::portal::{Preset, TimeZone};
use domain::{Date, phone::Phone};
use store::portals::Portal;

use super::assets::AssetLinks;
use super::public::scheme_key;
use super::site_menu::SiteItem;
use super::state::Web;
use super::viewing;
use super::visit::{View, Visit};
use crate::flows::permission::{Action, any_may};
use crate::i18n::{Translator, Words};

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
    /// The menu of the public site.
    pub site: Vec<SiteItem>,
    /// Languages on offer.
    pub languages: Vec<LanguageView>,
    /// Result of the last action.
    pub flash: Option<NoticeView>,
    /// Whose cabinet an operator looks at: their login.
    pub viewing: Option<String>,
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
    /// Where to write; may be empty.
    pub email: String,
    /// Where to come; may be empty.
    pub address: String,
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
    pub short: Words,
    /// For the rail.
    pub full: Words,
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
        Self { iso: date.to_string(), text: t.date(date) }
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

/// Room for a page, so that it isn't moved about while it grows; few are longer.
const PAGE_ROOM: usize = 48 * 1024;

/// A page, written out.
///
/// # Errors
/// A part of it can't be formatted.
pub fn html(page: &impl Template) -> askama::Result<Html<String>> {
    let mut text = String::with_capacity(PAGE_ROOM);
    page.render_into(&mut text)?;
    Ok(Html(text))
}

impl PageContext {
    /// The frame of a page of a portal.
    pub fn of(web: &Web, visit: &Visit, area: Area) -> Self {
        let t = visit.translator();
        let person = visit.session.as_ref().map(|session| PersonView {
            name: if session.full_name.is_empty() { session.login.clone() } else { session.full_name.clone() },
            customer: Some("/my".to_owned()),
            office: (!session.roles.is_empty()).then(|| "/office".to_owned()),
        });
        let roles: &[Role] = visit.session.as_ref().map_or(&[], |session| &session.roles);
        let mut nav = nav(area, t, &visit.portal, &visit.path, roles);
        // What is not about accounts stays closed to whoever only looks.
        nav.retain(|item| visit.viewed().is_none() || !viewing::is_closed(item.href));
        Self {
            portal: PortalView::of(&visit.portal),
            person,
            nav,
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
            viewing: visit.viewed().map(|session| session.login.clone()),
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
            email: String::new(),
            address: String::new(),
        };
        Self {
            lang: view.language.code(),
            theme: view.theme,
            size: view.size,
            assets,
            portal,
            person: None,
            nav: Vec::new(),
            site: Vec::new(),
            languages: Vec::new(),
            flash: None,
            viewing: None,
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
            email: portal.email.clone(),
            address: portal.address.clone(),
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

/// The sections of the cabinet with their addresses, as the site's menu lists them.
pub fn cabinet_sections(t: Translator, portal: &Portal) -> Vec<(String, String)> {
    let sections = nav(Area::Cabinet, t, portal, "", &[]).into_iter().filter(|item| item.href.starts_with("/my/"));
    sections.map(|item| (item.href.to_owned(), item.full.into_string())).collect()
}

fn nav(area: Area, t: Translator, portal: &Portal, path: &str, roles: &[Role]) -> Vec<NavItem> {
    let item = |href: &'static str, icon, full: Words, short: Words| NavItem {
        href,
        icon,
        short,
        full,
        main: true,
        current: if href == "/" || href == "/office" { path == href } else { path.starts_with(href) },
    };
    let second_factor = t.s("nav-second-factor");
    let second_factor =
        NavItem { main: false, ..item("/my/second-factor", "ok", second_factor.clone(), second_factor) };
    let subscriptions = t.s("nav-subscriptions");
    let subscriptions =
        NavItem { main: false, ..item("/my/subscriptions", "news", subscriptions.clone(), subscriptions) };
    match area {
        Area::Cabinet if portal.rules.sign_up != SignUp::PlotNumber => {
            let own = t.s(format!("nav-own-{}", scheme_key(&portal.rules.sign_up)));
            vec![
                item("/my/accounts", "wallet", t.s("accounts-title"), t.s("nav-accounts-short")),
                item("/my/registration", "user", own, t.s("nav-own-short")),
                NavItem { main: false, ..item("/my/access/email", "mail", t.s("nav-email"), t.s("nav-email-short")) },
                item("/my/access/password", "person-key", t.s("nav-password"), t.s("nav-password-short")),
                NavItem { main: false, ..item("/my/devices", "clock", t.s("nav-devices"), t.s("nav-devices-short")) },
                second_factor,
                subscriptions,
                item("/", "home", t.s("nav-site-short"), t.s("nav-site-short")),
            ]
        }
        Area::Cabinet => vec![
            item("/my/payments", "wallet", t.s("nav-payments"), t.s("nav-payments-short")),
            item("/my/electricity", "bolt", t.s("nav-electricity"), t.s("nav-electricity-short")),
            NavItem {
                current: path == "/my/registration",
                ..item("/my/registration", "user", t.s("nav-registration"), t.s("nav-registration-short"))
            },
            NavItem {
                main: false,
                ..item("/my/registration/edit", "edit", t.s("nav-registration-edit"), t.s("nav-registration-edit"))
            },
            NavItem { main: false, ..item("/my/access", "person-key", t.s("nav-access"), t.s("nav-access")) },
            NavItem { main: false, ..item("/my/devices", "clock", t.s("nav-devices"), t.s("nav-devices-short")) },
            second_factor,
            subscriptions,
            NavItem { main: false, ..item("/", "home", t.s("nav-site"), t.s("nav-site-short")) },
        ],
        Area::Office => {
            let more = |item: NavItem| NavItem { main: false, ..item };
            let doors = vec![
                (Action::Import, item("/office/imports", "up", t.s("nav-imports"), t.s("nav-imports-short"))),
                (Action::Members, item("/office/members", "people", t.s("nav-members"), t.s("nav-members-short"))),
                (
                    Action::Members,
                    more(item("/office/link-requests", "wallet", t.s("nav-link-requests"), t.s("nav-link-requests"))),
                ),
                (
                    Action::Requests,
                    more(item("/office/requests", "mail", t.s("nav-requests"), t.s("nav-requests-short"))),
                ),
                (Action::Tariffs, more(item("/office/tariffs", "bolt", t.s("nav-tariffs"), t.s("nav-tariffs")))),
                (
                    Action::BankDetails,
                    more(item("/office/bank-details", "wallet", t.s("nav-bank-details"), t.s("nav-bank-details"))),
                ),
                (
                    Action::Site,
                    more(item("/office/announcements", "news", t.s("site-announcements"), t.s("nav-news-short"))),
                ),
                (Action::Site, more(item("/office/pages", "doc", t.s("nav-pages"), t.s("nav-pages-short")))),
                (Action::Audit, more(item("/office/audit", "clock", t.s("nav-audit"), t.s("nav-audit")))),
                (
                    Action::Operators,
                    more(item("/office/operators", "person-key", t.s("nav-operators"), t.s("nav-operators"))),
                ),
                (Action::Settings, more(item("/office/settings", "gear", t.s("nav-settings"), t.s("nav-settings")))),
            ];
            // Where accounts are declared, the members' page is their queue.
            let queue = portal.rules.linking.finding != Finding::Declared;
            let is_open = |(action, item): &(Action, NavItem)| {
                any_may(roles, *action) && (queue || item.href != "/office/link-requests")
            };
            let open = doors.into_iter().filter(is_open).map(|(_, item)| item);
            let today = item("/office", "cal", t.s("nav-office-home"), t.s("nav-office-home"));
            let plots = portal.rules.sign_up == SignUp::PlotNumber;
            let site = if plots { t.s("nav-site") } else { t.s("nav-site-short") };
            let site = more(item("/", "home", site, t.s("nav-site-short")));
            std::iter::once(today).chain(open).chain([site]).collect()
        }
        Area::Public => Vec::new(),
    }
}

/// Only the keys named here are shown: the cookie is the visitor's to change.
fn flash(key: &str, t: Translator) -> Option<NoticeView> {
    use NoticeKind::{Info, Ok, Warn};
    let (kind, title, text) = match key {
        "out" => (Ok, t.s("login-done-out"), t.s("login-done-out-text")),
        "login-first" => return Some(NoticeView { kind: Info, title: t.s("login-first").into(), text: String::new() }),
        "registered" => (Ok, t.s("told-registered"), t.s("told-registered-text")),
        "confirmed" => (Ok, t.s("told-confirmed"), t.s("told-confirmed-text")),
        "confirmed-account" => (Ok, t.s("told-confirmed"), t.s("told-confirmed-account-text")),
        "confirmed-other-login-account" => (Warn, t.s("told-confirmed"), t.s("told-other-login-account-text")),
        "confirmed-other-login" => (Warn, t.s("told-confirmed"), t.s("told-other-login-text")),
        "code-wrong" => (Warn, t.s("told-code-wrong"), t.s("told-code-wrong-text")),
        "code-many" => (Warn, t.s("told-code-many"), t.s("told-code-many-text")),
        "code-gone" => (Warn, t.s("told-code-gone"), t.s("told-code-gone-text")),
        "letter-sent" => (Ok, t.s("told-letter-sent"), t.s("told-letter-sent-text")),
        "letter-waits" => (Warn, t.s("told-letter-waits"), t.s("told-letter-waits-text")),
        "saved" => (Ok, t.s("told-saved"), t.s("told-saved-text")),
        "email-asked" => (Ok, t.s("told-email-asked"), t.s("told-email-asked-text")),
        "password-changed" => (Ok, t.s("told-password-changed"), t.s("told-password-changed-text")),
        "device-ended" => (Ok, t.s("told-device-ended"), t.s("told-device-ended-text")),
        "devices-ended" => (Ok, t.s("told-devices-ended"), t.s("told-devices-ended-text")),
        "password-set" => (Ok, t.s("told-password-set"), t.s("told-password-set-text")),
        "bank-details-saved" => (Ok, t.s("told-bank-details"), t.s("told-bank-details-text")),
        "receipt-letter" => (Warn, t.s("told-receipt-letter"), t.s("told-receipt-letter-text")),
        "member-approved" => (Ok, t.s("told-member-approved"), t.s("told-member-approved-text")),
        "member-refused" => (Ok, t.s("told-member-refused"), t.s("told-member-refused-text")),
        "account-linked" => (Ok, t.s("told-account-linked"), t.s("told-account-linked-text")),
        "account-linked-basic" => (Ok, t.s("told-account-basic"), t.s("told-account-basic-text")),
        "account-known" => (Info, t.s("told-account-known"), t.s("told-account-known-text")),
        "account-unlinked" => (Ok, t.s("told-account-unlinked"), t.s("told-account-unlinked-text")),
        "account-unconfirmed" => (Warn, t.s("add-unconfirmed-title"), t.s("add-unconfirmed-text")),
        "pin-asked" => (Ok, t.s("told-pin-asked"), t.s("told-pin-asked-text")),
        "approval-asked" => (Ok, t.s("told-approval-asked"), t.s("told-approval-asked-text")),
        "share-sent" => (Ok, t.s("told-share-sent"), t.s("told-share-sent-text")),
        "share-ended" => (Ok, t.s("told-share-ended"), t.s("told-share-ended-text")),
        "share-accepted" => (Ok, t.s("told-share-accepted"), t.s("told-share-accepted-text")),
        "share-refused" => (Ok, t.s("told-share-refused"), t.s("told-share-refused-text")),
        "text-saved" => (Ok, t.s("told-text-saved"), t.s("told-text-saved-text")),
        "text-shown" => (Ok, t.s("told-text-shown"), t.s("told-text-shown-text")),
        "text-hidden" => (Ok, t.s("told-text-hidden"), t.s("told-text-hidden-text")),
        "text-deleted" => (Ok, t.s("told-text-deleted"), t.s("told-text-deleted-text")),
        "request-answered" => (Ok, t.s("told-request-answered"), t.s("told-request-answered-text")),
        _ => return super::office::told(key, t).or_else(|| super::customer::told(key, t)),
    };
    Some(NoticeView { kind, title: title.into(), text: text.into() })
}
