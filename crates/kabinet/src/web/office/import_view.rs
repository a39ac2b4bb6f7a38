//! What the page of an import shows; `office/import.html` and its parts read it.

use askama::Template;
use store::imports::{Import, State};

use crate::flows::import_file::FileFacts;
use crate::i18n::Translator;
use crate::web::page::{DateView, PageContext, PageLink};

/// Where an import stands, as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportStage {
    Reading,
    Unreadable,
    Columns,
    Check,
    Applying,
    Done,
    Undoing,
    Undone,
    Cancelled,
    Failed,
}

impl ImportStage {
    /// Of an import; one that is stalled has failed whatever it was at.
    pub fn of(import: &Import, facts: Option<&FileFacts>, stalled: bool) -> Self {
        if stalled {
            return Self::Failed;
        }
        match import.state {
            State::Received => Self::Reading,
            State::Refused if facts.is_some_and(|facts| facts.unclear) => Self::Columns,
            State::Refused => Self::Unreadable,
            State::Checked => Self::Check,
            State::Applying => Self::Applying,
            State::Applied => Self::Done,
            State::Undoing => Self::Undoing,
            State::Undone => Self::Undone,
            State::Cancelled => Self::Cancelled,
        }
    }

    /// Key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reading => "import-stage-reading",
            Self::Unreadable => "import-stage-unreadable",
            Self::Columns => "import-stage-columns",
            Self::Check => "import-stage-check",
            Self::Applying => "import-stage-applying",
            Self::Done => "import-stage-done",
            Self::Undoing => "import-stage-undoing",
            Self::Undone => "import-stage-undone",
            Self::Cancelled => "import-stage-cancelled",
            Self::Failed => "import-stage-failed",
        }
    }

    /// The class that carries its colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "is-ok",
            Self::Columns | Self::Check => "is-warn",
            Self::Unreadable | Self::Failed => "is-danger",
            Self::Reading | Self::Applying | Self::Undoing => "is-info",
            Self::Undone | Self::Cancelled => "",
        }
    }

    /// A symbol of the sprite.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Done => "ok",
            Self::Columns | Self::Check => "edit",
            Self::Unreadable | Self::Failed => "stop",
            Self::Reading | Self::Applying | Self::Undoing => "clock",
            Self::Undone => "undo",
            Self::Cancelled => "x",
        }
    }

    /// 1 file, 2 columns, 3 check, 4 load.
    pub fn step(self) -> u8 {
        match self {
            Self::Reading | Self::Unreadable => 1,
            Self::Columns => 2,
            Self::Check => 3,
            _ => 4,
        }
    }
}

#[derive(Template)]
#[template(path = "office/import.html")]
pub struct ImportPage {
    pub t: Translator,
    pub page: PageContext,
    /// `/office/imports/<id>`; its actions stand under it.
    pub href: String,
    /// «Загрузка показаний».
    pub title: String,
    /// «Показания, май 2022».
    pub crumb: String,
    pub stage: ImportStage,
    /// Stage `Check` with `?step=columns`: the columns are shown for change.
    pub editing: bool,
    pub file: ImportFile,
    /// Faults of the file as a whole.
    pub form_problems: Vec<ImportMessage>,
    pub columns: Vec<ImportColumn>,
    /// Names of required fields that no column gives.
    pub missing: Vec<String>,
    /// In `Check`, and for its totals in `Done`.
    pub check: Option<ImportCheck>,
    /// In `Reading`, `Applying` and `Undoing`.
    pub progress: Option<ImportProgress>,
    /// In `Done`, `Undone` and `Failed`.
    pub outcome: Option<ImportOutcome>,
}

pub struct ImportFile {
    pub name: String,
    /// «38 КБ · windows-1251 · разделитель «;» · 298 строк».
    pub facts: String,
    pub at: DateView,
    pub by: String,
    /// Sheets that can be read instead; the one that is read first. Empty where there is no choice (any more).
    pub sheets: Vec<SheetOption>,
}

