//! `GET /my/registration`: «Регистрационные данные» (catalogue A4): everything that was entered, and what became of it.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use domain::account::{DeclarationState, IdentifierKind};
use domain::person::SignUp;
use domain::phone::Phone;

use crate::flows::own_data::{OwnData, Plot, own_data};
use crate::i18n::{Translator, Words};
use crate::web::form::FieldView;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::public::scheme_key;
use crate::web::visit::{Member, Visit};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/registration.html")]
struct RegistrationPage {
    t: Translator,
    page: PageContext,
    title: Words,
    login_label: Words,
    accounts_title: Words,
    /// Plots are declared, and may be changed, where they are the login.
    plots_are_declared: bool,
    login: String,
    email: String,
    confirmed: bool,
    open: Option<OpenView>,
    plots: Vec<PlotView>,
    waiting: bool,
    owner: String,
    contact: String,
    phone: String,
    consent: Option<DateView>,
}

/// An address that waits to be confirmed.
struct OpenView {
    email: String,
    until: DateView,
    code: FieldView,
    registration: bool,
}

struct PlotView {
    name: String,
    class: &'static str,
    icon: &'static str,
    word: Words,
}

/// The page.
pub async fn page(State(web): State<Web>, member: Member) -> Result<Html<String>, Refused> {
    let visit = &member.visit;
    let Some(own) = own_data(&web.app, &member.session.scope).await? else { return Err(Refused::NotFound) };
    Ok(html(&view(&web, visit, own))?)
}

fn view(web: &Web, visit: &Visit, own: OwnData) -> RegistrationPage {
    let t = visit.translator();
    let zone = visit.portal.time_zone;
    let scheme = &visit.portal.rules.sign_up;
    let key = scheme_key(scheme);
    let plots: Vec<PlotView> = own.plots.iter().map(|plot| plot_view(t, scheme, plot)).collect();
    let open = own.open.map(|challenge| OpenView {
        until: DateView::moment(challenge.expires_at, zone, t),
        code: FieldView::new("code", "text", "one-time-code", t.s("registration-code"))
            .hinted(t.s("registration-code-hint")),
        email: challenge.email,
        registration: own.profile.expires_at.is_some(),
    });
    RegistrationPage {
        page: PageContext::of(web, visit, Area::Cabinet),
        title: t.s(format!("nav-own-{key}")),
        login_label: t.s(format!("registration-login-{key}")),
        accounts_title: if *scheme == SignUp::PlotNumber { t.s("edit-plots") } else { t.s("registration-accounts") },
        plots_are_declared: *scheme == SignUp::PlotNumber,
        login: own.profile.login,
        email: own.profile.email.unwrap_or_default(),
        confirmed: own.profile.email_confirmed_at.is_some(),
        open,
        waiting: own.plots.iter().any(|plot| plot.state == DeclarationState::Waiting),
        plots,
        owner: own.profile.owner_name.unwrap_or_default(),
        contact: own.profile.contact_name.unwrap_or_default(),
        phone: own
            .profile
            .phone
            .and_then(|phone| Phone::parse(&phone).ok())
            .map_or_else(String::new, |phone| phone.display8()),
        consent: own.consent.map(|at| DateView::moment(at, zone, t)),
        t,
    }
}

fn plot_view(t: Translator, scheme: &SignUp, plot: &Plot) -> PlotView {
    let number = plot.number.as_str();
    let name = match plot.kind {
        Some(IdentifierKind::Contract) => t.s1("registration-contract", "number", number),
        None if *scheme == SignUp::PlotNumber => t.s1("registration-plot", "plot", number),
        Some(IdentifierKind::Plot) => t.s1("registration-plot", "plot", number),
        _ => t.s1("registration-account", "number", number),
    };
    let (class, icon, word) = match plot.state {
        DeclarationState::Accepted => ("is-ok", "ok", t.s("registration-plot-accepted")),
        DeclarationState::Waiting => ("is-info", "clock", t.s("registration-plot-waiting")),
        DeclarationState::Refused if *scheme == SignUp::PlotNumber => {
            ("is-danger", "stop", t.s("registration-plot-refused"))
        }
        DeclarationState::Refused => ("is-danger", "stop", t.s("registration-account-refused")),
    };
    PlotView { name, class, icon, word }
}
