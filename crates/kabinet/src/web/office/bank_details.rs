//! `/office/bank-details`: where the organisation's money goes, as receipts tell the bank (catalogue A7).

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::requisites::{BankDetails, BankDetailsField as Field, BankDetailsText, RequisiteError};
use store::bank_details;
use store::scope::OrganisationScope as _;

use super::permissions::Treasurer;
use crate::flows::set_bank_details::{Fault, read, set_bank_details};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::Visit;
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "office/bank-details.html")]
struct BankDetailsPage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    fields: Vec<FieldView>,
}

/// The form, with what stands.
pub async fn form(State(web): State<Web>, treasurer: Treasurer) -> Result<Response, Refused> {
    let organisation = treasurer.office.scope.organisation();
    let mut known = bank_details::of_organisations(&mut web.app.db.read().await?, &[organisation]).await?;
    let stands = known.remove(&organisation).map(BankDetailsText::from).unwrap_or_default();
    page(&web, &treasurer.visit, StatusCode::OK, &stands, &[])
}

/// Keeps them.
pub async fn save(
    State(web): State<Web>,
    treasurer: Treasurer,
    Form(typed): Form<BankDetailsText>,
) -> Result<Response, Refused> {
    let details: BankDetails = match read(&typed) {
        Ok(details) => details,
        Err(faults) => return page(&web, &treasurer.visit, StatusCode::UNPROCESSABLE_ENTITY, &typed, &faults),
    };
    set_bank_details(&web.app, treasurer.scope(), treasurer.actor, &details).await?;
    Ok(redirect_telling(&web, "/office/bank-details", "bank-details-saved"))
}

fn page(
    web: &Web,
    visit: &Visit,
    status: StatusCode,
    typed: &BankDetailsText,
    faults: &[Fault],
) -> Result<Response, Refused> {
    let t = visit.translator();
    let field = |field: Field, value: &str| {
        let name = field.code();
        let view = FieldView::new(name, "text", "off", t.s(format!("bank-details-{name}")))
            .hinted(t.s(format!("bank-details-{name}-hint")))
            .with(value)
            .wrong(faults.iter().find(|fault| fault.field() == field).map(|fault| told(t, *fault)));
        if matches!(field, Field::Kpp | Field::CorrespondentAccount) { view.optional() } else { view }
    };
    let fields = vec![
        field(Field::Payee, &typed.payee),
        field(Field::Inn, &typed.inn),
        field(Field::Kpp, &typed.kpp),
        field(Field::Bik, &typed.bik),
        field(Field::Bank, &typed.bank),
        field(Field::Account, &typed.account),
        field(Field::CorrespondentAccount, &typed.correspondent_account),
    ];
    let summary = Summary::of(t, &fields);
    let page = BankDetailsPage { t, page: PageContext::of(web, visit, Area::Office), summary, fields };
    Ok((status, html(&page)?).into_response())
}

/// What is wrong and what to do.
fn told(t: Translator, fault: Fault) -> String {
    let Fault::Field(fault) = fault else { return t.s("bank-details-too-long").into() };
    let name = fault.field.code();
    let is_name = matches!(fault.field, Field::Payee | Field::Bank);
    match fault.error {
        RequisiteError::Empty => t.s(format!("bank-details-{name}-missing")).into(),
        RequisiteError::Length if is_name => t.s1("bank-details-name-long", "most", BankDetails::MAX_NAME_CHARS),
        RequisiteError::Character if is_name => t.s("bank-details-name-odd").into(),
        RequisiteError::Length | RequisiteError::Character => t.s(format!("bank-details-{name}-odd")).into(),
        RequisiteError::CheckDigit if matches!(fault.field, Field::Inn) => t.s("bank-details-inn-digit").into(),
        RequisiteError::CheckDigit => t.s("bank-details-account-digit").into(),
        RequisiteError::OtherBank => t.s("bank-details-other-bank").into(),
    }
}
