//! Markdown of pages and announcements, made into HTML that may stand on a page: tags of the author's own are shown as
//! they were typed, links lead to web, mail, phone or this site, there are no pictures, headings begin under the page's own.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The rules below, counted: what was rendered by others is rendered again when it is shown.
pub const RULES: i64 = 2;
/// The longest beginning that stands in a list, in characters.
const SUMMARY_CHARS: usize = 240;
/// Quotations, lists and stresses inside one another: what is deeper stands without its frame. Cleaning takes time by the
/// square of the depth.
const DEEPEST: usize = 16;

/// HTML of a Markdown text, for a page whose heading is its `h1`.
pub fn render(text: &str) -> String {
    let mut raw = String::with_capacity(text.len() * 2);
    html::push_html(&mut raw, events(text).into_iter());
    // The one thing the writer puts into an attribute that our policy refuses: how a column is aligned.
    let raw = raw
        .replace(" style=\"text-align: right\"", " class=\"num\"")
        .replace(" style=\"text-align: center\"", "")
        .replace(" style=\"text-align: left\"", "");
    CLEANER.clean(&raw).to_string()
}

/// What a text rendered by these rules says now: `kept` if it still holds.
pub fn current<'a>(text: &str, kept: &'a str, rendered_by: i64) -> Cow<'a, str> {
    if rendered_by == RULES { Cow::Borrowed(kept) } else { Cow::Owned(render(text)) }
}

/// How a text begins, without marks: its first paragraph, cut at a word.
pub fn summary(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(Tag::Paragraph) => inside = true,
            Event::End(TagEnd::Paragraph) if !plain.trim().is_empty() => break,
            Event::Text(words) | Event::Code(words) if inside => plain.push_str(&words),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= SUMMARY_CHARS {
        return plain;
    }
    let cut: String = plain.chars().take(SUMMARY_CHARS - 1).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':', '—', ' ']))
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// The text's events as our pages want them.
fn events(text: &str) -> Vec<Event<'_>> {
    let parsed: Vec<Event<'_>> = Parser::new_ext(text, options()).collect();
    let mut events = Vec::with_capacity(parsed.len());
    // As typed, from the outermost heading to the latest.
    let mut above: Vec<HeadingLevel> = Vec::new();
    let mut level = HeadingLevel::H2;
    let mut frames: Vec<bool> = Vec::new();
    for (index, event) in parsed.iter().enumerate() {
        match event {
            Event::Start(tag) if is_frame(tag.to_end()) => {
                frames.push(frames.len() < DEEPEST);
                events.extend((frames.len() <= DEEPEST).then(|| event.clone()));
            }
            Event::End(tag) if is_frame(*tag) => events.extend(frames.pop().unwrap_or(true).then(|| event.clone())),
            // A tag that somebody typed is text.
            Event::Html(tag) | Event::InlineHtml(tag) => events.push(Event::Text(tag.clone())),
            // Of a picture its words stay.
            Event::Start(Tag::HtmlBlock | Tag::Image { .. }) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {}
            Event::Start(Tag::Heading { level: typed, .. }) => {
                // Under the page's heading, and none is skipped: readers by ear jump from one to the next.
                above.retain(|higher| higher < typed);
                above.push(*typed);
                level = HeadingLevel::try_from(above.len() + 1).unwrap_or(HeadingLevel::H6);
                events.push(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(_)) => events.push(Event::End(TagEnd::Heading(level))),
            Event::Start(Tag::Table(_)) => {
                events.push(Event::Html(scroll_of(&parsed[index..]).into()));
                events.push(event.clone());
            }
            Event::End(TagEnd::Table) => {
                events.push(event.clone());
                events.push(Event::Html("</div>".into()));
            }
            _ => events.push(event.clone()),
        }
    }
    events
}

/// What may stand inside itself any number of times.
fn is_frame(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
    )
}

