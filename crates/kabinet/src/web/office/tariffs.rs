//! `/office/tariffs`: prices of a kWh with their first days. What a change would count anew is said before it is saved.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::meter::ElectricityTariff;
use domain::portal::Language;
use domain::{Date, Period, Rate, parse_date};
use serde::Deserialize;
use store::tariffs;

use super::permissions::Pricer;
use crate::flows::set_tariff::{remove_electricity_tariff, set_electricity_tariff};
use crate::i18n::Translator;
use crate::web::form::{FieldView, Summary};
use crate::web::frame::redirect_telling;
use crate::web::page::{Area, DateView, PageContext, html};
use crate::web::{Refused, Web};

const PAGE: &str = "/office/tariffs";
/// More months than these are told by their number.
const MONTHS: usize = 12;

#[derive(Template)]
#[template(path = "office/tariffs.html")]
struct TariffsPage {
    t: Translator,
    page: PageContext,
    rows: Vec<TariffView>,
    summary: Summary,
    fields: Vec<FieldView>,
    /// What the change in the form would count anew; it waits for a second press.
    asks: Option<String>,
    /// What the removal of a row would count anew, with its address.
    removes: Option<Removal>,
}

struct TariffView {
    from: DateView,
    single: String,
    day: String,
    night: String,
    holds: bool,
    edit: String,
    remove: String,
}

struct Removal {
    action: String,
    title: String,
    text: String,
}

/// The form as it is sent, and the row that is to be changed.
#[derive(Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    from: String,
    #[serde(default)]
    single: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    night: String,
    /// Pressed again, with the months in sight.
    #[serde(default)]
    sure: String,
}

/// What stands over the list.
#[derive(Default)]
struct Shown {
    fields: Vec<FieldView>,
    asks: Option<String>,
    removes: Option<Removal>,
}

/// The list, with the form empty or filled with the row of the query.
pub async fn page(State(web): State<Web>, pricer: Pricer, Query(query): Query<Fields>) -> Result<Response, Refused> {
    let t = pricer.visit.translator();
    let table = tariffs::electricity(&mut web.app.db.read().await?, organisation(&pricer)).await?;
    let point = if t.language() == Language::En { '.' } else { ',' };
    let chosen = parse_date(&query.from).ok().and_then(|day| table.iter().find(|(from, _)| *from == day));
    let typed = chosen.map_or_else(Fields::default, |(from, tariff)| Fields {
        from: from.to_string(),
        single: tariff.single.to_decimal_string(point),
        day: tariff.day.to_decimal_string(point),
        night: tariff.night.to_decimal_string(point),
        sure: String::new(),
    });
    show(&web, &pricer, Shown { fields: fields(t, &typed, false), ..Shown::default() }).await
}

fn organisation(pricer: &Pricer) -> domain::ids::OrganisationId {
    store::scope::OrganisationScope::organisation(&pricer.office.scope)
}

fn rate(text: &str) -> Option<Rate> {
    Rate::parse(text).ok().filter(|rate| !rate.is_negative())
}

fn fields(t: Translator, typed: &Fields, checked: bool) -> Vec<FieldView> {
    let price = |id, label, value: &str| {
        let wrong = (checked && rate(value).is_none()).then(|| t.s("tariffs-price-odd").into());
        FieldView::new(id, "text", "off", label).hinted(t.s("tariffs-price-hint")).with(value).wrong(wrong)
    };
    let wrong = (checked && parse_date(&typed.from).is_err()).then(|| t.s("tariffs-from-odd").into());
    let from = parse_date(&typed.from).map_or_else(|_| typed.from.clone(), |day| day.to_string());
    vec![
        FieldView::new("from", "date", "off", t.s("tariffs-from")).with(&from).wrong(wrong),
        price("single", t.s("tariffs-single"), &typed.single),
        price("day", t.s("tariffs-day"), &typed.day),
        price("night", t.s("tariffs-night"), &typed.night),
    ]
}

