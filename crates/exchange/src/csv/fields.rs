//! Fields of a record, with quotes where they help and where they are astray.

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its value; quotes that are part of it are kept.
    pub text: String,
    /// Quotes stand inside it where none may stand.
    pub stray: bool,
}

/// A record taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fields {
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field whose quote is opened and never closed.
    pub open: Option<usize>,
}

/// Takes a record apart. A quote that is never closed leaves its field the last one, see [`split_literally`].
pub(crate) fn split(record: &str, delimiter: char) -> Fields {
    let mut fields = Vec::new();
    let mut rest = record;
    loop {
        let unspaced = rest.trim_start_matches(' ');
        let (field, after) = match unspaced.strip_prefix('"') {
            Some(inner) => match quoted(inner, delimiter) {
                Some((text, after)) => (Field { text, stray: false }, after),
                None if closes(inner) => bare(rest, delimiter),
                None => {
                    let open = Some(fields.len());
                    fields.push(Field { text: inner.to_owned(), stray: false });
                    return Fields { fields, open };
                }
            },
            None => bare(rest, delimiter),
        };
        fields.push(field);
        match after {
            Some(after) => rest = after,
            None => return Fields { fields, open: None },
        }
    }
}

/// Takes a line apart by delimiters alone: what is left to do when a quote is never closed.
pub(crate) fn split_literally(line: &str, delimiter: char) -> Vec<String> {
    line.split(delimiter).map(str::to_owned).collect()
}

/// The value up to the quote that closes it, and what follows the delimiter after it.
/// `None` if there is no such quote or more than spaces stand between it and the delimiter.
fn quoted(inner: &str, delimiter: char) -> Option<(String, Option<&str>)> {
    let mut text = String::new();
    let mut rest = inner;
    loop {
        let (before, after) = rest.split_once('"')?;
        text.push_str(before);
        if let Some(doubled) = after.strip_prefix('"') {
            text.push('"');
            rest = doubled;
            continue;
        }
        let after = after.trim_start_matches(' ');
        return if after.is_empty() {
            Some((text, None))
        } else {
            after.strip_prefix(delimiter).map(|next| (text, Some(next)))
        };
    }
}

/// Is there a closing quote at all?
fn closes(inner: &str) -> bool {
    inner.replace("\"\"", "").contains('"')
}

fn bare(rest: &str, delimiter: char) -> (Field, Option<&str>) {
    let (text, after) = match rest.split_once(delimiter) {
        Some((text, after)) => (text, Some(after)),
        None => (rest, None),
    };
    (Field { text: text.to_owned(), stray: text.contains('"') }, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(record: &str) -> Vec<String> {
        split(record, ';').fields.into_iter().map(|field| field.text).collect()
    }

    #[test]
    fn plain_and_quoted() {
        assert_eq!(texts("a;b;;"), ["a", "b", "", ""]);
        assert_eq!(texts(r#""a;b"; "c""d" ;e"#), ["a;b", "c\"d", "e"]);
        assert_eq!(texts(""), [""]);
        assert_eq!(texts("\"two\nlines\";x"), ["two\nlines", "x"]);
    }

    #[test]
    fn stray_quotes_stay() {
        let parts = split(r#"1;ТОО "Арай" офис 3;"Арай" склад;труба 5" подвал;2"#, ';');
        let stray: Vec<_> = parts.fields.iter().filter(|f| f.stray).map(|f| f.text.as_str()).collect();
        assert_eq!(stray, [r#"ТОО "Арай" офис 3"#, r#""Арай" склад"#, r#"труба 5" подвал"#]);
        assert_eq!((parts.fields.len(), parts.open), (5, None));
    }

    #[test]
    fn an_open_quote_names_its_field() {
        let parts = split(r#"1;"г. Заречный;2"#, ';');
        assert_eq!(parts.open, Some(1));
        assert_eq!(split_literally(r#"1;"г. Заречный;2"#, ';'), ["1", "\"г. Заречный", "2"]);
    }
}
