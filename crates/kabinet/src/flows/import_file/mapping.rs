//! What a person says the columns mean.

use domain::account::IdentifierKind;
use domain::portal::Preset;
use exchange::{Columns, Field};
use serde::{Deserialize, Serialize};

use super::FileFacts;

/// Columns as a person wants them read; kept beside the import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The columns with their meanings.
    #[serde(flatten)]
    pub columns: Columns,
    /// Those that the person gave another meaning than the one recognised.
    #[serde(default)]
    pub chosen: Vec<usize>,
    /// The delimiter by which the columns were told apart.
    #[serde(default)]
    pub delimiter: Option<char>,
    /// The sheet on which they stand.
    #[serde(default)]
    pub sheet: Option<String>,
}

impl Mapping {
    /// The columns as they were read.
    pub fn of(facts: &FileFacts) -> Self {
        Self {
            columns: facts.columns.clone(),
            chosen: Vec::new(),
            delimiter: facts.delimiter,
            sheet: facts.sheet.clone(),
        }
    }
}

/// The meaning of one column, none to leave it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// From 0.
    pub index: usize,
    /// What it gives.
    pub field: Option<Field>,
}

/// Columns with these choices made; columns that no choice names keep their meaning.
///
/// # Errors
/// The field that two columns would give.
pub fn choose(
    facts: &FileFacts,
    before: Option<&Mapping>,
    choices: &[Choice],
    preset: Preset,
) -> Result<Mapping, Field> {
    let mut mapping = Mapping::of(facts);
    mapping.chosen = before.map(|mapping| mapping.chosen.clone()).unwrap_or_default();
    let columns = &mut mapping.columns;
    for choice in choices {
        let Some(column) = columns.columns.get_mut(choice.index) else { continue };
        if column.field != choice.field && !mapping.chosen.contains(&choice.index) {
            mapping.chosen.push(choice.index);
        }
        column.field = choice.field;
    }
    let fields = columns.fields();
    if let Some((_, double)) = fields.iter().enumerate().find(|(index, field)| fields[..*index].contains(field)) {
        return Err(*double);
    }
    // A column whose header told nothing bears the kind of number that such organisations use.
    columns.identifier = columns.identifier.or(Some(match preset {
        Preset::Snt => IdentifierKind::Plot,
        Preset::Housing | Preset::Water | Preset::Suppliers => IdentifierKind::AccountNumber,
    }));
    Ok(mapping)
}
