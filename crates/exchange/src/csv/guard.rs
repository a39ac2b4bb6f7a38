//! The apostrophe that makes text of what a spreadsheet would run: set on writing, taken away on reading, so that a file
//! of ours comes back as it was.

/// What a formula can begin with.
const BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Text that no spreadsheet runs.
pub(crate) fn guarded(text: &str) -> String {
    if text.starts_with(BEGINS) { format!("'{text}") } else { text.to_owned() }
}

/// The text that was guarded; any other text as it is.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINS)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guarded_comes_back_as_it_was() {
        for text in ["=1+1", "-15", "+7974", "@SUM(1)", "\tx", "\rx", "'quoted'", "д'Артаньян", "'", "", "''=x"]
        {
            assert_eq!(unguarded(&guarded(text)), text);
        }
        assert_eq!((guarded("=1"), unguarded("'=1"), unguarded("'x")), ("'=1".to_owned(), "=1", "'x"));
    }
}
