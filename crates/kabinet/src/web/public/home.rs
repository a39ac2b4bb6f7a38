//! `GET /`: the way in, what is new, whom to call.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use domain::portal::Preset;

use store::announcements;

use super::LoginForm;
use super::announcements::NewsView;
use super::pages::own_lang;
use crate::i18n::Translator;
use crate::web::page::{PageContext, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web, guide, site_menu};

/// Announcements on the home page.
const NEWS: i64 = 4;

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    t: Translator,
    page: PageContext,
    headline: String,
    registration: bool,
    login: LoginForm,
    abilities: Vec<AbilityView>,
    own_lang: Option<&'static str>,
    news: Vec<NewsView>,
    instruction: bool,
}

struct AbilityView {
    icon: &'static str,
    title: String,
    text: String,
    soon: bool,
}

/// The home page of a portal.
pub async fn home(State(web): State<Web>, visit: Visit) -> Result<Html<String>, Refused> {
    let t = visit.translator();
    let portal = &visit.portal;
    let today = web.app.clock.today(portal.time_zone);
    let mut handle = web.app.db.read().await?;
    let news = announcements::latest(&mut handle, portal.id, today, NEWS, 0).await?;
    let page = HomePage {
        headline: headline(&visit),
        registration: portal.rules.self_registration,
        login: LoginForm::new(t, &portal.rules, String::new(), String::new()),
        abilities: abilities(portal.preset).iter().map(|ability| ability.view(t)).collect(),
        own_lang: own_lang(&visit),
        news: news.into_iter().map(|row| NewsView::of(t, row)).collect(),
        instruction: guide::exists(portal),
        page: site_menu::frame(&web, &visit, &mut handle).await?,
        t,
    };
    Ok(html(&page)?)
}

/// The portal's own words in its own language; a sentence of ours elsewhere.
fn headline(visit: &Visit) -> String {
    let (t, portal) = (visit.translator(), &visit.portal);
    if !portal.headline.is_empty() && own_lang(visit).is_none() {
        return portal.headline.clone();
    }
    // Catalogue A11 writes the name without quotation marks.
    let bare_name: String = portal.title.chars().filter(|c| !matches!(c, '«' | '»' | '"')).collect();
    match portal.preset {
        Preset::Snt => t.s1("home-headline-snt", "name", bare_name),
        _ => t.s1("home-headline", "name", &portal.title),
    }
}

/// Something a portal can do, now or soon.
struct Ability {
    icon: &'static str,
    code: &'static str,
    soon: bool,
}

impl Ability {
    fn view(&self, t: Translator) -> AbilityView {
        AbilityView {
            icon: self.icon,
            title: t.s(format!("ability-{}-title", self.code)).into(),
            text: t.s(format!("ability-{}-text", self.code)).into(),
            soon: self.soon,
        }
    }
}

const fn now(icon: &'static str, code: &'static str) -> Ability {
    Ability { icon, code, soon: false }
}

const fn soon(icon: &'static str, code: &'static str) -> Ability {
    Ability { icon, code, soon: true }
}

const SNT: &[Ability] =
    &[now("bolt", "electricity"), now("wallet", "status"), now("user", "register"), now("print", "receipt")];
const HOUSING: &[Ability] = &[soon("receipt", "charges"), soon("meter", "readings"), soon("wallet", "payments")];
const WATER: &[Ability] = &[soon("meter", "readings"), soon("table", "breakdown"), soon("swap", "reconciliation")];
const SUPPLIERS: &[Ability] = &[soon("link", "link"), soon("person-key", "pin"), soon("wallet", "pay")];

fn abilities(preset: Preset) -> &'static [Ability] {
    match preset {
        Preset::Snt => SNT,
        Preset::Housing => HOUSING,
        Preset::Water => WATER,
        Preset::Suppliers => SUPPLIERS,
    }
}
