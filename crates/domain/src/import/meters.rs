//! A row of a file of meters.

use crate::{
    account::Identifier,
    date::Date,
    meter::{MeterSerial, MeterService, MeterState},
    zone::ZoneValues,
};

coded! {
    /// What a column of a file of meters can hold.
    pub enum MeterField {
        /// The account's or plot's number.
        Number = "number",
        /// What the meter counts.
        Service = "service",
        /// Its serial number.
        Serial = "serial",
        /// Where it stands (Объект, место установки).
        Title = "title",
        /// How many zones it counts apart.
        Zones = "zones",
        /// Whole figures of its dial (разрядность).
        Digits = "digits",
        /// The last reading: day, or all of a meter without zones.
        Reading1 = "reading_1",
        /// The last reading: night.
        Reading2 = "reading_2",
        /// The last reading: third zone.
        Reading3 = "reading_3",
        /// The day of the last reading.
        TakenOn = "taken_on",
        /// The last verification (поверка).
        VerifiedOn = "verified_on",
        /// The last day on which the verification holds.
        VerifyBy = "verify_by",
        /// The day on which it was put up.
        InstalledOn = "installed_on",
        /// The day on which it was taken down.
        RemovedOn = "removed_on",
        /// Whether it works.
        State = "state",
        /// The code of the organisation whose account it is, in a file of several.
        Organisation = "organisation",
    }
}

/// What one row says of a meter. What the file does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeterRow {
    /// The account's or plot's number.
    pub number: Identifier,
    /// What the meter counts.
    pub service: MeterService,
    /// Its serial number; some meters have none.
    pub serial: Option<MeterSerial>,
    /// Where it stands, or what the file calls it.
    pub title: Option<String>,
    /// How many zones it counts apart, from 1 to 3.
    pub zones: Option<u8>,
    /// Whole figures of its dial, from 1 to 12.
    pub digits: Option<u8>,
    /// Figures of its dial behind the point, up to 6.
    pub decimals: Option<u8>,
    /// Its last reading.
    pub reading: Option<ZoneValues>,
    /// The day of that reading.
    pub taken_on: Option<Date>,
    /// The last verification.
    pub verified_on: Option<Date>,
    /// The last day on which the verification holds.
    pub verify_by: Option<Date>,
    /// The day on which it was put up.
    pub installed_on: Option<Date>,
    /// The day on which it was taken down.
    pub removed_on: Option<Date>,
    /// Whether it works.
    pub state: Option<MeterState>,
}

impl MeterRow {
    /// What tells the meter from the others of its account: its service and number, or its place where it has no number.
    pub fn face(&self) -> String {
        match (&self.serial, &self.title) {
            (Some(serial), _) => format!("{}:{serial}", self.service),
            (None, Some(title)) => format!("{}::{title}", self.service),
            (None, None) => format!("{}::", self.service),
        }
    }
}
