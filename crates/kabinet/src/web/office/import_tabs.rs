//! The tabs of a check.

use store::imports::{Import, RowFilter, Verdict};

use super::import_page::href;
use super::import_view::TabView;
use crate::i18n::Translator;

/// Which rows of the check are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Attention,
    All,
    Added,
    Changed,
    Unchanged,
    Refused,
}

impl Tab {
    /// As they stand on the page.
    pub const ALL: [Self; 6] = [Self::Attention, Self::All, Self::Added, Self::Changed, Self::Unchanged, Self::Refused];

    /// By its code; without one what needs a look, if anything does.
    pub fn of(code: Option<&str>, import: &Import) -> Self {
        let named = Self::ALL.into_iter().find(|tab| Some(tab.code()) == code);
        named.unwrap_or(if Self::Attention.count(import) > 0 { Self::Attention } else { Self::All })
    }

    /// In addresses and keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::All => "all",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Refused => "refused",
        }
    }

    /// The rows that are shown.
    pub const fn filter(self) -> RowFilter {
        match self {
            Self::Attention => RowFilter::Attention,
            Self::All => RowFilter::All,
            Self::Added => RowFilter::Only(Verdict::Added),
            Self::Changed => RowFilter::Only(Verdict::Changed),
            Self::Unchanged => RowFilter::Only(Verdict::Unchanged),
            Self::Refused => RowFilter::Only(Verdict::Refused),
        }
    }

    const fn count(self, import: &Import) -> i64 {
        let counts = &import.counts;
        match self {
            Self::Attention => counts.refused + counts.changed,
            Self::All => counts.rows,
            Self::Added => counts.added,
            Self::Changed => counts.changed,
            Self::Unchanged => counts.unchanged,
            Self::Refused => counts.refused,
        }
    }

    /// The link to it.
    pub fn view(self, t: Translator, import: &Import, current: bool) -> TabView {
        TabView {
            href: format!("{}?tab={}", href(import.id), self.code()),
            label: t.s(format!("import-tab-{}", self.code())).into(),
            count: t.n(u64::try_from(self.count(import)).unwrap_or_default()),
            current,
        }
    }
}