/// A sheet of the workbook.
pub struct SheetOption {
    pub name: String,
    pub selected: bool,
}

pub struct ImportColumn {
    /// From 0; the control is named `column-<index>`.
    pub index: usize,
    /// As in the file; «Столбец 4» if it has none.
    pub heading: String,
    pub example: String,
    /// The first is «Не загружать» with an empty value.
    pub options: Vec<FieldOption>,
    pub state: ColumnState,
}

/// What is known of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnState {
    Recognised,
    Chosen,
    Ignored,
    Unclear,
}

pub struct FieldOption {
    /// Code of the field; empty for none.
    pub value: &'static str,
    pub name: String,
    pub selected: bool,
}

#[derive(Default)]
pub struct ImportCheck {
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// Added and changed.
    pub loadable: u64,
    /// Control totals of the rows that can go in or stand already.
    pub totals: Vec<TotalView>,
    pub refused_href: String,
    pub tabs: Vec<TabView>,
    /// Of the rows' cells, by the kind of the import.
    pub headings: Vec<ImportHeading>,
    /// One page of the chosen tab.
    pub rows: Vec<ImportRow>,
    pub pages: Vec<PageLink>,
    pub undo_days: u16,
}

pub struct TotalView {
    pub label: String,
    pub value: String,
}

pub struct TabView {
    pub href: String,
    pub label: String,
    pub count: String,
    pub current: bool,
}

pub struct ImportHeading {
    pub label: String,
    pub numeric: bool,
}

pub struct ImportRow {
    /// Line of the file.
    pub row: String,
    /// Of the plot or account.
    pub number: String,
    pub state: RowState,
    /// As many as headings.
    pub cells: Vec<ImportCell>,
    /// Sentences: problems, and what changes beside the cells.
    pub messages: Vec<String>,
}

/// The fate of a row; a row that goes in though something is odd is «warned».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    Added,
    Changed,
    Unchanged,
    Warned,
    Refused,
}

impl RowState {
    /// Key of its word.
    pub fn key(self) -> &'static str {
        match self {
            Self::Added => "import-row-added",
            Self::Changed => "import-row-changed",
            Self::Unchanged => "import-row-unchanged",
            Self::Warned => "import-row-warned",
            Self::Refused => "import-row-refused",
        }
    }

    /// The class that carries its colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Added => "is-ok",
            Self::Changed => "is-info",
            Self::Unchanged => "",
            Self::Warned => "is-warn",
            Self::Refused => "is-danger",
        }
    }

    /// A symbol of the sprite.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Added => "plus",
            Self::Changed => "edit",
            Self::Unchanged => "check",
            Self::Warned => "warn",
            Self::Refused => "stop",
        }
    }

    /// Whether the row stays out.
    pub fn is_refused(self) -> bool {
        self == Self::Refused
    }
}

pub struct ImportCell {
    /// Short, for a phone.
    pub label: String,
    /// What stands now, if it differs.
    pub old: Option<String>,
    /// What the file says, as written where the row is refused.
    pub new: String,
}

pub struct ImportMessage {
    /// «строка 8»; may be empty.
    pub place: String,
    pub text: String,
}

pub struct ImportProgress {
    pub done: u64,
    /// 0 while it is not known.
    pub total: u64,
    pub percent: u32,
    /// 0, 25, 50, 75: what a screen reader hears.
    pub quarter: u32,
}

pub struct ImportOutcome {
    /// Stage `Failed`: what was interrupted.
    pub title: String,
    /// Stage `Failed`: what to do.
    pub reason: String,
    /// Rows that went in, or were taken back.
    pub applied: u64,
    pub added: u64,
    pub changed: u64,
    pub refused: u64,
    pub refused_href: String,
    pub at: DateView,
    pub by: String,
    /// Until when it can be undone, if it can.
    pub undo_until: Option<DateView>,
    /// Why it can't; may be empty.
    pub undo_refusal: String,
}
