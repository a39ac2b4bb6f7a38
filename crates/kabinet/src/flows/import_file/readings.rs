//! Rows of readings: compared with the dial that stands, and written.

use std::collections::{BTreeMap, HashMap};

use domain::account::IdentifierKind;
use domain::ids::{AccountId, MeterId};
use domain::import::{AccountStanding, ReadingField, ReadingRow, Standing, check_reading};
use domain::meter::{ElectricityCosts, ElectricityTariff, PeriodUse, Reading, TariffTable};
use domain::portal::PortalRules;
use domain::{Currency, DateSpan, Money, Quantity, ZoneValues};
use exchange::{Field, SourceRow};
use serde::{Deserialize, Serialize};
use store::imports::{BeforeImage, Import, StagedRow, Verdict};
use store::readings::{self as stored, StoredReading};
use store::scope::OrganisationScope;
use store::{Handle, Tx, imports};

use super::{Compared, FileFacts};
use crate::flows::Failure;

/// A sound row of readings in staging: the dial at both ends of the span, and the costs. Ten numbers in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StagedReading {
    period: PeriodUse,
    costs: Option<ElectricityCosts>,
}

#[derive(Serialize, Deserialize)]
struct Compact([Option<i64>; 6], [Option<i64>; 4]);

impl StagedReading {
    /// Reads what [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// The text is not of this program.
    pub fn from_json(text: &str, span: DateSpan, currency: Currency) -> Result<Self, Failure> {
        let Compact([s1, s2, s3, e1, e2, e3], [single, day, night, total]) = serde_json::from_str(text)?;
        let values = |t1: Option<i64>, t2: Option<i64>, t3: Option<i64>| {
            let t1 = t1.ok_or_else(|| Failure::Data("a staged reading without its first zone".into()))?;
            let quantity = Quantity::from_micro;
            Ok::<_, Failure>(ZoneValues { t1: quantity(t1), t2: t2.map(quantity), t3: t3.map(quantity) })
        };
        let money = |minor: i64| Money::new(minor, currency);
        let costs = single.map(|single| ElectricityCosts {
            single: money(single),
            day: day.map(money),
            night: night.map(money),
            total: total.map(money),
        });
        Ok(Self { period: PeriodUse { span, start: values(s1, s2, s3)?, end: values(e1, e2, e3)? }, costs })
    }

    /// For the staging table.
    ///
    /// # Errors
    /// Never in practice.
    pub fn to_json(&self) -> Result<String, Failure> {
        let zones = |v: ZoneValues| [Some(v.t1.micro()), v.t2.map(Quantity::micro), v.t3.map(Quantity::micro)];
        let ([s1, s2, s3], [e1, e2, e3]) = (zones(self.period.start), zones(self.period.end));
        let minor = |f: fn(&ElectricityCosts) -> Option<Money>| self.costs.as_ref().and_then(f).map(Money::minor);
        let costs = [minor(|c| Some(c.single)), minor(|c| c.day), minor(|c| c.night), minor(|c| c.total)];
        Ok(serde_json::to_string(&Compact([s1, s2, s3, e1, e2, e3], costs))?)
    }

    /// The dial at both ends.
    pub fn period(&self) -> &PeriodUse {
        &self.period
    }

    /// What it costs, where there is a tariff.
    pub fn costs(&self) -> Option<&ElectricityCosts> {
        self.costs.as_ref()
    }

    /// kWh by zone.
    ///
    /// # Errors
    /// The dials don't match: not in a row that was checked.
    pub fn used(&self) -> Result<ZoneValues, Failure> {
        self.period.used().map_err(|error| Failure::Data(error.to_string()))
    }
}

/// The dial that stands where a row of readings would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingDial {
    /// On the first day of the span.
    pub start: Option<ZoneValues>,
    /// On the day after its last.
    pub end: Option<ZoneValues>,
}

