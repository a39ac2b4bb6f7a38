//! `/office/audit`: who changed what, newest first.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use chrono::{DateTime, Days, NaiveTime, TimeZone as _, Utc};
use domain::audit::{AuditField, AuditKind, AuditSubject};
use domain::person::Role;
use domain::portal::TimeZone;
use domain::{Currency, Date, Rate, parse_date};
use serde::Deserialize;
use store::audit::{self, ListFilter, Record};
use store::members;
use store::portals::Portal;

use super::listing::{cursor, cursor_of, pages};
use super::permissions::Auditor;
use super::settings_view::basic_titles;
use crate::i18n::{Translator, Words};
use crate::web::page::{Area, DateView, PageContext, PageLink, html};
use crate::web::visit::query_encoded;
use crate::web::{Refused, Web};

/// Rows a page.
const LINES: usize = 50;
/// A text that finds more people than this is too short to filter by.
const MOST_PEOPLE: i64 = 200;

/// Which rows.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    person: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    /// Where the page before ended.
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "office/audit.html")]
struct AuditPage {
    t: Translator,
    page: PageContext,
    person: String,
    kinds: Vec<KindOption>,
    from: String,
    until: String,
    filtered: bool,
    rows: Vec<RowView>,
    pages: Vec<PageLink>,
}

struct KindOption {
    code: &'static str,
    name: Words,
    chosen: bool,
}

struct RowView {
    at: DateView,
    who: String,
    address: String,
    what: String,
    subject: String,
    href: Option<String>,
    changes: Vec<ChangeView>,
}

struct ChangeView {
    field: String,
    before: Option<String>,
    after: Option<String>,
}

/// The list.
pub async fn list(
    State(web): State<Web>,
    auditor: Auditor,
    Query(query): Query<ListQuery>,
) -> Result<Html<String>, Refused> {
    let Auditor { visit, office, .. } = &auditor;
    let t = visit.translator();
    let zone = visit.portal.time_zone;
    let day = |text: &str| if text.is_empty() { Ok(None) } else { parse_date(text).map(Some) };
    let (from, until) = (day(&query.from), day(&query.until));
    let (Ok(from), Ok(until)) = (from, until) else { return Err(Refused::BadRequest) };
    let mut handle = web.app.db.read().await?;
    let people = match query.person.trim() {
        "" => None,
        text => Some(members::found(&mut handle, &office.scope, text, MOST_PEOPLE).await?),
    };
    let after = query.after.as_deref().map(|text| cursor(text).ok_or(Refused::BadRequest)).transpose()?;
    let filter = ListFilter {
        people,
        kind: AuditKind::parse(&query.kind).ok(),
        from: from.map(|day| midnight(day, zone)),
        until: until.and_then(|day| day.checked_add_days(Days::new(1))).map(|day| midnight(day, zone)),
        after,
        limit: u64::try_from(LINES + 1).unwrap_or(u64::MAX),
    };
    let mut found = audit::list(&mut handle, &office.scope, &filter).await?;
    let more = found.len() > LINES;
    found.truncate(LINES);
    let next = found.last().filter(|_| more).map(|row| cursor_of(row.at, row.id));
    let page = AuditPage {
        filtered: filter.people.is_some() || filter.kind.is_some() || from.is_some() || until.is_some(),
        pages: pages(t, &address_of(&query), after.is_some(), next.as_deref()),
        rows: found.iter().map(|row| view(t, &visit.portal, row)).collect(),
        kinds: AuditKind::ALL
            .iter()
            .map(|kind| KindOption {
                code: kind.code(),
                name: kind_words(t, *kind),
                chosen: Some(*kind) == filter.kind,
            })
            .collect(),
        from: from.map(|day| day.to_string()).unwrap_or_default(),
        until: until.map(|day| day.to_string()).unwrap_or_default(),
        person: query.person.replace(char::is_control, " "),
        page: PageContext::of(&web, visit, Area::Office),
        t,
    };
    Ok(html(&page)?)
}

