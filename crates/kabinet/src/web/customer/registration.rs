//! `GET /my/registration`: «Регистрационные данные» (catalogue A4): everything that was entered, and what became of it.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use domain::account::DeclarationState;
use domain::phone::Phone;

use crate::flows::own_data::{OwnData, own_data};
use crate::i18n::{Translator, Words};
use crate::web::form::FieldView;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::{Member, Visit};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/registration.html")]
struct RegistrationPage {
    t: Translator,
    page: PageContext,
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
    number: String,
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
    let plots: Vec<PlotView> = own.plots.iter().map(|plot| plot_view(t, &plot.number, plot.state)).collect();
    let open = own.open.map(|challenge| OpenView {
        until: DateView::moment(challenge.expires_at, zone, t),
        code: FieldView::new("code", "text", "one-time-code", t.s("registration-code"))
            .hinted(t.s("registration-code-hint")),
        email: challenge.email,
        registration: own.profile.expires_at.is_some(),
    });
    RegistrationPage {
        page: PageContext::of(web, visit, Area::Cabinet),
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

fn plot_view(t: Translator, number: &str, state: DeclarationState) -> PlotView {
    let (class, icon, word) = match state {
        DeclarationState::Accepted => ("is-ok", "ok", t.s("registration-plot-accepted")),
        DeclarationState::Waiting => ("is-info", "clock", t.s("registration-plot-waiting")),
        DeclarationState::Refused => ("is-danger", "stop", t.s("registration-plot-refused")),
    };
    PlotView { number: number.to_owned(), class, icon, word }
}
