//! The form in which names and addresses are searched.

/// The search form of a text: lower case of any alphabet, ё as е, spaces squeezed to one and trimmed. The same function
/// makes the stored column and the searched words, because `SQLite` folds ASCII only.
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }));
    }
    key
}

/// Outer spaces off, inner runs of spaces made one; nothing else is changed.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