/// The list under the same filter, from its beginning.
fn address_of(query: &ListQuery) -> String {
    let pairs = [("person", &query.person), ("kind", &query.kind), ("from", &query.from), ("until", &query.until)];
    let chosen = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = chosen.map(|(name, value)| format!("{name}={}", query_encoded(value))).collect();
    if query.is_empty() { "/office/audit".to_owned() } else { format!("/office/audit?{}", query.join("&")) }
}

/// When a day begins where the portal is.
fn midnight(day: Date, zone: TimeZone) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    zone.tz().from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

fn kind_words(t: Translator, kind: AuditKind) -> Words {
    t.s(format!("audit-kind-{kind}"))
}

fn view(t: Translator, portal: &Portal, row: &Record) -> RowView {
    let who = match (&row.login, &row.full_name) {
        _ if row.person_id.is_none() => t.s("import-by-command-line").into(),
        (Some(login), Some(name)) if name.is_empty() => login.clone(),
        (_, Some(name)) => name.clone(),
        _ => t.s("audit-gone").into(),
    };
    let href = match AuditSubject::parse(&row.subject_kind) {
        Ok(AuditSubject::Import) => Some(format!("/office/imports/{}", row.subject)),
        Ok(AuditSubject::Person) => Some(format!("/office/members/{}", row.subject)),
        _ => None,
    };
    RowView {
        at: DateView::moment(row.at, portal.time_zone, t),
        who,
        address: row.address.clone().unwrap_or_default(),
        what: AuditKind::parse(&row.kind).map_or_else(|_| row.kind.clone(), |kind| kind_words(t, kind).into()),
        subject: row.title.clone(),
        href,
        changes: changes(t, portal.rules.currency, row),
    }
}

fn changes(t: Translator, currency: Currency, row: &Record) -> Vec<ChangeView> {
    let values = |json: &Option<String>| -> BTreeMap<String, String> {
        json.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    };
    let (before, after) = (values(&row.before), values(&row.after));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |field: &String| {
        let known = AuditField::parse(field).ok();
        let said = |value: Option<&String>| {
            value.map(|value| {
                let words = match known {
                    Some(AuditField::Role) => Role::parse(value).ok().map(|role| t.s(format!("role-{role}")).into()),
                    Some(AuditField::BasicShows) if !value.is_empty() => Some(basic_titles(t, value)),
                    Some(AuditField::Single | AuditField::Day | AuditField::Night) => {
                        Rate::parse(value).ok().map(|rate| t.rate(rate, currency))
                    }
                    _ => value.is_empty().then(|| "—".to_owned()),
                };
                words.unwrap_or_else(|| value.clone())
            })
        };
        ChangeView {
            field: known.map_or_else(|| field.clone(), |known| t.s(format!("audit-field-{known}")).into()),
            before: said(before.get(field)),
            after: said(after.get(field)),
        }
    };
    fields.into_iter().map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;

    #[test]
    fn every_kind_field_and_role_has_its_words() {
        for language in Language::ALL {
            let t = Translator::new(*language);
            let kinds = AuditKind::ALL.iter().map(|kind| format!("audit-kind-{kind}"));
            let fields = AuditField::ALL.iter().map(|field| format!("audit-field-{field}"));
            let roles = Role::ALL.iter().map(|role| format!("role-{role}"));
            for key in kinds.chain(fields).chain(roles) {
                assert!(!t.s(&key).to_string().starts_with("Unknown localization"), "{language} {key}");
            }
        }
    }

    #[test]
    fn the_way_on_keeps_the_filter() {
        let query = ListQuery { person: "Ёлкин & Co".into(), kind: "tariff_set".into(), ..ListQuery::default() };
        assert_eq!(
            address_of(&query),
            "/office/audit?person=%D0%81%D0%BB%D0%BA%D0%B8%D0%BD%20%26%20Co&kind=tariff_set"
        );
        assert_eq!(address_of(&ListQuery::default()), "/office/audit");
    }

    #[test]
    fn a_day_begins_at_the_portals_midnight() {
        let day = Date::from_ymd_opt(2022, 6, 3).unwrap();
        assert_eq!(midnight(day, TimeZone::MOSCOW).to_rfc3339(), "2022-06-02T21:00:00+00:00");
    }
}
