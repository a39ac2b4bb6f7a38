//! `/my/accounts/code`: the account by the code on its receipt; scanning the QR opens the page filled in.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::account::{Identifier, Proof};
use serde::Deserialize;

use super::account_proofs::{proof_fault, tax_number_field};
use crate::flows::ask_proof;
use crate::flows::prove_account::{self, Outcome, Typed};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, PageContext, html};
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/account-code.html")]
struct CodePage {
    t: Translator,
    page: PageContext,
    summary: Summary,
    fields: Vec<FieldView>,
}

/// The form as it is sent, or as the QR opens it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    number: String,
    code: String,
    tax_number: String,
}

/// What is wrong.
enum Wrong {
    Number,
    Code(Outcome),
}

/// The form, filled in with what the QR says.
pub async fn form(State(web): State<Web>, member: Member, Query(typed): Query<Fields>) -> Result<Response, Refused> {
    by_code(&member)?;
    page(&web, &member, &typed, None)
}

fn by_code(member: &Member) -> Result<(), Refused> {
    let takes = member.visit.portal.rules.linking.proofs.contains(&Proof::Code);
    if takes { Ok(()) } else { Err(Refused::NotFound) }
}

/// Links the account.
pub async fn save(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    by_code(&member)?;
    let (app, portal, scope) = (&web.app, &member.visit.portal, &member.session.scope);
    if !ask_proof::is_confirmed(app, scope).await? {
        return Ok(redirect_telling(&web, "/my/registration", "account-unconfirmed"));
    }
    let Ok(number) = Identifier::parse(&typed.number) else {
        return page(&web, &member, &typed, Some(&Wrong::Number));
    };
    let proof = Typed { proof: Some(Proof::Code), value: &typed.code, tax_number: &typed.tax_number };
    let (outcome, wanted) = prove_account::prove_by_code(app, portal, scope, &number, proof, address).await?;
    if let (Outcome::Linked(_) | Outcome::Known, Some(wanted)) = (outcome, wanted) {
        let told = if outcome == Outcome::Known { "account-known" } else { "account-linked" };
        return Ok(redirect_telling(&web, &format!("/my/accounts/{}", wanted.account()), told));
    }
    page(&web, &member, &typed, Some(&Wrong::Code(outcome)))
}

fn page(web: &Web, member: &Member, typed: &Fields, wrong: Option<&Wrong>) -> Result<Response, Refused> {
    let t = member.visit.translator();
    let (number_error, code_error, tax_odd) = match wrong {
        None => (None, None, false),
        Some(Wrong::Number) => (Some(t.s("add-number-missing").into()), None, false),
        Some(Wrong::Code(outcome)) => (None, proof_fault(t, *outcome), *outcome == Outcome::TaxNumberOdd),
    };
    let number = FieldView::new("number", "text", "off", t.s("add-number"))
        .hinted(t.s("add-number-hint"))
        .with(&typed.number)
        .wrong(number_error);
    let code = FieldView::new("code", "text", "one-time-code", t.s("proof-code"))
        .hinted(t.s("proof-code-hint"))
        .with(&typed.code)
        .wrong(code_error);
    let asks_tax = member.visit.portal.rules.linking.tax_number;
    let tax_number = asks_tax.then(|| tax_number_field(t, &typed.tax_number, tax_odd));
    let fields: Vec<FieldView> = [Some(number), Some(code), tax_number].into_iter().flatten().collect();
    let summary = Summary::of(t, &fields);
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = CodePage { t, page: PageContext::of(web, &member.visit, Area::Cabinet), summary, fields };
    Ok((status, html(&page)?).into_response())
}
