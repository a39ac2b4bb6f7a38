//! `GET /my/electricity`: «Мое электричество» (catalogue A8).

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use chrono::Datelike as _;
use domain::meter::ElectricityAccounting;
use domain::{Money, Quantity, ZoneValues};
use serde::Deserialize;

use super::electricity_chart::{self, UseChart};
use crate::flows::electricity_statement::{Pages, Period, Row, Statement, electricity_statement};
use crate::i18n::{Figure, Translator, Words};
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::visit::{Member, Visit};
use crate::web::{Refused, Web};

/// Figures longer than this need a wider table.
const NARROW: usize = 9;
/// Day prices hold from 7 to 23 (domain rule of the two-zone tariff).
const DAY: (&str, &str) = ("7:00", "23:00");

#[derive(Template)]
#[template(path = "customer/electricity.html")]
struct ElectricityPage {
    t: Translator,
    page: PageContext,
    plots: String,
    plot_count: usize,
    currency: Words,
    slip: Option<ElectricitySlip>,
    periods: Vec<ElectricityPeriod>,
    wide: bool,
    older: Option<String>,
    newer: Option<String>,
    chart: Option<UseChart>,
    tariff: Option<TariffView>,
    csv: String,
    xlsx: String,
    empty: Option<ElectricityEmpty>,
}

#[derive(Clone, Copy)]
enum ElectricityEmpty {
    NoPlots,
    NotElectrified,
    NoReadings,
}

struct ElectricitySlip {
    month: Words,
    year: String,
    two_tariff: bool,
    whole: String,
    rest: String,
    due: Option<DateView>,
    other: String,
    lines: Vec<SlipLine>,
}

struct SlipLine {
    plot: String,
    used: Figure,
    sum: Figure,
}

struct ElectricityPeriod {
    id: String,
    span: String,
    open: bool,
    used: Figure,
    total: Figure,
    rows: Vec<ElectricityRow>,
}

struct ElectricityRow {
    plot: String,
    start: Zones,
    end: Zones,
    used: Zones,
    cost_single: Figure,
    cost: Zones,
}

struct Zones {
    day: Figure,
    night: Figure,
    all: Figure,
}

struct TariffView {
    since: DateView,
    single: String,
    day: String,
    night: String,
    day_from: &'static str,
    day_to: &'static str,
}

#[derive(Deserialize)]
pub struct PageQuery {
    #[serde(default)]
    page: u16,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    member: Member,
    Query(query): Query<PageQuery>,
) -> Result<Html<String>, Refused> {
    let visit = &member.visit;
    let rules = &visit.portal.rules;
    let statement = electricity_statement(&web.app, rules, &member.session.scope, Pages::One(query.page)).await?;
    if query.page > 0 && statement.periods.is_empty() {
        return Err(Refused::NotFound);
    }
    let t = visit.translator();
    let rows: Result<Vec<_>, _> =
        statement.periods.iter().enumerate().map(|(index, period)| period_view(t, visit, index, period)).collect();
    let periods = rows?;
    let numbers: Vec<&str> = statement.accounts.iter().map(store::accounts::LinkedAccount::number).collect();
    let page = ElectricityPage {
        plots: numbers.join(", "),
        plot_count: numbers.len(),
        currency: t.s(format!("currency-{}", rules.currency.code().to_lowercase())),
        slip: if query.page == 0 { slip(t, visit, &statement)? } else { None },
        wide: periods.iter().any(is_wide),
        older: statement.has_older.then(|| format!("/my/electricity?page={}", query.page + 1)),
        newer: (query.page > 0).then(|| format!("/my/electricity?page={}", query.page - 1)),
        chart: electricity_chart::chart(t, rules, &statement.periods)?,
        tariff: statement.tariff.map(|(since, tariff)| TariffView {
            since: DateView::day(since, t),
            single: t.rate(tariff.single, rules.currency),
            day: t.rate(tariff.day, rules.currency),
            night: t.rate(tariff.night, rules.currency),
            day_from: DAY.0,
            day_to: DAY.1,
        }),
        csv: "/my/electricity.csv".to_owned(),
        xlsx: "/my/electricity.xlsx".to_owned(),
        empty: empty(&statement, periods.is_empty()),
        page: PageContext::of(&web, visit, Area::Cabinet),
        periods,
        t,
    };
    Ok(html(&page)?)
}

