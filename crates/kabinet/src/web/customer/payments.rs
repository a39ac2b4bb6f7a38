//! `GET /my/payments`: «Статус моих оплат» (catalogue A6).

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use domain::Currency;
use domain::area::AreaUnit;
use domain::ledger::ItemBalance;

use crate::flows::Failure;
use crate::flows::payment_statement::{AccountStatement, PaymentStatement, payment_statement};
use crate::i18n::{Figure, Translator, Words};
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::Member;
use crate::web::{Refused, Web};

#[derive(Template)]
#[template(path = "customer/payments.html")]
struct PaymentsPage {
    t: Translator,
    page: PageContext,
    plots: String,
    plot_count: usize,
    as_of: Option<DateView>,
    currency: Words,
    total: BalanceView,
    whole: String,
    rest: String,
    plots_view: Vec<PlotView>,
    items: Vec<ItemTotalView>,
    /// How many there are to print; none where the form of Russia's banks is of no use.
    receipts: usize,
}

/// «Начислено», «Оплачено», «Сумма к оплате», «Предоплата/аванс члена».
struct BalanceView {
    accrued: Figure,
    paid: Figure,
    due: Figure,
    owes: bool,
    prepaid: Figure,
}

struct PlotView {
    number: String,
    street: Option<String>,
    electrified: Words,
    new_meter: Words,
    area: Option<Figure>,
    balance: BalanceView,
    items: Vec<ItemView>,
    electricity: Option<ElectricityView>,
}

struct ItemView {
    title: String,
    accrued: Figure,
    paid: Figure,
    /// What is missing, where something is.
    due: Option<Figure>,
}

struct ItemTotalView {
    title: String,
    accrued: Figure,
    paid: Figure,
    due: Figure,
    owes: bool,
}

struct ElectricityView {
    amount: String,
    last: DateView,
}

/// The page.
pub async fn page(State(web): State<Web>, member: Member) -> Result<Html<String>, Refused> {
    let visit = &member.visit;
    let (t, currency) = (visit.translator(), visit.portal.rules.currency);
    let today = web.app.clock.today(visit.portal.time_zone);
    let statement = payment_statement(&web.app, currency, &member.session.scope, today).await?;
    let shown = t.money(statement.due);
    let split = shown.rfind([',', '.']).unwrap_or(shown.len());
    let numbers: Vec<&str> = statement.accounts.iter().map(|plot| plot.account.number()).collect();
    let plots_view: Vec<PlotView> =
        statement.accounts.iter().map(|plot| plot_view(t, plot)).collect::<Result<_, _>>()?;
    let owed = plots_view.iter().flat_map(|plot| &plot.items).filter(|item| item.due.is_some()).count();
    let page = PaymentsPage {
        receipts: if currency == Currency::Rub { owed } else { 0 },
        plots: numbers.join(", "),
        plot_count: numbers.len(),
        as_of: statement.as_of.map(|day| DateView::day(day, t)),
        currency: t.s(format!("currency-{}", currency.code().to_lowercase())),
        total: total(t, &statement),
        whole: shown[..split].to_owned(),
        rest: shown[split..].to_owned(),
        plots_view,
        items: statement
            .items
            .iter()
            .map(|item| ItemTotalView {
                title: item.title.to_string(),
                accrued: t.sum(item.accrued),
                paid: t.sum(item.paid),
                due: t.sum(item.due),
                owes: !item.due.is_zero(),
            })
            .collect(),
        page: PageContext::of(&web, visit, Area::Cabinet),
        t,
    };
    Ok(html(&page)?)
}

fn total(t: Translator, statement: &PaymentStatement) -> BalanceView {
    BalanceView {
        accrued: t.sum(statement.accrued),
        paid: t.sum(statement.paid),
        due: t.sum(statement.due),
        owes: !statement.due.is_zero(),
        prepaid: t.sum(statement.prepaid),
    }
}

fn plot_view(t: Translator, plot: &AccountStatement) -> Result<PlotView, Refused> {
    let balance = &plot.balance;
    let due = balance.due().map_err(Failure::from)?;
    let area = plot.premises.area.map(|area| AreaUnit::Ares.from_square_metres(area)).transpose();
    Ok(PlotView {
        number: plot.account.number().to_owned(),
        street: plot.premises.street.clone(),
        electrified: yes_or_no(t, plot.premises.electrified),
        new_meter: yes_or_no(t, plot.premises.new_meter),
        area: area.map_err(Failure::from)?.map(|area| t.quantity(area)),
        balance: BalanceView {
            accrued: t.sum(balance.accrued().map_err(Failure::from)?),
            paid: t.sum(balance.paid().map_err(Failure::from)?),
            due: t.sum(due),
            owes: !due.is_zero(),
            prepaid: t.sum(balance.prepaid().map_err(Failure::from)?),
        },
        items: balance.items.iter().map(|item| item_view(t, item)).collect::<Result<_, _>>()?,
        electricity: plot
            .electricity
            .map(|(amount, last)| ElectricityView { amount: t.money(amount), last: DateView::day(last, t) }),
    })
}

fn item_view(t: Translator, item: &ItemBalance) -> Result<ItemView, Refused> {
    let due = item.due().map_err(Failure::from)?;
    Ok(ItemView {
        title: item.title.to_string(),
        accrued: t.sum(item.accrued),
        paid: t.sum(item.paid),
        due: (!due.is_zero()).then(|| t.sum(due)),
    })
}

fn yes_or_no(t: Translator, flag: Option<bool>) -> Words {
    t.s(match flag {
        Some(true) => "payments-yes",
        Some(false) => "payments-no",
        None => "payments-unknown",
    })
}
