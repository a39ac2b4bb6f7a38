//! A form with boxes to tick, as it was sent: texts by name, some names several times.

/// What was typed and ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

/// What a ticked box sends that stands alone.
const TICKED: &str = "yes";

impl From<Vec<(String, String)>> for Typed {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

impl Typed {
    /// The text of a field without spaces around it; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether this box of several was ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(known, sent)| known == name && sent == value)
    }

    /// Whether a box that stands alone was ticked.
    pub fn is_ticked(&self, name: &str) -> bool {
        self.has(name, TICKED)
    }

    /// With a text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// With a box that stands alone, if it is ticked.
    #[must_use]
    pub fn ticked(self, name: &str, is_ticked: bool) -> Self {
        if is_ticked { self.with(name, TICKED) } else { self }
    }
}
