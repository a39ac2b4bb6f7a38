//! The letter to the portal's own address about what somebody wrote by the contact form.

use askama::Template;
use domain::phone::Phone;
use store::outbox::Written;
use store::requests::Request;

use super::write_out::Frame;
use crate::flows::Failure;
use crate::i18n::Translator;

#[derive(Template)]
#[template(path = "letters/contact_request.html")]
struct RequestHtml<'a> {
    t: Translator,
    lang: &'static str,
    title: &'a str,
    portal: &'a str,
    phone: &'a str,
    brand: String,
    brand_dark: String,
    request: &'a Request,
    number: &'a str,
    href: &'a str,
}

#[derive(Template)]
#[template(path = "letters/contact_request.txt", escape = "none")]
struct RequestText<'a> {
    t: Translator,
    title: &'a str,
    portal: &'a str,
    phone: &'a str,
    request: &'a Request,
    number: &'a str,
    href: &'a str,
}

impl Frame<'_> {
    /// The letter about a request.
    pub(super) fn contact_request(&self, request: &Request) -> Result<Written, Failure> {
        let t = self.t;
        let title = t.s2("letter-request-title", "number", request.number.to_string(), "name", &request.name);
        let number = request.phone.as_deref().and_then(|phone| Phone::parse(phone).ok()).map(|phone| phone.display8());
        let number = number.unwrap_or_default();
        let href = self.link(&format!("/office/requests/{}", request.id));
        let (brand, brand_dark) = self.brand();
        let (portal, phone) = (self.portal.title.as_str(), self.portal.phone.as_str());
        let lang = t.language().code();
        let html = RequestHtml {
            t,
            lang,
            title: &title,
            portal,
            phone,
            brand,
            brand_dark,
            request,
            number: &number,
            href: &href,
        };
        let text = RequestText { t, title: &title, portal, phone, request, number: &number, href: &href };
        let render = |outcome: askama::Result<String>| outcome.map_err(|error| Failure::Data(error.to_string()));
        Ok(Written { text: render(text.render())?, html: render(html.render())?, title: title.clone() })
    }
}