/// A wide table scrolls inside a box that the keyboard reaches; the heads of its columns are the box's name.
fn scroll_of(table: &[Event<'_>]) -> String {
    let head = table.iter().take_while(|event| !matches!(event, Event::End(TagEnd::TableHead)));
    let mut name = String::new();
    for event in head {
        match event {
            Event::Text(words) | Event::Code(words) => name.push_str(words),
            Event::End(TagEnd::TableCell) => name.push_str(", "),
            _ => {}
        }
    }
    let mut tag = String::from("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
    for c in name.trim_end_matches([',', ' ']).chars() {
        match c {
            '<' | '>' | '&' | '"' => {
                // Writing into a String cannot fail.
                let _ = write!(tag, "&#{};", u32::from(c));
            }
            _ => tag.push(c),
        }
    }
    tag + "\">"
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    let tags = [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "del",
        "a",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];
    let attributes = HashMap::from([
        ("a", HashSet::from(["href", "title"])),
        ("ol", HashSet::from(["start"])),
        ("div", HashSet::from(["role", "tabindex", "aria-label"])),
    ]);
    let classes = HashMap::from([
        ("div", HashSet::from(["scroll"])),
        ("th", HashSet::from(["num"])),
        ("td", HashSet::from(["num"])),
    ]);
    builder
        .tags(HashSet::from(tags))
        .tag_attributes(attributes)
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener"));
    builder
});

#[cfg(test)]
mod tests {
    use super::{current, render, summary};

    #[test]
    fn headings_begin_under_the_pages_own_and_none_is_skipped() {
        assert_eq!(render("# А\n\n### Б\n\n## В"), "<h2>А</h2>\n<h3>Б</h3>\n<h3>В</h3>\n");
        assert_eq!(render("###### А").trim(), "<h2>А</h2>");
        assert_eq!(render("## А\n\n## Б\n\n#### В\n\n#### Г"), "<h2>А</h2>\n<h2>Б</h2>\n<h3>В</h3>\n<h3>Г</h3>\n");
    }

    #[test]
    fn tables_scroll_and_figures_stand_right() {
        let made = render("| Статья | Сумма |\n|---|--:|\n| Дорога | 100 |\n");
        assert!(
            made.starts_with("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Статья, Сумма\">"),
            "{made}"
        );
        assert!(made.contains("<th class=\"num\">Сумма</th>") && made.contains("<td class=\"num\">100</td>"), "{made}");
        assert!(made.trim_end().ends_with("</table>\n</div>"), "{made}");
    }

    #[test]
    fn links_lead_to_web_mail_phone_and_this_site() {
        for href in
            ["https://example.ru/a?b=1", "http://example.ru", "mailto:a@example.ru", "tel:+79991234567", "/help", "#b"]
        {
            let made = render(&format!("[куда]({href})"));
            assert!(made.contains(&format!("<a href=\"{href}\" rel=\"nofollow noopener\">куда</a>")), "{made}");
        }
    }

    /// Names of a tag's attributes; their values stand in quotes.
    fn attributes(inside: &str) -> Vec<&str> {
        let (mut names, mut rest) = (Vec::new(), inside);
        while let Some((before, after)) = rest.split_once("=\"") {
            names.push(before.rsplit(' ').next().unwrap());
            rest = after.split_once('"').map_or("", |(_, rest)| rest);
        }
        names
    }

    /// Whatever is typed, what comes out has only tags and attributes that are named here.
    #[test]
    fn nothing_typed_runs() {
        let attacks = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<iframe src=//evil.example></iframe>",
            "<style>body{display:none}</style>",
            "<div class=\"notice\" style=\"position:fixed\">x</div>",
            "<form action=/logout method=post><button>x</button></form>",
            "<p onclick=alert(1)>x</p>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<!-- --><base href=https://evil.example/>",
            "<meta http-equiv=refresh content=0;url=//evil.example>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java&#x09;script:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox(1))",
            "[x](file:///etc/passwd)",
            "<javascript:alert(1)>",
            "![x](https://evil.example/pixel.png)",
            "![x\" onerror=\"alert(1)](y)",
            "[x](https://example.ru \"a\\\" onmouseover=\\\"alert(1)\")",
            "[x]: javascript:alert(1)\n\n[x]",
            "| a\" onfocus=\"alert(1) |\n|---|\n| <b onclick=alert(1)>x</b> |",
            "```html\n<script>alert(1)</script>\n```",
            "``` \" onload=\"alert(1)\nx\n```",
            "# x {#id .cls onclick=alert(1)}",
        ];
        let tags = [
            "p", "/p", "br", "hr", "h2", "/h2", "ul", "/ul", "li", "/li", "pre", "/pre", "code", "/code", "a", "/a",
            "div", "/div", "table", "/table", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th", "td",
            "/td", "em", "/em",
        ];
        for attack in attacks {
            let made = render(attack);
            for tag in made.split('<').skip(1) {
                let (inside, _) = tag.split_once('>').unwrap_or_else(|| panic!("{attack}: {made}"));
                let name = inside.split([' ', '/']).find(|name| !name.is_empty()).unwrap();
                assert!(tags.contains(&name), "{attack}: {made}");
                for word in ["javascript:", "vbscript:", "data:", "file:"] {
                    assert!(!inside.to_lowercase().contains(&format!("href=\"{word}")), "{attack}: {made}");
                }
                for attribute in attributes(inside) {
                    let known = ["href", "title", "rel", "class", "role", "tabindex", "aria-label"];
                    assert!(known.contains(&attribute), "{attack}: {made}");
                }
            }
            assert!(!made.contains("<img"), "{attack}: {made}");
        }
    }

    #[test]
    fn what_is_nested_without_end_stands_flat() {
        for mark in [">", "- ", "1. ", "*a "] {
            let made = render(&(mark.repeat(10_000) + "конец"));
            assert!(made.contains("конец"), "{mark}");
            assert!(
                made.matches("<blockquote>").count() + made.matches("<ul>").count() + made.matches("<em>").count()
                    <= 16
            );
        }
    }

    #[test]
    fn a_typed_tag_is_shown_as_typed() {
        assert_eq!(render("Цена <b>5</b>").trim(), "<p>Цена &lt;b&gt;5&lt;/b&gt;</p>");
    }

    #[test]
    fn a_summary_is_the_first_paragraph_without_marks() {
        assert_eq!(summary("# Дорога\n\nРемонт **5-й**\nулицы, [подробно](/x).\n\nЕщё"), "Ремонт 5-й улицы, подробно.");
        assert_eq!(summary("- только список"), "");
        let long = summary(&"слово ".repeat(100));
        assert!(long.chars().count() <= 240 && long.ends_with("слово…"), "{long}");
    }

    #[test]
    fn what_other_rules_rendered_is_rendered_again() {
        assert_eq!(current("А", "<p>старое</p>", super::RULES), "<p>старое</p>");
        assert_eq!(current("А", "<p>старое</p>", 0).trim(), "<p>А</p>");
    }
}
