//! Languages of the pages.

coded! {
    /// A language that every page has. The code is ISO 639-1, as in `<html lang>`.
    pub enum Language {
        /// Русский.
        Ru = "ru",
        /// Қазақша.
        Kk = "kk",
        /// English.
        En = "en",
    }
}

impl Language {
    /// The language's name in itself, as its switch reads.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ru => "Русский",
            Self::Kk => "Қазақша",
            Self::En => "English",
        }
    }
}
