//! `/office`: what a new portal still needs, and what waits for the operator.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use store::overview::{self, Overview};
use store::{declarations, link_requests};

use crate::flows::permission::{Action, any_may};
use crate::i18n::{Translator, Words};
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::Operator;
use crate::web::{Refused, Web};

/// More declarations than these are told as «100».
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "office/home.html")]
struct HomePage {
    t: Translator,
    page: PageContext,
    organisation: String,
    today: DateView,
    /// Accounts in the register.
    accounts: u64,
    waits: Vec<WaitView>,
    steps: Vec<StepView>,
    /// How many steps are not done.
    left: usize,
}

struct WaitView {
    href: Option<&'static str>,
    icon: &'static str,
    title: Words,
    text: Words,
    count: u64,
    warns: bool,
}

struct StepView {
    href: Option<&'static str>,
    title: Words,
    text: Words,
    done: bool,
}

/// The page.
pub async fn page(State(web): State<Web>, operator: Operator) -> Result<Html<String>, Refused> {
    let Operator { visit, office } = &operator;
    let t = visit.translator();
    let may = |action| any_may(&office.roles, action);
    let mut handle = web.app.db.read().await?;
    let overview = overview::of(&mut handle, &office.scope).await?;
    let declared =
        if may(Action::Members) { declarations::waiting(&mut handle, &office.scope, MOST).await?.len() } else { 0 };
    let asked = if may(Action::Members) { link_requests::count_waiting(&mut handle, &office.scope).await? } else { 0 };
    drop(handle);
    let mail = web.app.config.smtp_url.is_some() || web.demo.is_some();
    let waits = waits(t, &overview, (declared, asked), mail).into_iter().filter(|(action, _)| may(*action));
    let steps: Vec<StepView> =
        steps(t, &overview, mail).into_iter().filter(|(action, _)| may(*action)).map(|(_, step)| step).collect();
    let page = HomePage {
        organisation: office.title.clone(),
        today: DateView::day(web.app.clock.today(visit.portal.time_zone), t),
        accounts: natural(overview.accounts),
        waits: waits.map(|(_, wait)| wait).filter(|wait| wait.count > 0).collect(),
        left: steps.iter().filter(|step| !step.done).count(),
        steps,
        page: PageContext::of(&web, visit, Area::Office),
        t,
    };
    Ok(html(&page)?)
}

fn natural(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// What waits for somebody, with what one must be allowed to see it.
fn waits(t: Translator, overview: &Overview, (declared, asked): (usize, i64), mail: bool) -> Vec<(Action, WaitView)> {
    let wait = |href, icon, title, text, count, warns| WaitView { href, icon, title, text, count, warns };
    let letters = if mail { t.s("home-letters-wait-text") } else { t.s("home-letters-no-mail") };
    vec![
        (
            Action::Members,
            wait(
                Some("/office/members"),
                "people",
                t.s("home-declared"),
                t.s("home-declared-text"),
                u64::try_from(declared).unwrap_or_default(),
                false,
            ),
        ),
        (
            Action::Members,
            wait(
                Some("/office/link-requests"),
                "wallet",
                t.s("home-link-requests"),
                t.s("home-link-requests-text"),
                natural(asked),
                false,
            ),
        ),
        (
            Action::Import,
            wait(
                Some("/office/imports"),
                "up",
                t.s("home-imports"),
                t.s("home-imports-text"),
                natural(overview.imports_unfinished),
                false,
            ),
        ),
        (
            Action::Requests,
            wait(
                Some("/office/requests"),
                "mail",
                t.s("home-requests"),
                t.s("home-requests-text"),
                natural(overview.requests_open),
                false,
            ),
        ),
        (
            Action::Members,
            wait(None, "mail", t.s("home-letters-wait"), letters, natural(overview.letters_waiting), !mail),
        ),
        (
            Action::Members,
            wait(
                None,
                "mail",
                t.s("home-letters-dead"),
                t.s("home-letters-dead-text"),
                natural(overview.letters_dead),
                true,
            ),
        ),
    ]
}

/// What a new portal needs, in the order in which it is done.
fn steps(t: Translator, overview: &Overview, mail: bool) -> Vec<(Action, StepView)> {
    let step = |href, title, text, done| StepView { href, title, text, done };
    let imports = Some("/office/imports");
    vec![
        (
            Action::Import,
            step(imports, t.s("home-step-register"), t.s("home-step-register-text"), overview.accounts > 0),
        ),
        (
            Action::Tariffs,
            step(Some("/office/tariffs"), t.s("home-step-tariff"), t.s("home-step-tariff-text"), overview.tariff),
        ),
        (
            Action::BankDetails,
            step(
                Some("/office/bank-details"),
                t.s("home-step-bank"),
                t.s("home-step-bank-text"),
                overview.bank_details,
            ),
        ),
        (Action::Import, step(imports, t.s("home-step-readings"), t.s("home-step-readings-text"), overview.readings)),
        (Action::Import, step(imports, t.s("home-step-charges"), t.s("home-step-charges-text"), overview.charges)),
        (Action::Import, step(imports, t.s("home-step-payments"), t.s("home-step-payments-text"), overview.payments)),
        (Action::Members, step(None, t.s("home-step-mail"), t.s("home-step-mail-text"), mail)),
    ]
}
