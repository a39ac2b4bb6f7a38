//! A row of a register of accounts.

use crate::{account::Identifier, date::Date, email::Email, meter::MeterSerial, phone::PhoneList, quantity::Quantity};

coded! {
    /// What a column of a register can hold.
    pub enum RegisterField {
        /// The account's or plot's number.
        Number = "number",
        /// The street.
        Street = "street",
        /// The area.
        Area = "area",
        /// Whether there is electricity.
        Electrified = "electrified",
        /// Whether the meter is of the new kind.
        NewMeter = "new_meter",
        /// The holders' names.
        Holders = "holders",
        /// Phones.
        Phones = "phones",
        /// The e-mail address.
        Email = "email",
        /// The meter's serial number.
        MeterSerial = "meter_serial",
        /// The full address.
        Address = "address",
        /// The day on which the account was opened.
        OpenedOn = "opened_on",
    }
}

/// What one row says of an account. What the file does not say is `None` or empty, and changes nothing that stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterRow {
    /// The account's or plot's number.
    pub number: Identifier,
    /// The street.
    pub street: Option<String>,
    /// The area in m², whatever unit the file uses.
    pub area: Option<Quantity>,
    /// Whether there is electricity.
    pub electrified: Option<bool>,
    /// Whether the meter is of the new kind.
    pub new_meter: Option<bool>,
    /// The holders' full names, in the file's order.
    pub holders: Vec<String>,
    /// Phones with their remarks.
    pub phones: PhoneList,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The meter's serial number.
    pub meter_serial: Option<MeterSerial>,
    /// The full address.
    pub address: Option<String>,
    /// The day on which the account was opened.
    pub opened_on: Option<Date>,
}

impl RegisterRow {
    /// A row that says nothing but the number.
    pub fn of(number: Identifier) -> Self {
        Self {
            number,
            street: None,
            area: None,
            electrified: None,
            new_meter: None,
            holders: Vec::new(),
            phones: PhoneList::default(),
            email: None,
            meter_serial: None,
            address: None,
            opened_on: None,
        }
    }
}
