//! Pages of a list that is read on from where the page before ended.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::i18n::Translator;
use crate::web::page::PageLink;

/// The end of the year 2999, in microseconds: far beyond it PostgreSQL has no moments.
const CURSOR_END: i64 = 32_503_680_000_000_000;

/// Where a page ends: the microsecond and the id of its last row.
pub fn cursor_of(at: DateTime<Utc>, id: Uuid) -> String {
    format!("{}_{id}", at.timestamp_micros())
}

/// Reads [`cursor_of`]; nothing else.
pub fn cursor(text: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (at, id) = text.split_once('_')?;
    let at: i64 = at.parse().ok()?;
    let at = (0..=CURSOR_END).contains(&at).then(|| DateTime::from_timestamp_micros(at))??;
    Some((at, id.parse().ok()?))
}

/// Back to the first page and on to the next; nothing where all stands on one.
pub fn pages(t: Translator, href: &str, is_later: bool, next: Option<&str>) -> Vec<PageLink> {
    let first =
        is_later.then(|| PageLink { href: href.to_owned(), text: t.s("import-page-first").into(), current: false });
    let separator = if href.contains('?') { '&' } else { '?' };
    let next = next.map(|after| PageLink {
        href: format!("{href}{separator}after={after}"),
        text: t.s("import-page-next").into(),
        current: false,
    });
    first.into_iter().chain(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::portal::Language;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else() {
        let id = "0181-nothing";
        assert_eq!(cursor(id), None);
        let text = "1654077240000001_01811f6c-7a00-7000-8000-000000000001";
        let (at, id) = cursor(text).unwrap();
        assert_eq!(cursor_of(at, id), text);
        assert_eq!(cursor("-1_01811f6c-7a00-7000-8000-000000000001"), None);
    }

    #[test]
    fn links_lead_to_the_start_and_on() {
        let t = Translator::new(Language::Ru);
        assert!(pages(t, "/a", false, None).is_empty());
        let hrefs: Vec<_> = pages(t, "/a?tab=all", true, Some("7")).into_iter().map(|link| link.href).collect();
        assert_eq!(hrefs, ["/a?tab=all", "/a?tab=all&after=7"]);
        assert_eq!(pages(t, "/a", false, Some("7"))[0].href, "/a?after=7");
    }
}
