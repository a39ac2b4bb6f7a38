//! A text of the translations as it stands there.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use askama::filters::HtmlSafe;

/// A text without values. It stands in HTML as it is: `build.rs` refuses translations with `<`, `>`, `&` and straight quotes,
/// so only what is put into a text has to be escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(Cow<'static, str>);

impl Words {
    /// Of the translations' own.
    pub(super) const fn translated(words: &'static str) -> Self {
        Self(Cow::Borrowed(words))
    }

    /// What Fluent says of a text with plurals. It repeats a key that it doesn't know, which nobody has looked at.
    pub(super) fn said(text: &str) -> Self {
        Self(Cow::Owned(text.replace(['<', '>', '&', '"', '\''], "")))
    }

    /// On its own.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Words {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.into_string()
    }
}

impl PartialEq<&str> for Words {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Display for Words {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self)
    }
}

impl HtmlSafe for Words {}

impl askama::FastWritable for Words {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(to.write_str(self)?)
    }
}
