//! `/my/accounts/add`: «Добавление лицевого счета» (catalogue B3), «Подключение ЛС» (D3, D6). Without a script the lists open
//! step by step; what was typed is kept.

use std::net::IpAddr;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::account::{Finding, LinkLevel, Proof};
use serde::Deserialize;
use store::linking::Wanted;
use store::profiles;

use super::account_lists::{fault_words, list_views, number_fields};
use super::account_proofs::{proof_fault, proof_fields, tax_number_field};
use super::accounts::add_words;
use crate::flows::captcha::{self, Answer, Guarded};
use crate::flows::find_account::{self, Chosen, Fault, Lists};
use crate::flows::{ask_proof, prove_account};
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, ListView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, NoticeView, PageContext, html};
use crate::web::public::{CaptchaView, captcha_told};
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/account-add.html")]
struct AddPage {
    t: Translator,
    page: PageContext,
    title: Words,
    add: Words,
    lead: Words,
    own: Words,
    submit: Words,
    confirmed: bool,
    summary: Summary,
    told: Option<NoticeView>,
    finding: Finding,
    by_code: bool,
    lists: Vec<ListView>,
    numbers: Vec<FieldView>,
    hints: Vec<(String, String)>,
    proofs: Vec<FieldView>,
    tax_number: Option<FieldView>,
    /// «Подтвердить потом», where something else than a typed proof is taken; whether it is ticked.
    later: Option<bool>,
    captcha: Option<CaptchaView>,
}

impl AddPage {
    fn is_cascade(&self) -> bool {
        self.finding == Finding::Cascade
    }

    fn is_supplier(&self) -> bool {
        self.finding == Finding::Supplier
    }
}

/// The form as it is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    #[serde(rename = "do")]
    action: String,
    department: String,
    building: String,
    flat: String,
    account: String,
    supplier: String,
    number: String,
    tax_number: String,
    pub(super) receipt: String,
    pub(super) meter: String,
    pub(super) code: String,
    later: Option<String>,
    captcha: String,
    digits: String,
}

impl Fields {
    fn chosen(&self) -> Chosen<'_> {
        Chosen {
            department: &self.department,
            building: &self.building,
            flat: &self.flat,
            account: &self.account,
            supplier: &self.supplier,
            number: &self.number,
        }
    }

    /// The first proof that was typed.
    fn typed(&self) -> prove_account::Typed<'_> {
        let typed = [(Proof::Receipt, &self.receipt), (Proof::Meter, &self.meter), (Proof::Code, &self.code)];
        let first = typed.into_iter().find(|(_, value)| !value.trim().is_empty());
        prove_account::Typed {
            proof: first.map(|(proof, _)| proof),
            value: first.map(|(_, value)| value.as_str()).unwrap_or_default(),
            tax_number: &self.tax_number,
        }
    }
}

/// What came of the form so far.
#[derive(Default)]
struct Trouble {
    way: Option<Fault>,
    proof: Option<(Option<Proof>, prove_account::Outcome)>,
    captcha: bool,
    /// The picture stays as it is.
    same_picture: bool,
    told: Option<bool>,
}

impl Trouble {
    fn is_some(&self) -> bool {
        self.way.is_some() || self.proof.is_some() || self.captcha
    }
}

/// The form.
pub async fn form(State(web): State<Web>, member: Member) -> Result<Response, Refused> {
    linkable(&member)?;
    page(&web, &member, &Fields::default(), &Trouble::default()).await
}

/// Where accounts are declared with what the person tells of themselves, there is no such page.
fn linkable(member: &Member) -> Result<(), Refused> {
    match member.visit.portal.rules.linking.finding {
        Finding::Declared => Err(Refused::NotFound),
        _ => Ok(()),
    }
}

/// The next list, another picture, a letter with its digits, or the account itself.
pub async fn save(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    linkable(&member)?;
    let same = Trouble { same_picture: true, ..Trouble::default() };
    match typed.action.as_str() {
        "step" => page(&web, &member, &typed, &same).await,
        "newcode" => page(&web, &member, &typed, &Trouble::default()).await,
        "letter" => {
            let sent = send_digits(&web, &member, &typed.captcha).await?;
            page(&web, &member, &typed, &Trouble { told: Some(sent), ..same }).await
        }
        _ => link(&web, &member, &typed, address).await,
    }
}

async fn send_digits(web: &Web, member: &Member, id: &str) -> Result<bool, Refused> {
    let Ok(id) = id.parse() else { return Ok(false) };
    let profile = profiles::find(&mut web.app.db.read().await?, &member.session.scope).await?;
    let Some(email) = profile.and_then(|profile| profile.email) else { return Ok(false) };
    let (portal, language) = (&member.visit.portal, member.visit.view.language);
    Ok(captcha::send(&web.app, portal, (Guarded::Linking, id), &email, Some(language)).await?)
}

async fn link(web: &Web, member: &Member, typed: &Fields, address: IpAddr) -> Result<Response, Refused> {
    let (app, portal, scope) = (&web.app, &member.visit.portal, &member.session.scope);
    if !ask_proof::is_confirmed(app, scope).await? {
        return page(web, member, typed, &Trouble::default()).await;
    }
    let mut trouble = Trouble::default();
    if portal.rules.linking.captcha {
        let answer = Answer { id: &typed.captcha, digits: &typed.digits };
        trouble.captcha = !captcha::is_right(app, portal, Guarded::Linking, answer).await?;
    }
    let chosen = typed.chosen();
    let lists = find_account::lists(app, portal, scope, &chosen).await?;
    let wanted = match find_account::find(app, portal, scope, &chosen, &lists, address).await? {
        Ok(wanted) => Some(wanted),
        Err(fault) => {
            trouble.way = Some(fault);
            None
        }
    };
    // Whoever is no person, or has not found the account, is not told whether the proof was right.
    if let (Some(wanted), false) = (&wanted, trouble.captcha) {
        let (proof, outcome) = try_link(web, member, wanted, typed, address).await?;
        match outcome {
            prove_account::Outcome::Linked(level) => {
                let told = if level == LinkLevel::Full { "account-linked" } else { "account-linked-basic" };
                return Ok(redirect_telling(web, &format!("/my/accounts/{}", wanted.account()), told));
            }
            prove_account::Outcome::Known => {
                return Ok(redirect_telling(web, &format!("/my/accounts/{}", wanted.account()), "account-known"));
            }
            outcome => trouble.proof = Some((proof, outcome)),
        }
    }
    page(web, member, typed, &trouble).await
}

