//! `/my/accounts/{id}`: the card of an account (catalogue B4), as much of it as the link opens; how to open the rest (D4); to
//! whom its owner opens it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::account::{BasicPart, LinkLevel, LinkRequestState, Proof};
use domain::email::masked;
use domain::ids::AccountId;
use domain::{Currency, Money};
use store::accounts::{self, Card, LinkedAccount};
use store::linking::Wanted;
use store::{link_requests, shares};

use super::account_proofs::{proof_fields, tax_number_field};
use super::account_share::{ShareView, share_view};
use super::accounts::{badge, name_of};
use crate::flows::{end_link, prove_account, share_account};
use crate::i18n::{Translator, Words};
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::{ClientAddress, Member};
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/account.html")]
struct AccountPage {
    t: Translator,
    page: PageContext,
    name: String,
    href: String,
    class: &'static str,
    icon: &'static str,
    word: Words,
    rows: Vec<(Words, String)>,
    basic: bool,
    refused: bool,
    waiting: bool,
    pin: Option<PinView>,
    typed: Vec<FieldView>,
    tax_number: Option<FieldView>,
    /// A PIN is offered, with the tax number where that is asked for.
    ask_pin: Option<AskPinView>,
    ask_approval: Option<FieldView>,
    share: Option<ShareView>,
    summary: Summary,
}

/// «Подать заявку на ПИН-код».
struct AskPinView {
    tax_number: Option<FieldView>,
}

/// «Введите ПИН-код».
struct PinView {
    sent: String,
    field: FieldView,
}

