//! Rows of meters: compared with the meters and readings that stand, and written by whole accounts.

use std::collections::{HashMap, HashSet};

use domain::account::IdentifierKind;
use domain::ids::{AccountId, MeterId};
use domain::import::{MeterField, MeterRow, Problem};
use domain::meter::{MeterSerial, MeterState, Reading};
use domain::{Date, ZoneValues};
use exchange::{Field, SourceRow};
use serde::{Deserialize, Serialize};
use store::imports::{BeforeImage, Import, StagedRow, Verdict};
use store::meters::{self as stored, Meter};
use store::readings::{self, StoredReading};
use store::scope::OrganisationScope;
use store::{Handle, Tx, accounts, imports};

use super::readings::{image, key};
use super::{Compared, FileFacts, of_accounts, unknown_account};
use crate::app::App;
use crate::flows::Failure;

/// What is the same for every row of a file of meters.
pub(super) struct Terms<'a> {
    facts: &'a FileFacts,
    /// What kind of number accounts bear.
    identifier: IdentifierKind,
    /// The columns there are.
    fields: Vec<MeterField>,
    /// The day of readings that name none.
    as_of: Date,
}

impl<'a> Terms<'a> {
    /// Of this file.
    pub(super) fn of(import: &Import, facts: &'a FileFacts) -> Self {
        Self {
            facts,
            identifier: facts.columns.identifier.unwrap_or(IdentifierKind::AccountNumber),
            fields: facts.meter_fields(),
            as_of: import.as_of.unwrap_or_else(|| import.created_at.date_naive()),
        }
    }
}

/// The meter that stands where a row would go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingMeter {
    /// The meter.
    pub meter: Meter,
    /// Its reading on the day of the row's.
    pub reading: Option<ZoneValues>,
}

/// What stands on some accounts.
struct Stands {
    meters: HashMap<AccountId, Vec<Meter>>,
    /// Readings about the days of the rows.
    readings: HashMap<(MeterId, Date), StoredReading>,
}

impl Stands {
    async fn of(
        handle: &mut impl Handle,
        scope: &impl OrganisationScope,
        accounts: &[AccountId],
        days: &[Date],
    ) -> Result<Self, Failure> {
        let meters = stored::of_accounts(handle, scope, accounts).await?;
        let readings = match (days.iter().min(), days.iter().max()) {
            (Some(first), Some(last)) => readings::between(handle, scope, accounts, *first, *last).await?,
            _ => Vec::new(),
        };
        Ok(Self { meters, readings: readings.into_iter().map(|reading| (key(&reading), reading)).collect() })
    }

    /// The meter that a row is about: of its service and number, or in its place where it has no number. A working one
    /// goes before those that were taken down, unless the row itself speaks of such.
    fn meter_of(&self, account: AccountId, row: &MeterRow) -> Option<&Meter> {
        let serial = row.serial.as_ref().map(MeterSerial::as_str);
        let is_place = |meter: &Meter| meter.title.is_none() || row.title.is_none() || meter.title == row.title;
        let is_same = |meter: &&Meter| {
            meter.service == row.service && meter.serial.as_deref() == serial && (serial.is_some() || is_place(meter))
        };
        let same: Vec<&Meter> = self.meters.get(&account).into_iter().flatten().filter(is_same).collect();
        let in_state = |state: MeterState| same.iter().find(|meter| meter.state == state);
        let found = row.state.and_then(in_state).or_else(|| in_state(MeterState::Installed)).or(same.first());
        found.copied().or_else(|| self.first_number(account, row))
    }

    /// A first number is only noted where the account has one working meter of the service, without number and place: a
    /// register brought it.
    fn first_number(&self, account: AccountId, row: &MeterRow) -> Option<&Meter> {
        row.serial.as_ref()?;
        let is_working = |meter: &&Meter| meter.service == row.service && meter.state == MeterState::Installed;
        let mut working = self.meters.get(&account).into_iter().flatten().filter(is_working);
        let only = working.next().filter(|meter| meter.serial.is_none() && meter.title.is_none())?;
        working.next().is_none().then_some(only)
    }

    fn reading(&self, meter: &Meter, row: &MeterRow) -> Option<&StoredReading> {
        self.readings.get(&(meter.id, row.taken_on?))
    }
}