impl StandingDial {
    fn to_json(stands: &stored::Standing) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Self { start: stands.at_start, end: stands.at_end })
    }
}

/// What a row of readings is compared with.
pub(super) struct Terms<'a> {
    pub tariffs: &'a TariffTable<ElectricityTariff>,
    pub rules: &'a PortalRules,
    pub facts: &'a FileFacts,
    pub identifier: IdentifierKind,
}

/// Compares rows with what stands: one query a span, and a file has one span.
pub(super) async fn compare(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    terms: &Terms<'_>,
    rows: Vec<(SourceRow, ReadingRow)>,
) -> Result<Vec<Compared>, Failure> {
    let mut by_span: BTreeMap<DateSpan, Vec<(SourceRow, ReadingRow)>> = BTreeMap::new();
    for row in rows {
        by_span.entry(row.1.span).or_default().push(row);
    }
    let mut compared = Vec::new();
    for (span, rows) in by_span {
        let numbers: Vec<&str> = rows.iter().map(|(_, row)| row.number.as_str()).collect();
        let standing = stored::standing(handle, scope, terms.identifier, &numbers, span).await?;
        for (source, row) in rows {
            compared.push(compare_row(source, &row, standing.get(&row.number), terms)?);
        }
    }
    Ok(compared)
}

fn compare_row(
    source: SourceRow,
    row: &ReadingRow,
    stands: Option<&stored::Standing>,
    terms: &Terms<'_>,
) -> Result<Compared, Failure> {
    let tariff = terms.tariffs.on(row.span.from());
    let rules = terms.rules;
    let checked = check_reading(row, &standing_of(row, stands, terms), tariff, rules.currency, rules.rounding);
    let mut problems = source.problems;
    let column = |field: ReadingField| terms.facts.header_of(Field::Reading(field)).map(ToOwned::to_owned);
    let (verdict, payload) = match checked {
        Ok(checked) => {
            problems.extend(checked.warnings.into_iter().map(|fault| {
                let column = column(fault.field);
                fault.into_problem(source.row, column.as_deref())
            }));
            let staged = StagedReading { period: row.period_use(), costs: checked.costs };
            (verdict(row, stands), Some(staged.to_json()?))
        }
        Err(fault) => {
            let column = column(fault.field);
            problems.push(fault.into_problem(source.row, column.as_deref()));
            (Verdict::Refused, None)
        }
    };
    let raw = if verdict == Verdict::Refused { Some(serde_json::to_string(&source.raw)?) } else { None };
    let staged = StagedRow {
        row: i64::try_from(source.row).unwrap_or(i64::MAX),
        number: Some(row.number.to_string()),
        account: stands.map(|stands| stands.account),
        span: Some(row.span),
        verdict,
        payload,
        stands: stands.filter(|_| verdict == Verdict::Changed).map(StandingDial::to_json).transpose()?,
        raw,
        part: None,
    };
    Ok(Compared { staged, problems })
}

fn verdict(row: &ReadingRow, stands: Option<&stored::Standing>) -> Verdict {
    let start = stands.and_then(|stands| stands.at_start);
    let end = stands.and_then(|stands| stands.at_end);
    match (start, end) {
        (Some(start), Some(end)) if start == row.start && end == row.end => Verdict::Unchanged,
        (_, Some(_)) => Verdict::Changed,
        (Some(start), None) if start != row.start => Verdict::Changed,
        _ => Verdict::Added,
    }
}

fn standing_of(row: &ReadingRow, stands: Option<&stored::Standing>, terms: &Terms<'_>) -> Standing {
    let Some(stands) = stands else {
        return Standing { account: AccountStanding::Unknown(terms.identifier), ..Standing::default() };
    };
    let metered = stands.electrified && stands.meter.is_some();
    let account = if metered { AccountStanding::Metered } else { AccountStanding::NotElectrified };
    let at_start = stands.at_start.map(|values| Reading { taken_on: row.span.from(), values });
    // The very first dial of a meter follows from nothing: a later file may correct it.
    let opening = stands.before.map(|before| at_start.unwrap_or(before));
    let inside = stands.after.filter(|after| after.taken_on < row.span.to());
    let overlapping = inside.and_then(|after| DateSpan::new(row.span.from(), after.taken_on).ok());
    let following = stands.after.filter(|after| after.taken_on > row.span.to());
    Standing { account, repeated: false, file_span: terms.facts.period, overlapping, opening, following }
}

