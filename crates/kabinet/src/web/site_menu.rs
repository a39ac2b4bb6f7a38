//! The menu of the public site (catalogue A11): what the office wrote, and what every portal has.

use domain::site::PagePlace;
use store::pages::{self, MenuPage};
use store::{Conn, Result};

use super::Web;
use super::page::{Area, PageContext};
use super::visit::Visit;

/// An item of the menu: a link, or a list of them that opens.
#[derive(Clone, Debug)]
pub struct SiteItem {
    /// What it says.
    pub label: String,
    /// Where it leads; empty for a list.
    pub href: String,
    /// Is this page, or this page is in its list.
    pub current: bool,
    /// The list.
    pub links: Vec<SiteLink>,
}

/// A link of a list.
#[derive(Clone, Debug)]
pub struct SiteLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Is this page.
    pub current: bool,
}

/// The frame of a page of the public site, with its menu: one statement.
///
/// # Errors
/// The database can't be read, or a row is unreadable.
pub async fn frame(web: &Web, visit: &Visit, handle: &mut Conn) -> Result<PageContext> {
    let pages = pages::menu(handle, visit.portal.id).await?;
    let page = PageContext::of(web, visit, Area::Public);
    let site = items(visit, &page, &pages);
    Ok(PageContext { site, ..page })
}

fn items(visit: &Visit, page: &PageContext, pages: &[MenuPage]) -> Vec<SiteItem> {
    let t = visit.translator();
    let path = visit.path.as_str();
    let link = |label: &str, href: &str| SiteItem {
        label: label.to_owned(),
        href: href.to_owned(),
        current: path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')),
        links: Vec::new(),
    };
    let mut items = vec![link(&t.s("site-announcements"), "/announcements")];
    let group = |place, label: &str, folds| group_of(pages, place, label, path, folds);
    items.extend(group(PagePlace::Charter, &t.s("site-charter"), false));
    items.extend(group(PagePlace::Board, &t.s("site-board"), false));
    items.extend(group(PagePlace::Finances, &t.s("site-finances"), true));
    items.push(link(&t.s("site-contacts"), "/contacts"));
    items.push(own(visit, page));
    items.push(link(&t.s("site-help"), "/help"));
    items.extend(group(PagePlace::Other, &t.s("site-other"), true));
    items
}

/// Pages of one place: one page is a link unless the place is always a list.
fn group_of(pages: &[MenuPage], place: PagePlace, label: &str, path: &str, folds: bool) -> Option<SiteItem> {
    let links: Vec<SiteLink> = pages
        .iter()
        .filter(|page| page.place == place)
        .map(|page| {
            let href = format!("/pages/{}", page.slug);
            SiteLink { current: path == href, label: page.title.clone(), href }
        })
        .collect();
    let current = links.iter().any(|link| link.current);
    let label = label.to_owned();
    match links.as_slice() {
        [] => None,
        [only] if !folds => Some(SiteItem { label, href: only.href.clone(), current, links: Vec::new() }),
        _ => Some(SiteItem { label, href: String::new(), current, links }),
    }
}

/// «Мои данные»: the sections of the cabinet for those who are in, the way there for the others.
fn own(visit: &Visit, page: &PageContext) -> SiteItem {
    let t = visit.translator();
    let label = t.s("site-own").into_string();
    let is_member = page.person.as_ref().is_some_and(|person| person.customer.is_some());
    if !is_member {
        return SiteItem { label, href: "/my".to_owned(), current: false, links: Vec::new() };
    }
    let sections = super::page::cabinet_sections(t, &visit.portal);
    let links = sections.into_iter().map(|(href, label)| SiteLink { href, label, current: false }).collect();
    SiteItem { label, href: String::new(), current: false, links }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(place: PagePlace, slug: &str) -> MenuPage {
        MenuPage { place, slug: slug.to_owned(), title: slug.to_uppercase() }
    }

    #[test]
    fn one_page_is_a_link_and_finances_are_always_a_list() {
        let pages = [page(PagePlace::Charter, "ustav"), page(PagePlace::Finances, "smeta")];
        let charter = group_of(&pages, PagePlace::Charter, "Устав", "/pages/ustav", false).unwrap();
        assert_eq!((charter.href.as_str(), charter.current, charter.links.len()), ("/pages/ustav", true, 0));
        let finances = group_of(&pages, PagePlace::Finances, "Финансы", "/", true).unwrap();
        assert_eq!((finances.href.as_str(), finances.links.len()), ("", 1));
        assert!(group_of(&pages, PagePlace::Board, "Правление", "/", false).is_none());
    }
}
