//! `/my/registration/edit`: «Изменить регистрационные данные» (catalogue A5).

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::person::SignUp;
use domain::phone::Phone;
use serde::Deserialize;

use crate::flows::change_own_data::{self, Fault, LONGEST_NAME, MOST_PLOTS, change_own_data};
use crate::flows::own_data::own_data;
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Member, Visit};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/registration-edit.html")]
struct EditPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    fields: Vec<FieldView>,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    plots: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    phone: String,
}

/// The form, with what stands.
pub async fn form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    of_plots(&member)?;
    let Some(own) = own_data(&web.app, &member.session.scope).await? else { return Err(Refused::NotFound) };
    let plots: Vec<&str> = own.plots.iter().map(|plot| plot.number.as_str()).collect();
    let phone = own.profile.phone.and_then(|phone| Phone::parse(&phone).ok());
    let typed = Fields {
        plots: plots.join(","),
        owner: own.profile.owner_name.unwrap_or_default(),
        contact: own.profile.contact_name.unwrap_or_default(),
        phone: phone.map(|phone| phone.display8()).unwrap_or_default(),
    };
    page(&web, &member.visit, StatusCode::OK, &typed, &[])
}

/// Elsewhere there are no plots to declare: the form would take contracts and accounts for plots that were left out.
fn of_plots(member: &Member) -> Result<(), Refused> {
    if member.visit.portal.rules.sign_up == SignUp::PlotNumber { Ok(()) } else { Err(Refused::NotFound) }
}

/// Keeps it.
pub async fn save(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    of_plots(&member)?;
    let form = change_own_data::Form {
        plots: &typed.plots,
        owner: &typed.owner,
        contact: &typed.contact,
        phone: &typed.phone,
    };
    let (portal, scope) = (&member.visit.portal, &member.session.scope);
    let faults = change_own_data(&web.app, portal, scope, &form, address).await?;
    if faults.is_empty() {
        return Ok(redirect_telling(&web, "/my/registration", "saved"));
    }
    page(&web, &member.visit, StatusCode::UNPROCESSABLE_ENTITY, &typed, &faults)
}

fn page(web: &Web, visit: &Visit, status: StatusCode, typed: &Fields, faults: &[Fault]) -> Result<Response, Refused> {
    let t = visit.translator();
    let wrong = |known: &[Fault]| {
        faults.iter().find(|fault| known.contains(fault)).map(|fault| match fault {
            Fault::PlotsOdd => t.s("edit-plots-odd").into(),
            Fault::PlotsTooMany => t.s1("edit-plots-many", "most", MOST_PLOTS),
            Fault::OwnerTooLong | Fault::ContactTooLong => t.s1("edit-name-long", "most", LONGEST_NAME),
            Fault::PhoneOdd => t.s("edit-phone-odd").into(),
        })
    };
    let fields = vec![
        FieldView::new("plots", "text", "off", t.s("edit-plots"))
            .hinted(t.s("edit-plots-hint"))
            .with(&typed.plots)
            .optional()
            .wrong(wrong(&[Fault::PlotsOdd, Fault::PlotsTooMany])),
        FieldView::new("owner", "text", "name", t.s("edit-owner"))
            .hinted(t.s("edit-owner-hint"))
            .with(&typed.owner)
            .optional()
            .wrong(wrong(&[Fault::OwnerTooLong])),
        FieldView::new("contact", "text", "off", t.s("edit-contact"))
            .hinted(t.s("edit-contact-hint"))
            .with(&typed.contact)
            .optional()
            .wrong(wrong(&[Fault::ContactTooLong])),
        FieldView::new("phone", "tel", "tel", t.s("edit-phone"))
            .hinted(t.s("edit-phone-hint"))
            .with(&typed.phone)
            .optional()
            .wrong(wrong(&[Fault::PhoneOdd])),
    ];
    let summary = Summary::of(t, &fields);
    let page = EditPage { t, page: PageContext::of(web, visit, Area::Cabinet), summary, fields };
    Ok((status, html(&page)?).into_response())
}