/// Writes a batch of staged rows of one span, keeping what stood before.
pub(super) async fn write(
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    rows: &[StagedRow],
    currency: Currency,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Failure> {
    let mut by_span: BTreeMap<DateSpan, Vec<(AccountId, StagedReading)>> = BTreeMap::new();
    for row in rows {
        if let (Some(account), Some(span), Some(payload)) = (row.account, row.span, row.payload.as_deref()) {
            by_span.entry(span).or_default().push((account, StagedReading::from_json(payload, span, currency)?));
        }
    }
    for (span, rows) in by_span {
        let accounts: Vec<AccountId> = rows.iter().map(|(account, _)| *account).collect();
        let meters = stored::electricity_meters(tx, scope, &accounts).await?;
        let current: HashMap<(MeterId, domain::Date), StoredReading> =
            stored::stored_on(tx, scope, &accounts, span).await?.into_iter().map(|r| (key(&r), r)).collect();
        let mut images = Vec::new();
        let mut new = Vec::new();
        for reading in rows.iter().flat_map(|row| dials(row, &meters, import, now)) {
            match current.get(&key(&reading)) {
                Some(stands) if stands.reading == reading.reading => {}
                Some(stands) => {
                    images.push(image(stands)?);
                    new.push(reading);
                }
                None => new.push(reading),
            }
        }
        imports::save_before_images(tx, scope, import.id, &images).await?;
        stored::put(tx, scope, &new).await?;
    }
    Ok(())
}

pub(super) fn key(reading: &StoredReading) -> (MeterId, domain::Date) {
    (reading.meter, reading.reading.taken_on)
}

pub(super) fn image(stands: &StoredReading) -> Result<BeforeImage, Failure> {
    Ok(BeforeImage {
        account: stands.account,
        item: format!("reading:{}:{}", stands.meter, stands.reading.taken_on),
        image: Some(serde_json::to_string(stands)?),
    })
}

/// The two readings of a row; none for an account whose meter was taken away since the check.
fn dials(
    row: &(AccountId, StagedReading),
    meters: &HashMap<AccountId, MeterId>,
    import: &Import,
    now: chrono::DateTime<chrono::Utc>,
) -> Vec<StoredReading> {
    let (account, staged) = row;
    let Some(meter) = meters.get(account) else { return Vec::new() };
    let period = staged.period();
    [(period.span.from(), period.start), (period.span.to(), period.end)]
        .map(|(taken_on, values)| StoredReading {
            account: *account,
            meter: *meter,
            reading: Reading { taken_on, values },
            source: "import".to_owned(),
            received_at: now,
            import: Some(import.id),
        })
        .to_vec()
}

/// Takes back what the import wrote on these accounts and nobody has overwritten since.
pub(super) async fn take_back(
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    accounts: &[AccountId],
) -> Result<(), Failure> {
    let written: Vec<(MeterId, domain::Date)> =
        stored::of_import(tx, scope, import.id, accounts).await?.iter().map(key).collect();
    let mut restored = Vec::new();
    for image in imports::before_images(tx, scope, import.id, accounts).await? {
        if let Some(text) = image.image {
            let reading: StoredReading = serde_json::from_str(&text)?;
            if written.contains(&key(&reading)) {
                restored.push(reading);
            }
        }
    }
    stored::delete_of_import(tx, scope, import.id, accounts).await?;
    stored::put(tx, scope, &restored).await?;
    Ok(())
}
