//! Just enough reading of our own pages: texts, tables and sections, as a person sees them.

/// The text of a piece of a page, white space squeezed.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        let shown = piece.split_once('>').map_or(if text.is_empty() { piece } else { "" }, |(_, shown)| shown);
        text.push(' ');
        text.push_str(shown);
    }
    for (entity, character) in [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&nbsp;", " "),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between the first `from` and the next `to`.
pub fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let start = html.find(from).unwrap_or_else(|| panic!("no {from} in {html}")) + from.len();
    let end = html[start..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"));
    &html[start..start + end]
}

/// Whole elements of this name, none nested in another.
pub fn elements<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let close = format!("</{name}>");
    let is_open = |rest: &str| rest.starts_with([' ', '>', '\n']);
    html.split(&format!("<{name}"))
        .skip(1)
        .filter(|rest| is_open(rest))
        .map(|rest| rest.split_once(close.as_str()).map_or(rest, |(inside, _)| inside))
        .map(|inside| inside.split_once('>').map_or("", |(_, inside)| inside))
        .collect()
}

/// Texts of the cells of each row of a table's body.
pub fn rows(table: &str) -> Vec<Vec<String>> {
    let body = table.split_once("<tbody").map_or(table, |(_, body)| body);
    elements(body, "tr").into_iter().map(cells).collect()
}

fn cells(row: &str) -> Vec<String> {
    let row = row.replace("<th", "<td").replace("</th>", "</td>");
    elements(&row, "td").into_iter().map(text_of).collect()
}

/// The page's heading.
pub fn heading(html: &str) -> String {
    text_of(between(html, "<h1>", "</h1>"))
}

/// Values of an attribute, in their order.
pub fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
