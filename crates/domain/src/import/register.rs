//! A row of a register of accounts.

use crate::{
    account::Identifier, date::Date, email::Email, meter::MeterSerial, money::Money, phone::PhoneList,
    quantity::Quantity, tax_number::TaxNumber,
};

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
        /// The branch of the organisation (Отделение).
        Department = "department",
        /// The building (Дом).
        Building = "building",
        /// The flat within it (Квартира).
        Flat = "flat",
        /// The single account number of ГИС ЖКХ (ЕЛС).
        Els = "els",
        /// How many people live there.
        Residents = "residents",
        /// ИНН, ИИН or БИН of the holder.
        TaxNumber = "tax_number",
        /// What was to be paid on the day of the register; below zero is paid ahead.
        Balance = "balance",
        /// The code of the organisation whose account it is, in a file of several.
        Organisation = "organisation",
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
    /// The branch of the organisation.
    #[serde(default)]
    pub department: Option<String>,
    /// The building.
    #[serde(default)]
    pub building: Option<String>,
    /// The flat within it.
    #[serde(default)]
    pub flat: Option<String>,
    /// The single account number of ГИС ЖКХ.
    #[serde(default)]
    pub els: Option<Identifier>,
    /// How many people live there.
    #[serde(default)]
    pub residents: Option<u16>,
    /// The holder's tax number.
    #[serde(default)]
    pub tax_number: Option<TaxNumber>,
    /// What was to be paid; below zero is paid ahead.
    #[serde(default)]
    pub balance: Option<Money>,
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
            department: None,
            building: None,
            flat: None,
            els: None,
            residents: None,
            tax_number: None,
            balance: None,
        }
    }
}