async fn show(web: &Web, pricer: &Pricer, shown: Shown) -> Result<Response, Refused> {
    let visit = &pricer.visit;
    let (t, currency) = (visit.translator(), visit.portal.rules.currency);
    let table = tariffs::electricity(&mut web.app.db.read().await?, organisation(pricer)).await?;
    let today = web.app.clock.today(visit.portal.time_zone);
    let current = table.iter().filter(|(from, _)| *from <= today).last().map(|(from, _)| from);
    let mut rows: Vec<TariffView> = table
        .iter()
        .map(|(from, tariff)| TariffView {
            single: t.rate(tariff.single, currency),
            day: t.rate(tariff.day, currency),
            night: t.rate(tariff.night, currency),
            holds: current == Some(from),
            edit: format!("{PAGE}?from={from}#form"),
            remove: format!("{PAGE}/{from}/remove"),
            from: DateView::day(from, t),
        })
        .collect();
    rows.reverse();
    let summary = Summary::of(t, &shown.fields);
    let status = if summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = TariffsPage {
        rows,
        summary,
        fields: shown.fields,
        asks: shown.asks,
        removes: shown.removes,
        page: PageContext::of(web, visit, Area::Office),
        t,
    };
    Ok((status, html(&page)?).into_response())
}

/// The months whose costs hang on the prices that begin on a day; nothing where there are none.
async fn recalculated(web: &Web, pricer: &Pricer, from: Date) -> Result<Option<String>, Refused> {
    let t = pricer.visit.translator();
    let days = tariffs::priced_days(&mut web.app.db.read().await?, &pricer.office.scope, from).await?;
    let mut months: Vec<Period> = days.into_iter().filter_map(|day| Period::of(day).ok()).collect();
    months.dedup();
    Ok(match (months.first(), months.last()) {
        (Some(first), Some(last)) if months.len() > MONTHS => {
            let (first, last) = (t.month(*first), t.month(*last));
            Some(t.s3("tariffs-months", "count", months.len(), "first", first, "last", last))
        }
        (Some(_), _) => Some(months.iter().map(|month| t.month(*month)).collect::<Vec<_>>().join(", ")),
        _ => None,
    })
}

/// Sets prices from a day on.
pub async fn set(State(web): State<Web>, pricer: Pricer, Form(typed): Form<Fields>) -> Result<Response, Refused> {
    let t = pricer.visit.translator();
    let rates = (rate(&typed.single), rate(&typed.day), rate(&typed.night));
    let (Ok(from), (Some(single), Some(day), Some(night))) = (parse_date(&typed.from), rates) else {
        return show(&web, &pricer, Shown { fields: fields(t, &typed, true), ..Shown::default() }).await;
    };
    if typed.sure.is_empty()
        && let Some(months) = recalculated(&web, &pricer, from).await?
    {
        let asks = Some(t.s1("tariffs-asks-text", "months", months));
        return show(&web, &pricer, Shown { fields: fields(t, &typed, false), asks, removes: None }).await;
    }
    let tariff = ElectricityTariff { single, day, night };
    set_electricity_tariff(&web.app, pricer.scope(), pricer.actor, from, &tariff).await?;
    Ok(redirect_telling(&web, PAGE, "office-tariff-set"))
}

/// Removes the prices that begin on a day.
pub async fn remove(
    State(web): State<Web>,
    pricer: Pricer,
    Path(from): Path<String>,
    Form(typed): Form<Fields>,
) -> Result<Response, Refused> {
    let t = pricer.visit.translator();
    let Ok(from) = parse_date(&from) else { return Err(Refused::NotFound) };
    if typed.sure.is_empty()
        && let Some(months) = recalculated(&web, &pricer, from).await?
    {
        let removes = Some(Removal {
            action: format!("{PAGE}/{from}/remove"),
            title: t.s1("tariffs-removes", "date", t.date(from)),
            text: t.s1("tariffs-asks-text", "months", months),
        });
        let fields = fields(t, &Fields::default(), false);
        return show(&web, &pricer, Shown { fields, asks: None, removes }).await;
    }
    if !remove_electricity_tariff(&web.app, pricer.scope(), pricer.actor, from).await? {
        return Err(Refused::NotFound);
    }
    Ok(redirect_telling(&web, PAGE, "office-tariff-removed"))
}
