//! What a file is called, what was found out about it, and its control totals.

use domain::account::IdentifierKind;
use domain::area::AreaUnit;
use domain::import::{ImportKind, ReadingField, RegisterField};
use domain::meter::MeterService;
use domain::portal::PortalRules;
use domain::{DateSpan, Money, Quantity};
use exchange::Field;
use store::imports::Import;

use super::import_view::TotalView;
use crate::flows::Failure;
use crate::flows::import_file::{FileFacts, Totals};
use crate::i18n::{Figure, Translator};

/// «Загрузка показаний».
pub fn title(t: Translator, import: &Import) -> String {
    match import.kind {
        Some(ImportKind::Register) => t.s("import-title-register").into(),
        Some(ImportKind::Readings) => t.s("import-title-readings").into(),
        Some(ImportKind::Charges) => t.s("import-title-charges").into(),
        Some(ImportKind::Payments) => t.s("import-title-payments").into(),
        Some(ImportKind::Meters) => t.s("import-title-meters").into(),
        None => t.s("import-title").into(),
    }
}

/// «Показания, май 2022».
pub fn crumb(t: Translator, import: &Import) -> String {
    match (import.kind, import.period) {
        (Some(ImportKind::Register), _) => t.s("import-crumb-register").into(),
        (Some(ImportKind::Readings), Some(span)) => t.s1("import-crumb-readings-period", "period", period(t, span)),
        (Some(ImportKind::Readings), None) => t.s("import-crumb-readings").into(),
        (Some(ImportKind::Charges), _) => t.s("import-crumb-charges").into(),
        (Some(ImportKind::Payments), _) => t.s("import-crumb-payments").into(),
        (Some(ImportKind::Meters), _) => t.s("import-crumb-meters").into(),
        (None, _) => t.s("import-title").into(),
    }
}

/// What a meter counts: «Холодная вода».
pub fn service(t: Translator, service: MeterService) -> String {
    match service {
        MeterService::Electricity => t.s("import-service-electricity").into(),
        MeterService::ColdWater => t.s("import-service-cold-water").into(),
        MeterService::HotWater => t.s("import-service-hot-water").into(),
        MeterService::Gas => t.s("import-service-gas").into(),
        MeterService::Heat => t.s("import-service-heat").into(),
    }
}

/// A whole month by its name, any other span by its days.
fn period(t: Translator, span: DateSpan) -> String {
    match span.period() {
        Ok(month) if DateSpan::of(month) == span => t.month(month),
        _ => format!("{} – {}", t.short_date(span.from()), t.short_date(span.to())),
    }
}

/// «38 КБ · windows-1251 · разделитель «;» · 298 строк».
pub fn file_facts(t: Translator, import: &Import, facts: Option<&FileFacts>) -> String {
    let mut parts = vec![size(t, import.file_size)];
    if let Some(facts) = facts {
        parts.extend(facts.encoding.clone());
        parts.extend(facts.delimiter.map(|delimiter| match delimiter {
            '\t' => t.s("import-file-delimiter-tab").into(),
            other => t.s1("import-file-delimiter", "delimiter", other.to_string()),
        }));
        parts.extend(facts.sheet.as_ref().map(|sheet| t.s1("import-file-sheet", "sheet", sheet)));
    }
    if import.counts.rows > 0 {
        parts.push(t.s1("import-file-rows", "rows", import.counts.rows));
    }
    parts.join(" · ")
}

fn size(t: Translator, bytes: i64) -> String {
    if bytes < 1 << 20 {
        return t.s1("import-file-size-kb", "size", ((bytes + 1023) >> 10).to_string());
    }
    let tenths = Quantity::from_micro(((bytes * 10) >> 20) * (Quantity::SCALE / 10));
    t.s1("import-file-size-mb", "size", t.quantity(tenths))
}

/// The largest file: «20 МБ».
pub fn limit(t: Translator) -> String {
    t.s1("import-file-size-mb", "size", super::upload::FILE_MEGABYTES.to_string())
}

