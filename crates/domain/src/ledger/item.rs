//! What money is collected for.

use std::fmt;

use crate::search::{search_key, squeezed};

/// «Членские взносы 2022»: an item of the community's budget (статья).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemTitle(String);

/// Why a text is no title of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ItemTitleError {
    /// Nothing but spaces.
    #[error("an item has no title")]
    Empty,
    /// Longer than [`ItemTitle::CHARS`].
    #[error("the title of an item is too long")]
    TooLong,
}

impl ItemTitle {
    /// Characters it may have.
    pub const CHARS: usize = 200;

    /// Reads a title; spaces around it and runs of them don't count.
    ///
    /// # Errors
    /// It is empty or too long.
    pub fn parse(text: &str) -> Result<Self, ItemTitleError> {
        let title = squeezed(text);
        match title.chars().count() {
            0 => Err(ItemTitleError::Empty),
            count if count > Self::CHARS => Err(ItemTitleError::TooLong),
            _ => Ok(Self(title)),
        }
    }

    /// As people wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for titles that differ in case, «ё» and spaces only: they are one item.
    pub fn key(&self) -> String {
        search_key(&self.0)
    }
}

impl fmt::Display for ItemTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ItemTitle {
    type Error = ItemTitleError;

    fn try_from(text: String) -> Result<Self, ItemTitleError> {
        Self::parse(&text)
    }
}

impl From<ItemTitle> for String {
    fn from(title: ItemTitle) -> Self {
        title.0
    }
}
