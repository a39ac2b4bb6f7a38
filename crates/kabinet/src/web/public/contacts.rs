//! `/contacts`: whom to call, where to come, and the form to write by (catalogue A11).

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use domain::phone::Phone;
use serde::Deserialize;
use store::{Conn, accounts, profiles, requests};
use uuid::Uuid;

use crate::flows::send_request::{self, Fault, LONGEST_MESSAGE, LONGEST_NAME, Outcome};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::page::{PageContext, html};
use crate::web::visit::{ClientAddress, Visit};
use crate::web::{Refused, Web, site_menu};

#[derive(Template)]
#[template(path = "public/contacts.html")]
struct ContactsPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    lines: Vec<FieldView>,
    message: FieldView,
    consent: bool,
    consent_error: Option<String>,
}

#[derive(Template)]
#[template(path = "public/contacts-sent.html")]
struct SentPage {
    t: Translator,
    page: PageContext,
    number: String,
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    name: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    plot: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    consent: Option<String>,
    /// The trap: people don't see it.
    #[serde(default)]
    website: String,
}

fn fault_text(t: Translator, fault: Fault) -> String {
    match fault {
        Fault::NameMissing => t.s("contact-name-missing").into(),
        Fault::NameLong => t.s1("contact-name-long", "most", LONGEST_NAME),
        Fault::ContactMissing => t.s("contact-contact-missing").into(),
        Fault::ContactOdd => t.s("contact-contact-odd").into(),
        Fault::PlotOdd => t.s("contact-plot-odd").into(),
        Fault::MessageMissing => t.s("contact-message-missing").into(),
        Fault::MessageLong => t.s1("contact-message-long", "most", LONGEST_MESSAGE),
        Fault::ConsentMissing => t.s("contact-consent-missing").into(),
    }
}

/// Contacts and the form, filled in with what is known of whoever has logged in.
pub async fn form(State(web): State<Web>, visit: Visit) -> Result<Response, Refused> {
    let mut handle = web.app.db.read().await?;
    let known = known(&web, &visit, &mut handle).await?;
    page(&web, &visit, &mut handle, StatusCode::OK, &known, &Trouble::default()).await
}

async fn known(web: &Web, visit: &Visit, handle: &mut Conn) -> Result<Fields, Refused> {
    let Some(session) = &visit.session else { return Ok(Fields::default()) };
    let profile = profiles::find(handle, &session.scope).await?;
    let linked = accounts::of_customer(handle, &session.scope, web.app.clock.now()).await?;
    let (owner, email, phone) = profile
        .map(|profile| (profile.owner_name.unwrap_or_default(), profile.email, profile.phone))
        .unwrap_or_default();
    let phone = phone.and_then(|phone| Phone::parse(&phone).ok()).map(|phone| phone.display8());
    Ok(Fields {
        name: if owner.is_empty() { session.full_name.clone() } else { owner },
        contact: email.or(phone).unwrap_or_default(),
        plot: linked.first().map(|account| account.number().to_owned()).unwrap_or_default(),
        ..Fields::default()
    })
}

/// Keeps what was written.
pub async fn send(
    State(web): State<Web>,
    visit: Visit,
    ClientAddress(address): ClientAddress,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let form = send_request::Form {
        name: &fields.name,
        contact: &fields.contact,
        plot: &fields.plot,
        message: &fields.message,
        consent: fields.consent.is_some(),
        trap: &fields.website,
        address,
        language: visit.view.language,
        writer: visit.session.as_ref().map(|session| session.scope),
    };
    let t = visit.translator();
    let (status, trouble) = match send_request::send_request(&web.app, &visit.portal, &form).await? {
        Outcome::Sent(id) => return Ok(Redirect::to(&format!("/contacts/sent/{id}")).into_response()),
        Outcome::Nobody => return Err(Refused::NotFound),
        Outcome::Faults(faults) => (StatusCode::UNPROCESSABLE_ENTITY, Trouble { faults, ..Trouble::default() }),
        // A person whose browser filled it in tries once more; a machine doesn't.
        Outcome::Trapped => (StatusCode::UNPROCESSABLE_ENTITY, Trouble::said(t.s("contact-trapped").into())),
        Outcome::TooMany { minutes } => {
            (StatusCode::TOO_MANY_REQUESTS, Trouble::said(t.s1("form-too-many", "minutes", minutes)))
        }
    };
    let mut handle = web.app.db.read().await?;
    page(&web, &visit, &mut handle, status, &fields, &trouble).await
}

/// Why the form is shown again.
#[derive(Default)]
struct Trouble {
    faults: Vec<Fault>,
    sentence: Option<String>,
}

impl Trouble {
    fn said(sentence: String) -> Self {
        Self { sentence: Some(sentence), ..Self::default() }
    }
}

async fn page(
    web: &Web,
    visit: &Visit,
    handle: &mut Conn,
    status: StatusCode,
    typed: &Fields,
    trouble: &Trouble,
) -> Result<Response, Refused> {
    let t = visit.translator();
    let wrong =
        |among: &[Fault]| trouble.faults.iter().find(|fault| among.contains(fault)).map(|fault| fault_text(t, *fault));
    let fields = vec![
        FieldView::new("name", "text", "name", t.s("contact-name"))
            .with(&typed.name)
            .wrong(wrong(&[Fault::NameMissing, Fault::NameLong])),
        FieldView::new("contact", "text", "email", t.s("contact-contact"))
            .hinted(t.s("contact-contact-hint"))
            .with(&typed.contact)
            .wrong(wrong(&[Fault::ContactMissing, Fault::ContactOdd])),
        FieldView::new("plot", "text", "", t.s("contact-plot"))
            .optional()
            .with(&typed.plot)
            .wrong(wrong(&[Fault::PlotOdd])),
    ];
    let message = FieldView::new("message", "text", "", t.s("contact-message"))
        .with(&typed.message)
        .wrong(wrong(&[Fault::MessageMissing, Fault::MessageLong]));
    let consent_error = wrong(&[Fault::ConsentMissing]);
    let mut summary = Summary::of(t, &fields);
    let beside = [("message", message.error.clone()), ("consent", consent_error.clone())];
    summary.lines.extend(beside.into_iter().filter_map(|(id, text)| Some((id, text?))));
    summary.title = match &trouble.sentence {
        Some(sentence) => sentence.clone(),
        None if summary.lines.is_empty() => String::new(),
        None => t.s1("form-check", "count", summary.lines.len()),
    };
    let page = ContactsPage {
        page: site_menu::frame(web, visit, handle).await?,
        summary,
        lines: fields,
        message,
        consent: typed.consent.is_some(),
        consent_error,
        t,
    };
    Ok((status, html(&page)?).into_response())
}

/// It arrived.
pub async fn sent(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Result<Html<String>, Refused> {
    let id: Uuid = id.parse().map_err(|_| Refused::NotFound)?;
    let mut handle = web.app.db.read().await?;
    let number = requests::number(&mut handle, visit.portal.id, id).await?.ok_or(Refused::NotFound)?;
    let page = SentPage {
        page: site_menu::frame(&web, &visit, &mut handle).await?,
        number: number.to_string(),
        t: visit.translator(),
    };
    Ok(html(&page)?)
}
