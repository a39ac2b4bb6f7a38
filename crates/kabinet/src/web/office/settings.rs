//! `/office/settings`: how people sign up and link accounts, which the portal's keeper sets, and what an organisation tells and
//! shows, which each sets for itself. Each choice stands with what follows from it.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use store::{organisations, portals};

use super::permissions::Settler;
use super::settings_view::{OrganisationView, RulesView};
use crate::flows::change_rules::{self, change_rules, is_keeper};
use crate::flows::save_organisation;
use crate::flows::typed::Typed;
use crate::i18n::Translator;
use crate::web::form::Summary;
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::{Refused, Web};

const PAGE: &str = "/office/settings";

#[derive(Template)]
#[template(path = "office/settings.html")]
struct SettingsPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    /// Only for the portal's keeper.
    rules: Option<RulesView>,
    title: String,
    organisation: OrganisationView,
}

/// A form that was refused, as typed, and why.
#[derive(Default)]
struct Trouble {
    rules: Option<(Typed, Vec<change_rules::Fault>)>,
    organisation: Option<(Typed, Vec<save_organisation::Fault>)>,
}

/// Both forms, with what stands.
pub async fn form(State(web): State<Web>, settler: Settler) -> Result<Response, Refused> {
    show(&web, &settler, &Trouble::default()).await
}

/// Keeps the portal's rules.
pub async fn save_rules(
    State(web): State<Web>,
    settler: Settler,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let (portal, typed) = (&settler.visit.portal, Typed::from(pairs));
    match change_rules(&web.app, settler.scope(), settler.actor, portal, &typed).await? {
        change_rules::Outcome::Saved => Ok(redirect_telling(&web, PAGE, "office-settings-saved")),
        change_rules::Outcome::NotKeeper => Err(Refused::NotFound),
        change_rules::Outcome::Faults(faults) => {
            show(&web, &settler, &Trouble { rules: Some((typed, faults)), ..Trouble::default() }).await
        }
    }
}

/// Keeps what the organisation tells and shows.
pub async fn save_organisation(
    State(web): State<Web>,
    settler: Settler,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refused> {
    let typed = Typed::from(pairs);
    match save_organisation::save_organisation(&web.app, settler.scope(), settler.actor, &typed).await? {
        save_organisation::Outcome::Saved => Ok(redirect_telling(&web, PAGE, "office-organisation-saved")),
        save_organisation::Outcome::Gone => Err(Refused::NotFound),
        save_organisation::Outcome::Faults(faults) => {
            show(&web, &settler, &Trouble { organisation: Some((typed, faults)), ..Trouble::default() }).await
        }
    }
}

async fn show(web: &Web, settler: &Settler, trouble: &Trouble) -> Result<Response, Refused> {
    let t = settler.visit.translator();
    let mut handle = web.app.db.read().await?;
    // Read anew: the routing table may still have what stood some seconds ago.
    let portal = portals::by_id(&mut handle, settler.visit.portal.id).await?;
    let organisation = organisations::find(&mut handle, settler.scope()).await?;
    drop(handle);
    let (Some(portal), Some(organisation)) = (portal, organisation) else { return Err(Refused::NotFound) };
    let rules = is_keeper(&portal, &organisation).then(|| match &trouble.rules {
        Some((typed, faults)) => RulesView::of(t, typed, faults),
        None => RulesView::of(t, &change_rules::typed_of(&portal.rules), &[]),
    });
    let view = match &trouble.organisation {
        Some((typed, faults)) => OrganisationView::of(t, typed, faults),
        None => OrganisationView::of(t, &save_organisation::typed_of(&organisation), &[]),
    };
    let faults = rules.iter().flat_map(RulesView::faults).chain(view.faults());
    let summary = Summary::of_lines(t, faults.collect());
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = SettingsPage {
        page: PageContext::of(web, &settler.visit, Area::Office),
        title: organisation.title,
        organisation: view,
        rules,
        summary,
        t,
    };
    Ok((status, html(&page)?).into_response())
}
