//! The forms by which an owner opens an account to others and takes it back.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::account::LinkRole;
use serde::Deserialize;
use store::accounts::LinkedAccount;
use store::shares::Shared;
use uuid::Uuid;

use super::account::{Trouble, linked, show};
use super::accounts::last_day;
use crate::flows::share_account::{self, Fault, Outcome};
use crate::i18n::Translator;
use crate::web::form::FieldView;
use crate::web::frame::redirect_telling;
use crate::web::public::fault_text;
use crate::web::visit::{ClientAddress, Member, Visit};
use crate::web::{Refused, Web};

/// To whom an account is open, and the form that opens it.
pub(super) struct ShareView {
    pub lines: Vec<SharedView>,
    pub email: FieldView,
    pub until: FieldView,
    pub payer: bool,
}

/// One of them.
pub(super) struct SharedView {
    pub who: String,
    pub about: String,
    pub end: String,
}

impl ShareView {
    /// Whether the form was refused.
    pub fn is_wrong(&self) -> bool {
        self.email.error.is_some() || self.until.error.is_some()
    }

    /// What is wrong with which field.
    pub fn faults(&self) -> Vec<(&'static str, String)> {
        [&self.email, &self.until].into_iter().filter_map(|field| Some((field.id, field.error.clone()?))).collect()
    }
}

/// As the card shows it.
pub(super) fn share_view(
    t: Translator,
    visit: &Visit,
    account: &LinkedAccount,
    shared: &[Shared],
    refused: Option<&(share_account::Form<'_>, Vec<Fault>)>,
) -> ShareView {
    let line = |one: &Shared| {
        let role = if one.role == LinkRole::Payer { t.s("share-role-payer") } else { t.s("share-role-viewer") };
        let until = one.until.map(|at| t.s1("accounts-until", "day", t.date(last_day(visit, at))));
        let waits = (!one.accepted).then(|| t.s("share-waits").to_string());
        let about: Vec<String> = [Some(role.into()), until, waits].into_iter().flatten().collect();
        SharedView {
            who: one.email.clone(),
            about: about.join(" · "),
            end: format!("/my/accounts/{}/share/{}/end", account.id(), one.id),
        }
    };
    let form = refused.map(|(form, _)| *form);
    let faults: &[Fault] = refused.map_or(&[], |(_, faults)| faults);
    let email = faults.iter().find_map(|fault| match fault {
        Fault::Email(fault) => Some(fault_text(t, *fault)),
        Fault::UntilOdd => None,
    });
    let until = faults.contains(&Fault::UntilOdd).then(|| t.s("share-until-odd").into());
    ShareView {
        lines: shared.iter().map(line).collect(),
        email: FieldView::new("email", "email", "email", t.s("share-email"))
            .hinted(t.s("share-email-hint"))
            .with(form.map_or("", |form| form.email))
            .wrong(email),
        until: FieldView::new("until", "text", "off", t.s("share-until"))
            .hinted(t.s("share-until-hint"))
            .with(form.map_or("", |form| form.until))
            .optional()
            .wrong(until),
        payer: form.is_some_and(|form| form.role == LinkRole::Payer.code()),
    }
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    email: String,
    role: String,
    until: String,
}

/// Opens the account to somebody.
pub async fn share(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    if !share_account::may_share(&account) {
        return Err(Refused::NotFound);
    }
    let (visit, scope) = (&member.visit, &member.session.scope);
    let form = share_account::Form {
        email: &fields.email,
        role: &fields.role,
        until: &fields.until,
        language: visit.view.language,
        address,
    };
    let trouble = match share_account::share(&web.app, &visit.portal, scope, account.id(), form).await? {
        Outcome::Sent => return Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "share-sent")),
        Outcome::NotTheirs => return Err(Refused::NotFound),
        Outcome::Faults(faults) => Trouble { share: Some((form, faults)), ..Trouble::default() },
        Outcome::TooMany { minutes } => {
            let said = Some(visit.translator().s1("form-too-many", "minutes", minutes));
            Trouble { share: Some((form, Vec::new())), said, too_many: true, ..Trouble::default() }
        }
    };
    show(&web, &member, &account, trouble).await
}

/// Takes it back.
pub async fn end(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path((id, offer)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    let offer: Uuid = offer.parse().map_err(|_| Refused::NotFound)?;
    if !share_account::take_back(&web.app, &member.session.scope, account.id(), offer, address).await? {
        return Err(Refused::NotFound);
    }
    Ok(redirect_telling(&web, &format!("/my/accounts/{id}"), "share-ended"))
}
