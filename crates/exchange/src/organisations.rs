//! A list of organisations (suppliers) of a portal: a row each, whatever order its columns have.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::account::BasicPart;
use domain::import::{Problem, ProblemKind};
use domain::requisites::BankDetailsText;
use serde::Deserialize;

use crate::open::{Opened, open};
use crate::reader::ReadOptions;
use crate::recognise::{Role, WORDS, normalise, role};
use crate::table::{RawRow, Source, Table};

/// The header stands within so many rows that are not blank.
const FIRST_ROWS: usize = 48;
/// No portal has more.
const MOST: usize = 2000;

/// What one row says of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Line of the file or row of the sheet; the first is 1.
    pub row: u64,
    /// Short name, unique in the portal.
    pub code: String,
    /// As people know it.
    pub title: String,
    /// What it delivers; this and what follows is none where the list has no column for it.
    pub service: Option<String>,
    /// How many digits its account numbers have, if that is said.
    pub number_digits: Option<Option<i64>>,
    /// Where on the receipt the number stands.
    pub number_hint: Option<String>,
    /// Where customers write.
    pub email: Option<String>,
    /// Bank details as they stand in the file, to be checked; all empty where it has none.
    pub details: BankDetailsText,
    /// What a link of the basic level shows.
    pub basic: Option<Vec<BasicPart>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headers {
    required: Vec<String>,
    fields: BTreeMap<String, Vec<String>>,
}

static HEADERS: LazyLock<Headers> =
    LazyLock::new(|| toml::from_str(include_str!("synonyms/organisations.toml")).unwrap_or_default());

/// Reads the list.
///
/// # Errors
/// Everything that is wrong with it: such a list goes in whole or not at all.
pub fn read_organisations(source: impl Source + 'static, name: &str) -> Result<Vec<OrganisationRow>, Vec<Problem>> {
    let opened = open(Box::new(source), &ReadOptions::default()).map_err(|problem| vec![problem])?;
    match opened {
        Opened::Csv(mut table) => {
            table.weigh_delimiters(|rows| rows.iter().map(|row| columns(row).len()).max().unwrap_or_default());
            read(*table, name)
        }
        Opened::Xlsx(workbook) => {
            let first = workbook.sheets().first().cloned().unwrap_or_default();
            read(workbook.sheet(&first).map_err(|problem| vec![problem])?, name)
        }
    }
}

/// Which column gives which field.
fn columns(header: &RawRow) -> BTreeMap<&'static str, usize> {
    let mut found = BTreeMap::new();
    for (index, cell) in header.cells.iter().enumerate() {
        let text = normalise(&cell.to_string());
        let field = HEADERS.fields.iter().find(|(_, texts)| texts.iter().any(|known| normalise(known) == text));
        if let Some((field, _)) = field {
            found.entry(field.as_str()).or_insert(index);
        }
    }
    found
}

fn read(mut table: impl Table, name: &str) -> Result<Vec<OrganisationRow>, Vec<Problem>> {
    let fatal = |problem| vec![problem];
    let mut header = None;
    for _ in 0..FIRST_ROWS {
        let Some(row) = table.next_row().map_err(fatal)? else { break };
        let columns = columns(&row);
        if HEADERS.required.iter().all(|field| columns.contains_key(field.as_str())) {
            table.set_width(row.cells.len());
            header = Some((row, columns));
            break;
        }
    }
    let Some((header, columns)) = header else {
        return Err(vec![Problem::new(ProblemKind::UnknownColumns).naming(name)]);
    };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    while let Some(row) = table.next_row().map_err(fatal)? {
        if role(&row, rows.is_empty()) != Role::Data {
            continue;
        }
        if rows.len() == MOST {
            let problem = Problem::new(ProblemKind::UnknownFile).at_row(row.row).with_value(format!("> {MOST} rows"));
            return Err(vec![problem]);
        }
        let view = OrganisationView { raw: &row, header: &header, columns: &columns };
        match view.read() {
            Ok(row) => rows.push(row),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

struct OrganisationView<'r> {
    raw: &'r RawRow,
    header: &'r RawRow,
    columns: &'r BTreeMap<&'static str, usize>,
}

impl OrganisationView<'_> {
    fn text(&self, field: &str) -> String {
        let cell = self.columns.get(field).and_then(|index| self.raw.cells.get(*index));
        cell.map(|cell| cell.to_string().trim().to_owned()).unwrap_or_default()
    }

    fn problem(&self, field: &str, kind: ProblemKind) -> Problem {
        let title = self.columns.get(field).and_then(|index| self.header.cells.get(*index));
        let problem = Problem::new(kind).at_row(self.raw.row).with_value(self.text(field));
        problem.in_column(title.map(ToString::to_string).unwrap_or_default())
    }

    fn required(&self, field: &str, most: usize) -> Result<String, Problem> {
        let text = self.text(field);
        if text.is_empty() {
            return Err(self.problem(field, ProblemKind::MissingValue));
        }
        self.bounded(field, most)
    }

    fn bounded(&self, field: &str, most: usize) -> Result<String, Problem> {
        let text = self.text(field);
        if text.chars().count() > most || text.chars().any(char::is_control) {
            return Err(self.problem(field, ProblemKind::ValueTooLong).expecting(most.to_string()));
        }
        Ok(text)
    }

    fn if_there(&self, field: &str, most: usize) -> Result<Option<String>, Problem> {
        if self.columns.contains_key(field) { self.bounded(field, most).map(Some) } else { Ok(None) }
    }

    fn read(&self) -> Result<OrganisationRow, Problem> {
        let digits = self.text("number_digits");
        let number_digits = match digits.as_str() {
            "" => None,
            text => {
                let digits = text.parse().ok().filter(|digits| (1..=40).contains(digits));
                Some(digits.ok_or_else(|| self.problem("number_digits", ProblemKind::NotANumber))?)
            }
        };
        let mut basic = Vec::new();
        let has_basic = self.columns.keys().any(|field| field.starts_with("basic_"));
        for part in BasicPart::ALL {
            let field = format!("basic_{}", part.code());
            match self.text(&field).as_str() {
                "" => {}
                text => match WORDS.yes_or_no(text) {
                    Some(true) => basic.push(*part),
                    Some(false) => {}
                    None => return Err(self.problem(&field, ProblemKind::NotYesNo)),
                },
            }
        }
        Ok(OrganisationRow {
            row: self.raw.row,
            code: self.required("code", 40)?,
            title: self.required("title", 200)?,
            service: self.if_there("service", 100)?,
            number_digits: self.columns.contains_key("number_digits").then_some(number_digits),
            number_hint: self.if_there("number_hint", 500)?,
            email: self.if_there("email", 254)?,
            details: BankDetailsText {
                payee: self.text("title"),
                inn: self.text("inn"),
                kpp: self.text("kpp"),
                account: self.text("account"),
                bank: self.text("bank"),
                bik: self.text("bik"),
                correspondent_account: self.text("correspondent_account"),
            },
            basic: has_basic.then_some(basic),
        })
    }
}
