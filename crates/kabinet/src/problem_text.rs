//! The sentence for a fault of an import: what happened and what to do. One place for the page and the command line.

use domain::import::Problem;
use fluent_templates::fluent_bundle::FluentValue;

use crate::i18n::Translator;

/// What Fluent gets where a value is not known; the sentences choose by it.
const NONE: &str = "none";

/// The sentence in the reader's language.
pub fn sentence(t: Translator, problem: &Problem) -> String {
    let text =
        |value: Option<&str>| FluentValue::from(value.filter(|text| !text.is_empty()).unwrap_or(NONE).to_owned());
    t.args(
        &problem.kind.message_key(),
        [
            ("value", text(problem.value.as_deref())),
            ("column", text(problem.column.as_deref())),
            ("expected", text(problem.expected.as_deref())),
            ("other", text(problem.other.as_deref())),
            ("row", text(problem.row.map(|row| row.to_string()).as_deref())),
        ],
    )
}
