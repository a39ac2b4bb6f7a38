//! What a person says the columns mean.

use std::io::BufReader;

use domain::account::IdentifierKind;
use domain::import::ImportKind;
use domain::portal::Preset;
use exchange::{Columns, Field, ReadOptions};
use serde::{Deserialize, Serialize};
use store::portals::Portal;

use super::FileFacts;
use crate::app::App;
use crate::files::FileError;
use crate::flows::Failure;

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

/// The columns of another sheet of the workbook; nothing when it has no such sheet, or none of its columns is recognised.
///
/// # Errors
/// The machine's trouble only.
pub async fn choose_sheet(
    app: &App,
    portal: &Portal,
    (file_hash, file_name): (&str, &str),
    kind: Option<ImportKind>,
    sheet: &str,
) -> Result<Option<Mapping>, Failure> {
    let copy = app.files.fetch(file_hash).await?;
    let options = ReadOptions {
        kind,
        sheet: Some(sheet.to_owned()),
        currency: portal.rules.currency,
        area_unit: portal.rules.plots_area_unit,
        ..ReadOptions::default()
    };
    let name = file_name.to_owned();
    let look = move || Ok::<_, FileError>(exchange::survey(BufReader::new(copy.reopen()?), &name, &options));
    let survey = tokio::task::spawn_blocking(look).await.map_err(|error| Failure::Data(error.to_string()))??;
    Ok(survey.ok().map(|survey| Mapping::of(&FileFacts::of_survey(survey))))
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
