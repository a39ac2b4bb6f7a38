//! The forms by which a basic link becomes a full one (catalogue D4): a proof, a PIN, an operator's word.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::account::{LinkLevel, Proof};
use serde::Deserialize;
use store::linking::Wanted;

use super::account::{Trouble, linked, show};
use super::account_proofs::proof_fault;
use crate::flows::ask_proof::{self, Asked};
use crate::flows::prove_account::{self, Outcome};
use crate::web::frame::redirect_telling;
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web};

/// A proof as it is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ProofFields {
    receipt: String,
    meter: String,
    code: String,
    tax_number: String,
}

/// What was typed links the account in full, if it agrees.
pub async fn prove(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
    Form(fields): Form<ProofFields>,
) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    if account.level() == LinkLevel::Full {
        return Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "account-known"));
    }
    let t = member.visit.translator();
    let values = [(Proof::Receipt, &fields.receipt), (Proof::Meter, &fields.meter), (Proof::Code, &fields.code)];
    let first = values.into_iter().find(|(_, value)| !value.trim().is_empty());
    let typed = prove_account::Typed {
        proof: first.map(|(proof, _)| proof),
        value: first.map(|(_, value)| value.as_str()).unwrap_or_default(),
        tax_number: &fields.tax_number,
    };
    let (portal, scope) = (&member.visit.portal, &member.session.scope);
    let outcome = prove_account::prove(&web.app, portal, scope, &Wanted::from(&account), typed, address).await?;
    if matches!(outcome, Outcome::Linked(_) | Outcome::Known) {
        return Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "account-linked"));
    }
    let trouble = Trouble {
        proof: proof_fault(t, outcome).map(|text| (typed.proof, text)),
        typed: [&fields.receipt, &fields.meter, &fields.code],
        tax_number: &fields.tax_number,
        tax_odd: outcome == Outcome::TaxNumberOdd,
        too_many: matches!(outcome, Outcome::TooMany { .. }),
        ..Trouble::default()
    };
    show(&web, &member, &account, trouble).await
}

/// A request as it is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RequestFields {
    proof: String,
    note: String,
    tax_number: String,
}

/// «Подать заявку на ПИН-код», or asks an operator.
pub async fn request(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
    Form(fields): Form<RequestFields>,
) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    if account.level() == LinkLevel::Full {
        return Err(Refused::NotFound);
    }
    let t = member.visit.translator();
    let Ok(proof) = Proof::parse(&fields.proof) else { return Err(Refused::NotFound) };
    let form = ask_proof::Form { proof, note: &fields.note, tax_number: &fields.tax_number, address };
    let (portal, scope) = (&member.visit.portal, &member.session.scope);
    let mut trouble = Trouble { tax_number: &fields.tax_number, ..Trouble::default() };
    match ask_proof::ask(&web.app, portal, scope, &Wanted::from(&account), form).await? {
        Asked::PinSent => return Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "pin-asked")),
        Asked::Waiting => return Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "approval-asked")),
        Asked::NotOffered => return Err(Refused::NotFound),
        Asked::NoteTooLong => {
            let text = t.s1("approval-note-long", "most", ask_proof::LONGEST_NOTE);
            trouble.note = Some((&fields.note, text));
        }
        Asked::TaxNumberOdd => trouble.tax_odd = true,
        Asked::TooMany { minutes } => {
            trouble.said = Some(t.s1("form-too-many", "minutes", minutes));
            trouble.too_many = true;
        }
    }
    if trouble.tax_odd {
        trouble.said = Some(t.s("register-tax-number-odd").into());
    }
    show(&web, &member, &account, trouble).await
}

/// A PIN as it is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PinFields {
    pin: String,
}

/// «Введите ПИН-код».
pub async fn pin(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
    Form(fields): Form<PinFields>,
) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    let t = member.visit.translator();
    let (portal, scope) = (&member.visit.portal, &member.session.scope);
    let wanted = Wanted::from(&account);
    let outcome = ask_proof::type_pin(&web.app, portal, scope, &wanted, &fields.pin, address).await?;
    let text = match outcome {
        ask_proof::Typed::Linked => return Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "account-linked")),
        ask_proof::Typed::Wrong => t.s("pin-wrong"),
        ask_proof::Typed::Gone => t.s("pin-gone"),
        ask_proof::Typed::TooMany => t.s("pin-too-many"),
    };
    let gone = outcome == ask_proof::Typed::Gone;
    let said = gone.then(|| text.to_string());
    let too_many = outcome == ask_proof::Typed::TooMany;
    show(&web, &member, &account, Trouble { pin: Some(text.into()), said, too_many, ..Trouble::default() }).await
}

/// «Отправить код ещё раз».
pub async fn pin_again(State(web): State<Web>, member: Member, Path(id): Path<String>) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    let (portal, scope) = (&member.visit.portal, &member.session.scope);
    let goes = ask_proof::send_again(&web.app, portal, scope, &Wanted::from(&account)).await?;
    Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), if goes { "letter-sent" } else { "letter-waits" }))
}
