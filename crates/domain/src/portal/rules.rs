//! The rules of a portal: data that a preset fills in and an operator changes.

use crate::{
    account::Linking,
    area::AreaUnit,
    date::Date,
    meter::ElectricityAccounting,
    money::Currency,
    person::{PasswordRules, SignUp},
    portal::Preset,
    rounding::Rounding,
    span::DateSpan,
};
use chrono::{Datelike as _, Months};

/// A day outside 1 to 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a day of the month for this is from 1 to 28, so that every month has it")]
pub struct DayOfMonthError;

/// A day that every month has: 1 to 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct DayOfMonth(u8);

impl DayOfMonth {
    /// The day `day`.
    ///
    /// # Errors
    /// [`DayOfMonthError`] outside 1 to 28.
    pub const fn new(day: u8) -> Result<Self, DayOfMonthError> {
        match day {
            1..=28 => Ok(Self(day)),
            _ => Err(DayOfMonthError),
        }
    }

    /// The number of the day.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The first such day that is not before `date`.
    pub fn on_or_after(self, date: Date) -> Date {
        let this_month = date.with_day(u32::from(self.0)).unwrap_or(date);
        if this_month >= date { this_month } else { this_month + Months::new(1) }
    }
}

impl TryFrom<u8> for DayOfMonth {
    type Error = DayOfMonthError;
    fn try_from(day: u8) -> Result<Self, Self::Error> {
        Self::new(day)
    }
}

impl From<DayOfMonth> for u8 {
    fn from(day: DayOfMonth) -> Self {
        day.0
    }
}

/// What differs from portal to portal. Kept as JSON or TOML: a missing field is its default, an unknown one is refused.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PortalRules {
    /// In what it bills.
    pub currency: Currency,
    /// «Оплатить до 5 числа»: the day of the month after the period's last, until which it is payable.
    pub pay_by_day: DayOfMonth,
    /// Which total of electricity stands in the slip; the table shows both.
    pub electricity_accounting: ElectricityAccounting,
    /// In what plots are measured, in files and on pages.
    pub plots_area_unit: AreaUnit,
    /// How a line is rounded to the minor unit.
    pub rounding: Rounding,
    /// Whether people register themselves.
    pub self_registration: bool,
    /// How people come to a login.
    pub sign_up: SignUp,
    /// How accounts are found, and what proves that they are the person's.
    pub linking: Linking,
    /// What is asked of a password.
    pub password: PasswordRules,
    /// Whether a declared account shows at once, with nobody's proof or approval: anyone then sees any debt.
    pub trust_declarations: bool,
    /// Whether the office opens to those alone whose log-in asks for a second factor.
    pub operators_second_factor: bool,
}

impl Default for PortalRules {
    fn default() -> Self {
        Self {
            currency: Currency::Rub,
            pay_by_day: DayOfMonth(5),
            electricity_accounting: ElectricityAccounting::TwoZone,
            plots_area_unit: AreaUnit::Ares,
            rounding: Rounding::HalfUp,
            self_registration: false,
            sign_up: SignUp::default(),
            linking: Linking::default(),
            password: PasswordRules::default(),
            trust_declarations: false,
            operators_second_factor: false,
        }
    }
}

impl PortalRules {
    /// What a preset starts with.
    pub fn of(preset: Preset) -> Self {
        let rules = Self {
            self_registration: true,
            sign_up: SignUp::of(preset),
            linking: Linking::of(preset),
            ..Self::default()
        };
        let flats = Self { plots_area_unit: AreaUnit::SquareMetres, ..rules.clone() };
        match preset {
            Preset::Snt => Self { password: PasswordRules { least: 6, latin: true, ..rules.password }, ..rules },
            Preset::Housing => flats,
            Preset::Water => Self { currency: Currency::Kzt, ..flats },
            Preset::Suppliers => Self {
                password: PasswordRules { least: 5, letter_and_digit: true, hinted_most: Some(10), ..rules.password },
                ..flats
            },
        }
    }

    /// The last day on which `span` can be paid in time: what was used from 01.05 to 01.06 is payable until 5 June.
    pub fn payable_until(&self, span: DateSpan) -> Date {
        self.pay_by_day.on_or_after(span.to())
    }
}
