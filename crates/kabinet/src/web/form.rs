//! Fields of a form as templates draw them: label, hint, error, control.

use crate::i18n::{Translator, Words};

/// A field with its texts; its id is its name.
#[derive(Clone, Debug)]
pub struct FieldView {
    /// Name and id.
    pub id: &'static str,
    /// `text`, `email`, `password`, `tel`.
    pub kind: &'static str,
    /// What it is.
    pub label: Words,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// As typed; never a password.
    pub value: String,
    /// What is wrong and what to do.
    pub error: Option<String>,
    /// What browsers may offer.
    pub autocomplete: &'static str,
    /// Whether it must be filled in.
    pub required: bool,
    /// Shown, and not to be changed.
    pub readonly: bool,
    /// The field from which it follows as that is typed, and what stands before it.
    pub follows: Option<(&'static str, String)>,
}

impl FieldView {
    /// A field that must be filled in.
    pub fn new(id: &'static str, kind: &'static str, autocomplete: &'static str, label: Words) -> Self {
        Self {
            id,
            kind,
            label,
            hint: String::new(),
            value: String::new(),
            error: None,
            autocomplete,
            required: true,
            readonly: false,
            follows: None,
        }
    }

    /// With what was typed.
    #[must_use]
    pub fn with(self, value: &str) -> Self {
        Self { value: value.to_owned(), ..self }
    }

    /// With a hint.
    #[must_use]
    pub fn hinted(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// May stay empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// Follows from another field: a script shows it as that is typed, the server says it in the end.
    #[must_use]
    pub fn following(self, field: &'static str, prefix: &str) -> Self {
        Self { required: false, readonly: true, follows: Some((field, prefix.to_owned())), ..self }
    }

    /// With what is wrong, if something is.
    #[must_use]
    pub fn wrong(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// What describes the control to those who don't see it.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-h", self.id));
        let error = self.error.is_some().then(|| format!("{}-e", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// A list to choose one from; its id is its name.
#[derive(Clone, Debug)]
pub struct ListView {
    /// Name and id.
    pub id: &'static str,
    /// What it is.
    pub label: Words,
    /// What helps to choose; may be empty.
    pub hint: String,
    /// What stands first while nothing is chosen.
    pub nothing: Words,
    /// What there is to choose from; empty while a list before it waits.
    pub options: Vec<OptionView>,
    /// What is wrong and what to do.
    pub error: Option<String>,
    /// The person goes on here.
    pub next: bool,
}

/// One of a list.
#[derive(Clone, Debug)]
pub struct OptionView {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub text: String,
    /// It was chosen.
    pub chosen: bool,
}

impl ListView {
    /// What describes the control to those who don't see it.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-h", self.id));
        let error = self.error.is_some().then(|| format!("{}-e", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// Whether one of it is chosen.
    pub fn is_chosen(&self) -> bool {
        self.options.iter().any(|option| option.chosen)
    }
}

/// What is wrong with a form as a whole, over it.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// «Проверьте 3 поля»; empty when nothing is wrong.
    pub title: String,
    /// Field and what is wrong with it.
    pub lines: Vec<(&'static str, String)>,
}

impl Summary {
    /// Of these fields.
    pub fn of(t: Translator, fields: &[FieldView]) -> Self {
        Self::of_lines(t, fields.iter().filter_map(|field| Some((field.id, field.error.clone()?))).collect())
    }

    /// Of what is wrong with which field.
    pub fn of_lines(t: Translator, lines: Vec<(&'static str, String)>) -> Self {
        let title = if lines.is_empty() { String::new() } else { t.s1("form-check", "count", lines.len()) };
        Self { title, lines }
    }

    /// One sentence that belongs to no field.
    pub fn said(title: String) -> Self {
        Self { title, lines: Vec::new() }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.title.is_empty()
    }
}