/// Compares rows with the meters and readings that stand.
pub(super) async fn compare(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    terms: &Terms<'_>,
    mut rows: Vec<(SourceRow, MeterRow)>,
) -> Result<Vec<Compared>, Failure> {
    let numbers: Vec<&str> = rows.iter().map(|(_, row)| row.number.as_str()).collect();
    let known = accounts_of(handle, scope, terms.identifier, &numbers).await?;
    let ids: Vec<AccountId> = known.values().copied().collect();
    let has_days = terms.fields.contains(&MeterField::TakenOn);
    for (_, row) in &mut rows {
        if row.reading.is_none() {
            row.taken_on = None;
        } else if !has_days {
            row.taken_on = Some(terms.as_of);
        }
    }
    let days: Vec<Date> = rows.iter().filter_map(|(_, row)| row.taken_on).collect();
    let stands = Stands::of(handle, scope, &ids, &days).await?;
    rows.into_iter()
        .map(|(source, row)| {
            let account = known.get(row.number.as_str()).copied();
            compare_row(source, &row, account, &stands, terms)
        })
        .collect()
}

/// «ЛС/договор»: one column may hold numbers of both kinds. The column's own kind is asked first.
async fn accounts_of(
    handle: &mut impl Handle,
    scope: &impl OrganisationScope,
    identifier: IdentifierKind,
    numbers: &[&str],
) -> Result<HashMap<String, AccountId>, Failure> {
    let mut known = accounts::known(handle, scope, identifier, numbers).await?;
    let other = match identifier {
        IdentifierKind::AccountNumber => IdentifierKind::Contract,
        IdentifierKind::Contract => IdentifierKind::AccountNumber,
        IdentifierKind::Plot | IdentifierKind::Els | IdentifierKind::Former => return Ok(known),
    };
    let rest: Vec<&str> = numbers.iter().copied().filter(|number| !known.contains_key(*number)).collect();
    if !rest.is_empty() {
        known.extend(accounts::known(handle, scope, other, &rest).await?);
    }
    Ok(known)
}

fn compare_row(
    source: SourceRow,
    row: &MeterRow,
    account: Option<AccountId>,
    stands: &Stands,
    terms: &Terms<'_>,
) -> Result<Compared, Failure> {
    let mut problems: Vec<Problem> = source.problems;
    let current = account.and_then(|account| stands.meter_of(account, row)).map(|meter| StandingMeter {
        reading: stands.reading(meter, row).map(|stored| stored.reading.values),
        meter: meter.clone(),
    });
    let verdict = match (account, &current) {
        (None, _) => {
            let column = terms.facts.header_of(Field::Meter(MeterField::Number));
            problems.push(unknown_account(terms.identifier, &row.number, source.row, column));
            Verdict::Refused
        }
        (Some(_), None) => Verdict::Added,
        (Some(_), Some(current)) if is_same(current, row, &terms.fields) => Verdict::Unchanged,
        (Some(_), Some(_)) => Verdict::Changed,
    };
    let refused = verdict == Verdict::Refused;
    let staged = StagedRow {
        row: i64::try_from(source.row).unwrap_or(i64::MAX),
        number: Some(row.number.to_string()),
        account,
        span: None,
        verdict,
        payload: if refused { None } else { Some(serde_json::to_string(row)?) },
        stands: current.filter(|_| verdict == Verdict::Changed).as_ref().map(serde_json::to_string).transpose()?,
        raw: if refused { Some(serde_json::to_string(&source.raw)?) } else { None },
        part: Some(row.face()),
    };
    Ok(Compared { staged, problems })
}

fn is_same(current: &StandingMeter, row: &MeterRow, fields: &[MeterField]) -> bool {
    merged(current.meter.clone(), row, fields) == current.meter && current.reading == row.reading
}

