//! `GET /`: the portal greets.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use domain::portal::Preset;

use super::LoginForm;
use crate::i18n::Translator;
use crate::web::page::{Area, PageContext};
use crate::web::visit::Visit;
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    t: Translator,
    page: PageContext,
    headline: String,
    ready: bool,
    login: LoginForm,
    abilities: Vec<AbilityView>,
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
    // Catalogue A11 writes the name without quotation marks.
    let bare_name: String = portal.title.chars().filter(|c| !matches!(c, '«' | '»' | '"')).collect();
    let headline = match portal.preset {
        Preset::Snt => t.s1("home-headline-snt", "name", bare_name),
        _ => t.s1("home-headline", "name", &portal.title),
    };
    let page = HomePage {
        headline,
        ready: portal.preset == Preset::Snt,
        login: LoginForm::new(t, portal.preset, String::new(), String::new()),
        abilities: abilities(portal.preset).iter().map(|ability| ability.view(t)).collect(),
        page: PageContext::of(&web, &visit, Area::Public),
        t,
    };
    Ok(Html(page.render()?))
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
            title: t.s(format!("ability-{}-title", self.code)),
            text: t.s(format!("ability-{}-text", self.code)),
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
    &[now("bolt", "electricity"), soon("wallet", "status"), soon("user", "register"), soon("print", "receipt")];
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
