//! Letters about accounts that are linked: to the holder, to whoever asks for a PIN, to whoever may no longer see one.

use domain::email::masked;
use store::link_requests::RequestLetter;
use store::links::LinkNotice;
use store::outbox::Written;
use store::shares::OfferLetter;

use super::action::{Action, Code, Letter};
use super::write_out::Frame;
use crate::app::App;
use crate::flows::{Failure, letter, secret};

impl Frame<'_> {
    /// Somebody linked the account; the holder ends it by the button, if nobody should have.
    pub(super) fn account_linked(&self, app: &App, notice: &LinkNotice) -> Result<Written, Failure> {
        let t = self.t;
        let when = t.moment(notice.created_at, self.portal.time_zone);
        let who = masked(notice.email.as_deref().unwrap_or_default());
        let href = self.link(&format!("/links/{}/{}", notice.id, secret::notice(app, notice)?));
        let letter = Letter {
            text: t.s3("letter-linked-text", "number", notice.number.as_str(), "when", when, "who", who),
            action: Some(Action {
                label: t.s("letter-linked-action").into(),
                href,
                until: t.moment(notice.expires_at, self.portal.time_zone),
                code: None,
            }),
            not_you: t.s("letter-linked-not-you").into(),
        };
        self.action(&t.s1("letter-linked-title", "number", &notice.number), &letter)
    }

    /// The PIN. It goes to the address in the register: whoever reads it there may know nothing of the request.
    pub(super) fn link_pin(&self, app: &App, about: &RequestLetter) -> Result<Written, Failure> {
        let t = self.t;
        let (request, digits) = (&about.request, secret::pin(app, &about.request)?);
        let until = request.expires_at.map(|at| t.moment(at, self.portal.time_zone)).unwrap_or_default();
        let page = self.link(&format!("/my/accounts/{}", request.wanted.account()));
        let who = masked(about.email.as_deref().unwrap_or_default());
        let number = request.wanted.number();
        let letter = Letter {
            text: t.s3("letter-pin-text", "number", number, "organisation", about.organisation.as_str(), "who", who),
            action: Some(Action {
                label: t.s("letter-pin-action").into(),
                href: page.clone(),
                until,
                code: Some(Code { page, digits: format!("{} {}", &digits[..3], &digits[3..]) }),
            }),
            not_you: t.s("letter-pin-not-you").into(),
        };
        self.action(&t.s1("letter-pin-title", "number", number), &letter)
    }

    /// An operator's decision.
    pub(super) fn link_decided(&self, kind: &str, about: &RequestLetter) -> Result<Written, Failure> {
        let (t, number) = (self.t, about.request.wanted.number());
        let path = format!("/my/accounts/{}", about.request.wanted.account());
        let key = if kind == letter::LINK_APPROVED { "approved" } else { "refused" };
        let letter = Letter {
            text: t.s2(
                format!("letter-link-{key}-text"),
                "number",
                number,
                "organisation",
                about.organisation.as_str(),
            ),
            action: Some(self.leading_to(&path, t.s("letter-link-open").into())),
            not_you: t.s("letter-link-not-you").into(),
        };
        self.action(&t.s1(format!("letter-link-{key}-title"), "number", number), &letter)
    }

    /// Somebody no longer sees an account.
    pub(super) fn link_ended(&self, number: &str) -> Result<Written, Failure> {
        let t = self.t;
        let letter = Letter {
            text: t.s1("letter-link-ended-text", "number", number),
            action: Some(self.leading_to("/my/accounts/add", t.s("letter-link-ended-action").into())),
            not_you: t.s("letter-link-not-you").into(),
        };
        self.action(&t.s1("letter-link-ended-title", "number", number), &letter)
    }

    /// An owner opens an account: whoever has the address takes it up in their own cabinet.
    pub(super) fn share_offered(&self, offer: &OfferLetter) -> Result<Written, Failure> {
        let t = self.t;
        let (number, title, sender) = (offer.number.as_str(), offer.title.as_str(), offer.sender.as_str());
        let letter = Letter {
            text: t.s3("letter-share-text", "number", number, "organisation", title, "sender", sender),
            action: Some(Action {
                label: t.s("letter-share-action").into(),
                href: self.link("/my/accounts"),
                until: t.moment(offer.expires_at, self.portal.time_zone),
                code: None,
            }),
            not_you: t.s("letter-share-not-you").into(),
        };
        self.action(&t.s1("letter-share-title", "sender", sender), &letter)
    }

    /// The digits of a picture.
    pub(super) fn captcha(&self, digits: &str) -> Result<Written, Failure> {
        let t = self.t;
        let letter = Letter {
            text: t.s1("letter-captcha-text", "digits", digits),
            action: None,
            not_you: t.s("letter-captcha-not-you").into(),
        };
        self.action(&t.s("letter-captcha-title"), &letter)
    }
}