/// What a form of the page came to, if it was refused.
#[derive(Default)]
pub(super) struct Trouble<'a> {
    /// At the PIN.
    pub pin: Option<String>,
    /// At a proof, with what was typed: receipt, meter, code.
    pub proof: Option<(Option<Proof>, String)>,
    pub typed: [&'a str; 3],
    /// The tax number as typed, and whether it is none.
    pub tax_number: &'a str,
    pub tax_odd: bool,
    /// At the note to the operator.
    pub note: Option<(&'a str, String)>,
    /// At the form of sharing.
    pub share: Option<(share_account::Form<'a>, Vec<share_account::Fault>)>,
    /// Said over the page.
    pub said: Option<String>,
    pub too_many: bool,
}

/// The account of a path, if the person's link to it stands.
pub(super) async fn linked(web: &Web, member: &Member, id: &str) -> Result<LinkedAccount, Refused> {
    let id: AccountId = id.parse().map_err(|_| Refused::NotFound)?;
    let mut handle = web.app.db.read().await?;
    let found = accounts::one_of_customer(&mut handle, &member.session.scope, id, web.app.clock.now()).await?;
    found.ok_or(Refused::NotFound)
}

/// The card.
pub async fn page(State(web): State<Web>, member: Member, Path(id): Path<String>) -> Result<Response, Refused> {
    let account = linked(&web, &member, &id).await?;
    show(&web, &member, &account, Trouble::default()).await
}

/// «Удалить лицевой счет» (catalogue B9).
pub async fn unlink(
    State(web): State<Web>,
    member: Member,
    ClientAddress(address): ClientAddress,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let id: AccountId = id.parse().map_err(|_| Refused::NotFound)?;
    if !end_link::by_person(&web.app, &member.session.scope, id, address).await? {
        return Err(Refused::NotFound);
    }
    Ok(redirect_telling(&web, "/my/accounts", "account-unlinked"))
}

/// The card, with what a form of it came to.
pub(super) async fn show(
    web: &Web,
    member: &Member,
    account: &LinkedAccount,
    trouble: Trouble<'_>,
) -> Result<Response, Refused> {
    let (visit, scope, now) = (&member.visit, &member.session.scope, web.app.clock.now());
    let (t, portal) = (visit.translator(), &visit.portal);
    let mut handle = web.app.db.read().await?;
    let Some(card) = accounts::card(&mut handle, account).await? else { return Err(Refused::NotFound) };
    let is_basic = account.level() == LinkLevel::Basic;
    let requests = if is_basic { link_requests::of_customer(&mut handle, scope).await? } else { Vec::new() };
    let shared = if share_account::may_share(account) {
        Some(shares::of_account(&mut handle, scope, account.id(), now).await?)
    } else {
        None
    };
    drop(handle);
    let usable = if is_basic {
        prove_account::usable(&web.app, portal, scope, &Wanted::from(account)).await?
    } else {
        Vec::new()
    };
    let request = requests.iter().find(|request| request.wanted.account() == account.id());
    let state = request.map(|request| request.state);
    let pin = request.filter(|request| request.state == LinkRequestState::Sent && request.expires_at > Some(now));
    let asks_tax = portal.rules.linking.tax_number;
    let tax = || tax_number_field(t, trouble.tax_number, trouble.tax_odd);
    let typed = proof_fields(t, &usable, trouble.typed, trouble.proof.as_ref());
    let href = format!("/my/accounts/{}", account.id());
    let pin = pin.map(|request| PinView {
        sent: t.s2(
            "pin-sent",
            "email",
            masked(request.email.as_deref().unwrap_or_default()),
            "when",
            request.sent_at.map(|at| t.moment(at, portal.time_zone)).unwrap_or_default(),
        ),
        field: FieldView::new("pin", "text", "one-time-code", t.s("pin-label"))
            .hinted(t.s("pin-hint"))
            .wrong(trouble.pin.clone()),
    });
    let ask_approval = usable.contains(&Proof::Approval).then(|| {
        let (value, error) = trouble.note.clone().map_or(("", None), |(value, error)| (value, Some(error)));
        FieldView::new("note", "text", "off", t.s("approval-note"))
            .hinted(t.s("approval-note-hint"))
            .with(value)
            .optional()
            .wrong(error)
    });
    let share = shared.map(|shared| share_view(t, visit, account, &shared, trouble.share.as_ref()));
    let tax_number = (asks_tax && !typed.is_empty()).then(tax);
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    let fields = pin.iter().map(|pin| &pin.field).chain(&tax_number).chain(&typed).chain(&ask_approval);
    lines.extend(fields.filter_map(|field| Some((field.id, field.error.clone()?))));
    lines.extend(share.iter().flat_map(ShareView::faults));
    let summary = match trouble.said {
        Some(said) => Summary::said(said),
        None => Summary::of_lines(t, lines),
    };
    let status = match (summary.is_empty(), trouble.too_many) {
        (true, _) => StatusCode::OK,
        (_, true) => StatusCode::TOO_MANY_REQUESTS,
        (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let (class, icon, word) = badge(t, account.level(), account.role());
    let page = AccountPage {
        t,
        page: PageContext::of(web, visit, Area::Cabinet),
        name: name_of(t, account.number()),
        rows: rows(t, portal.rules.currency, account, &card),
        basic: is_basic,
        refused: state == Some(LinkRequestState::Refused),
        waiting: state == Some(LinkRequestState::Waiting),
        ask_pin: usable.contains(&Proof::Pin).then(|| AskPinView { tax_number: asks_tax.then(tax) }),
        href,
        class,
        icon,
        word,
        pin,
        typed,
        tax_number,
        ask_approval,
        share,
        summary,
    };
    Ok((status, html(&page)?).into_response())
}

/// What the link opens of the card: all of it, or what the organisation shows to anybody who knows the number.
fn rows(t: Translator, currency: Currency, account: &LinkedAccount, card: &Card) -> Vec<(Words, String)> {
    let opens = |part: BasicPart| account.level() == LinkLevel::Full || card.basic.contains(&part);
    let is_full = account.level() == LinkLevel::Full;
    let mut rows = vec![(t.s("account-number"), account.number().to_owned())];
    let mut add = |label: Words, value: Option<String>| rows.extend(value.map(|value| (label, value)));
    let supplier = if card.service.is_empty() {
        card.organisation.clone()
    } else {
        format!("{} — {}", card.organisation, card.service)
    };
    add(t.s("account-organisation"), Some(supplier));
    add(t.s("account-organisation-email"), (!card.email.is_empty()).then(|| card.email.clone()));
    add(t.s("account-els"), card.els.clone().filter(|_| is_full));
    let holders = card.holders.join(", ");
    add(t.s("account-holder"), (opens(BasicPart::Name) && !holders.is_empty()).then_some(holders));
    add(t.s("account-address"), card.address.clone().filter(|_| opens(BasicPart::Address)));
    add(
        t.s("account-area"),
        card.area.filter(|_| is_full).map(|area| t.s1("account-area-value", "area", t.quantity(area).to_string())),
    );
    add(t.s("account-residents"), card.residents.filter(|_| is_full).map(|count| count.to_string()));
    if let Some(balance) = card.balance.filter(|_| opens(BasicPart::Debt)) {
        let sum = t.money(Money::new(balance.amount.saturating_abs(), currency));
        let day = DateView::day(balance.as_of, t).text;
        let label = match balance.amount {
            ..0 => t.s("account-prepaid"),
            _ => t.s("account-due"),
        };
        add(label, Some(t.s2("account-sum-of", "sum", sum, "day", day)));
    }
    rows
}