/// The meter as the row wants it. What the file has no column for stays as it stands.
pub(super) fn merged(mut meter: Meter, row: &MeterRow, fields: &[MeterField]) -> Meter {
    for field in fields {
        match field {
            MeterField::Title => meter.title.clone_from(&row.title),
            MeterField::VerifiedOn => meter.verified_on = row.verified_on,
            MeterField::VerifyBy => meter.verify_by = row.verify_by,
            MeterField::InstalledOn => meter.installed_on = row.installed_on,
            MeterField::RemovedOn => meter.removed_on = row.removed_on,
            MeterField::Number
            | MeterField::Service
            | MeterField::Serial
            | MeterField::Zones
            | MeterField::Digits
            | MeterField::Reading1
            | MeterField::Reading2
            | MeterField::Reading3
            | MeterField::TakenOn
            | MeterField::State
            | MeterField::Organisation => {}
        }
    }
    if let Some(serial) = &row.serial {
        meter.serial = Some(serial.to_string());
    }
    meter.zones = row.zones.map_or(meter.zones, i64::from);
    meter.digits = row.digits.map(i64::from).or(meter.digits);
    meter.decimals = row.decimals.map(i64::from).or(meter.decimals);
    meter.state = row.state.unwrap_or(meter.state);
    meter
}

/// Writes a batch of staged rows, keeping what stood before.
pub(super) async fn write(
    app: &App,
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    facts: &FileFacts,
    rows: &[StagedRow],
) -> Result<(), Failure> {
    let fields = facts.meter_fields();
    let wanted: Vec<(AccountId, MeterRow)> = of_accounts(rows)?;
    let ids: Vec<AccountId> = wanted.iter().map(|(account, _)| *account).collect();
    let days: Vec<Date> = wanted.iter().filter_map(|(_, row)| row.taken_on).collect();
    let stands = Stands::of(tx, scope, &ids, &days).await?;
    let now = app.clock.now();
    let mut claimed: HashSet<MeterId> = HashSet::new();
    let (mut images, mut new_meters, mut new_readings) = (Vec::new(), Vec::new(), Vec::new());
    for (account, row) in wanted {
        // Two places may fit one meter without a number: the first row has it, the other's is new.
        let current = stands.meter_of(account, &row).filter(|meter| claimed.insert(meter.id));
        let meter = current.cloned().unwrap_or_else(|| Meter::of(account, app.id(), row.service));
        let meter = merged(meter, &row, &fields);
        let before = current.map(serde_json::to_string).transpose()?;
        images.push(BeforeImage { account, item: format!("{METER}:{}", meter.id), image: before });
        if let Some((taken_on, values)) = row.taken_on.zip(row.reading) {
            let reading = Reading { taken_on, values };
            let standing = stands.reading(&meter, &row);
            if let Some(standing) = standing.filter(|standing| standing.reading != reading) {
                images.push(image(standing)?);
            }
            if standing.is_none_or(|standing| standing.reading != reading) {
                new_readings.push(StoredReading {
                    account,
                    meter: meter.id,
                    reading,
                    source: "import".to_owned(),
                    received_at: now,
                    import: Some(import.id),
                });
            }
        }
        new_meters.push(meter);
    }
    imports::save_before_images(tx, scope, import.id, &images).await?;
    stored::put(tx, scope, &new_meters).await?;
    readings::put(tx, scope, &new_readings).await?;
    Ok(())
}

/// What before-images of meters are called.
const METER: &str = "meter";

/// Takes back what the import wrote on these accounts: meters that it brought go with their readings, what it changed
/// stands again unless somebody has overwritten it since.
pub(super) async fn take_back(
    tx: &mut Tx,
    scope: &impl OrganisationScope,
    import: &Import,
    ids: &[AccountId],
) -> Result<(), Failure> {
    let written: HashSet<(MeterId, Date)> =
        readings::of_import(tx, scope, import.id, ids).await?.iter().map(key).collect();
    let (mut added, mut old_meters, mut old_readings) = (Vec::new(), Vec::<Meter>::new(), Vec::new());
    for BeforeImage { item, image, .. } in imports::before_images(tx, scope, import.id, ids).await? {
        match (item.split_once(':'), image) {
            (Some((METER, id)), None) => {
                let id: MeterId = id.parse().map_err(|_| Failure::Data(format!("{item} is no before-image")))?;
                added.push(id);
            }
            (Some((METER, _)), Some(text)) => old_meters.push(serde_json::from_str(&text)?),
            (_, Some(text)) => {
                let reading: StoredReading = serde_json::from_str(&text)?;
                if written.contains(&key(&reading)) {
                    old_readings.push(reading);
                }
            }
            (_, None) => {}
        }
    }
    readings::delete_of_import(tx, scope, import.id, ids).await?;
    accounts::delete_meters(tx, scope, &added).await?;
    stored::put(tx, scope, &old_meters).await?;
    readings::put(tx, scope, &old_readings).await?;
    Ok(())
}
