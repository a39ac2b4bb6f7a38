//! The step «Столбцы»: what each column means, and what a person makes of it.

use domain::import::{ImportKind, Problem, ProblemKind};
use exchange::{Column, Field};

use super::import_view::{ColumnState, FieldOption, ImportColumn};
use crate::flows::import_file::{Choice, FileFacts, Mapping};
use crate::i18n::Translator;
use crate::web::Refused;

/// The name of a field.
pub fn field_name(t: Translator, field: Field) -> String {
    t.s(format!("import-field-{}", field.code().replace('_', "-"))).into()
}

/// Names of the fields that no column gives though they must be there.
pub fn missing(problems: &[Problem]) -> Vec<String> {
    let missing = problems.iter().filter(|problem| problem.kind == ProblemKind::MissingColumn);
    missing.filter_map(|problem| problem.column.clone()).collect()
}

/// The columns; `choices` are those of a form that was refused, so that nothing chosen is lost.
pub fn views(
    t: Translator,
    facts: &FileFacts,
    mapping: Option<&Mapping>,
    problems: &[Problem],
    choices: &[Choice],
) -> Vec<ImportColumn> {
    let kind = facts.columns.kind;
    let view = |(index, column): (usize, &Column)| {
        let choice = choices.iter().find(|choice| choice.index == index);
        let field = choice.map_or(column.field, |choice| choice.field);
        let is_chosen = mapping.is_some_and(|mapping| mapping.chosen.contains(&index)) || field != column.field;
        ImportColumn {
            index,
            heading: heading(t, index, &column.header),
            example: column.example.clone().unwrap_or_default(),
            options: options(t, kind, field),
            state: state(field, is_chosen, is_double(column, problems)),
        }
    };
    facts.columns.columns.iter().enumerate().map(view).collect()
}

/// A column without a header bears its number.
pub fn heading(t: Translator, index: usize, header: &str) -> String {
    if header.is_empty() {
        t.s1("import-column-nameless", "number", (index + 1).to_string())
    } else {
        header.to_owned()
    }
}

/// A column that claims a field as surely as the one that got it.
fn is_double(column: &Column, problems: &[Problem]) -> bool {
    let shown: String = column.header.chars().take(Problem::VALUE_CHARS).collect();
    let is_this = |problem: &Problem| problem.column.as_deref() == Some(shown.as_str());
    problems.iter().any(|problem| problem.kind == ProblemKind::DuplicateColumn && is_this(problem))
}

fn state(field: Option<Field>, is_chosen: bool, is_double: bool) -> ColumnState {
    match field {
        _ if is_chosen => ColumnState::Chosen,
        _ if is_double => ColumnState::Unclear,
        Some(_) => ColumnState::Recognised,
        None => ColumnState::Ignored,
    }
}

fn options(t: Translator, kind: ImportKind, chosen: Option<Field>) -> Vec<FieldOption> {
    let none = FieldOption { value: "", name: t.s("import-field-none").into(), selected: chosen.is_none() };
    let fields = Field::all(kind);
    let option =
        |field: Field| FieldOption { value: field.code(), name: field_name(t, field), selected: chosen == Some(field) };
    std::iter::once(none).chain(fields.into_iter().map(option)).collect()
}

/// Reads the form: `column-0=number&column-1=`.
pub fn choices(kind: ImportKind, form: &[(String, String)]) -> Result<Vec<Choice>, Refused> {
    let mut choices = Vec::new();
    for (name, value) in form {
        let Some(index) = name.strip_prefix("column-") else { continue };
        let index = index.parse().map_err(|_| Refused::BadRequest)?;
        let field = match value.as_str() {
            "" => None,
            code => Some(Field::parse(kind, code).ok_or(Refused::BadRequest)?),
        };
        choices.push(Choice { index, field });
    }
    Ok(choices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flows::import_file::choose;
    use ColumnState::{Ignored, Recognised, Unclear};
    use domain::account::IdentifierKind;
    use domain::import::RegisterField;
    use domain::portal::{Language, Preset};

    const FILE: &str = "Дача;Улица;Телефон;Мобильный;ФИО\n269;Лесная;8 916 123-45-67;;Иванов И. И.\n";

    fn surveyed() -> (FileFacts, Vec<Problem>) {
        let options = exchange::ReadOptions { kind: Some(ImportKind::Register), ..Default::default() };
        let survey = exchange::survey(std::io::Cursor::new(FILE.as_bytes()), "реестр.csv", &options).unwrap();
        let problems = survey.problems.clone();
        (FileFacts::of_survey(survey), problems)
    }

    fn form(fields: &[(&str, &str)]) -> Vec<Choice> {
        let form: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        choices(ImportKind::Register, &form).unwrap()
    }

    #[test]
    fn a_file_whose_columns_cannot_be_used_shows_them_all() {
        let (facts, problems) = surveyed();
        let views = views(Translator::new(Language::Ru), &facts, None, &problems, &[]);
        let states: Vec<_> = views.iter().map(|column| column.state).collect();
        assert_eq!(states, [Ignored, Recognised, Recognised, Unclear, Recognised]);
        assert_eq!(missing(&problems).len(), 1);
        assert_eq!((views[0].heading.as_str(), views[0].example.as_str()), ("Дача", "269"));
        assert_eq!(views[0].options.iter().filter(|option| option.selected).count(), 1);
    }

    #[test]
    fn chosen_columns_are_read() {
        let (facts, _) = surveyed();
        let mapping = choose(&facts, None, &form(&[("column-0", "number"), ("column-3", "")]), Preset::Snt).unwrap();
        assert_eq!(mapping.columns.identifier, Some(IdentifierKind::Plot));
        assert_eq!(mapping.chosen, [0]);
        let options = exchange::ReadOptions {
            kind: Some(ImportKind::Register),
            columns: Some(mapping.columns),
            delimiter: mapping.delimiter,
            ..Default::default()
        };
        let rows: Vec<_> =
            exchange::read_rows(std::io::Cursor::new(FILE.as_bytes()), "реестр.csv", &options).unwrap().collect();
        assert!(matches!(rows[0].outcome, exchange::Outcome::Parsed(_)), "{rows:?}");
    }

    #[test]
    fn a_field_is_given_by_one_column() {
        let (facts, _) = surveyed();
        let double = choose(&facts, None, &form(&[("column-0", "street")]), Preset::Snt);
        assert_eq!(double, Err(Field::Register(RegisterField::Street)));
    }

    #[test]
    fn nobody_invents_fields() {
        let form = [("column-0".to_owned(), "password".to_owned())];
        assert!(matches!(choices(ImportKind::Readings, &form), Err(Refused::BadRequest)));
    }
}