fn empty(statement: &Statement, nothing: bool) -> Option<ElectricityEmpty> {
    match (nothing, statement.accounts.is_empty()) {
        (false, _) => None,
        (true, true) => Some(ElectricityEmpty::NoPlots),
        (true, false) if statement.accounts.iter().all(|account| account.electrified() == Some(false)) => {
            Some(ElectricityEmpty::NotElectrified)
        }
        (true, false) => Some(ElectricityEmpty::NoReadings),
    }
}

fn slip(t: Translator, visit: &Visit, statement: &Statement) -> Result<Option<ElectricitySlip>, Refused> {
    let rules = &visit.portal.rules;
    let Some(newest) = statement.periods.first() else { return Ok(None) };
    let totals = newest.totals(rules)?;
    let two_tariff = rules.electricity_accounting == ElectricityAccounting::TwoZone;
    let (sum, other) = if two_tariff { (totals.two_zone, totals.single) } else { (totals.single, totals.two_zone) };
    // Without a tariff there is a table but no sum to pay.
    let (Some(sum), Some(other)) = (sum, other) else { return Ok(None) };
    let shown = t.money(sum);
    let split = shown.rfind([',', '.']).unwrap_or(shown.len());
    let due = rules.payable_until(newest.span);
    let lines = newest.rows.iter().map(|row| {
        let cost = row.costs.map(|costs| costs.payable(rules.electricity_accounting));
        Ok(SlipLine {
            plot: row.number.clone(),
            used: t.quantity(row.used.total().map_err(data)?),
            sum: sum_of(t, cost),
        })
    });
    Ok(Some(ElectricitySlip {
        month: t.month_name(newest.span.from()),
        year: newest.span.from().year().to_string(),
        two_tariff,
        whole: shown[..split].to_owned(),
        rest: shown[split..].to_owned(),
        due: (sum.minor() > 0).then(|| DateView::day(due, t)),
        other: t.money(other),
        lines: lines.collect::<Result<_, Refused>>()?,
    }))
}

fn data(error: impl std::fmt::Display) -> Refused {
    crate::flows::Failure::Data(error.to_string()).into()
}

fn period_view(t: Translator, visit: &Visit, index: usize, period: &Period) -> Result<ElectricityPeriod, Refused> {
    let totals = period.totals(&visit.portal.rules)?;
    Ok(ElectricityPeriod {
        id: format!("p-{}-{}", period.span.from(), period.span.to()),
        span: t.span(period.span),
        open: index < 2,
        used: t.quantity(totals.all),
        total: sum_of(t, totals.two_zone),
        rows: period.rows.iter().map(|row| row_view(t, row)).collect::<Result<_, _>>()?,
    })
}

fn row_view(t: Translator, row: &Row) -> Result<ElectricityRow, Refused> {
    let costs = row.costs;
    Ok(ElectricityRow {
        plot: row.number.clone(),
        start: zones(t, row.meter.start)?,
        end: zones(t, row.meter.end)?,
        used: zones(t, row.used)?,
        cost_single: sum_of(t, costs.map(|costs| costs.single)),
        cost: Zones {
            day: sum_of(t, costs.and_then(|costs| costs.day)),
            night: sum_of(t, costs.and_then(|costs| costs.night)),
            all: sum_of(t, costs.and_then(|costs| costs.total)),
        },
    })
}

fn zones(t: Translator, values: ZoneValues) -> Result<Zones, Refused> {
    let quantity = |value: Option<Quantity>| value.map_or_else(Figure::none, |value| t.quantity(value));
    Ok(Zones { day: t.quantity(values.t1), night: quantity(values.t2), all: t.quantity(values.total().map_err(data)?) })
}

fn sum_of(t: Translator, money: Option<Money>) -> Figure {
    money.map_or_else(Figure::none, |money| t.sum(money))
}

fn is_wide(period: &ElectricityPeriod) -> bool {
    let long = |text: &Figure| text.chars().count() > NARROW;
    let zones = |zones: &Zones| long(&zones.day) || long(&zones.night) || long(&zones.all);
    period.rows.iter().any(|row| {
        zones(&row.start) || zones(&row.end) || zones(&row.used) || zones(&row.cost) || long(&row.cost_single)
    })
}