async fn try_link(
    web: &Web,
    member: &Member,
    wanted: &Wanted,
    typed: &Fields,
    address: IpAddr,
) -> Result<(Option<Proof>, prove_account::Outcome), Refused> {
    let (app, portal, scope) = (&web.app, &member.visit.portal, &member.session.scope);
    let linking = &portal.rules.linking;
    let proof = typed.typed();
    let asks = linking.finding != Finding::Supplier && linking.proofs.iter().any(|proof| proof.is_typed());
    let may_wait = linking.proofs.iter().any(|proof| !proof.is_typed());
    if !asks || (proof.proof.is_none() && typed.later.is_some() && may_wait) {
        return Ok((None, prove_account::link_unproved(app, portal, scope, wanted, address).await?));
    }
    Ok((proof.proof, prove_account::prove(app, portal, scope, wanted, proof, address).await?))
}

async fn page(web: &Web, member: &Member, typed: &Fields, trouble: &Trouble) -> Result<Response, Refused> {
    let (visit, scope) = (&member.visit, &member.session.scope);
    let (t, portal) = (visit.translator(), &visit.portal);
    let linking = &portal.rules.linking;
    let chosen = typed.chosen();
    let lists = find_account::lists(&web.app, portal, scope, &chosen).await?;
    let way = trouble.way.map(|fault| (fault.field(), fault_words(t, fault)));
    let proofs: Vec<FieldView> = if linking.finding == Finding::Supplier {
        Vec::new()
    } else {
        let error = trouble.proof.and_then(|(proof, outcome)| Some((proof, proof_fault(t, outcome)?)));
        proof_fields(t, &linking.proofs, [&typed.receipt, &typed.meter, &typed.code], error.as_ref())
    };
    let tax_number = (linking.tax_number && !proofs.is_empty()).then(|| {
        let is_odd = matches!(trouble.proof, Some((_, prove_account::Outcome::TaxNumberOdd)));
        tax_number_field(t, &typed.tax_number, is_odd)
    });
    let captcha = linking.captcha.then(|| {
        if trouble.same_picture && !typed.captcha.is_empty() {
            CaptchaView::of(Guarded::Linking, &typed.captcha, &typed.digits)
        } else {
            CaptchaView::fresh(web, Guarded::Linking, trouble.captcha.then(|| t.s("captcha-wrong").into()))
        }
    });
    let (list_views, numbers) =
        (list_views(t, portal, &chosen, &lists, way.as_ref()), number_fields(t, portal, &chosen, &lists, way.as_ref()));
    let summary = summary(t, &list_views, numbers.iter().chain(&tax_number).chain(&proofs), captcha.as_ref());
    let status = match trouble.is_some() {
        true if trouble.is_too_many() => StatusCode::TOO_MANY_REQUESTS,
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    let page = AddPage {
        t,
        page: PageContext::of(web, visit, Area::Cabinet),
        title: t.s(format!("add-title-{}", linking.finding)),
        add: add_words(t, visit),
        lead: t.s(format!("add-lead-{}", linking.finding)),
        own: t.s(format!("nav-own-{}", crate::web::public::scheme_key(&portal.rules.sign_up))),
        submit: t.s(format!("add-submit-{}", linking.finding)),
        confirmed: ask_proof::is_confirmed(&web.app, scope).await?,
        summary,
        told: trouble.told.map(|sent| captcha_told(t, sent)),
        finding: linking.finding,
        by_code: linking.proofs.contains(&Proof::Code),
        hints: hints(t, &lists),
        later: linking.proofs.iter().any(|proof| !proof.is_typed()).then_some(typed.later.is_some()),
        lists: list_views,
        numbers,
        proofs,
        tax_number,
        captcha,
    };
    Ok((status, html(&page)?).into_response())
}

impl Trouble {
    fn is_too_many(&self) -> bool {
        matches!(self.way, Some(Fault::TooMany { .. }))
            || matches!(self.proof, Some((_, prove_account::Outcome::TooMany { .. })))
    }
}

/// Where each supplier prints the number.
fn hints(t: Translator, lists: &Lists) -> Vec<(String, String)> {
    let told: Vec<(String, String)> = lists
        .suppliers
        .iter()
        .filter(|one| !one.number_hint.is_empty())
        .map(|one| (one.title.clone(), one.number_hint.clone()))
        .collect();
    if told.is_empty() { vec![(t.s("add-where").into(), t.s("add-where-text").into())] } else { told }
}

fn summary<'a>(
    t: Translator,
    lists: &[ListView],
    fields: impl Iterator<Item = &'a FieldView>,
    captcha: Option<&CaptchaView>,
) -> Summary {
    let mut lines: Vec<(&'static str, String)> =
        lists.iter().filter_map(|list| Some((list.id, list.error.clone()?))).collect();
    lines.extend(fields.filter_map(|field| Some((field.id, field.error.clone()?))));
    lines.extend(captcha.and_then(|captcha| Some(("digits", captcha.error.clone()?))));
    Summary::of_lines(t, lines)
}
