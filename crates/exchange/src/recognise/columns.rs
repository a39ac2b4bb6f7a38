//! The columns of a file and what each means: shown to a person, changed by one, kept and applied again.

use domain::account::IdentifierKind;
use domain::area::AreaUnit;
use domain::import::{ChargeField, ImportKind, MeterField, PaymentField, ReadingField, RegisterField};
use serde::{Deserialize, Serialize};

/// What a column can hold, of whatever kind the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A field of a register.
    Register(RegisterField),
    /// A field of a file of readings.
    Reading(ReadingField),
    /// A field of a file of charges.
    Charge(ChargeField),
    /// A field of a file of payments.
    Payment(PaymentField),
    /// A field of a file of meters.
    Meter(MeterField),
}

impl Field {
    /// Its stable code, as `start_day`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Register(field) => field.code(),
            Self::Reading(field) => field.code(),
            Self::Charge(field) => field.code(),
            Self::Payment(field) => field.code(),
            Self::Meter(field) => field.code(),
        }
    }

    /// The account's number in files of this kind.
    pub const fn number(kind: ImportKind) -> Self {
        match kind {
            ImportKind::Register => Self::Register(RegisterField::Number),
            ImportKind::Readings => Self::Reading(ReadingField::Number),
            ImportKind::Charges => Self::Charge(ChargeField::Number),
            ImportKind::Payments => Self::Payment(PaymentField::Number),
            ImportKind::Meters => Self::Meter(MeterField::Number),
        }
    }

    /// All fields of files of this kind.
    pub fn all(kind: ImportKind) -> Vec<Self> {
        match kind {
            ImportKind::Register => RegisterField::ALL.iter().copied().map(Self::Register).collect(),
            ImportKind::Readings => ReadingField::ALL.iter().copied().map(Self::Reading).collect(),
            ImportKind::Charges => ChargeField::ALL.iter().copied().map(Self::Charge).collect(),
            ImportKind::Payments => PaymentField::ALL.iter().copied().map(Self::Payment).collect(),
            ImportKind::Meters => MeterField::ALL.iter().copied().map(Self::Meter).collect(),
        }
    }

    /// Is it the account's number?
    pub const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Register(RegisterField::Number)
                | Self::Reading(ReadingField::Number)
                | Self::Charge(ChargeField::Number)
                | Self::Payment(PaymentField::Number)
                | Self::Meter(MeterField::Number)
        )
    }

    /// The code of the organisation whose row it is, in files of this kind that may be of several.
    pub const fn organisation(kind: ImportKind) -> Option<Self> {
        match kind {
            ImportKind::Register => Some(Self::Register(RegisterField::Organisation)),
            ImportKind::Meters => Some(Self::Meter(MeterField::Organisation)),
            ImportKind::Readings | ImportKind::Charges | ImportKind::Payments => None,
        }
    }
}

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header; levels above it are set before it: «Начало: День». Empty where it has none.
    pub header: String,
    /// The first value that stands in it.
    #[serde(default)]
    pub example: Option<String>,
    /// What it means; `None` if it is not recognised or is to be left out.
    #[serde(default)]
    pub field: Option<Field>,
    /// The unit its header names, for areas.
    #[serde(default)]
    pub area_unit: Option<AreaUnit>,
}

/// The columns of a file, the first being number 0. A caller may change the meaning of any and read the file with them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// What the file is.
    pub kind: ImportKind,
    /// What kind of number the accounts bear.
    #[serde(default)]
    pub identifier: Option<IdentifierKind>,
    /// The row of the header, its lowest if it has several; data begins after it.
    pub header_row: u64,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
}

impl Columns {
    /// The column of a field.
    pub fn index_of(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// The header of a column, if it has one.
    pub fn header(&self, index: usize) -> Option<&str> {
        self.columns.get(index).map(|column| column.header.as_str()).filter(|header| !header.is_empty())
    }

    /// The header of a field's column.
    pub fn header_of(&self, field: Field) -> Option<&str> {
        self.header(self.index_of(field)?)
    }

    /// Gives a column another meaning, or none; a field is taken away from the column that had it.
    pub fn assign(&mut self, index: usize, field: Option<Field>) {
        for column in &mut self.columns {
            if field.is_some() && column.field == field {
                column.field = None;
            }
        }
        if let Some(column) = self.columns.get_mut(index) {
            column.field = field;
        }
    }

    /// Fields that are there.
    pub fn fields(&self) -> Vec<Field> {
        self.columns.iter().filter_map(|column| column.field).collect()
    }

    /// Headers that nothing was made of.
    pub fn unrecognised(&self) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .filter(|column| column.field.is_none() && !column.header.is_empty())
            .map(|column| column.header.as_str())
    }

    /// Up to which column a row must reach: one past the last that has a header.
    pub(crate) fn named_width(&self) -> usize {
        self.columns.iter().rposition(|column| !column.header.is_empty()).map_or(0, |last| last + 1)
    }
}