/// Control totals; beside those of readings what the file itself states, where that differs.
pub fn totals(
    t: Translator,
    totals: &Totals,
    facts: Option<&FileFacts>,
    rules: &PortalRules,
) -> Result<Vec<TotalView>, Failure> {
    let view = |code: &str, value: String| TotalView { label: label(t, code, rules), value };
    match *totals {
        Totals::Register { rows, area, electrified, new_meter, residents, owed, ahead } => {
            let has = |field| facts.is_none_or(|facts| facts.header_of(Field::Register(field)).is_some());
            let is_plots = facts.and_then(|facts| facts.columns.identifier) == Some(IdentifierKind::Plot);
            let mut views = vec![view(if is_plots { "plots" } else { "accounts" }, count(t, rows))];
            if has(RegisterField::Area) {
                let (code, area) = match rules.plots_area_unit {
                    AreaUnit::Ares => ("area", AreaUnit::Ares.from_square_metres(area)?),
                    AreaUnit::SquareMetres => ("area-square-metres", area),
                };
                views.push(view(code, t.quantity(area).into()));
            }
            let counts = [
                (RegisterField::Electrified, "electrified", electrified),
                (RegisterField::NewMeter, "new-meter", new_meter),
                (RegisterField::Residents, "residents", residents),
            ];
            views.extend(counts.iter().filter(|(field, ..)| has(*field)).map(|(_, code, n)| view(code, count(t, *n))));
            if has(RegisterField::Balance) {
                let sums = [("cost-owed", owed), ("cost-ahead", ahead), ("cost-balance", owed - ahead)];
                views.extend(sums.iter().map(|(code, minor)| view(code, sum(t, *minor, rules))));
            }
            Ok(views)
        }
        Totals::Readings { rows, use_day, use_night, use_all, single, day, night, total } => {
            let mut views = vec![view("rows", count(t, rows))];
            let used =
                [(ReadingField::UseDay, use_day), (ReadingField::UseNight, use_night), (ReadingField::UseAll, use_all)];
            for (field, sum) in used {
                let value = beside_stated(t, sum, stated(facts, field), |value| t.quantity(value));
                views.push(view(&field.code().replace('_', "-"), value));
            }
            let costs = [
                (ReadingField::CostSingle, single),
                (ReadingField::CostDay, day),
                (ReadingField::CostNight, night),
                (ReadingField::CostTotal, total),
            ];
            for (field, minor) in costs {
                let shown = |value: Quantity| t.sum(Money::new(value.micro() / MICRO_IN_MINOR, rules.currency));
                let sum = Quantity::from_micro(minor.saturating_mul(MICRO_IN_MINOR));
                views.push(view(&field.code().replace('_', "-"), beside_stated(t, sum, stated(facts, field), shown)));
            }
            Ok(views)
        }
        Totals::Charges { rows, accrued, paid, due } => {
            let sums = [("cost-accrued", accrued), ("cost-paid", paid), ("cost-due", due)];
            Ok(with_sums(view("rows", count(t, rows)), &sums, |code, minor| view(code, sum(t, minor, rules))))
        }
        Totals::Payments { rows, amount, electricity, unassigned } => {
            let sums = [("cost-sum", amount), ("cost-electricity", electricity), ("cost-unassigned", unassigned)];
            Ok(with_sums(view("payments", count(t, rows)), &sums, |code, minor| view(code, sum(t, minor, rules))))
        }
        Totals::Meters { rows, zoned, removed, nameless, electricity, cold_water, hot_water, gas, heat } => {
            let counts = [("meters", rows), ("zoned", zoned), ("removed", removed), ("nameless", nameless)];
            let sums = [
                (MeterService::Electricity, electricity),
                (MeterService::ColdWater, cold_water),
                (MeterService::HotWater, hot_water),
                (MeterService::Gas, gas),
                (MeterService::Heat, heat),
            ];
            let mut views: Vec<TotalView> = counts.iter().map(|(code, n)| view(code, count(t, *n))).collect();
            views.extend(sums.into_iter().filter(|(_, sum)| !sum.is_zero()).map(|(of, sum)| TotalView {
                label: t.s1("import-total-dial", "service", service(t, of)),
                value: t.quantity(sum).into(),
            }));
            Ok(views)
        }
    }
}

fn with_sums(first: TotalView, sums: &[(&str, i64)], view: impl Fn(&str, i64) -> TotalView) -> Vec<TotalView> {
    std::iter::once(first).chain(sums.iter().map(|(code, minor)| view(code, *minor))).collect()
}

fn sum(t: Translator, minor: i64, rules: &PortalRules) -> String {
    t.sum(Money::new(minor, rules.currency)).into()
}

/// Minor units have two decimals, quantities six.
const MICRO_IN_MINOR: i64 = Quantity::SCALE / 100;

fn label(t: Translator, code: &str, rules: &PortalRules) -> String {
    let key = format!("import-total-{code}");
    if code.starts_with("cost-") {
        let currency = t.s(format!("currency-{}", rules.currency.code().to_lowercase()));
        return t.s1(key, "currency", currency);
    }
    t.s(key).into()
}

fn count(t: Translator, number: i64) -> String {
    t.n(u64::try_from(number).unwrap_or_default())
}

/// The last row of totals is that of the whole file; rows before it are of streets or pages.
fn stated(facts: Option<&FileFacts>, field: ReadingField) -> Option<Quantity> {
    let figures = &facts?.stated.last()?.figures;
    figures.iter().find(|figure| figure.field == Field::Reading(field)).map(|figure| figure.value)
}

fn beside_stated(t: Translator, sum: Quantity, stated: Option<Quantity>, shown: impl Fn(Quantity) -> Figure) -> String {
    match stated {
        Some(stated) if stated != sum => t.s2("import-total-stated", "value", shown(sum), "stated", shown(stated)),
        _ => shown(sum).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;

    #[test]
    fn sizes_and_periods_read_as_people_write_them() {
        let t = Translator::new(Language::Ru);
        assert_eq!([size(t, 1), size(t, 38_900), size(t, (20 << 20) - 1)], ["1 КБ", "38 КБ", "19,9 МБ"]);
        let span =
            |from, to| DateSpan::new(domain::parse_date(from).unwrap(), domain::parse_date(to).unwrap()).unwrap();
        assert_eq!(period(t, span("01.05.2022", "01.06.2022")), "май 2022");
        assert_eq!(period(t, span("01.05.2022", "15.06.2022")), "01.05.2022 – 15.06.2022");
    }

    #[test]
    fn a_stated_total_is_told_where_it_differs() {
        let t = Translator::new(Language::Ru);
        let shown = |value| t.quantity(value);
        let [seven, eight] = [7, 8].map(|units| Quantity::from_micro(units * Quantity::SCALE));
        assert_eq!(beside_stated(t, seven, Some(seven), shown), "7");
        assert_eq!(beside_stated(t, seven, Some(eight), shown), "7 (в файле 8)");
        assert_eq!(beside_stated(t, seven, None, shown), "7");
    }
}
